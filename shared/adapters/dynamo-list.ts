// RecordList over DynamoDB: the shards of the sparse index merged newest first, and a scan for exports.
import { type DynamoDBClient, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { InvalidCursor } from '../pipeline/cursor.ts';
import type { FoundRecord, ListedRecord, RecordList } from '../pipeline/ports.ts';
import {
  compareKeys,
  decodeRecord,
  type Item,
  itemKey,
  KEYS,
  LISTED,
  listKey,
  RECORD,
  SHARDS,
} from './dynamo-items.ts';

/** Bounds of all times as text. */
const [EARLIEST, LATEST] = ['0', ':'];

export function dynamoList(client: DynamoDBClient, table: string): RecordList {
  return {
    async suppressed({ since = EARLIEST, until = LATEST, after, limit }) {
      const behind = after && listKey(after);
      const range = { from: since, to: behind !== undefined && behind < until ? behind : until, behind };
      if (range.from > range.to) return [];
      const size = pageSize(limit);
      return merge(
        SHARDS.map((shard) => newestOf(client, table, shard, range, size)),
        limit,
      );
    },

    async all(limit, from) {
      const records: FoundRecord[] = [];
      let start = from === undefined ? undefined : startKey(from);
      for (let page = 0; page < MAX_SCANS; page += 1) {
        const { items, next } = await scan(client, table, limit, start);
        const found = items.slice(0, limit - records.length);
        records.push(...found.map(foundRecord));
        // Cut off in the middle of a page: the last one taken is as good a place to go on as the page's end.
        const last = found.length < items.length ? found.at(-1) : undefined;
        start = last === undefined ? next : keyOf(last);
        if (start === undefined || records.length === limit) break;
      }
      return {
        records,
        next: start && JSON.stringify({ pk: start[KEYS.partitionKey]?.S, sk: start[KEYS.sortKey]?.S }),
      };
    },
  };
}

/** Of keys, `from` and `to` inclusive, save `behind`. */
interface Range {
  readonly from: string;
  readonly to: string;
  readonly behind: string | undefined;
}

/** The addresses are spread evenly, so a shard rarely has more than two deviations above its share of a page. */
function pageSize(limit: number): number {
  const share = limit / SHARDS.length;
  return Math.ceil(share + 2 * Math.sqrt(share));
}

interface Listed extends ListedRecord {
  readonly key: string;
}

/** What lies in one shard, newest first, a page at a time. */
async function* newestOf(
  client: DynamoDBClient,
  table: string,
  shard: string,
  { from, to, behind }: Range,
  size: number,
): AsyncGenerator<Listed, void> {
  let start: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: LISTED.indexName,
        KeyConditionExpression: `${LISTED.partitionKey} = :shard AND ${LISTED.sortKey} BETWEEN :from AND :to`,
        ExpressionAttributeValues: { ':shard': { S: shard }, ':from': { S: from }, ':to': { S: to } },
        ScanIndexForward: false,
        Limit: size,
        ExclusiveStartKey: start,
      }),
    );
    for (const item of Items) {
      const key = item[LISTED.sortKey]?.S ?? '';
      if (key !== behind) yield { ...foundRecord(item), key, since: key.slice(0, key.indexOf(' ')) };
    }
    start = LastEvaluatedKey;
  } while (start !== undefined);
}

async function merge(shards: readonly AsyncGenerator<Listed, void>[], limit: number): Promise<ListedRecord[]> {
  const merged: ListedRecord[] = [];
  const heads = await Promise.all(shards.map((shard) => shard.next()));
  while (merged.length < limit) {
    const newest = heads.reduce((best, head, index) => (isNewer(head, heads[best]) ? index : best), 0);
    const head = heads[newest];
    const shard = shards[newest];
    if (shard === undefined || head === undefined || head.done) break;
    const { key: _, ...listed } = head.value;
    merged.push(listed);
    if (merged.length < limit) heads[newest] = await shard.next();
  }
  return merged;
}

type Head = IteratorResult<Listed, void> | undefined;

function isNewer(a: Head, b: Head): boolean {
  if (a === undefined || a.done) return false;
  return b === undefined || b.done === true || compareKeys(a.value.key, b.value.key) > 0;
}

/** The table holds other kinds of items too: a page of records may need several scans. Bounded, to answer in time. */
const MAX_SCANS = 10;

async function scan(client: DynamoDBClient, table: string, limit: number, start: Item | undefined) {
  const { Items, LastEvaluatedKey } = await client.send(
    new ScanCommand({
      TableName: table,
      FilterExpression: `${KEYS.sortKey} = :record`,
      ExpressionAttributeValues: { ':record': { S: RECORD } },
      Limit: limit,
      ExclusiveStartKey: start,
    }),
  );
  return { items: Items ?? [], next: LastEvaluatedKey };
}

function foundRecord(item: Item): FoundRecord {
  const { address, stored } = decodeRecord(item);
  return { address, record: stored instanceof Error ? stored : stored.record };
}

function keyOf(item: Item): Item {
  return itemKey(item[KEYS.partitionKey]?.S ?? '', item[KEYS.sortKey]?.S ?? '');
}

/** DynamoDB: 2,048 bytes of partition key, 1,024 of sort key, neither empty. */
function keyPart(bytes: number) {
  const isKey = (text: string) => text !== '' && text.isWellFormed() && Buffer.byteLength(text) <= bytes;
  return z.string().check(z.refine(isKey));
}

const place = z.object({ pk: keyPart(2048), sk: keyPart(1024) });

function startKey(from: string): Item {
  try {
    const { pk, sk } = place.parse(JSON.parse(from));
    return itemKey(pk, sk);
  } catch {
    throw new InvalidCursor();
  }
}
