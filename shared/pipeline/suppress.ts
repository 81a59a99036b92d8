// suppress: a batch of queue messages in; each event classified, joined into its recipient's record and stored.
import { classify } from '../classify/classify.ts';
import { evidenceOf, isOnlyDelivery } from '../suppression/evidence.ts';
import { EMPTY, join, type SuppressionRecord } from '../suppression/record.ts';
import { unpack } from './pack.ts';
import type { RecordStore } from './ports.ts';
import { updateRecord } from './update.ts';

export interface QueueMessage {
  readonly id: string;
  readonly body: string;
}

export interface SuppressOutcome {
  /** Messages to deliver again: their events are not all stored. */
  readonly failed: readonly { readonly id: string; readonly error: string }[];
  readonly events: number;
  readonly written: number;
  /** Events by reason. */
  readonly reasons: Readonly<Record<string, number>>;
}

/** At most this many addresses are written at once. */
const CONCURRENT_WRITES = 16;

/** Evidence of the whole batch by address, and the messages it came from. */
interface Pending {
  evidence: SuppressionRecord;
  readonly messages: Set<string>;
}

/** Never rejects: what could not be stored is named in `failed`, and delivered again by the queue. */
export async function suppress(store: RecordStore, messages: readonly QueueMessage[]): Promise<SuppressOutcome> {
  const failures = new Map<string, string>();
  const pending = new Map<string, Pending>();
  const reasons: Record<string, number> = {};
  let events = 0;
  for (const { id, body } of messages) {
    const unpacked = unpack(body);
    if ('error' in unpacked) {
      failures.set(id, `not a message of events: ${unpacked.error}`);
      continue;
    }
    for (const event of unpacked.events) {
      const verdict = classify(event);
      events += 1;
      reasons[verdict.reason] = (reasons[verdict.reason] ?? 0) + 1;
      const evidence = evidenceOf(event, verdict);
      if (evidence !== undefined) remember(pending, event.recipient, evidence, id);
    }
  }
  const written = await storeAll(store, pending, failures);
  return { failed: [...failures].map(([id, error]) => ({ id, error })), events, written, reasons };
}

function remember(pending: Map<string, Pending>, address: string, evidence: SuppressionRecord, message: string): void {
  const known = pending.get(address) ?? { evidence: EMPTY, messages: new Set() };
  known.evidence = join(known.evidence, evidence);
  known.messages.add(message);
  pending.set(address, known);
}

/** Stores the evidence of every address; the messages of an address that can't be stored are added to `failures`. */
async function storeAll(
  store: RecordStore,
  pending: ReadonlyMap<string, Pending>,
  failures: Map<string, string>,
): Promise<number> {
  const fail = (messages: Iterable<string>, error: unknown) => {
    for (const id of messages) failures.set(id, error instanceof Error ? error.message : String(error));
  };
  let stored: Awaited<ReturnType<RecordStore['read']>>;
  try {
    stored = await store.read([...pending.keys()]);
  } catch (error) {
    for (const { messages } of pending.values()) fail(messages, error);
    return 0;
  }
  let written = 0;
  await eachConcurrently(CONCURRENT_WRITES, pending, async ([address, { evidence, messages }]) => {
    // Mail that arrives at an address without failures is the rule: it costs a read, never a write.
    if (!stored.has(address) && isOnlyDelivery(evidence)) return;
    try {
      const update = await updateRecord(store, address, () => evidence, stored.get(address));
      if (update.written) written += 1;
    } catch (error) {
      fail(messages, error);
    }
  });
  return written;
}

async function eachConcurrently<T>(limit: number, items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const shared = items[Symbol.iterator]();
  const worker = async () => {
    for (let next = shared.next(); !next.done; next = shared.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: limit }, worker));
}
