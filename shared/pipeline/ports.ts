// What the pipeline needs of the outside world. The adapters answer with AWS, the tests with maps and arrays.
import type { Reason } from '../classify/reasons.ts';
import type { HistoryEntry } from '../suppression/history.ts';
import type { Incident } from '../suppression/incident.ts';
import type { SuppressionRecord } from '../suppression/record.ts';

/** Holds message bodies until a consumer deletes them. */
export interface Queue {
  /**
   * Resolves once every body is held; rejects if a single one is not. A body has at most 1 MiB.
   *
   * @param group whose they are: while one group fills the queue, the bodies of others still come first
   */
  send(bodies: readonly string[], group?: string): Promise<void>;
}

/** A message of a {@link HoldingQueue}. */
export interface HeldMessage {
  readonly id: string;
  readonly body: string;
  /** Proves that it was received, until it comes again. */
  readonly receipt: string;
}

/** A queue that people empty: dead letters, quarantine. */
export interface HoldingQueue {
  /** Some of its messages, which nobody else gets for a while; none when there are no more. */
  receive(): Promise<readonly HeldMessage[]>;
  /** Rejects if a single one is not gone. */
  delete(messages: readonly HeldMessage[]): Promise<void>;
  /** Gives them back, to be received again at once. */
  giveBack(messages: readonly HeldMessage[]): Promise<void>;
}

/** What a body of events aims at: 64 KiB is one billing unit of SQS. */
export const MAX_BODY_BYTES = 65_536;

export interface StoredRecord {
  readonly record: SuppressionRecord;
  /** Grows by one with each write. */
  readonly version: number;
}

/** A record is there, but it is none of ours: it is never taken for "nothing known", and concerns no other address. */
export class UnreadableRecord extends Error {
  override readonly name = 'UnreadableRecord';
}

export interface RecordStore {
  /** The records of those addresses that have one, read consistently. Takes any number, duplicates included. */
  read(addresses: readonly string[]): Promise<ReadonlyMap<string, StoredRecord | UnreadableRecord>>;
  /**
   * Writes if the stored version still is `expected` (undefined: no record yet); false when somebody was faster.
   *
   * @param listedSince since when the address is suppressed, ISO 8601 UTC, by which the list finds it; undefined keeps it
   *   out of the list
   */
  write(
    address: string,
    record: SuppressionRecord,
    expected: number | undefined,
    listedSince: string | undefined,
  ): Promise<boolean>;
}

/**
 * What {@link RecordStore.read} found of one address, undefined for nothing.
 *
 * @throws UnreadableRecord
 */
export function readable(
  stored: ReadonlyMap<string, StoredRecord | UnreadableRecord>,
  address: string,
): StoredRecord | undefined {
  const found = stored.get(address);
  if (found instanceof UnreadableRecord) throw found;
  return found;
}

/** An item as an index or a scan finds it. */
export interface FoundRecord {
  readonly address: string;
  readonly record: SuppressionRecord | UnreadableRecord;
}

export interface ListedRecord extends FoundRecord {
  /** As given to {@link RecordStore.write}. */
  readonly since: string;
}

/** What the list and the export read: addresses in an order, from an index that may lag behind by moments. */
export interface RecordList {
  /** Those that were suppressed when last written, newest first, behind `after` if given; fewer than `limit`: no more. */
  suppressed(query: {
    /** Inclusive, ISO 8601 UTC. */
    readonly since?: string | undefined;
    /** Exclusive, ISO 8601 UTC. */
    readonly until?: string | undefined;
    readonly after?: Pick<ListedRecord, 'address' | 'since'> | undefined;
    readonly limit: number;
  }): Promise<readonly ListedRecord[]>;
  /**
   * All records in no particular order, at most `limit` of them at a time, even none; `next` continues, undefined: no more.
   *
   * @throws InvalidCursor when `from` was no `next`
   */
  all(
    limit: number,
    from?: string,
  ): Promise<{ readonly records: readonly FoundRecord[]; readonly next: string | undefined }>;
}

/** The evidence of an address, kept for a time. */
export interface History {
  /** Adding an entry twice is adding it once: it is keyed by time and id. What is too old to be kept is left out. */
  append(entries: readonly HistoryEntry[], now: number): Promise<void>;
  /** Newest first, behind `after` if given. */
  read(address: string, limit: number, after?: Pick<HistoryEntry, 'at' | 'id'>): Promise<readonly HistoryEntry[]>;
}

/** Counters of failures that are not the recipient's. Approximate: a batch that is delivered twice counts twice. */
export interface Incidents {
  /** Adds the counts to those of the same hour and group. What is too old to be kept is left out. */
  add(incidents: readonly Incident[], now: number): Promise<void>;
  /** Those of the hours from `from` (inclusive) to `to` (exclusive), one each hour and group; ISO 8601 UTC. */
  read(from: string, to: string, reasons: readonly Reason[]): Promise<readonly Incident[]>;
}

/** Answers an SNS subscription's question whether this endpoint wants it. */
export interface Subscriptions {
  /** Rejects when it can't be confirmed now. */
  confirm(url: string): Promise<void>;
}
