import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify } from '../../shared/classify/classify.ts';
import type { MailEvent } from '../../shared/event/mail-event.ts';
import { pack } from '../../shared/pipeline/pack.ts';
import type { RecordStore } from '../../shared/pipeline/ports.ts';
import { type QueueMessage, type SuppressOutcome, suppress } from '../../shared/pipeline/suppress.ts';
import { evidenceOf } from '../../shared/suppression/evidence.ts';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import { EMPTY, join, type SuppressionRecord } from '../../shared/suppression/record.ts';
import { asyncLaw } from '../support/law.ts';
import { mailEventOf, mailEventWithout } from '../support/mail-event.ts';
import { type MemoryStore, memoryStore, recordsIn } from '../support/memory-ports.ts';
import { day, onDay, unsubscribe } from '../support/records.ts';

const [ANN, BOB, CAT] = ['ann@example.com', 'bob@example.com', 'cat@example.com'];

function message(id: string, ...events: readonly MailEvent[]): QueueMessage {
  const [body = '', ...more] = pack(events);
  if (more.length > 0) throw new Error('these events make more than one message');
  return { id, body };
}

/** Records alone: nothing beside them. */
function suppressAll(store: RecordStore, messages: readonly QueueMessage[]): Promise<SuppressOutcome> {
  const onError = (error: unknown) => {
    throw error;
  };
  return suppress({ store, policy: DEFAULT_POLICY, onError }, messages, onDay(40));
}

function bounce(recipient: string, at = day(1)): MailEvent {
  return mailEventOf({ recipient, id: `bounce ${recipient} ${at}`, messageId: `m ${at}`, occurredAt: at });
}

function delivery(recipient: string, at = day(1)): MailEvent {
  const id = `delivery ${recipient} ${at}`;
  return mailEventWithout(['diagnostic'], { type: 'delivery', recipient, id, messageId: `m ${at}`, occurredAt: at });
}

/** What the records have to be in the end: every event joined, one after the other. */
function fold(
  events: readonly MailEvent[],
  seed: Readonly<Record<string, SuppressionRecord>> = {},
): Record<string, SuppressionRecord> {
  const records = { ...seed };
  for (const event of events) {
    const evidence = evidenceOf(event, classify(event));
    if (evidence) records[event.recipient] = join(records[event.recipient] ?? EMPTY, evidence);
  }
  return records;
}

describe('suppress', () => {
  test('stores what each event teaches about its recipient', async () => {
    const store = memoryStore();
    const events = [bounce(ANN), bounce(BOB, day(2)), bounce(ANN, day(3))];
    const outcome = await suppressAll(store, [message('1', ...events)]);
    expect(outcome).toEqual({ failed: [], events: 3, written: 2, reasons: { recipient_unknown: 3 } });
    expect(recordsIn(store)).toEqual(fold(events));
  });

  test('reads all addresses at once and writes each once, however many events a batch has for it', async () => {
    const store = memoryStore();
    const batch = [1, 2, 3, 4].map((n) => message(String(n), bounce(ANN, day(n)), bounce(BOB, day(n))));
    expect(await suppressAll(store, batch)).toMatchObject({ events: 8, written: 2 });
    expect(store.reads).toEqual([[ANN, BOB]]);
    expect(store.writes.toSorted()).toEqual([ANN, BOB]);
  });

  test('writes more addresses than it writes at once', async () => {
    const store = memoryStore();
    const events = Array.from({ length: 100 }, (_, index) => bounce(`user-${index}@example.com`));
    expect(await suppressAll(store, [message('1', ...events)])).toMatchObject({ failed: [], written: 100 });
    expect(recordsIn(store)).toEqual(fold(events));
  });

  test('writes nothing for what it has seen before, in the same batch or later', async () => {
    const store = memoryStore();
    const again = message('1', bounce(ANN), bounce(ANN));
    expect(await suppressAll(store, [again, { ...again, id: '2' }])).toMatchObject({ events: 4, written: 1 });
    expect(await suppressAll(store, [again])).toMatchObject({ events: 2, written: 0 });
    expect(store.writes).toEqual([ANN]);
  });

  test('writes nothing for mail that arrives where nothing ever failed', async () => {
    const store = memoryStore();
    const outcome = await suppressAll(store, [message('1', delivery(ANN), delivery(BOB), delivery(ANN, day(2)))]);
    expect(outcome).toMatchObject({ failed: [], written: 0, reasons: { delivered: 3 } });
    expect(store.records.size).toBe(0);
  });

  test('remembers a delivery where something failed, before or in the same batch', async () => {
    const seed = fold([bounce(ANN)]);
    const store = memoryStore(seed);
    const events = [delivery(ANN, day(2)), delivery(BOB, day(2)), bounce(BOB, day(1))];
    await suppressAll(store, [message('1', ...events)]);
    expect(recordsIn(store)).toEqual(fold(events, seed));
  });

  test('neither reads nor writes for what teaches nothing about the recipient', async () => {
    const store = memoryStore();
    const automatic = mailEventOf({ type: 'autoreply' });
    const outcome = await suppressAll(store, [message('1', automatic)]);
    expect(outcome).toEqual({ failed: [], events: 1, written: 0, reasons: { auto_reply: 1 } });
    expect(store.reads.flat()).toEqual([]);
  });

  test('takes an empty batch', async () => {
    expect(await suppressAll(memoryStore(), [])).toEqual({ failed: [], events: 0, written: 0, reasons: {} });
  });
});

describe('what fails', () => {
  test('is only the message that holds no events, with the reason', async () => {
    const store = memoryStore();
    const outcome = await suppressAll(store, [
      message('good', bounce(ANN)),
      { id: 'bad', body: '{"version":1' },
      { id: 'old', body: '{"version":0,"events":[]}' },
      message('also good', bounce(BOB)),
    ]);
    expect(outcome.failed).toEqual([
      { id: 'bad', error: 'not a message of events: not JSON' },
      { id: 'old', error: expect.stringContaining('version') },
    ]);
    expect(recordsIn(store)).toEqual(fold([bounce(ANN), bounce(BOB)]));
  });

  test('is every message with evidence when the store can not be read, and no other', async () => {
    const store = memoryStore();
    store.faults = {
      onRead() {
        throw new Error('the table is throttled');
      },
    };
    const batch = [
      message('1', bounce(ANN)),
      message('2', mailEventOf({ type: 'autoreply' })),
      message('3', delivery(BOB)),
    ];
    const { failed, written } = await suppressAll(store, batch);
    const error = 'the table is throttled';
    expect(failed).toEqual([
      { id: '1', error },
      { id: '3', error },
    ]);
    expect(written).toBe(0);
  });

  test('is every message of the address that can not be written, and no other', async () => {
    const store = memoryStore();
    store.faults = {
      onWrite(address) {
        if (address === BOB) throw new Error('the write was throttled');
        return undefined;
      },
    };
    const batch = [
      message('1', bounce(ANN), bounce(BOB)),
      message('2', bounce(CAT)),
      message('3', bounce(BOB, day(2))),
      message('4', bounce(ANN, day(2))),
    ];
    const { failed, written } = await suppressAll(store, batch);
    expect(failed.map(({ id }) => id)).toEqual(['1', '3']);
    expect(failed.map(({ error }) => error)).toEqual(['the write was throttled', 'the write was throttled']);
    expect(written).toBe(2);
    expect(recordsIn(store)).toEqual(fold([bounce(ANN), bounce(ANN, day(2)), bounce(CAT)]));
  });

  test('is told in its own words, also where it is no error', async () => {
    const store = memoryStore();
    store.write = () => Promise.reject('the socket hung up');
    const { failed } = await suppressAll(store, [message('1', bounce(ANN))]);
    expect(failed).toEqual([{ id: '1', error: 'the socket hung up' }]);
  });

  test('is the address whose record is none of ours, which is left as it is', async () => {
    const store = memoryStore();
    store.unreadable.add(ANN);
    const { failed } = await suppressAll(store, [message('1', bounce(ANN)), message('2', bounce(BOB))]);
    expect(failed).toEqual([{ id: '1', error: 'none of ours' }]);
    expect(store.writes).toEqual([BOB]);
  });

  test('is the address where others are always faster', async () => {
    const store = memoryStore();
    store.faults = { onWrite: (address) => (address === ANN ? 'conflict' : undefined) };
    const { failed } = await suppressAll(store, [message('1', bounce(ANN)), message('2', bounce(BOB))]);
    expect(failed).toEqual([{ id: '1', error: expect.stringContaining('faster') }]);
  });
});

describe('several workers over one store', () => {
  test('end where one worker would have ended, though they read the same version', async () => {
    const store = memoryStore();
    const events = [1, 2, 3, 4, 5, 6].flatMap((n) => [bounce(ANN, day(n)), bounce(BOB, day(n))]);
    const outcomes = await Promise.all(
      events.map((event, index) => suppressAll(store, [message(String(index), event)])),
    );
    expect(outcomes.flatMap(({ failed }) => failed)).toEqual([]);
    expect(recordsIn(store)).toEqual(fold(events));
  });

  test('reach the same records in any order, with any split, repeats, conflicts and failures', async () => {
    await asyncLaw(
      fc.asyncProperty(workloads, async ({ messages, deliveries, faults, workers }) => {
        const store = memoryStore(SEED);
        inject(store, faults);
        await deliverUntilDone(store, messages, deliveries, workers);
        expect(recordsIn(store)).toEqual(fold(messages.flat(), SEED));
      }),
      500,
    );
  });
});

/** Something is known of every address, so that its deliveries are remembered. */
const SEED = Object.fromEntries([ANN, BOB, CAT].map((address) => [address, unsubscribe(day(0), 'receipts')]));

type Fault = 'none' | 'conflict' | 'throw';

interface Workload {
  /** Events by message. */
  readonly messages: readonly (readonly MailEvent[])[];
  /** In which order the queue hands them out, by index, before all have come once; some come often. */
  readonly deliveries: readonly number[];
  /** Spent one a call of the store; after the last all goes well. */
  readonly faults: readonly Fault[];
  /** Messages at once in the hands of each of the workers that run at the same time. */
  readonly workers: readonly number[];
}

const happenings = fc.constantFrom<Partial<MailEvent>>(
  {},
  { diagnostic: { smtpCode: 552, enhancedCode: '5.2.2', text: '552 5.2.2 Mailbox over quota' } },
  { diagnostic: { smtpCode: 550, enhancedCode: '5.7.26', text: '550 5.7.26 DMARC policy' } },
  { type: 'complaint', stream: 'newsletter' },
  { type: 'unsubscribe', stream: 'newsletter' },
  { type: 'resubscribe', stream: 'newsletter' },
  { type: 'delivery' },
  { type: 'autoreply' },
);

const events: fc.Arbitrary<MailEvent> = fc
  .record({
    recipient: fc.constantFrom(ANN, BOB, CAT),
    happening: happenings,
    at: fc.integer({ min: 1, max: 10 }),
    id: fc.constantFrom('a', 'b', 'c', 'd'),
  })
  .map(({ recipient, happening, at, id }) =>
    mailEventOf({ recipient, ...happening, id, messageId: `m${at % 4}`, occurredAt: day(at) }),
  );

const workloads: fc.Arbitrary<Workload> = fc
  .array(fc.array(events, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 10 })
  .chain((messages) => {
    const indexes = messages.map((_, index) => index);
    return fc.record({
      messages: fc.constant(messages),
      deliveries: fc
        .array(fc.constantFrom(...indexes), { maxLength: 10 })
        .chain((repeats) =>
          fc.shuffledSubarray([...indexes, ...repeats], { minLength: indexes.length + repeats.length }),
        ),
      faults: fc.array(fc.constantFrom<Fault>('none', 'conflict', 'throw'), { maxLength: 40 }),
      workers: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
    });
  });

function inject(store: MemoryStore, faults: readonly Fault[]): void {
  const left = [...faults];
  store.faults = {
    onRead() {
      if (left.shift() === 'throw') throw new Error('the read failed');
    },
    onWrite() {
      const fault = left.shift();
      if (fault === 'throw') throw new Error('the write failed');
      return fault === 'conflict' ? fault : undefined;
    },
  };
}

/** What the queue does: hands batches to workers that run at the same time, and what failed comes again. */
async function deliverUntilDone(
  store: MemoryStore,
  messages: Workload['messages'],
  deliveries: readonly number[],
  workers: readonly number[],
): Promise<void> {
  const queue = deliveries.map((index, delivery) => message(String(delivery), ...(messages[index] ?? [])));
  while (queue.length > 0) {
    const batches = workers.map((size) => queue.splice(0, size));
    await Promise.all(
      batches.map(async (batch) => {
        const failed = new Set((await suppressAll(store, batch)).failed.map(({ id }) => id));
        queue.push(...batch.filter(({ id }) => failed.has(id)));
      }),
    );
  }
}
