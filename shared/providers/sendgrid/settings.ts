// The `sendgrid` section of the configuration: whose signature lets an event webhook in.
import { createPublicKey, type KeyObject } from 'node:crypto';
import * as z from 'zod/mini';

/** No other label: from a private key Node would quietly derive the public one. */
const PEM = /^-----BEGIN PUBLIC KEY-----\s[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----$/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Reads a key in either spelling; undefined unless it is a public key on P-256, the only curve SendGrid signs with. */
export function readPublicKey(text: string): KeyObject | undefined {
  const trimmed = text.trim();
  try {
    const key = PEM.test(trimmed)
      ? createPublicKey(trimmed)
      : BASE64.test(trimmed)
        ? createPublicKey({ key: Buffer.from(trimmed, 'base64'), format: 'der', type: 'spki' })
        : undefined;
    return key?.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined;
  } catch {
    return undefined;
  }
}

const publicKey = z
  .string('not text')
  .check(
    z.refine(
      (text) => readPublicKey(text) !== undefined,
      'not a P-256 public key: expected base64 DER (one line, starts MFkw...) or PEM',
    ),
  );

export const sendgridSettings = z.strictObject({
  /** SendGrid makes one key pair per webhook, and a new one whenever signing is switched on again: all live ones. */
  publicKeys: z.array(publicKey, 'not a list').check(z.minLength(1, 'name at least one verification key')),
  /**
   * Refuses requests that were signed longer ago. Off when absent: SendGrid retries for 24 hours, names no tolerance,
   * and a replay changes nothing in the record.
   */
  maxAgeSeconds: z.optional(z.int('not a whole number').check(z.positive('not above 0'))),
});
export type SendGridSettings = z.infer<typeof sendgridSettings>;
