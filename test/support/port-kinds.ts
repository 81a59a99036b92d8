// The pipeline's ports, twice: in memory, and over the emulator of DynamoDB. What a test shows of one holds for the other.
import { TABLE } from '../../infra/resources.ts';
import { dynamoClient } from '../../shared/adapters/clients.ts';
import { dynamoHistory } from '../../shared/adapters/dynamo-history.ts';
import { dynamoIncidents } from '../../shared/adapters/dynamo-incidents.ts';
import { dynamoList } from '../../shared/adapters/dynamo-list.ts';
import { dynamoRecords } from '../../shared/adapters/dynamo-records.ts';
import { ensureTable } from '../../shared/adapters/provision.ts';
import type { History, Incidents, RecordList, RecordStore } from '../../shared/pipeline/ports.ts';
import { memoryHistory, memoryIncidents, memoryList, memoryStore } from './memory-ports.ts';

export interface Ports {
  readonly store: RecordStore;
  readonly list: RecordList;
  readonly history: History;
  readonly incidents: Incidents;
}

export const HISTORY_DAYS = 90;
export const INCIDENT_DAYS = 35;

function memoryPorts(): Ports {
  const store = memoryStore();
  const [history, incidents] = [memoryHistory(HISTORY_DAYS), memoryIncidents(INCIDENT_DAYS)];
  return { store, list: memoryList(store), history, incidents };
}

let tables = 0;

/** A fresh table in the emulator that the environment names. */
async function freshTable(): Promise<string> {
  tables += 1;
  // Several files may share an emulator.
  const name = `table-${process.pid}-${tables}`;
  await ensureTable(dynamoClient(), name, TABLE);
  return name;
}

async function dynamoPorts(table?: string): Promise<Ports> {
  const [client, name] = [dynamoClient(), table ?? (await freshTable())];
  return {
    store: dynamoRecords(client, name),
    list: dynamoList(client, name),
    history: dynamoHistory(client, name, HISTORY_DAYS),
    incidents: dynamoIncidents(client, name, INCIDENT_DAYS),
  };
}

/** Empty ones of each kind; those over DynamoDB need its emulator. */
export const PORT_KINDS: readonly { readonly kind: string; readonly open: () => Promise<Ports> }[] = [
  { kind: 'in memory', open: async () => memoryPorts() },
  { kind: 'over DynamoDB', open: () => dynamoPorts() },
];
