// Many workers over one table, messages that come twice, and crashes: in the end what one after the other would have left.
import { expect, test } from 'vitest';
import { TABLE } from '../../infra/resources.ts';
import { dynamoClient } from '../../shared/adapters/clients.ts';
import { dynamoHistory } from '../../shared/adapters/dynamo-history.ts';
import { dynamoRecords } from '../../shared/adapters/dynamo-records.ts';
import { ensureTable } from '../../shared/adapters/provision.ts';
import { classify } from '../../shared/classify/classify.ts';
import type { MailEvent } from '../../shared/event/mail-event.ts';
import { pack } from '../../shared/pipeline/pack.ts';
import { type History, type RecordStore, readable } from '../../shared/pipeline/ports.ts';
import { type QueueMessage, suppress } from '../../shared/pipeline/suppress.ts';
import { evidenceOf } from '../../shared/suppression/evidence.ts';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import { EMPTY, encodeRecord, join, type SuppressionRecord } from '../../shared/suppression/record.ts';
import { listedSince } from '../../shared/suppression/verdict.ts';
import { useEmulators } from '../support/emulators.ts';
import { mailEventOf, mailEventWithout } from '../support/mail-event.ts';
import { Random } from '../support/random-histories.ts';
import { day, onDay } from '../support/records.ts';

useEmulators('dynamodb');

const NAME = 'workers';
const WORKERS = 8;
const EVENTS = 400;
const ADDRESSES = Array.from({ length: 25 }, (_, index) => `user-${index}@example.com`);
const NOW = onDay(40);
const KNOWN = 'known';
const REPLIES = ['550 5.1.1 User unknown', '552 5.2.2 Mailbox over quota', '554 5.7.1 blocked using zen.spamhaus.org'];

test('eight workers, 40 % duplicates and crashes after writes leave what a sequential fold leaves', async () => {
  const random = new Random(7);
  const client = dynamoClient();
  await ensureTable(client, NAME, TABLE);
  const [store, history] = [dynamoRecords(client, NAME), dynamoHistory(client, NAME, 90)];
  // Something is known of each address: mail that arrives where nothing is known is not remembered, and needs no write.
  const first = ADDRESSES.map((recipient) => eventOf(random, recipient, KNOWN));
  const events = [...first, ...Array.from({ length: EVENTS }, (_, n) => eventOf(random, random.of(ADDRESSES), `${n}`))];
  const again = events.filter(() => random.below(10) < 4);
  const counts = { crashes: 0 };
  const ports = { ...crashing({ store, history }, random, counts), policy: DEFAULT_POLICY, onError: raise };

  await work(ports, messagesOf(random, first), random, counts);
  await work(ports, messagesOf(random, random.shuffled([...events, ...again])), random, counts);

  expect(counts.crashes).toBeGreaterThan(20);
  for (const address of ADDRESSES) {
    const ofAddress = events.filter(({ recipient }) => recipient === address);
    const expected = fold(ofAddress);
    const stored = readable(await store.read([address]), address);
    expect(encodeRecord(stored?.record ?? EMPTY)).toBe(encodeRecord(expected));
    const entries = await history.read(address, 500);
    const kept = ofAddress.filter(({ type }) => type !== 'delivery').map(({ id }) => id);
    expect(entries.map(({ id }) => id).toSorted()).toEqual(kept.toSorted());
    expect(listedSince(stored?.record ?? EMPTY, DEFAULT_POLICY, NOW)).toBe(listedSince(expected, DEFAULT_POLICY, NOW));
  }
});

function eventOf(random: Random, recipient: string, id: string): MailEvent {
  const common = {
    recipient,
    id: `${recipient} ${id}`,
    messageId: `m${random.below(60)}`,
    occurredAt: day(random.below(120) / 4),
  };
  if (id === KNOWN) return mailEventOf(common);
  const kind = random.below(10);
  if (kind < 6) return mailEventOf({ ...common, diagnostic: { text: random.of(REPLIES) } });
  const type = kind < 8 ? 'delivery' : kind === 8 ? 'complaint' : 'unsubscribe';
  return mailEventWithout(['diagnostic'], { ...common, type, ...(type !== 'delivery' && { stream: 'news' }) });
}

function messagesOf(random: Random, events: readonly MailEvent[]): QueueMessage[] {
  const messages: QueueMessage[] = [];
  for (let from = 0; from < events.length; ) {
    const size = 1 + random.below(5);
    const [body = ''] = pack(events.slice(from, from + size));
    messages.push({ id: String(messages.length), body });
    from += size;
  }
  return messages;
}

/** Until every message is done with. A worker that dies before it acknowledges leaves its whole batch to the others. */
async function work(
  ports: Parameters<typeof suppress>[0],
  messages: readonly QueueMessage[],
  random: Random,
  counts: { crashes: number },
): Promise<void> {
  const queue = [...messages];
  const worker = async () => {
    for (let batch = queue.splice(0, 3); batch.length > 0; batch = queue.splice(0, 3)) {
      const { failed } = await suppress(ports, batch, NOW);
      const dies = random.below(10) === 0;
      if (dies) counts.crashes += 1;
      queue.push(...batch.filter(({ id }) => dies || failed.some((failure) => failure.id === id)));
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
}

/** What is written is written, but now and then nobody hears of it. */
function crashing(
  { store, history }: { store: RecordStore; history: History },
  random: Random,
  counts: { crashes: number },
): { store: RecordStore; history: History } {
  const maybeCrash = () => {
    if (random.below(12) > 0) return;
    counts.crashes += 1;
    throw new Error('crashed after the write');
  };
  return {
    store: {
      read: (addresses) => store.read(addresses),
      async write(...args) {
        const written = await store.write(...args);
        maybeCrash();
        return written;
      },
    },
    history: {
      ...history,
      async append(...args) {
        await history.append(...args);
        maybeCrash();
      },
    },
  };
}

function fold(events: readonly MailEvent[]): SuppressionRecord {
  return events.map((event) => evidenceOf(event, classify(event)) ?? EMPTY).reduce(join, EMPTY);
}

function raise(error: unknown): void {
  throw error;
}
