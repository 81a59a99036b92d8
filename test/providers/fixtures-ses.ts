// SES events, the envelopes of SNS around them, and the keys to sign these with.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { expect } from 'vitest';
import { selfSignedCertificate } from '../../infra/local/certificate.ts';
import { isRefusal, type Normalised, type Refusal } from '../../shared/providers/provider.ts';
import { normaliseSesValue } from '../../shared/providers/ses/normalise.ts';
import { ses } from '../../shared/providers/ses/provider.ts';
import { type SesSettings, sesSettings } from '../../shared/providers/ses/settings.ts';

export const RECEIVED_AT = Date.parse('2026-03-02T09:00:30.000Z');
export const TOPIC_ARN = 'arn:aws:sns:eu-central-1:123456789012:ses-events';
export const MESSAGE_ID = '0107018f2b3c4d5e-1a2b3c4d-5e6f-7081-92a3-b4c5d6e7f809-000000';

type Fields = Record<string, unknown>;

export const mail: Fields = {
  timestamp: '2026-03-02T08:59:00.250Z',
  messageId: MESSAGE_ID,
  source: 'Shop <news@shop.example>',
  destination: ['ann@example.com'],
  tags: {
    'ses:configuration-set': ['newsletter'],
    'ses:from-domain': ['shop.example'],
    'ses:source-ip': ['198.51.100.7'],
    'ses:outgoing-ip': ['203.0.113.9'],
    campaign: ['spring'],
  },
};

/** An event as event publishing writes it: `sesEvent('Bounce', { bounce: {...} })`. */
export function sesEvent(eventType: string, own: Fields, changes: Fields = {}): Fields {
  return { eventType, mail: { ...mail, ...changes }, ...own };
}

export const ANN = {
  emailAddress: 'ann@example.com',
  action: 'failed',
  status: '5.1.1',
  diagnosticCode: 'smtp; 550 5.1.1 no such mailbox here',
};

export function bounce(changes: Fields = {}, mailChanges: Fields = {}): Fields {
  const bounce = {
    feedbackId: '0107018f2b3c9999-aaaa-bbbb-000000',
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [ANN],
    timestamp: '2026-03-02T08:59:02.500Z',
    reportingMTA: 'dns; mx-out.example.net',
    ...changes,
  };
  return sesEvent('Bounce', { bounce }, mailChanges);
}

export function complaint(changes: Fields = {}): Fields {
  const complaint = {
    feedbackId: '0107018f2b3c8888-aaaa-bbbb-000000',
    complaintSubType: null,
    complaintFeedbackType: 'abuse',
    complainedRecipients: [{ emailAddress: 'ann@example.com' }],
    timestamp: '2026-03-02T08:59:40.000Z',
    ...changes,
  };
  return sesEvent('Complaint', { complaint });
}

/** What normalising gives; fails where it refuses. */
export function normalised(value: unknown, receivedAt = RECEIVED_AT): Normalised {
  const outcome = normaliseSesValue(value, receivedAt);
  if (isRefusal(outcome)) throw new Error(`refused: ${outcome.detail}`);
  return outcome;
}

/** The only event that comes of it. */
export function onlyEvent(value: unknown, receivedAt = RECEIVED_AT) {
  const { events, rejects } = normalised(value, receivedAt);
  const [event] = events;
  if (event === undefined || events.length > 1 || rejects.length > 0) {
    throw new Error(`expected one event, got ${JSON.stringify({ events, rejects })}`);
  }
  return event;
}

export const CERTIFICATE_URL = certificateUrl('0123456789abcdef0123456789abcdef');

export function certificateUrl(name: string): string {
  return `https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-${name}.pem`;
}

export interface Keys {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export function rsaKeys(): Keys {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

export function certificateFor(keys: Keys, notBefore = '2025-10-01T00:00:00Z', notAfter = '2026-11-01T00:00:00Z') {
  return selfSignedCertificate({
    commonName: 'sns.amazonaws.com',
    notBefore: new Date(notBefore),
    notAfter: new Date(notAfter),
    ...keys,
  });
}

export type Envelope = Record<string, string | null>;

export function notification(message: unknown, changes: Envelope = {}): Envelope {
  return {
    Type: 'Notification',
    MessageId: '11111111-2222-5333-8444-555555555555',
    TopicArn: TOPIC_ARN,
    Subject: 'Amazon SES Email Event Notification',
    Message: typeof message === 'string' ? message : `${JSON.stringify(message)}\n`,
    Timestamp: '2026-03-02T09:00:00.000Z',
    SignatureVersion: '1',
    SigningCertURL: CERTIFICATE_URL,
    UnsubscribeURL: 'https://sns.eu-central-1.amazonaws.com/?Action=Unsubscribe',
    ...changes,
  };
}

export const SUBSCRIBE_URL = `https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${TOPIC_ARN}&Token=abc123`;

export function confirmation(
  type: 'SubscriptionConfirmation' | 'UnsubscribeConfirmation',
  changes: Envelope = {},
): Envelope {
  const { Subject: _, UnsubscribeURL: __, ...common } = notification('You have chosen to change the subscription.');
  return { ...common, Type: type, Token: 'abc123', SubscribeURL: SUBSCRIBE_URL, ...changes };
}

/** The signed keys in their order, written down here once more, so that the code is not its own judge. */
const SIGNED: Record<string, string> = {
  Notification: 'Message MessageId Subject Timestamp TopicArn Type',
  SubscriptionConfirmation: 'Message MessageId SubscribeURL Timestamp Token TopicArn Type',
  UnsubscribeConfirmation: 'Message MessageId SubscribeURL Timestamp Token TopicArn Type',
};

export function signed(envelope: Envelope, { privateKey }: Keys): Envelope {
  let text = '';
  for (const key of (SIGNED[envelope['Type'] ?? ''] ?? '').split(' ')) {
    const value = envelope[key];
    if (value !== undefined && value !== null) text += `${key}\n${value}\n`;
  }
  const algorithm = envelope['SignatureVersion'] === '2' ? 'RSA-SHA256' : 'RSA-SHA1';
  return { ...envelope, Signature: sign(algorithm, Buffer.from(text), privateKey).toString('base64') };
}

export type Fetch = (url: string) => Promise<string>;

/** Verifies values or body texts, for one topic and with certificates that come from `fetch`. */
export function verifierOf(fetch: Fetch, changes: Partial<SesSettings>) {
  const settings = sesSettings.parse({ topicArns: [TOPIC_ARN], ...changes });
  const verify = ses.verifier(settings, { certificates: { fetch } });
  return (body: unknown, now = RECEIVED_AT, headers = {}): Promise<Refusal | undefined> => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return verify({ headers, body: Buffer.from(text) }, now);
  };
}

/** A file of the reference material beside the repository, where that is at hand. */
export function reference(path: string): URL {
  return new URL(`../../../shared/${path}`, import.meta.url);
}

/** A refusal whose detail begins with this key. */
export function refusedFor(about: string) {
  return { kind: 'unauthenticated', detail: expect.stringMatching(new RegExp(`^${about}: `)) };
}
