// The one way to change a record: read, join, write if nobody was faster, else read and join again.
import { EMPTY, equalRecords, join, type SuppressionRecord } from '../suppression/record.ts';
import type { RecordStore, StoredRecord } from './ports.ts';

/** With so many writers at one address at once that this many lose in a row, the queue's retry is the better place. */
const ATTEMPTS = 20;

/** Answers what to join to the record as it is now. */
export type Change = (current: SuppressionRecord) => SuppressionRecord;

/**
 * Joins what `change` answers to the stored record; a join that changes nothing writes nothing.
 *
 * @param stored the record as already read, to save the first read
 * @returns the record as it is now
 */
export async function updateRecord(
  store: RecordStore,
  address: string,
  change: Change,
  stored: StoredRecord | undefined,
): Promise<{ record: SuppressionRecord; written: boolean }> {
  let current = stored;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = current?.record ?? EMPTY;
    const after = join(before, change(before));
    if (equalRecords(before, after)) return { record: before, written: false };
    if (await store.write(address, after, current?.version)) return { record: after, written: true };
    current = (await store.read([address])).get(address);
  }
  throw new Error(`${ATTEMPTS} writers in a row were faster at one address`);
}
