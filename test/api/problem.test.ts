import { describe, expect, test } from 'vitest';
import { type HttpAnswer, problem, webhookAnswer } from '../../shared/api/problem.ts';
import type { IngestOutcome } from '../../shared/pipeline/ingest.ts';

const ACCEPTED = { kind: 'accepted', queued: 2, ignored: { open: 1 }, quarantined: 0, notices: [] } as const;

describe('webhookAnswer', () => {
  test('says what was taken in, and nothing of what is for the operator', () => {
    const notices = [{ kind: 'topic_validated', detail: 'of the account' } as const];
    expect(webhookAnswer({ ...ACCEPTED, notices })).toEqual({
      statusCode: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ queued: 2, ignored: { open: 1 }, quarantined: 0 }),
    });
  });

  test.each(['now', 'by hand'] as const)('says that a subscription is confirmed %s', (confirmed) => {
    expect(JSON.parse(webhookAnswer({ ...ACCEPTED, confirmed }).body)).toMatchObject({ confirmed });
  });

  test.each<[IngestOutcome, number, string, HttpAnswer['headers']]>([
    [{ kind: 'unauthenticated', detail: 'signature: wrong' }, 401, 'Unauthorized', {}],
    [
      { kind: 'unauthenticated', detail: 'credentials: missing', challenge: 'basic' },
      401,
      'Unauthorized',
      { 'www-authenticate': 'Basic realm="webhooks"' },
    ],
    [{ kind: 'malformed', detail: 'body: not JSON' }, 400, 'Bad Request', {}],
    [{ kind: 'unknown_provider', detail: 'no such provider' }, 404, 'Not Found', {}],
    [{ kind: 'too_large', detail: 'the body has 9 bytes' }, 413, 'Content Too Large', {}],
    [{ kind: 'unavailable', detail: 'try later' }, 503, 'Service Unavailable', { 'retry-after': '30' }],
  ])('%j is a problem of its own status', (outcome, status, title, headers) => {
    const answer = webhookAnswer(outcome);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers).toEqual({ 'content-type': 'application/problem+json', ...headers });
    const detail = 'detail' in outcome ? outcome.detail : '';
    expect(JSON.parse(answer.body)).toEqual({ type: 'about:blank', title, status, detail });
  });
});

test('a problem has a title of its own for every status that is answered', () => {
  for (const status of [400, 401, 403, 404, 405, 412, 413, 429, 500, 503]) {
    expect(JSON.parse(problem(status, 'detail').body).title).not.toBe('Error');
  }
});
