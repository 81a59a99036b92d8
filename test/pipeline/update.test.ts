import { describe, expect, test, vi } from 'vitest';
import type { StoredRecord } from '../../shared/pipeline/ports.ts';
import { updateRecord } from '../../shared/pipeline/update.ts';
import { decisionRecord } from '../../shared/suppression/evidence.ts';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import { join, type SuppressionRecord } from '../../shared/suppression/record.ts';
import { type MemoryStore, memoryStore, recordsIn } from '../support/memory-ports.ts';

const ANN = 'ann@example.com';
const release = (id: string, minute: number) =>
  decisionRecord('released', { at: `2026-03-02T09:0${minute}:00.000Z`, id, by: 'support' });
const suppression = (id: string, minute: number) =>
  decisionRecord('suppressed', { at: `2026-03-02T09:0${minute}:00.000Z`, id, by: 'support' });

function update(
  store: MemoryStore,
  address: string,
  change: (current: SuppressionRecord) => SuppressionRecord,
  stored: StoredRecord | undefined,
) {
  return updateRecord(
    { store, policy: DEFAULT_POLICY },
    address,
    change,
    stored,
    Date.parse('2026-03-02T10:00:00.000Z'),
  );
}

describe('updateRecord', () => {
  test('creates a record that is not there yet', async () => {
    const store = memoryStore();
    const outcome = await update(store, ANN, () => release('a', 1), undefined);
    expect(outcome).toEqual({ record: release('a', 1), version: 1, written: true });
    expect(recordsIn(store)).toEqual({ [ANN]: release('a', 1) });
  });

  test('writes nothing when nothing changes', async () => {
    const store = memoryStore({ [ANN]: release('b', 2) });
    const outcome = await update(store, ANN, () => release('a', 1), store.records.get(ANN));
    expect(outcome).toEqual({ record: release('b', 2), version: 1, written: false });
    expect(store.writes).toEqual([]);
  });

  test('reads again and joins again when somebody was faster, and shows the change what is there now', async () => {
    const store = memoryStore({ [ANN]: release('a', 1) });
    const stale = store.records.get(ANN);
    await update(store, ANN, () => suppression('b', 2), stale);
    const seen: object[] = [];
    const outcome = await update(
      store,
      ANN,
      (current) => {
        seen.push(current);
        return release('c', 3);
      },
      stale,
    );
    const between = join(release('a', 1), suppression('b', 2));
    expect(seen).toEqual([release('a', 1), between]);
    expect(outcome).toEqual({ record: join(between, release('c', 3)), version: 3, written: true });
    expect(store.records.get(ANN)).toEqual({ record: outcome.record, version: 3 });
  });

  test('ends without a write when the faster one wrote the same', async () => {
    const store = memoryStore();
    await update(store, ANN, () => release('a', 1), undefined);
    const outcome = await update(store, ANN, () => release('a', 1), undefined);
    expect(outcome.written).toBe(false);
    expect(store.writes).toEqual([ANN]);
  });

  test('gives up, so that the queue may try later, when others are always faster', async () => {
    const store = memoryStore();
    const onWrite = vi.fn(() => 'conflict' as const);
    store.faults = { onWrite };
    await expect(update(store, ANN, () => release('a', 1), undefined)).rejects.toThrow(
      '20 writers in a row were faster',
    );
    expect(onWrite).toHaveBeenCalledTimes(20);
    expect(store.records.size).toBe(0);
  });
});
