// One genuine request of each sender, its endpoint in memory, and a ledger of everything that the endpoint does.
import { sign } from 'node:crypto';
import { LOCAL_CERTIFICATE_URL, LOCAL_TOPIC, localConfig, localCredentials } from '../../infra/local/credentials.ts';
import { parseGatewayEvent } from '../../shared/api/gateway.ts';
import { type HttpAnswer, webhookAnswer } from '../../shared/api/problem.ts';
import type { MailEvent, ProviderName } from '../../shared/event/mail-event.ts';
import { parseConfig } from '../../shared/pipeline/config.ts';
import { ingest } from '../../shared/pipeline/ingest.ts';
import { unpack } from '../../shared/pipeline/pack.ts';
import { activate } from '../../shared/providers/registry.ts';
import { textToSign } from '../../shared/providers/ses/envelope.ts';
import { gatewayEvent } from './functions.ts';
import { type MemoryQueue, memoryQueue } from './memory-ports.ts';

export const NOW = Date.parse('2026-03-02T09:00:30.000Z');
export const SIGNATURE = 'X-Twilio-Email-Event-Webhook-Signature';
export const TIMESTAMP = 'X-Twilio-Email-Event-Webhook-Timestamp';
const SIGNED_AT = NOW - 5000;

export const own = localCredentials(undefined, NOW);
/** Keys of the same kind that belong to somebody else. */
export const others = localCredentials(undefined, NOW);

/** A request as API Gateway hands it over; header names as they came. */
export interface Posted {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

export interface Endpoint {
  readonly events: MemoryQueue;
  readonly quarantine: MemoryQueue;
  /** URLs of certificates and confirmations that it asked for. */
  readonly fetched: string[];
  post(request: Posted): Promise<HttpAnswer>;
  /** What the queue holds, unpacked. */
  queued(): MailEvent[];
}

/** @param pinned false when certificates have to be fetched */
export function endpoint({
  pinned = true,
  maxAgeSeconds,
}: {
  pinned?: boolean;
  maxAgeSeconds?: number;
} = {}): Endpoint {
  const { providers } = localConfig(own);
  const age = maxAgeSeconds === undefined ? {} : { maxAgeSeconds };
  const settings = {
    postmark: providers?.postmark,
    sendgrid: { ...providers?.sendgrid, ...age },
    ses: { ...providers?.ses, ...(!pinned && { pinnedCertificates: {} }), ...age },
  };
  const [events, quarantine] = [memoryQueue(), memoryQueue()];
  const fetched: string[] = [];
  const fetchCertificate = async (url: string) => {
    fetched.push(url);
    return url === LOCAL_CERTIFICATE_URL ? own.snsCertificate : others.snsCertificate;
  };
  const ports = {
    providers: activate(parseConfig(JSON.stringify({ providers: settings })).providers, {
      certificates: { fetch: fetchCertificate },
    }),
    events,
    quarantine,
    subscriptions: {
      async confirm(url: string) {
        fetched.push(url);
      },
    },
    onError: (error: unknown) => {
      throw error;
    },
  };
  return {
    events,
    quarantine,
    fetched,
    async post({ path, headers, ...rest }) {
      const lowerCase = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
      const request = parseGatewayEvent(
        gatewayEvent('POST', path, { headers: Object.fromEntries(lowerCase), ...rest }),
      );
      return webhookAnswer(await ingest(ports, /^\/webhooks\/([a-z]+)$/.exec(request.path)?.[1] ?? '', request, NOW));
    },
    queued: () =>
      events.bodies.flatMap((body) => {
        const unpacked = unpack(body);
        if ('error' in unpacked) throw new Error(unpacked.error);
        return unpacked.events;
      }),
  };
}

/** The payload of one bounce for this address, in the sender's own shape. */
export function bounceOf(provider: ProviderName, email: string): Readonly<Record<string, unknown>> {
  const time = new Date(SIGNED_AT).toISOString();
  switch (provider) {
    case 'sendgrid':
      return {
        event: 'bounce',
        email,
        timestamp: SIGNED_AT / 1000,
        sg_event_id: `event-${email}`,
        sg_message_id: 'message-1.recvd-1',
        type: 'bounce',
        reason: '550 5.1.1 The email account does not exist',
        status: '5.1.1',
      };
    case 'postmark':
      return {
        RecordType: 'Bounce',
        Type: 'HardBounce',
        TypeCode: 1,
        ID: 42,
        MessageID: `message-${email}`,
        MessageStream: 'outbound',
        Email: email,
        Details: 'smtp;550 5.1.1 No such user here',
        BouncedAt: time,
        Metadata: { order: '17' },
      };
    case 'ses':
      return {
        eventType: 'Bounce',
        mail: { messageId: `message-${email}`, timestamp: time, destination: [email], tags: { stream: ['news'] } },
        bounce: {
          bounceType: 'Permanent',
          bounceSubType: 'General',
          feedbackId: `feedback-${email}`,
          timestamp: time,
          bouncedRecipients: [
            { emailAddress: email, status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown', action: 'failed' },
          ],
        },
      };
  }
}

/** Signs a payload as its sender does. SendGrid sends arrays, the others one object a request. */
export function signedPost(
  provider: ProviderName,
  payloads: readonly unknown[],
  keys = own,
  signedAt = SIGNED_AT,
): Posted {
  const payload = provider === 'sendgrid' ? payloads : payloads[0];
  return signedBytes(provider, Buffer.from(JSON.stringify(payload)), keys, signedAt);
}

/** The same for bytes that need be no JSON. SNS carries text only: what is no UTF-8 becomes U+FFFD. */
export function signedBytes(provider: ProviderName, body: Buffer, keys = own, signedAt = SIGNED_AT): Posted {
  const headers = { 'Content-Type': 'application/json' };
  const post = { path: `/webhooks/${provider}`, headers, body: body.toString('base64'), isBase64Encoded: true };
  switch (provider) {
    case 'sendgrid': {
      const timestamp = String(signedAt / 1000);
      const signature = sign('sha256', Buffer.concat([Buffer.from(timestamp), body]), keys.sendgridPrivateKey);
      return { ...post, headers: { ...headers, [TIMESTAMP]: timestamp, [SIGNATURE]: signature.toString('base64') } };
    }
    case 'postmark': {
      const authorization = `Basic ${Buffer.from(keys.postmark).toString('base64')}`;
      return { ...post, headers: { ...headers, Authorization: authorization } };
    }
    case 'ses':
      return {
        ...post,
        body: base64(JSON.stringify(signedEnvelope({ Message: body.toString('utf8') }, keys, signedAt))),
      };
  }
}

/** An SNS message with these values, signed over what it says then. */
export function signedEnvelope(changes: Readonly<Record<string, string>>, keys = own, signedAt = SIGNED_AT) {
  const envelope = {
    Type: 'Notification' as const,
    MessageId: 'notification-1',
    TopicArn: LOCAL_TOPIC,
    Message: '',
    Timestamp: new Date(signedAt).toISOString(),
    SignatureVersion: '2' as const,
    SigningCertURL: LOCAL_CERTIFICATE_URL,
    Signature: '',
    ...changes,
  };
  const hash = envelope.SignatureVersion === '2' ? 'sha256' : 'sha1';
  const Signature = sign(hash, Buffer.from(textToSign(envelope)), keys.snsPrivateKey).toString('base64');
  return { ...envelope, Signature };
}

export function base64(text: string | Buffer): string {
  return Buffer.from(text).toString('base64');
}
