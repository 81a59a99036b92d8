// The pipeline's ports in memory: a store with real compare-and-swap, a queue that is a list, both able to fail.
import type { Queue, RecordStore, StoredRecord } from '../../shared/pipeline/ports.ts';
import type { SuppressionRecord } from '../../shared/suppression/record.ts';

/** What goes wrong when: each is asked at every call, and what it throws is the call's failure. */
interface StoreFaults {
  readonly onRead?: (addresses: readonly string[]) => void;
  /** May answer `conflict`: somebody else was faster. */
  readonly onWrite?: (address: string) => 'conflict' | undefined;
}

export interface MemoryStore extends RecordStore {
  readonly records: Map<string, StoredRecord>;
  /** Addresses in the order in which they were written. */
  readonly writes: string[];
  readonly reads: (readonly string[])[];
  faults: StoreFaults;
}

export function memoryStore(seed: Readonly<Record<string, SuppressionRecord>> = {}): MemoryStore {
  const records = new Map(Object.entries(seed).map(([address, record]) => [address, { record, version: 1 }]));
  const store: MemoryStore = {
    records,
    writes: [],
    reads: [],
    faults: {},
    async read(addresses) {
      store.reads.push(addresses);
      // Callers that run at the same time take turns here, as they would over a network.
      await Promise.resolve();
      store.faults.onRead?.(addresses);
      return new Map(
        addresses.flatMap((address) => {
          const stored = records.get(address);
          return stored ? [[address, stored] as const] : [];
        }),
      );
    },
    async write(address, record, expected) {
      await Promise.resolve();
      if (store.faults.onWrite?.(address) === 'conflict') return false;
      if (records.get(address)?.version !== expected) return false;
      records.set(address, { record, version: (expected ?? 0) + 1 });
      store.writes.push(address);
      return true;
    },
  };
  return store;
}

/** The records alone, without their versions. */
export function recordsIn(store: MemoryStore): Record<string, SuppressionRecord> {
  return Object.fromEntries([...store.records].map(([address, { record }]) => [address, record]));
}

export interface MemoryQueue extends Queue {
  readonly bodies: string[];
  /** Set to let the next sends fail. */
  failure: Error | undefined;
}

export function memoryQueue(): MemoryQueue {
  const queue: MemoryQueue = {
    bodies: [],
    failure: undefined,
    async send(bodies) {
      await Promise.resolve();
      if (queue.failure) throw queue.failure;
      queue.bodies.push(...bodies);
    },
  };
  return queue;
}
