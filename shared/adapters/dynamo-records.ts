// RecordStore over DynamoDB: one item an address, compare-and-swap on its version.
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { RecordStore } from '../pipeline/ports.ts';
import { inChunks, type Pause, processAll, sleep } from './dynamo-batches.ts';
import { decodeRecord, type Item, itemKey, KEYS, RECORD, recordItem } from './dynamo-items.ts';

/** DynamoDB: at most 100 keys in one BatchGetItem. */
const MAX_KEYS = 100;

export function dynamoRecords(client: DynamoDBClient, table: string, pause: Pause = sleep): RecordStore {
  return {
    async read(addresses) {
      const chunks = inChunks([...new Set(addresses)], MAX_KEYS);
      const items = await Promise.all(chunks.map((chunk) => readChunk(client, table, chunk, pause)));
      return new Map(
        items
          .flat()
          .map(decodeRecord)
          .map(({ address, stored }) => [address, stored]),
      );
    },

    async write(address, record, expected, listedSince) {
      const input = {
        TableName: table,
        Item: recordItem(address, record, (expected ?? 0) + 1, listedSince),
        ...(expected === undefined
          ? { ConditionExpression: `attribute_not_exists(${KEYS.partitionKey})` }
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

async function readChunk(
  client: DynamoDBClient,
  table: string,
  addresses: readonly string[],
  pause: Pause,
): Promise<Item[]> {
  const items: Item[] = [];
  const keys = addresses.map((address) => itemKey(address, RECORD));
  await processAll('keys unread', keys, pause, async (Keys) => {
    // Consistent, because "not suppressed" may not be yesterday's answer, and a delivery without a record is dropped.
    const command = new BatchGetItemCommand({ RequestItems: { [table]: { Keys, ConsistentRead: true } } });
    const { Responses, UnprocessedKeys } = await client.send(command);
    items.push(...(Responses?.[table] ?? []));
    return UnprocessedKeys?.[table]?.Keys ?? [];
  });
  return items;
}
