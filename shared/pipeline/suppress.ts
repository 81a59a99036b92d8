// suppress: a batch of queue messages in; each event classified, joined into its recipient's record and stored.
import { classify } from '../classify/classify.ts';
import type { Verdict } from '../classify/verdict.ts';
import type { MailEvent } from '../event/mail-event.ts';
import { evidenceOf, isOnlyDelivery } from '../suppression/evidence.ts';
import { EMPTY, join, type SuppressionRecord } from '../suppression/record.ts';
import { inNamedStream, type StreamNames } from '../suppression/streams.ts';
import { eachConcurrently } from './concurrently.ts';
import { belongsToHistory, historyEntryOf } from './history.ts';
import { countByHour, incidentOf } from './incidents.ts';
import { unpack } from './pack.ts';
import { type History, type Incidents, type RecordStore, UnreadableRecord } from './ports.ts';
import { type UpdatePorts, updateRecord } from './update.ts';

export interface QueueMessage {
  readonly id: string;
  readonly body: string;
}

export interface SuppressPorts extends UpdatePorts {
  /** The shared names of streams. */
  readonly streams?: StreamNames;
  /** Undefined: none is kept. */
  readonly history?: History | undefined;
  /** Undefined: none are counted. */
  readonly incidents?: Incidents | undefined;
  /** Told of every event of a message that is done with, as it was judged. */
  readonly onEvent?: (event: MailEvent, verdict: Verdict) => void;
  /** Told why something failed for which no message has to come again. */
  readonly onError: (error: unknown) => void;
}

export interface SuppressOutcome {
  /** Messages to deliver again: their events are not all stored. */
  readonly failed: readonly { readonly id: string; readonly error: string }[];
  readonly events: number;
  /** Records. */
  readonly written: number;
  /** Events by reason. */
  readonly reasons: Readonly<Record<string, number>>;
}

/** At most this many addresses are written at once. */
const CONCURRENT_WRITES = 16;

interface Classified {
  readonly message: string;
  readonly event: MailEvent;
  readonly verdict: Verdict;
  readonly evidence: SuppressionRecord | undefined;
}

/** Errors by message: what is in here has to come again. */
class Failures extends Map<string, string> {
  add(messages: Iterable<string>, error: unknown): void {
    for (const id of messages) this.set(id, error instanceof Error ? error.message : String(error));
  }
}

/**
 * Never rejects: what could not be stored is named in `failed`, and delivered again by the queue. Records first, because
 * they decide who is mailed; then the history, which takes a replay as it takes a record; then the counters, which don't.
 */
export async function suppress(
  ports: SuppressPorts,
  messages: readonly QueueMessage[],
  now: number,
): Promise<SuppressOutcome> {
  const failures = new Failures();
  const classified = messages.flatMap((message) => classifyAll(message, ports.streams ?? {}, failures));
  const isStored = ({ message }: Classified) => !failures.has(message);
  const written = await storeEvidence(ports, classified, failures, now);
  await appendHistory(ports.history, classified.filter(isStored), failures, now);
  const done = classified.filter(isStored);
  await countIncidents(ports, done, now);
  for (const { event, verdict } of done) ports.onEvent?.(event, verdict);
  const byReason = Map.groupBy(classified, ({ verdict }) => verdict.reason);
  return {
    failed: [...failures].map(([id, error]) => ({ id, error })),
    events: classified.length,
    written,
    reasons: Object.fromEntries([...byReason].map(([reason, events]) => [reason, events.length])),
  };
}

function classifyAll({ id, body }: QueueMessage, streams: StreamNames, failures: Failures): Classified[] {
  const unpacked = unpack(body);
  if ('error' in unpacked) {
    failures.set(id, `not a message of events: ${unpacked.error}`);
    return [];
  }
  return unpacked.events.map((native) => {
    const event = inNamedStream(native, streams);
    const verdict = classify(event);
    return { message: id, event, verdict, evidence: evidenceOf(event, verdict) };
  });
}

/** Evidence of the whole batch by address, and the messages it came from. */
interface Pending {
  evidence: SuppressionRecord;
  readonly messages: Set<string>;
}

/** Stores the evidence of every address; the messages of an address that can't be stored are added to `failures`. */
async function storeEvidence(
  ports: UpdatePorts,
  classified: readonly Classified[],
  failures: Failures,
  now: number,
): Promise<number> {
  const pending = pendingOf(classified);
  let stored: Awaited<ReturnType<RecordStore['read']>>;
  try {
    stored = await ports.store.read([...pending.keys()]);
  } catch (error) {
    for (const { messages } of pending.values()) failures.add(messages, error);
    return 0;
  }
  let written = 0;
  await eachConcurrently(CONCURRENT_WRITES, pending, async ([address, { evidence, messages }]) => {
    const found = stored.get(address);
    // Mail that arrives at an address without failures is the rule: it costs a read, never a write.
    if (found === undefined && isOnlyDelivery(evidence)) return;
    try {
      if (found instanceof UnreadableRecord) throw found;
      const update = await updateRecord(ports, address, () => evidence, found, now);
      if (update.written) written += 1;
    } catch (error) {
      failures.add(messages, error);
    }
  });
  return written;
}

function pendingOf(classified: readonly Classified[]): Map<string, Pending> {
  const pending = new Map<string, Pending>();
  for (const { message, event, evidence } of classified) {
    if (evidence === undefined) continue;
    const known = pending.get(event.recipient) ?? { evidence: EMPTY, messages: new Set() };
    known.evidence = join(known.evidence, evidence);
    known.messages.add(message);
    pending.set(event.recipient, known);
  }
  return pending;
}

async function appendHistory(
  history: History | undefined,
  stored: readonly Classified[],
  failures: Failures,
  now: number,
): Promise<void> {
  const kept = stored.filter(({ event, evidence }) => belongsToHistory(event, evidence !== undefined));
  if (history === undefined || kept.length === 0) return;
  try {
    await history.append(
      kept.map(({ event, verdict }) => historyEntryOf(event, verdict)),
      now,
    );
  } catch (error) {
    failures.add(new Set(kept.map(({ message }) => message)), error);
  }
}

/** A failure fails no message: delivered again, what was counted would count twice. */
async function countIncidents(
  { incidents, onError }: Pick<SuppressPorts, 'incidents' | 'onError'>,
  stored: readonly Classified[],
  now: number,
): Promise<void> {
  const found = stored.flatMap(({ event, verdict }) => incidentOf(event, verdict) ?? []);
  if (incidents === undefined || found.length === 0) return;
  try {
    await incidents.add(countByHour(found), now);
  } catch (error) {
    onError(error);
  }
}
