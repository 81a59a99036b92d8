// Dollars of a million events, from counted requests and list prices, against the naive design: a queue message and a
// table write for each event.

import { postmark } from '../../shared/providers/postmark/provider.ts';
import { sendgrid } from '../../shared/providers/sendgrid/provider.ts';
import { normaliseSesValue } from '../../shared/providers/ses/normalise.ts';
import { postmarkPost } from '../providers/fixtures-postmark.ts';
import { ANN, bounce, sesEvent } from '../providers/fixtures-ses.ts';
import { type Counts, count, type Webhook } from './cost-run.ts';
import { type Benchmark, measured } from './measure.ts';

/** List prices of us-east-1 in dollars, 2026. */
const PRICE = {
  apiRequest: 1 / 1e6,
  queueRequest: 0.4 / 1e6,
  /** The surcharge for fair queues included. */
  fairQueueRequest: 0.5 / 1e6,
  invocation: 0.2 / 1e6,
  gigabyteSecond: 0.0000133334,
  readUnit: 0.125 / 1e6,
  writeUnit: 0.625 / 1e6,
  snsToHttps: 1.1 / 1e6,
  logGigabyte: 0.5,
};
const MEMORY_GB = 0.5;
/** Assumed, not measured: no clock of another machine tells what Lambda would bill. */
const SECONDS = { ingest: 0.015, suppress: 0.06 };
const LOG_BYTES = { webhook: 450, batch: 450, failure: 420 };

const MILLION = 1_000_000;
const EVENTS = 2000;
const START = Date.parse('2026-03-02T09:00:00.000Z');
const NOW = START + 600_000;

/** Of a hundred events: how most lists fare that are kept clean. */
const MIX = { deadBounces: 2, softBounces: 1, senderBounces: 1 };
type Kind = 'delivery' | 'dead' | 'soft' | 'sender';

function kindOf(index: number): Kind {
  const place = index % 100;
  if (place < MIX.deadBounces) return 'dead';
  if (place < MIX.deadBounces + MIX.softBounces) return 'soft';
  return place < MIX.deadBounces + MIX.softBounces + MIX.senderBounces ? 'sender' : 'delivery';
}

const REPLY: Record<Exclude<Kind, 'delivery'>, { readonly status: string; readonly text: string }> = {
  dead: { status: '5.1.1', text: '550 5.1.1 <user@example.com>: Recipient address rejected: User unknown' },
  soft: { status: '4.2.2', text: '452 4.2.2 The mailbox of this recipient is over its quota' },
  sender: { status: '5.7.26', text: '550 5.7.26 Unauthenticated mail is refused by the DMARC policy of example.org' },
};

export interface Sender {
  readonly name: string;
  readonly about: string;
  webhooks(): Webhook[];
  /** By webhook, beside the HTTP API and Lambda. */
  readonly further?: number;
  readonly withoutApi?: boolean;
}

export const SENDERS: readonly Sender[] = [
  { name: 'sendgrid', about: 'SendGrid, 100 events a webhook', webhooks: () => sendgridWebhooks(100) },
  { name: 'postmark', about: 'Postmark, an event a webhook', webhooks: postmarkWebhooks },
  { name: 'ses-eventbridge', about: 'SES inside the account', webhooks: sesWebhooks, withoutApi: true },
  { name: 'ses-https', about: 'SES by SNS over HTTPS', webhooks: sesWebhooks, further: PRICE.snsToHttps },
];

function sendgridWebhooks(size: number): Webhook[] {
  return Array.from({ length: EVENTS / size }, (_, batch) => {
    const events = Array.from({ length: size }, (_, place) => sendgridEvent(batch * size + place));
    const body = Buffer.from(JSON.stringify(events));
    return { body, normalised: sendgrid.normalise(body, NOW) };
  });
}

function sendgridEvent(index: number): object {
  const kind = kindOf(index);
  return {
    email: `user${index}@example${index % 97}.com`,
    timestamp: START / 1000 + (index % 60),
    sg_event_id: `ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA${index}`,
    sg_message_id: `LRzXl_NHStOGhQ4kofSm_A${index}.filterdrecv-756b745b58-kmzbl-18-5F5FC76C-9.0`,
    category: ['newsletter'],
    ...(kind === 'delivery'
      ? { event: 'delivered', response: '250 2.0.0 OK' }
      : { event: kind === 'soft' ? 'deferred' : 'bounce', status: REPLY[kind].status, reason: REPLY[kind].text }),
  };
}

function postmarkWebhooks(): Webhook[] {
  return Array.from({ length: EVENTS }, (_, index) => {
    const kind = kindOf(index);
    const address = `user${index}@example${index % 97}.com`;
    const MessageID = `message-${index}`;
    const record =
      kind === 'delivery'
        ? postmarkPost('Delivery', { MessageID, Recipient: address, DeliveredAt: new Date(START).toISOString() })
        : postmarkPost('Bounce', {
            MessageID,
            ID: 9000 + index,
            Email: address,
            Type: { dead: 'HardBounce', soft: 'SoftBounce', sender: 'Blocked' }[kind],
            Details: REPLY[kind].text,
            BouncedAt: new Date(START).toISOString(),
          });
    const body = Buffer.from(JSON.stringify(record));
    return { body, normalised: postmark.normalise(body, NOW) };
  });
}

function sesWebhooks(): Webhook[] {
  return Array.from({ length: EVENTS }, (_, index) => {
    const kind = kindOf(index);
    const emailAddress = `user${index}@example${index % 97}.com`;
    const of = { messageId: `0107018f2b3c4d5e-${index}`, destination: [emailAddress] };
    const value =
      kind === 'delivery'
        ? sesEvent(
            'Delivery',
            { delivery: { timestamp: new Date(START).toISOString(), recipients: [emailAddress] } },
            of,
          )
        : bounce(
            {
              bounceType: kind === 'soft' ? 'Transient' : 'Permanent',
              bouncedRecipients: [
                { ...ANN, emailAddress, status: REPLY[kind].status, diagnosticCode: `smtp; ${REPLY[kind].text}` },
              ],
            },
            of,
          );
    return { body: Buffer.from(JSON.stringify(value)), normalised: normaliseSesValue(value, NOW) };
  });
}

export interface Bill {
  readonly counts: Counts;
  /** Dollars a million events, by part. */
  readonly parts: Readonly<Record<string, number>>;
  readonly total: number;
  readonly naive: number;
}

export async function billFor({ webhooks, further = 0, withoutApi = false }: Sender): Promise<Bill> {
  const counted = await count(webhooks(), NOW);
  const counts = { ...counted, apiRequests: withoutApi ? 0 : counted.apiRequests };
  const scale = MILLION / counts.events;
  const failures = (counts.events * (MIX.deadBounces + MIX.softBounces + MIX.senderBounces)) / 100;
  const front = counts.apiRequests * PRICE.apiRequest + counts.webhooks * further;
  const logBytes =
    counts.webhooks * LOG_BYTES.webhook + counts.batches * LOG_BYTES.batch + failures * LOG_BYTES.failure;
  const lambda = (calls: number, seconds: number) =>
    calls * (PRICE.invocation + seconds * MEMORY_GB * PRICE.gigabyteSecond);
  const parts = {
    'front door': front * scale,
    ingest: lambda(counts.webhooks, SECONDS.ingest) * scale,
    queue: counts.queueRequests * PRICE.fairQueueRequest * scale,
    suppress: lambda(counts.batches, SECONDS.suppress) * scale,
    'table: reads': counts.readUnits * PRICE.readUnit * scale,
    'table: records': counts.recordUnits * PRICE.writeUnit * scale,
    'table: history': counts.historyUnits * PRICE.writeUnit * scale,
    'table: incidents': counts.incidentUnits * PRICE.writeUnit * scale,
    logs: (logBytes / 1e9) * PRICE.logGigabyte * scale,
  };
  const sum = (of: Readonly<Record<string, number>>) => Object.values(of).reduce((total, part) => total + part, 0);
  // A send, a receive and a delete of a message with one event, the last two by tens; a write an event.
  const naiveParts = {
    ...parts,
    queue: MILLION * 1.2 * PRICE.queueRequest,
    suppress: lambda(MILLION / 10, SECONDS.suppress),
    'table: reads': 0,
    'table: records': MILLION * PRICE.writeUnit,
    'table: history': 0,
    'table: incidents': 0,
  };
  return { counts, parts, total: sum(parts), naive: sum(naiveParts) };
}

export const COST: readonly Benchmark[] = SENDERS.map((sender) => ({
  name: `cost.${sender.name}`,
  about: `a million events, ${sender.about}; the floor is a message and a write an event`,
  async run() {
    const { total, naive } = await billFor(sender);
    return measured(total, '$', null, naive);
  },
}));
