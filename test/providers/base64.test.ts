import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBase64 } from '../../shared/providers/base64.ts';
import { law } from '../support/law.ts';

test('what is base64 comes back as its bytes', () => {
  law(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromBase64(Buffer.from(bytes).toString('base64'))).toEqual(Buffer.from(bytes));
    }),
  );
});

describe('another spelling of the same bytes is refused', () => {
  test.each([
    ['without the padding', 'YWI'],
    ['with more padding', 'YWI=='],
    ['with last bits that carry nothing', 'YWJ='],
    ['with a blank', 'YW I='],
    ['with a line break', 'YWI=\n'],
    ['with a character that is skipped', 'YW!I='],
    ['in the alphabet of URLs', '-_-_'],
  ])('%s', (_, text) => {
    expect(fromBase64(text)).toBeUndefined();
  });
});
