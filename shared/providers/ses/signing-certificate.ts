// The certificates that SNS signs with: read once, kept by URL, judged by the time they were in force.
import { type KeyObject, X509Certificate } from 'node:crypto';
import type { CertificateSource } from '../provider.ts';

export interface SigningCertificate {
  readonly key: KeyObject;
  /** Milliseconds since the epoch. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** A region signs with one certificate, and with two around its yearly change. */
const CACHE_SIZE = 8;

/** Reads PEM text; undefined when it holds no X.509 certificate with an RSA key. */
export function readCertificate(pem: string): SigningCertificate | undefined {
  try {
    const { publicKey: key, validFromDate, validToDate } = new X509Certificate(pem);
    if (key.asymmetricKeyType !== 'rsa') return undefined;
    return { key, notBefore: validFromDate.getTime(), notAfter: validToDate.getTime() };
  } catch {
    return undefined;
  }
}

/**
 * True when the certificate was in force at the message's own, signed time, or is in force now. Either will do: a
 * certificate may end while an old message waits for its retry, and without the key nobody can sign another time.
 */
export function isInForce(certificate: SigningCertificate, signedAt: number | undefined, now: number): boolean {
  const covers = (ms: number) => certificate.notBefore <= ms && ms <= certificate.notAfter;
  return covers(now) || (signedAt !== undefined && covers(signedAt));
}

/**
 * Gets certificates by URL, fetching each once, also for requests that ask at the same time. Rejects when one can't be
 * had now; a failure is never remembered.
 */
export function certificateCache(source: CertificateSource): (url: string) => Promise<SigningCertificate> {
  const known = new Map<string, SigningCertificate>();
  const underWay = new Map<string, Promise<SigningCertificate>>();

  async function fetchNew(url: string): Promise<SigningCertificate> {
    const certificate = readCertificate(await source.fetch(url));
    if (certificate === undefined) throw new Error('the answer is no X.509 certificate with an RSA key');
    // Only what was fetched and read may push out something older: made-up URLs get no further than the fetch.
    const [oldest] = known.keys();
    if (known.size >= CACHE_SIZE && oldest !== undefined) known.delete(oldest);
    known.set(url, certificate);
    return certificate;
  }

  return async (url) => {
    const certificate = known.get(url) ?? underWay.get(url);
    if (certificate !== undefined) return certificate;
    const pending = fetchNew(url).finally(() => underWay.delete(url));
    underWay.set(url, pending);
    return pending;
  };
}
