// Deliveries as they come over the wire: signed as the senders sign, or handed over inside the account.
import { createPrivateKey, sign } from 'node:crypto';
import {
  LOCAL_CERTIFICATE_URL,
  LOCAL_TOPIC,
  type LocalCredentials,
  localConfig,
  localCredentials,
} from '../../infra/local/credentials.ts';
import { type SignedRequest, signPostmark, signSendgrid, signSes } from '../../infra/local/sign.ts';
import { parseConfig } from '../../shared/pipeline/config.ts';
import type { CertificateSource, WebhookRequest } from '../../shared/providers/provider.ts';
import { textToSign } from '../../shared/providers/ses/envelope.ts';
import type { ProviderSettings } from '../../shared/providers/settings.ts';
import { type Delivery, START } from './deliveries.ts';

const TIME = new Date(START).toISOString();

export interface Senders {
  readonly settings: ProviderSettings;
  readonly certificates: CertificateSource;
  /** Signs with the sender's keys, or for a forged delivery with others. */
  requestOf(delivery: Delivery): WebhookRequest;
}

export function senders(): Senders {
  const [own, others] = [localCredentials(undefined, START), localCredentials(undefined, START)];
  const { providers } = localConfig(own);
  // Nothing pinned: the certificate is fetched, which can fail too.
  const settings = { ...providers, ses: { topicArns: [LOCAL_TOPIC] } };
  return {
    settings: parseConfig(JSON.stringify({ providers: settings })).providers,
    certificates: { fetch: async () => own.snsCertificate },
    requestOf(delivery) {
      const { headers, body } = signed(delivery, delivery.intent === 'forged' ? others : own);
      return { headers, body: Buffer.from(body) };
    },
  };
}

function signed(
  { number, intent, provider, payload }: Delivery,
  credentials: LocalCredentials,
): Omit<SignedRequest, 'path'> {
  if (intent === 'confirmation') return confirmation(number, credentials);
  switch (provider) {
    case 'sendgrid':
      return signSendgrid(credentials, Array.isArray(payload) ? payload : [payload], START / 1000);
    case 'postmark':
      return signPostmark(credentials, payload);
    case 'ses':
      return signSes(credentials, payload, `message-${number}`, TIME);
  }
}

/** The URL that SNS would have fetched to confirm the subscription. */
export function subscribeUrl(number: number): string {
  return `https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${LOCAL_TOPIC}&Token=token-${number}`;
}

function confirmation(number: number, credentials: LocalCredentials): Omit<SignedRequest, 'path'> {
  const envelope = {
    Type: 'SubscriptionConfirmation' as const,
    MessageId: `message-${number}`,
    TopicArn: LOCAL_TOPIC,
    Message: 'You have chosen to subscribe.',
    Token: `token-${number}`,
    SubscribeURL: subscribeUrl(number),
    Timestamp: TIME,
    SignatureVersion: '2' as const,
    SigningCertURL: LOCAL_CERTIFICATE_URL,
    Signature: '',
  };
  const key = createPrivateKey(credentials.snsPrivateKey);
  const Signature = sign('sha256', Buffer.from(textToSign(envelope)), key).toString('base64');
  return { headers: {}, body: JSON.stringify({ ...envelope, Signature }) };
}

/** The same event as EventBridge hands it to a function of the account. */
export function invocationOf({ payload }: Delivery): object {
  return { source: 'aws.ses', 'detail-type': 'Email Event', detail: payload };
}
