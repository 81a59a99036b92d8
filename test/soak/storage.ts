// Where records and facts are kept in the simulation: the memory ports of the other tests, with what else can befall them.
import type { History, RecordStore, StoredRecord } from '../../shared/pipeline/ports.ts';
import {
  type MemoryHistory,
  type MemoryIncidents,
  type MemoryStore,
  memoryHistory,
  memoryIncidents,
  memoryStore,
} from '../support/memory-ports.ts';
import { InjectedFault, PartialFailure } from './faults.ts';
import type { World } from './world.ts';

export interface Storage {
  readonly records: MemoryStore;
  readonly entries: MemoryHistory;
  readonly incidents: MemoryIncidents;
  /** The records as the workers see them. */
  readonly store: RecordStore;
  readonly history: History;
}

/** Out of every half hour; five receives, three minutes apart, have to lie in it. */
const OUTAGE_MINUTES = 18;

/** @param isCut whether the address can't be read during an outage */
export function storageOf(world: World, isCut: (address: string) => boolean): Storage {
  const [records, entries, incidents] = [memoryStore(), memoryHistory(), memoryIncidents()];
  return { records, entries, incidents, store: unreliable(records, world, isCut), history: sloppy(entries, world) };
}

function unreliable(records: MemoryStore, world: World, isCut: (address: string) => boolean): RecordStore {
  const { clock, plan, ledger } = world;
  const older = new Map<string, StoredRecord>();
  const happens = (mishap: 'stale read' | 'lost race' | 'outage') => {
    if (!plan.happens(mishap)) return false;
    ledger.count(mishap);
    return true;
  };
  const write: RecordStore['write'] = async (address, record, expected, listedSince) => {
    const before = records.records.get(address);
    const isWritten = await records.write(address, record, expected, listedSince);
    if (isWritten && before !== undefined) older.set(address, before);
    return isWritten;
  };
  return {
    async read(addresses) {
      const isOutage = (clock.now / 60_000) % 30 < OUTAGE_MINUTES;
      if (isOutage && addresses.some(isCut) && happens('outage')) throw new InjectedFault('outage');
      const found = new Map(await records.read(addresses));
      for (const address of addresses) {
        const stale = older.get(address);
        if (stale !== undefined && happens('stale read')) found.set(address, stale);
      }
      return found;
    },
    async write(address, record, expected, listedSince) {
      const current = records.records.get(address);
      if (current !== undefined && current.version === expected && happens('lost race')) {
        await write(address, current.record, current.version, records.listed.get(address));
      }
      return write(address, record, expected, listedSince);
    },
  };
}

function sloppy(entries: MemoryHistory, { plan, ledger, random }: World): History {
  return {
    async append(added, now) {
      if (!plan.happens('partial append')) return entries.append(added, now);
      ledger.count('partial append');
      await entries.append(random.shuffled(added).slice(0, random.below(added.length)), now);
      throw new PartialFailure('some entries were not written');
    },
    read: (address, limit, after) => entries.read(address, limit, after),
  };
}
