// RecordStore over DynamoDB: one item an address, compare-and-swap on its version.
import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { RecordStore, StoredRecord } from '../pipeline/ports.ts';
import { encodeRecord, suppressionRecord } from '../suppression/record.ts';

/** Sort key of the record; other kinds of items of the same address have others. */
const RECORD = 'record';
/** DynamoDB: at most 100 keys in one BatchGetItem. */
const MAX_KEYS = 100;
/** Unprocessed keys are asked for again, with a growing pause, before the read fails. */
const READ_ATTEMPTS = 8;

const item = z.object({
  pk: z.object({ S: z.string() }),
  version: z.object({ N: z.string() }),
  record: z.object({ S: z.string() }),
});

/** Resolves after about so many milliseconds. */
export type Pause = (milliseconds: number) => Promise<void>;

const sleep: Pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export function dynamoRecords(client: DynamoDBClient, table: string, pause: Pause = sleep): RecordStore {
  return {
    async read(addresses) {
      const unique = [...new Set(addresses)];
      const chunks = Array.from({ length: Math.ceil(unique.length / MAX_KEYS) }, (_, index) =>
        unique.slice(index * MAX_KEYS, (index + 1) * MAX_KEYS),
      );
      const items = await Promise.all(chunks.map((chunk) => readChunk(client, table, chunk, pause)));
      return new Map(items.flat().map(decode));
    },

    async write(address, record, expected) {
      const input = {
        TableName: table,
        Item: {
          pk: { S: address },
          sk: { S: RECORD },
          version: { N: String((expected ?? 0) + 1) },
          record: { S: encodeRecord(record) },
        },
        ...(expected === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: '#version = :expected',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':expected': { N: String(expected) } },
            }),
      };
      try {
        await client.send(new PutItemCommand(input));
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}

type Item = Record<string, AttributeValue>;

async function readChunk(
  client: DynamoDBClient,
  table: string,
  addresses: readonly string[],
  pause: Pause,
): Promise<Item[]> {
  const items: Item[] = [];
  let Keys: Item[] = addresses.map((address) => ({ pk: { S: address }, sk: { S: RECORD } }));
  for (let attempt = 0; Keys.length > 0; attempt += 1) {
    if (attempt === READ_ATTEMPTS) throw new Error(`DynamoDB left ${Keys.length} of ${addresses.length} keys unread`);
    if (attempt > 0) await pause(25 * 2 ** attempt);
    // Consistent, because "not suppressed" may not be yesterday's answer, and a delivery without a record is dropped.
    const command = new BatchGetItemCommand({ RequestItems: { [table]: { Keys, ConsistentRead: true } } });
    const { Responses, UnprocessedKeys } = await client.send(command);
    items.push(...(Responses?.[table] ?? []));
    Keys = UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return items;
}

/** @throws when the item is not one of ours: a wrong table, or a hand that edited it */
function decode(raw: Item): [address: string, stored: StoredRecord] {
  const { pk, version, record } = item.parse(raw);
  return [pk.S, { version: Number(version.N), record: suppressionRecord.parse(JSON.parse(record.S)) }];
}
