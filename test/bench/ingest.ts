// The way in: a batch of SendGrid's verified, normalised and packed.
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { pack } from '../../shared/pipeline/pack.ts';
import { isRefusal } from '../../shared/providers/provider.ts';
import { sendgrid } from '../../shared/providers/sendgrid/provider.ts';
import { type Benchmark, byTurns, measured } from './measure.ts';

const EVENTS = 1000;
const RATIO_BUDGET = 3;
const MESSAGES_BUDGET = 15;
const TIMESTAMP = '1760000000';
const RECEIVED = Number(TIMESTAMP) * 1000 + 1000;

export const INGEST: readonly Benchmark[] = [
  {
    name: 'ingest.batch',
    about: `a batch of ${EVENTS} verified, normalised and packed; the floor verifies, parses and writes the same bytes`,
    budgetOf: 'ratio',
    async run() {
      const { body, request, floor, verifier } = signedBatch();
      const work = async () => {
        await verifier(request, RECEIVED);
        return packed(body);
      };
      const times = await byTurns(work, floor);
      return measured(times.value, 'ms', RATIO_BUDGET, times.floor);
    },
  },
  {
    name: 'ingest.messages',
    about: `queue messages for a batch of ${EVENTS}, ten to a request`,
    async run() {
      return measured(packed(signedBatch().body).length, 'messages', MESSAGES_BUDGET);
    },
  },
];

function packed(body: Buffer): readonly string[] {
  const result = sendgrid.normalise(body, RECEIVED);
  if (isRefusal(result)) throw new Error(result.detail);
  return pack(result.events);
}

function signedBatch() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const body = Buffer.from(JSON.stringify(Array.from({ length: EVENTS }, (_, index) => eventAt(index))));
  const signature = sign('sha256', Buffer.concat([Buffer.from(TIMESTAMP), body]), privateKey);
  const headers = {
    'x-twilio-email-event-webhook-signature': signature.toString('base64'),
    'x-twilio-email-event-webhook-timestamp': TIMESTAMP,
  };
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const verifier = sendgrid.verifier(
    { publicKeys: [key] },
    { certificates: { fetch: () => Promise.reject(new Error('SendGrid needs no certificate')) } },
  );
  const floor = () => {
    verify('sha256', Buffer.concat([Buffer.from(TIMESTAMP), body]), { key: publicKey, dsaEncoding: 'der' }, signature);
    return JSON.stringify(JSON.parse(body.toString('utf8')));
  };
  return { body, request: { headers, body }, floor, verifier };
}

function eventAt(index: number): object {
  const bounced = index % 3 === 0;
  return {
    email: `user${index}@example${index % 97}.com`,
    timestamp: Number(TIMESTAMP) + index,
    event: bounced ? 'bounce' : 'delivered',
    sg_event_id: `ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA${index}`,
    sg_message_id: `LRzXl_NHStOGhQ4kofSm_A${index}.filterdrecv-756b745b58-kmzbl-18-5F5FC76C-9.0`,
    'smtp-id': `<LRzXl_NHStOGhQ4kofSm_A${index}@ismtpd0039p1iad1.sendgrid.net>`,
    ip: '192.0.2.76',
    tls: 1,
    category: ['newsletter', 'november'],
    campaign: 'autumn',
    user_id: String(index),
    ...(bounced
      ? {
          type: 'bounce',
          status: '5.1.1',
          reason: '550 5.1.1 The mailbox you wrote to is not here, look for typing errors',
        }
      : { response: '250 2.0.0 OK 1619651146 c17si1130468pgv.34' }),
  };
}
