// What the pipeline needs of the outside world. The adapters answer with AWS, the tests with maps and arrays.
import type { SuppressionRecord } from '../suppression/record.ts';

/** Holds message bodies until a consumer deletes them. */
export interface Queue {
  /** Resolves once every body is held; rejects if a single one is not. A body has at most 1 MiB. */
  send(bodies: readonly string[]): Promise<void>;
}

/** What a body of events aims at: 64 KiB is one billing unit of SQS. */
export const MAX_BODY_BYTES = 65_536;

export interface StoredRecord {
  readonly record: SuppressionRecord;
  /** Grows by one with each write. */
  readonly version: number;
}

export interface RecordStore {
  /** The records of those addresses that have one, read consistently. Takes any number, duplicates included. */
  read(addresses: readonly string[]): Promise<ReadonlyMap<string, StoredRecord>>;
  /** Writes if the stored version still is `expected` (undefined: no record yet); false when somebody was faster. */
  write(address: string, record: SuppressionRecord, expected: number | undefined): Promise<boolean>;
}

/** Answers an SNS subscription's question whether this endpoint wants it. */
export interface Subscriptions {
  /** Rejects when it can't be confirmed now. */
  confirm(url: string): Promise<void>;
}
