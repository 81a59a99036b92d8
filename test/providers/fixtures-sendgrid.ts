// Event webhooks as SendGrid posts and signs them: for every test that needs one.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { WebhookRequest } from '../../shared/providers/provider.ts';

export const SIGNATURE = 'x-twilio-email-event-webhook-signature';
export const TIMESTAMP = 'x-twilio-email-event-webhook-timestamp';

/** 2026-03-01T12:00:00Z in unix seconds: when the events happened. */
export const EVENT_SECONDS = 1772366400;
/** Half a minute later, in milliseconds: when the webhook came. */
export const RECEIVED_AT = (EVENT_SECONDS + 30) * 1000;

export interface SendGridKeys {
  readonly privateKey: KeyObject;
  /** As SendGrid's settings page shows it: base64 DER on one line. */
  readonly publicKey: string;
  readonly pem: string;
}

export function sendgridKeys(namedCurve = 'P-256'): SendGridKeys {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
  return {
    privateKey,
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** The body with the headers that SendGrid would send along. */
export function signedRequest(
  body: Buffer | string,
  { privateKey }: SendGridKeys,
  timestamp = String(EVENT_SECONDS + 30),
): WebhookRequest {
  const bytes = Buffer.from(body);
  const signature = sign('sha256', Buffer.concat([Buffer.from(timestamp), bytes]), privateKey);
  return { headers: { [SIGNATURE]: signature.toString('base64'), [TIMESTAMP]: timestamp }, body: bytes };
}

/** One item of a batch, as lately seen: `fields` change or, when undefined, remove what is there. */
export function sendgridItem(event: string, fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    email: 'ann@example.com',
    timestamp: EVENT_SECONDS,
    event,
    sg_event_id: `${event}-0-19942112-k3JvKQ`,
    sg_message_id: 'Wb5Sr9oNTdmkYTPu7JXhQA.recvd-6d8c9f7b5-x2x4q-1-69A42B40-1C.0',
    'smtp-id': '<Wb5Sr9oNTdmkYTPu7JXhQA@geopod-ismtpd-3>',
    ...fields,
  };
}
