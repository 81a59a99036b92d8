// Decides whether an SNS message is genuine: from a topic on the list, and signed by SNS.
import { verify as verifySignature } from 'node:crypto';
import { parseTime } from '../../event/time.ts';
import { fromBase64 } from '../base64.ts';
import { isObject, parseJson } from '../json.ts';
import { isRefusal, type Refusal, type VerifierPorts, type Verify } from '../provider.ts';
import { isEnvelope, type SignedEnvelope, signedEnvelope, textToSign } from './envelope.ts';
import type { SesSettings } from './settings.ts';
import { certificateCache, isInForce, readCertificate, type SigningCertificate } from './signing-certificate.ts';
import { isSigningCertificateUrl } from './sns-urls.ts';

/** PKCS#1 v1.5 in both; a topic signs with version 1 until its attribute SignatureVersion says 2. */
const HASHES = { '1': 'sha1', '2': 'sha256' } as const;

const NOT_AN_ENVELOPE =
  'body: not an SNS message; with raw message delivery SNS signs nothing, so turn that off for this subscription';

/**
 * Checks what is cheap first, and fetches nothing for a topic that is not on the list. The signature covers decoded
 * values, not bytes, so the body is parsed before it is trusted; normalising reads the very same parse (`parseJson`), so
 * that of two equal keys both see the same one.
 */
export function sesVerifier(settings: SesSettings, ports: VerifierPorts): Verify {
  const topics = new Set(settings.topicArns);
  const pinned = readPinned(settings.pinnedCertificates ?? {});
  const fetched = certificateCache(ports.certificates);

  async function certificateAt(url: string): Promise<SigningCertificate | Refusal> {
    const certificate = pinned.get(url);
    if (certificate !== undefined) return certificate;
    if (!isSigningCertificateUrl(url)) return unauthenticated("SigningCertURL: not a URL of SNS's certificates");
    try {
      return await fetched(url);
    } catch (error) {
      // Also when the answer was no certificate: SNS doesn't retry after a 4xx, and the next fetch may do better.
      return { kind: 'unavailable', detail: `SigningCertURL: no certificate from there for now: ${reasonOf(error)}` };
    }
  }

  return async ({ body }, now) => {
    const value = parseJson(body);
    if (!isObject(value)) return { kind: 'malformed', detail: 'body: not a JSON object' };
    // The body decides, not the x-amz-sns-* headers: they are not signed.
    if (!isEnvelope(value)) return unauthenticated(NOT_AN_ENVELOPE);
    const parsed = signedEnvelope.safeParse(value);
    if (!parsed.success) return unauthenticated(explain(parsed.error.issues));
    const envelope = parsed.data;
    if (!topics.has(envelope.TopicArn)) return unauthenticated('TopicArn: not on the list of topics (ses.topicArns)');
    const signedAt = parseTime(envelope.Timestamp);
    if (isTooOld(signedAt, now, settings.maxAgeSeconds)) {
      return unauthenticated(`Timestamp: not within the last ${settings.maxAgeSeconds} s (ses.maxAgeSeconds)`);
    }
    const certificate = await certificateAt(envelope.SigningCertURL);
    if (isRefusal(certificate)) return certificate;
    if (!isInForce(certificate, signedAt, now)) {
      return unauthenticated('SigningCertURL: the certificate was not in force at the Timestamp, nor is it now');
    }
    return isSignedBy(certificate, envelope) ? undefined : unauthenticated('Signature: does not match the message');
  };
}

function unauthenticated(detail: string): Refusal {
  return { kind: 'unauthenticated', detail };
}

/** A map, so that a URL such as `constructor` finds nothing that was not pinned. */
function readPinned(certificates: Readonly<Record<string, string>>): ReadonlyMap<string, SigningCertificate> {
  const pinned = new Map<string, SigningCertificate>();
  for (const [url, pem] of Object.entries(certificates)) {
    const certificate = readCertificate(pem);
    if (certificate === undefined) throw new Error(`ses.pinnedCertificates: no certificate can be read for ${url}`);
    pinned.set(url, certificate);
  }
  return pinned;
}

/** A message whose time can't be read is as good as too old. */
function isTooOld(signedAt: number | undefined, now: number, maxAgeSeconds: number | undefined): boolean {
  return maxAgeSeconds !== undefined && (signedAt === undefined || now - signedAt > maxAgeSeconds * 1000);
}

function isSignedBy({ key }: SigningCertificate, envelope: SignedEnvelope): boolean {
  const signed = Buffer.from(textToSign(envelope), 'utf8');
  const signature = fromBase64(envelope.Signature);
  if (signature === undefined) return false;
  try {
    return verifySignature(HASHES[envelope.SignatureVersion], signed, key, signature);
  } catch {
    return false;
  }
}

function explain(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): string {
  return issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
