import { expect, test } from 'vitest';
import { EXIT, exitCodeOf, failure, UsageError } from '../../cli/failure.ts';
import { ApiError } from '../../shared/client/api-error.ts';

test.each([
  [
    new ApiError(401, 'no such key'),
    'the API answered 401: no such key (set --key or BOUNCE_SUPPRESSOR_KEY to an API key)',
  ],
  [
    new ApiError(0, 'no answer from http://localhost:1: refused'),
    'no answer from http://localhost:1: refused (set --url or BOUNCE_SUPPRESSOR_URL to where the service runs)',
  ],
  [new ApiError(400, 'address: not an e-mail address'), 'the API answered 400: address: not an e-mail address'],
  [Object.assign(new Error('ENOENT: …'), { code: 'ENOENT', path: 'x.csv' }), 'there is no file x.csv'],
  [new Error('anything else'), 'anything else'],
])('%s is told in one line, with what to do', (error, line) => {
  expect(failure(error)).toBe(line);
});

test('what was not used as it should be has an exit code of its own', () => {
  expect(exitCodeOf(new UsageError('x'))).toBe(EXIT.usage);
  expect(exitCodeOf(new ApiError(400, 'x'))).toBe(EXIT.failure);
});
