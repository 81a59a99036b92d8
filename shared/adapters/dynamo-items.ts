// The items of the one table: how they are keyed, and the item of a record.
import { crc32 } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { type StoredRecord, UnreadableRecord } from '../pipeline/ports.ts';
import { encodeRecord, type SuppressionRecord, suppressionRecord } from '../suppression/record.ts';

export type Item = Record<string, AttributeValue>;

/** Partition key and sort key of the table. */
export const KEYS = { partitionKey: 'pk', sortKey: 'sk' } as const;

/** Unix seconds; DynamoDB deletes the item some time after it. */
export const TIME_TO_LIVE = 'expiresAt';

/** The index of who is suppressed. Other records have none of its keys, so it holds and costs nothing for them. */
export const LISTED = { indexName: 'listed', partitionKey: 'listShard', sortKey: 'listKey' } as const;

/** Partitions of {@link LISTED}: DynamoDB takes 1,000 writes a second in each. */
export const SHARDS: readonly string[] = Array.from({ length: 8 }, (_, shard) => `listed#${shard}`);

/** Sort key of the record; other kinds of items of the same address have others. */
export const RECORD = 'record';

export function itemKey(pk: string, sk: string): Item {
  return { [KEYS.partitionKey]: { S: pk }, [KEYS.sortKey]: { S: sk } };
}

export function listKey({ since, address }: { readonly since: string; readonly address: string }): string {
  return `${since} ${address}`;
}

/** The order that DynamoDB keeps: by the bytes of UTF-8, from which that of JavaScript's strings differs. */
export function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

export function recordItem(
  address: string,
  record: SuppressionRecord,
  version: number,
  listedSince: string | undefined,
): Item {
  return {
    ...itemKey(address, RECORD),
    version: { N: String(version) },
    record: { S: encodeRecord(record) },
    ...(listedSince !== undefined && {
      [LISTED.partitionKey]: { S: shardOf(address) },
      [LISTED.sortKey]: { S: listKey({ since: listedSince, address }) },
    }),
  };
}

function shardOf(address: string): string {
  return `listed#${crc32(address) % SHARDS.length}`;
}

const recordItemSchema = z.object({ version: z.object({ N: z.string() }), record: z.object({ S: z.string() }) });

/** What is none of ours, by a wrong table or a hand that edited it, is answered as such. */
export function decodeRecord(raw: Readonly<Record<string, { readonly S?: string | undefined }>>): {
  address: string;
  stored: StoredRecord | UnreadableRecord;
} {
  const address = raw[KEYS.partitionKey]?.S ?? '';
  const item = recordItemSchema.safeParse(raw);
  if (!item.success) return { address, stored: unreadable(item.error) };
  const { version, record } = item.data;
  let json: unknown;
  try {
    json = JSON.parse(record.S);
  } catch {
    // Without the parser's message, which quotes what it read.
    return { address, stored: new UnreadableRecord('a stored record can not be read: record: not JSON') };
  }
  const parsed = suppressionRecord.safeParse(json);
  return {
    address,
    stored: parsed.success ? { version: Number(version.N), record: parsed.data } : unreadable(parsed.error),
  };
}

function unreadable({ issues: [issue] }: z.core.$ZodError): UnreadableRecord {
  const where = issue?.path.join('.') || 'record';
  return new UnreadableRecord(`a stored record can not be read: ${where}: ${issue?.message ?? 'invalid'}`);
}
