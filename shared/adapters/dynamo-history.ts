// History over DynamoDB: an item an entry beside the record of its address, deleted by its time to live.
import { BatchWriteItemCommand, type DynamoDBClient, QueryCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { eachConcurrently } from '../pipeline/concurrently.ts';
import { expiresAt } from '../pipeline/history.ts';
import type { History } from '../pipeline/ports.ts';
import { type HistoryEntry, historyEntry } from '../suppression/history.ts';
import { inChunks, type Pause, processAll, sleep } from './dynamo-batches.ts';
import { type Item, itemKey, KEYS, TIME_TO_LIVE } from './dynamo-items.ts';

/** DynamoDB: at most 25 items in one BatchWriteItem. */
const MAX_ITEMS = 25;
const CONCURRENT_BATCHES = 4;

const PREFIX = 'history#';
/** The first character behind the digits that every time begins with. */
const BEHIND_ALL = ':';

/** @param days how long an entry is kept, from when it happened */
export function dynamoHistory(client: DynamoDBClient, table: string, days: number, pause: Pause = sleep): History {
  return {
    async append(entries, now) {
      // By key, because DynamoDB refuses a batch that names one twice.
      const items = new Map<string, WriteRequest>();
      for (const entry of entries) {
        const expires = expiresAt(entry.at, days);
        if (expires * 1000 <= now) continue;
        const key = sortKey(entry);
        const Item = {
          ...itemKey(entry.address, key),
          entry: { S: JSON.stringify(entry) },
          [TIME_TO_LIVE]: { N: String(expires) },
        };
        items.set(`${entry.address} ${key}`, { PutRequest: { Item } });
      }
      await eachConcurrently(CONCURRENT_BATCHES, inChunks([...items.values()], MAX_ITEMS), (chunk) =>
        processAll('history entries unwritten', chunk, pause, async (requests) => {
          const command = new BatchWriteItemCommand({ RequestItems: { [table]: requests } });
          return (await client.send(command)).UnprocessedItems?.[table] ?? [];
        }),
      );
    },

    async read(address, limit, after) {
      const behind = after && sortKey(after);
      const found: HistoryEntry[] = [];
      let start: Item | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: `${KEYS.partitionKey} = :address AND ${KEYS.sortKey} BETWEEN :from AND :to`,
            ExpressionAttributeValues: {
              ':address': { S: address },
              ':from': { S: PREFIX },
              ':to': { S: behind ?? PREFIX + BEHIND_ALL },
            },
            ScanIndexForward: false,
            // One more, because the range includes the entry that the last page ended with.
            Limit: limit - found.length + 1,
            ExclusiveStartKey: start,
          }),
        );
        found.push(...Items.filter((item) => item[KEYS.sortKey]?.S !== behind).map(decode));
        start = LastEvaluatedKey;
      } while (start !== undefined && found.length < limit);
      return found.slice(0, limit);
    },
  };
}

function sortKey({ at, id }: Pick<HistoryEntry, 'at' | 'id'>): string {
  return `${PREFIX}${at}#${id}`;
}

const item = z.object({ entry: z.object({ S: z.string() }) });

/** @throws when the item is none of ours: it concerns this address alone */
function decode(raw: Item): HistoryEntry {
  return historyEntry.parse(JSON.parse(item.parse(raw).entry.S));
}
