// The one way to change a record: read, join, write if nobody was faster, else read and join again.
import type { Policy } from '../suppression/policy.ts';
import { EMPTY, equalRecords, join, type SuppressionRecord } from '../suppression/record.ts';
import { listedSince } from '../suppression/verdict.ts';
import { type RecordStore, readable, type StoredRecord } from './ports.ts';
import { isRuleKey } from './rule-key.ts';

/** With so many writers at one address at once that this many lose in a row, the queue's retry is the better place. */
const ATTEMPTS = 20;

export interface UpdatePorts {
  readonly store: RecordStore;
  /** Decides only whether the list shows the record, never what is stored. */
  readonly policy: Policy;
}

/** Answers what to join to the record as it is now. */
export type Change = (current: SuppressionRecord) => SuppressionRecord;

/**
 * Joins what `change` answers to the stored record; a join that changes nothing writes nothing.
 *
 * @param stored the record as already read, to save the first read
 * @returns the record as it is now
 */
export async function updateRecord(
  ports: UpdatePorts,
  address: string,
  change: Change,
  stored: StoredRecord | undefined,
  now: number,
): Promise<StoredRecord & { readonly written: boolean }> {
  let current = stored;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { record: before, version } = current ?? { record: EMPTY, version: 0 };
    const after = join(before, change(before));
    if (equalRecords(before, after)) return { record: before, version, written: false };
    if (await writeRecord(ports, address, after, current?.version, now)) {
      return { record: after, version: version + 1, written: true };
    }
    current = readable(await ports.store.read([address]), address);
  }
  throw new Error(`${ATTEMPTS} writers in a row were faster at one address`);
}

/** False when somebody was faster. The list holds addresses: a domain's rule stays out of it. */
export async function writeRecord(
  { store, policy }: UpdatePorts,
  address: string,
  record: SuppressionRecord,
  expected: number | undefined,
  now: number,
): Promise<boolean> {
  const since = isRuleKey(address) ? undefined : listedSince(record, policy, now);
  return store.write(address, record, expected, since);
}
