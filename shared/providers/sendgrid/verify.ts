// Decides whether an event webhook is genuine: signed by SendGrid with one of the configured keys.
import { type KeyObject, verify as verifySignature } from 'node:crypto';
import { parseTime } from '../../event/time.ts';
import { fromBase64 } from '../base64.ts';
import type { Refusal, Verify } from '../provider.ts';
import { readPublicKey, type SendGridSettings } from './settings.ts';

const SIGNATURE = 'x-twilio-email-event-webhook-signature';
const TIMESTAMP = 'x-twilio-email-event-webhook-timestamp';

const WHERE = 'at Settings > Mail Settings > Event Webhook in SendGrid';

/** ECDSA with SHA-256 over the bytes of the timestamp header, directly followed by the raw body. */
export function sendgridVerifier({ publicKeys, maxAgeSeconds }: SendGridSettings): Verify {
  const keys = publicKeys.map(keyAt);

  return async ({ headers, body }, now) => {
    const signature = headers[SIGNATURE];
    const timestamp = headers[TIMESTAMP];
    if (!signature) return unauthenticated(`${SIGNATURE}: missing; turn on Signed Event Webhook ${WHERE}`);
    if (!timestamp) return unauthenticated(`${TIMESTAMP}: missing; turn on Signed Event Webhook ${WHERE}`);
    const der = fromBase64(signature);
    if (der === undefined) return unauthenticated(`${SIGNATURE}: not the base64 text of an ECDSA signature`);
    if (!isSignedByAny(keys, Buffer.concat([Buffer.from(timestamp), body]), der)) {
      return unauthenticated(mismatch(keys.length));
    }
    return maxAgeSeconds === undefined ? undefined : refuseStale(timestamp, now, maxAgeSeconds);
  };
}

function keyAt(text: string, index: number): KeyObject {
  const key = readPublicKey(text);
  if (key === undefined) throw new Error(`sendgrid.publicKeys.${index}: not a P-256 public key`);
  return key;
}

function isSignedByAny(keys: readonly KeyObject[], signed: Buffer, signature: Buffer): boolean {
  return keys.some((key) => verifySignature('sha256', signed, { key, dsaEncoding: 'der' }, signature));
}

/** A request whose time can't be read is as good as too old. */
function refuseStale(timestamp: string, now: number, maxAgeSeconds: number): Refusal | undefined {
  const signedAt = parseTime(timestamp);
  if (signedAt !== undefined && now - signedAt <= maxAgeSeconds * 1000) return undefined;
  return unauthenticated(`${TIMESTAMP}: not within the last ${maxAgeSeconds} s (sendgrid.maxAgeSeconds)`);
}

function mismatch(count: number): string {
  const keys = count === 1 ? 'the configured public key' : `any of the ${count} configured public keys`;
  return (
    `${SIGNATURE}: does not match ${keys}; copy the verification key shown ${WHERE} into sendgrid.publicKeys, ` +
    'and let no proxy change the body on its way'
  );
}

function unauthenticated(detail: string): Refusal {
  return { kind: 'unauthenticated', detail };
}
