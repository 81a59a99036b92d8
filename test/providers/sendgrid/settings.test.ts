import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sendgrid } from '../../../shared/providers/sendgrid/provider.ts';
import { sendgridKeys } from '../fixtures-sendgrid.ts';

const keys = sendgridKeys();
const NOT_A_KEY = 'not a P-256 public key: expected base64 DER (one line, starts MFkw...) or PEM';

function complaints(settings: unknown): string[] {
  const parsed = sendgrid.settings.safeParse(settings);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('settings', () => {
  test.each([
    ['base64 DER', keys.publicKey],
    ['base64 DER with a newline behind it', `${keys.publicKey}\n`],
    ['PEM', keys.pem],
    ['PEM with Windows line ends', keys.pem.replaceAll('\n', '\r\n')],
  ])('a key may be %s', (_spelling, key) => {
    expect(complaints({ publicKeys: [key] })).toEqual([]);
  });

  test.each([
    ['nothing', ''],
    ['words', 'paste the key here'],
    ['half a key', keys.publicKey.slice(0, 60)],
    ['a key on another curve', sendgridKeys('secp384r1').publicKey],
    ['a key of another kind', generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' })],
    // Node would derive the public key from it: better to say that a secret was pasted in the wrong place.
    ['a private key', keys.privateKey.export({ type: 'pkcs8', format: 'pem' })],
  ])('%s is no key, and the place is named', (_what, key) => {
    expect(complaints({ publicKeys: [keys.publicKey, key] })).toEqual([`publicKeys.1: ${NOT_A_KEY}`]);
  });

  test('no key at all would let nobody in, or everybody', () => {
    expect(complaints({ publicKeys: [] })).toEqual(['publicKeys: name at least one verification key']);
    expect(complaints({})).toEqual(['publicKeys: not a list']);
    expect(complaints({ publicKeys: [7] })).toEqual(['publicKeys.0: not text']);
  });

  test('an age is a whole number of seconds above 0', () => {
    const age = (maxAgeSeconds: unknown) => complaints({ publicKeys: [keys.publicKey], maxAgeSeconds });
    expect(age(86_400)).toEqual([]);
    expect(age(0)).toEqual(['maxAgeSeconds: not above 0']);
    expect(age(1.5)).toEqual(['maxAgeSeconds: not a whole number']);
    expect(age('300')).toEqual(['maxAgeSeconds: not a whole number']);
  });

  test('a misspelt setting is not passed over', () => {
    expect(complaints({ publicKeys: [keys.publicKey], maxAge: 300 })).toHaveLength(1);
  });
});
