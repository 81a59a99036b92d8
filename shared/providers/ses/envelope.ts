// The envelope that SNS puts around a message (docs: "Parsing Amazon SNS message formats"): its shape and signed text.
import * as z from 'zod/mini';

const text = z.string('missing or not text');

const common = {
  MessageId: text,
  TopicArn: text,
  Message: text,
  Timestamp: text,
  SignatureVersion: z.enum(['1', '2'], "neither '1' nor '2'"),
  Signature: text,
  SigningCertURL: text,
};
const confirmation = { ...common, Token: text, SubscribeURL: text };

/** A signed envelope. The keys that are neither signed nor needed to check the signature are left out. */
export const signedEnvelope = z.discriminatedUnion(
  'Type',
  [
    z.object({ ...common, Type: z.literal('Notification'), Subject: z.nullish(z.string('not text')) }),
    z.object({ ...confirmation, Type: z.literal('SubscriptionConfirmation') }),
    z.object({ ...confirmation, Type: z.literal('UnsubscribeConfirmation') }),
  ],
  'not a type of SNS message',
);
export type SignedEnvelope = z.infer<typeof signedEnvelope>;

const CONFIRMATION_KEYS = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'] as const;
const SIGNED_KEYS = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: CONFIRMATION_KEYS,
  // With the Token too: verifiers that leave it out here refuse genuine messages.
  UnsubscribeConfirmation: CONFIRMATION_KEYS,
} as const;

/** `Key\nValue\n` for every signed key that is there; the values as decoded, nothing trimmed. */
export function textToSign(envelope: SignedEnvelope): string {
  const values: Readonly<Record<string, string | null | undefined>> = envelope;
  return SIGNED_KEYS[envelope.Type].map((key) => (values[key] == null ? '' : `${key}\n${values[key]}\n`)).join('');
}

/**
 * What tells an SNS envelope from everything else. Verifying and normalising both ask this first, of the same parse:
 * a signed envelope with further, unsigned keys beside it is still read as nothing but the envelope.
 */
export function isEnvelope(value: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(value, 'Type') && Object.hasOwn(value, 'TopicArn');
}
