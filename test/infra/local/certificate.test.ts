import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { selfSignedCertificate } from '../../../infra/local/certificate.ts';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const notBefore = new Date('2025-10-01T00:00:00Z');

function certificate(notAfter: string, commonName = 'sns.example'): X509Certificate {
  return new X509Certificate(selfSignedCertificate({ commonName, notBefore, notAfter: new Date(notAfter), ...keys }));
}

describe('a self-signed certificate', () => {
  test('names its subject, which is its issuer, and carries the key', () => {
    const { subject, issuer, publicKey } = certificate('2026-11-01T00:00:00Z');
    expect(subject).toBe('CN=sns.example');
    expect(issuer).toBe(subject);
    expect(publicKey.equals(keys.publicKey)).toBe(true);
  });

  test('is signed by the key it carries, and by no other', () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(certificate('2026-11-01T00:00:00Z').verify(keys.publicKey)).toBe(true);
    expect(certificate('2026-11-01T00:00:00Z').verify(other.publicKey)).toBe(false);
  });

  test.each(['2026-11-01T00:00:00.000Z', '2049-12-31T23:59:59.000Z', '2050-01-01T00:00:00.000Z'])(
    'holds from its first second to %s, on both sides of the change of notation in 2050',
    (notAfter) => {
      const { validFromDate, validToDate } = certificate(notAfter);
      expect(validFromDate.toISOString()).toBe('2025-10-01T00:00:00.000Z');
      expect(validToDate.toISOString()).toBe(notAfter);
    },
  );

  test('takes names that need more than one length byte', () => {
    expect(certificate('2026-11-01T00:00:00Z', 'n'.repeat(200)).subject).toBe(`CN=${'n'.repeat(200)}`);
  });

  test('is the same for the same request', () => {
    expect(certificate('2026-11-01T00:00:00Z').fingerprint256).toBe(certificate('2026-11-01T00:00:00Z').fingerprint256);
  });
});
