// How long a refusal takes tells nothing of a secret: its digest is compared in constant time, and with every one that is
// configured, also behind the one that matches.
import { createHash, timingSafeEqual } from 'node:crypto';
import { beforeEach, expect, test, vi } from 'vitest';
import { accessOf, secretHash } from '../../shared/api/access.ts';
import { postmarkVerifier } from '../../shared/providers/postmark/verify.ts';
import { base64, NOW } from '../support/genuine.ts';

vi.mock('node:crypto', { spy: true });

const SECRETS = ['user:first', 'user:second', 'user:third'];
const digest = (secret: string) => createHash('sha256').update(secret).digest();

beforeEach(() => {
  vi.mocked(timingSafeEqual).mockClear();
});

function expectComparedWithAll(secret: string): void {
  const compared = vi.mocked(timingSafeEqual).mock.calls.map(([given, known]) => [given, known].map(hex));
  expect(compared).toEqual(SECRETS.map((known) => [digest(secret), digest(known)].map(hex)));
}

function hex(bytes: NodeJS.ArrayBufferView): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

test.each([...SECRETS, 'user:firsu', 'u', 'x'.repeat(5000)])("Postmark's credential %.20s", async (secret) => {
  const verify = postmarkVerifier({ credentials: SECRETS.map(secretHash) });
  const headers = { authorization: `Basic ${base64(secret)}` };
  const refusal = await verify({ headers, body: Buffer.alloc(0) }, NOW);
  expect(refusal === undefined).toBe(SECRETS.includes(secret));
  expectComparedWithAll(secret);
});

test.each([...SECRETS, 'user:firsu', 'u', 'x'.repeat(5000)])("the API's key %.20s", (secret) => {
  const keys = SECRETS.map((known) => ({ name: known, hash: secretHash(known), role: 'read' as const }));
  expect(accessOf(keys, `Bearer ${secret}`, 'read').granted).toBe(SECRETS.includes(secret));
  expectComparedWithAll(secret);
});
