// Signs webhooks the way the senders do, with the keys of a local run: for the demo, and for trying things out.
import { createPrivateKey, sign } from 'node:crypto';
import { textToSign } from '../../shared/providers/ses/envelope.ts';
import { LOCAL_CERTIFICATE_URL, LOCAL_TOPIC, type LocalCredentials } from './credentials.ts';

export interface SignedRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** @param timestamp unix seconds */
export function signSendgrid(
  credentials: LocalCredentials,
  events: readonly object[],
  timestamp: number,
): SignedRequest {
  const body = JSON.stringify(events);
  const key = createPrivateKey(credentials.sendgridPrivateKey);
  return {
    path: '/webhooks/sendgrid',
    headers: {
      'content-type': 'application/json',
      'x-twilio-email-event-webhook-timestamp': String(timestamp),
      'x-twilio-email-event-webhook-signature': sign('sha256', Buffer.from(`${timestamp}${body}`), key).toString(
        'base64',
      ),
    },
    body,
  };
}

export function signPostmark(credentials: LocalCredentials, event: object): SignedRequest {
  return {
    path: '/webhooks/postmark',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(credentials.postmark).toString('base64')}`,
    },
    body: JSON.stringify(event),
  };
}

/** Wraps an SES event in an SNS notification of signature version 2. `time` is ISO 8601. */
export function signSes(credentials: LocalCredentials, event: object, id: string, time: string): SignedRequest {
  const notification = {
    Type: 'Notification' as const,
    MessageId: id,
    TopicArn: LOCAL_TOPIC,
    Message: JSON.stringify(event),
    Timestamp: time,
    SignatureVersion: '2' as const,
    SigningCertURL: LOCAL_CERTIFICATE_URL,
    Signature: '',
  };
  const key = createPrivateKey(credentials.snsPrivateKey);
  const Signature = sign('sha256', Buffer.from(textToSign(notification)), key).toString('base64');
  return {
    path: '/webhooks/ses',
    headers: { 'content-type': 'text/plain; charset=UTF-8', 'x-amz-sns-message-type': 'Notification' },
    body: JSON.stringify({ ...notification, Signature }),
  };
}
