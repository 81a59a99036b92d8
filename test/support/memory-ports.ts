// The pipeline's ports in memory: a store with real compare-and-swap, what is kept beside it, a queue; all able to fail.
import { InvalidCursor } from '../../shared/pipeline/cursor.ts';
import { expiresAt } from '../../shared/pipeline/history.ts';
import {
  type History,
  type Incidents,
  type Queue,
  type RecordList,
  type RecordStore,
  type StoredRecord,
  UnreadableRecord,
} from '../../shared/pipeline/ports.ts';
import { isRuleKey } from '../../shared/pipeline/rule-key.ts';
import type { HistoryEntry } from '../../shared/suppression/history.ts';
import type { Incident } from '../../shared/suppression/incident.ts';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import { EMPTY, newestAt, type SuppressionRecord } from '../../shared/suppression/record.ts';
import { listedSince } from '../../shared/suppression/verdict.ts';

/** What goes wrong when: each is asked at every call, and what it throws is the call's failure. */
interface StoreFaults {
  readonly onRead?: (addresses: readonly string[]) => void;
  /** May answer `conflict`: somebody else was faster. */
  readonly onWrite?: (address: string) => 'conflict' | undefined;
}

export interface MemoryStore extends RecordStore {
  readonly records: Map<string, StoredRecord>;
  /** Since when the addresses are suppressed that the list finds. */
  readonly listed: Map<string, string>;
  /** Addresses whose record is none of ours. */
  readonly unreadable: Set<string>;
  /** Addresses in the order in which they were written. */
  readonly writes: string[];
  readonly reads: (readonly string[])[];
  faults: StoreFaults;
}

/** With a seed, as if each record had been written at the time of its newest fact. */
export function memoryStore(seed: Readonly<Record<string, SuppressionRecord>> = {}): MemoryStore {
  const store: MemoryStore = {
    records: new Map(Object.entries(seed).map(([address, record]) => [address, { record, version: 1 }])),
    listed: new Map(Object.entries(seed).flatMap(([address, record]) => sinceOf(address, record))),
    unreadable: new Set(),
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
          const stored = foundIn(store, address);
          return stored ? [[address, stored] as const] : [];
        }),
      );
    },
    async write(address, record, expected, listedSince) {
      await Promise.resolve();
      if (store.faults.onWrite?.(address) === 'conflict') return false;
      if (store.records.get(address)?.version !== expected) return false;
      store.records.set(address, { record, version: (expected ?? 0) + 1 });
      if (listedSince === undefined) store.listed.delete(address);
      else store.listed.set(address, listedSince);
      store.writes.push(address);
      return true;
    },
  };
  return store;
}

function sinceOf(address: string, record: SuppressionRecord): [address: string, since: string][] {
  const since = isRuleKey(address) ? undefined : listedSince(record, DEFAULT_POLICY, Date.parse(newestAt(record)));
  return since === undefined ? [] : [[address, since]];
}

function foundIn(store: MemoryStore, address: string): StoredRecord | UnreadableRecord | undefined {
  return store.unreadable.has(address) ? new UnreadableRecord('none of ours') : store.records.get(address);
}

/** What an index over the store would hold, without delay. */
export function memoryList(store: MemoryStore): RecordList {
  const recordOf = (address: string) => {
    const found = foundIn(store, address);
    return found instanceof UnreadableRecord ? found : (found?.record ?? EMPTY);
  };
  return {
    async suppressed({ since = '', until = '~', after, limit }) {
      await Promise.resolve();
      const behind = after && `${after.since} ${after.address}`;
      return [...store.listed]
        .map(([address, began]) => ({ address, since: began, key: `${began} ${address}` }))
        .filter((entry) => entry.since >= since && entry.since < until)
        .sort((a, b) => byteOrder(b.key, a.key))
        .filter(({ key }) => behind === undefined || byteOrder(key, behind) < 0)
        .slice(0, limit)
        .map(({ address, since: began }) => ({ address, since: began, record: recordOf(address) }));
    },
    async all(limit, from) {
      await Promise.resolve();
      if (from !== undefined && !from.startsWith('behind ')) throw new InvalidCursor();
      const behind = from?.slice('behind '.length) ?? '';
      const addresses = [...new Set([...store.records.keys(), ...store.unreadable])]
        .sort(byteOrder)
        .filter((address) => byteOrder(address, behind) > 0);
      const last = addresses.length > limit ? addresses[limit - 1] : undefined;
      return {
        records: addresses.slice(0, limit).map((address) => ({ address, record: recordOf(address) })),
        next: last === undefined ? undefined : `behind ${last}`,
      };
    },
  };
}

function byteOrder(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

export interface MemoryHistory extends History {
  /** By address, time and id. */
  readonly entries: Map<string, HistoryEntry>;
  /** Set to let the next calls fail. */
  failure: Error | undefined;
}

export function memoryHistory(days = 90): MemoryHistory {
  const history: MemoryHistory = {
    entries: new Map(),
    failure: undefined,
    async append(entries, now) {
      await Promise.resolve();
      if (history.failure) throw history.failure;
      for (const entry of entries) {
        if (expiresAt(entry.at, days) * 1000 <= now) continue;
        history.entries.set(JSON.stringify([entry.address, entry.at, entry.id]), entry);
      }
    },
    async read(address, limit, after) {
      await Promise.resolve();
      if (history.failure) throw history.failure;
      const keyOf = ({ at, id }: Pick<HistoryEntry, 'at' | 'id'>) => `${at}#${id}`;
      return [...history.entries.values()]
        .filter((entry) => entry.address === address)
        .filter((entry) => after === undefined || byteOrder(keyOf(entry), keyOf(after)) < 0)
        .sort((a, b) => byteOrder(keyOf(b), keyOf(a)))
        .slice(0, limit);
    },
  };
  return history;
}

export interface MemoryIncidents extends Incidents {
  /** By hour and group. */
  readonly counters: Map<string, Incident>;
  /** Set to let the next calls fail. */
  failure: Error | undefined;
}

export function memoryIncidents(days = 35): MemoryIncidents {
  const incidents: MemoryIncidents = {
    counters: new Map(),
    failure: undefined,
    async add(added, now) {
      await Promise.resolve();
      if (incidents.failure) throw incidents.failure;
      for (const incident of added) {
        if (expiresAt(incident.hour, days) * 1000 <= now) continue;
        const key = JSON.stringify([incident.hour, incident.reason, incident.receiver, incident.sender]);
        const known = incidents.counters.get(key);
        incidents.counters.set(key, {
          ...incident,
          count: incident.count + (known?.count ?? 0),
          firstSeen: known?.firstSeen ?? incident.firstSeen,
        });
      }
    },
    async read(from, to, reasons) {
      await Promise.resolve();
      if (incidents.failure) throw incidents.failure;
      return [...incidents.counters.values()].filter(
        ({ hour, reason }) => hour >= from && hour < to && reasons.includes(reason),
      );
    },
  };
  return incidents;
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
