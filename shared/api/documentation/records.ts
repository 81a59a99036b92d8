// What /v1/records answers: all records out, for an export, and in again.
import * as z from 'zod/mini';
import { scopeRecord } from '../../suppression/record.ts';
import { MAX_ENTRIES, MAX_PAGE } from '../routes/stored.ts';
import { CURSOR, type Documented, describe, named, nextCursor } from './documented.ts';

const record = z
  .record(z.string().check(describe('`*` for all mail, else a stream.')), scopeRecord.check(named('Scope')))
  .check(named('SuppressionRecord'), describe('The facts of an address by scope.'));

export const exportRecords = {
  summary: 'All records, suppressed or not, in no particular order.',
  description: 'Rules of domains come under `@example.com`.',
  fields: { cursor: CURSOR },
  maxLimit: MAX_PAGE,
  answer: z
    .object({
      records: z.array(z.object({ address: z.string(), record })),
      unreadable: z
        .array(z.object({ address: z.string(), error: z.string() }))
        .check(describe('What an export has to do without.')),
      cursor: nextCursor,
    })
    .check(named('RecordPage')),
} satisfies Documented;

export const importRecords = {
  summary: `Joins at most ${MAX_ENTRIES} records to what is stored.`,
  description:
    'They are facts like any others: sent twice they change nothing. A bad entry costs none of its neighbours.',
  fields: {
    address: 'An address, or a domain as `@example.com`.',
    record: 'A SuppressionRecord.',
    history: 'A list of HistoryEntry, without `remedy`.',
  },
  answer: z
    .object({
      joined: z.int().check(describe('Entries whose address knows more now.')),
      unchanged: z.int().check(describe('Entries that told nothing new.')),
      failed: z
        .array(z.object({ index: z.int(), error: z.string() }))
        .check(describe('Entries that can not be taken.')),
    })
    .check(named('Imported')),
} satisfies Documented;
