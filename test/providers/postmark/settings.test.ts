import { expect, test } from 'vitest';
import { postmark } from '../../../shared/providers/postmark/provider.ts';

const HASH = `sha256:${'0a'.repeat(32)}`;
const NOT_A_HASH = 'not a hash: expected sha256: and 64 hex digits, the SHA-256 of user:password or of the token';

function complaints(settings: unknown): string[] {
  const parsed = postmark.settings.safeParse(settings);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

test('credentials are hashes, in any letter case', () => {
  expect(complaints({ credentials: [HASH, HASH.toUpperCase()] })).toEqual([]);
});

test.each(['', 'user:password', '0a'.repeat(32), `${HASH}0`, `${HASH}\n`, `sha1:${'0a'.repeat(20)}`])(
  '%j is no hash: no secret is to stand in the configuration',
  (credential) => {
    expect(complaints({ credentials: [HASH, credential] })).toEqual([`credentials.1: ${NOT_A_HASH}`]);
  },
);

test('no credential at all would let nobody in, or everybody', () => {
  expect(complaints({ credentials: [] })).toEqual(['credentials: name at least one credential']);
  expect(complaints({})).toEqual(['credentials: not a list']);
  expect(complaints({ credentials: [7] })).toEqual(['credentials.0: not text']);
});

test('a misspelt setting is not passed over', () => {
  expect(complaints({ credentials: [HASH], credential: HASH })).toHaveLength(1);
});
