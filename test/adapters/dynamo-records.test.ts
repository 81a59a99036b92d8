import {
  type BatchGetItemCommandInput,
  type BatchGetItemCommandOutput,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TABLE } from '../../infra/resources.ts';
import { dynamoClient } from '../../shared/adapters/clients.ts';
import { dynamoRecords } from '../../shared/adapters/dynamo-records.ts';
import { ensureTable } from '../../shared/adapters/provision.ts';
import { type RecordStore, UnreadableRecord } from '../../shared/pipeline/ports.ts';
import { useEmulators } from '../support/emulators.ts';
import { complaint, day, hardBounce, history, softBounce } from '../support/records.ts';

const NAME = 'records';
const ANN = 'ann@example.com';
const RECORD = history(hardBounce(day(1)), softBounce(day(2), 'm1'), complaint(day(3), 'newsletter'));

useEmulators('dynamodb');

let client: DynamoDBClient;
let store: RecordStore;

beforeAll(() => {
  client = dynamoClient();
});

beforeEach(async ({ task }) => {
  // A table of its own for each test.
  await ensureTable(client, tableOf(task.id), TABLE);
  store = dynamoRecords(client, tableOf(task.id));
});

function tableOf(testId: string): string {
  return `${NAME}.${testId.replace(/[^A-Za-z0-9]/g, '_')}`;
}

function addresses(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `user-${index}@example.com`);
}

describe('write', () => {
  test('fails on anything but a conflict', async () => {
    await expect(dynamoRecords(client, 'no-such-table').write(ANN, RECORD, undefined, undefined)).rejects.toMatchObject(
      { name: 'ResourceNotFoundException' },
    );
  });

  test('keys the item by address and kind, so that the table can hold other kinds', async ({ task }) => {
    await store.write(ANN, RECORD, undefined, undefined);
    const Key = { [TABLE.partitionKey]: { S: ANN }, [TABLE.sortKey]: { S: 'record' } };
    const { Item } = await client.send(new GetItemCommand({ TableName: tableOf(task.id), Key }));
    expect(Item).toMatchObject({ version: { N: '1' }, record: { S: expect.stringContaining('hard') } });
  });
});

describe('read', () => {
  test('fails when the table can not be read', async () => {
    await expect(dynamoRecords(client, 'no-such-table').read([ANN])).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  test.for([
    ['a record that is no JSON', { version: { N: '1' }, record: { S: '{' } }],
    ['a record of another shape', { version: { N: '1' }, record: { S: '{"*":{"hard":{"at":"yesterday"}}}' } }],
    ['no record', { version: { N: '1' } }],
    ['no version', { record: { S: '{}' } }],
  ] as const)(
    'says of an item with %s that it is unreadable, and answers the others',
    async ([, content], { task }) => {
      const Item = { pk: { S: ANN }, sk: { S: 'record' }, ...content };
      await client.send(new PutItemCommand({ TableName: tableOf(task.id), Item }));
      await store.write('bob@example.com', RECORD, undefined, undefined);
      const found = await store.read(['bob@example.com', ANN]);
      expect(found.get(ANN)).toBeInstanceOf(UnreadableRecord);
      expect(found.get('bob@example.com')).toEqual({ record: RECORD, version: 1 });
    },
  );
});

describe('keys that DynamoDB left unprocessed', () => {
  /** Answers at most `served` keys of each request and leaves the others, as under throttling; the rest is real. */
  function throttled(served: number, requests: number[]): DynamoDBClient {
    const busy = dynamoClient();
    busy.middlewareStack.add(
      (next) => async (args) => {
        // The store reads with no other command.
        const input = args.input as BatchGetItemCommandInput;
        const [[name, { Keys = [], ...rest }] = ['', { Keys: [] }]] = Object.entries(input.RequestItems ?? {});
        requests.push(Keys.length);
        const [now, later] = [Keys.slice(0, served), Keys.slice(served)];
        const left = later.length > 0 ? { [name]: { ...rest, Keys: later } } : {};
        if (now.length === 0) {
          const output: BatchGetItemCommandOutput = { $metadata: {}, Responses: {}, UnprocessedKeys: left };
          return { response: {}, output };
        }
        const answer = await next({ ...args, input: { ...input, RequestItems: { [name]: { ...rest, Keys: now } } } });
        return { ...answer, output: { ...answer.output, UnprocessedKeys: left } };
      },
      { step: 'initialize' },
    );
    return busy;
  }

  test('are asked for again, with growing pauses, until all are there', async ({ task }) => {
    const all = addresses(100);
    await Promise.all(all.map((address) => store.write(address, RECORD, undefined, undefined)));
    const requests: number[] = [];
    const pauses: number[] = [];
    const busy = dynamoRecords(throttled(40, requests), tableOf(task.id), async (ms) => void pauses.push(ms));
    expect((await busy.read(all)).size).toBe(100);
    expect(requests).toEqual([100, 60, 20]);
    expect(pauses).toEqual([50, 100]);
  });

  test('fail the read in the end: what was not read is not "not suppressed"', async ({ task }) => {
    await store.write(ANN, RECORD, undefined, undefined);
    const requests: number[] = [];
    const busy = dynamoRecords(throttled(0, requests), tableOf(task.id), async () => {});
    await expect(busy.read([ANN, 'bob@example.com'])).rejects.toThrow('DynamoDB left 2 of 2 keys unread');
    expect(requests).toHaveLength(8);
  });
});
