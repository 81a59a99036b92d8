// Whether an address costs more in a large table than in a small one: in DynamoDB's units, and in the emulator's time.
import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { startDynamo } from '../../infra/local/emulators.ts';
import { TABLE } from '../../infra/resources.ts';
import { dynamoClient } from '../../shared/adapters/clients.ts';
import { recordItem } from '../../shared/adapters/dynamo-items.ts';
import { dynamoRecords } from '../../shared/adapters/dynamo-records.ts';
import { ensureTable } from '../../shared/adapters/provision.ts';
import { readable } from '../../shared/pipeline/ports.ts';
import { day, hardBounce } from '../support/records.ts';
import { type Benchmark, measured, median } from './measure.ts';

const SIZES = [1000, 10_000, 100_000, 1_000_000];
/** Larger ones take minutes to fill: only when they are asked for. */
const MAX_BY_DEFAULT = 10_000;
const LOOKED_UP = 100;
const ROUNDS = 25;
/** What BatchWriteItem takes. */
const CHUNK = 25;
const WRITERS = 8;
const NAME = 'bench';

interface Costs {
  readonly lookupUnits: number;
  readonly writeUnits: number;
  readonly lookupMilliseconds: number;
  readonly writeMilliseconds: number;
}

export const TABLE_SIZE: readonly Benchmark[] = SIZES.flatMap((size) => {
  let costs: Promise<Costs> | undefined;
  const of = (what: keyof Costs, unit: string, about: string): Benchmark => ({
    name: `scale.table.${size}.${what.replace(/Milliseconds$/, '')}`,
    about: `${about}, in a table of ${size.toLocaleString('en')} suppressed addresses`,
    ...(size > MAX_BY_DEFAULT && { onDemand: true }),
    async run() {
      costs ??= measure(size);
      return measured((await costs)[what], unit);
    },
  });
  return [
    of('lookupUnits', 'read units', `${LOOKED_UP} addresses looked up`),
    of('writeUnits', 'write units', 'one more event written to a record, the index left out by the emulator'),
    of('lookupMilliseconds', 'ms', `${LOOKED_UP} addresses looked up, by the emulator's clock`),
    of('writeMilliseconds', 'ms', "one more event written to a record, by the emulator's clock"),
  ];
});

async function measure(size: number): Promise<Costs> {
  Object.assign(process.env, { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' });
  const emulator = await startDynamo(undefined);
  process.env['AWS_ENDPOINT_URL_DYNAMODB'] = emulator.endpoint;
  const client = dynamoClient();
  try {
    await ensureTable(client, NAME, TABLE);
    await fill(client, size);
    return await costsOf(client, size);
  } finally {
    client.destroy();
    await emulator.stop();
  }
}

const addressAt = (index: number) => `user-${index}@example.com`;
const RECORD = hardBounce(day(1), { text: '550 5.1.1 No such user here' });

async function fill(client: DynamoDBClient, size: number): Promise<void> {
  let next = 0;
  const write = async () => {
    while (next < size) {
      const from = next;
      next += CHUNK;
      const addresses = Array.from({ length: Math.min(CHUNK, size - from) }, (_, index) => addressAt(from + index));
      const puts = addresses.map((address) => ({ PutRequest: { Item: recordItem(address, RECORD, 1, day(1)) } }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [NAME]: puts } }));
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
}

async function costsOf(client: DynamoDBClient, size: number): Promise<Costs> {
  const units = countUnits(client);
  const store = dynamoRecords(client, NAME);
  const [lookups, writes]: number[][] = [[], []];
  let [lookupUnits, writeUnits] = [0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    // Spread over the whole table, other ones each time.
    const addresses = Array.from({ length: LOOKED_UP }, (_, index) =>
      addressAt((round + Math.floor((index * size) / LOOKED_UP)) % size),
    );
    let start = performance.now();
    const stored = await store.read(addresses);
    lookups?.push(performance.now() - start);
    lookupUnits = units.taken();
    if (stored.size !== LOOKED_UP) throw new Error(`${stored.size} of ${LOOKED_UP} addresses were found`);
    const [address = ''] = addresses;
    const record = readable(stored, address);
    start = performance.now();
    const isWritten = await store.write(address, RECORD, record?.version, day(1));
    writes?.push(performance.now() - start);
    writeUnits = units.taken();
    if (!isWritten) throw new Error(`${address} was not written`);
  }
  return {
    lookupUnits,
    writeUnits,
    lookupMilliseconds: median(lookups ?? []),
    writeMilliseconds: median(writes ?? []),
  };
}

const consumed = z.object({ CapacityUnits: z.number() });
const output = z.object({ ConsumedCapacity: z.union([consumed, z.array(consumed)]) });

function countUnits(client: DynamoDBClient): { taken(): number } {
  let units = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
      const { ConsumedCapacity } = output.parse(result.output);
      units += [ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
      return result;
    },
    { step: 'initialize' },
  );
  return {
    taken() {
      const taken = units;
      units = 0;
      return taken;
    },
  };
}
