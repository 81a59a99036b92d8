// Our own export, both ways: records as they are (NDJSON), or one row a fact, for spreadsheets (CSV). Nothing is lost in
// the second: the facts of an address joined again are its record.
import * as z from 'zod/mini';
import '../event/messages.ts';
import { isObject } from '../providers/json.ts';
import { suppressionRecord } from '../suppression/record.ts';
import { columnOf } from './columns.ts';
import { withoutGuard } from './csv.ts';
import type { ReadEntry } from './read-entry.ts';

const ADDRESS = ['address', 'scope', 'fact'] as const;
/** Keys of facts, deliveries and decisions together; each row fills those that it has. */
const DETAILS = [
  ...['at', 'id', 'provider', 'reason', 'rule', 'messageId', 'stream', 'smtpCode', 'enhancedCode', 'text'],
  ...['by', 'note', 'until'],
] as const;
export const FACT_COLUMNS: readonly string[] = [...ADDRESS, ...DETAILS];

/** The cells of every fact of a record, in the order of {@link FACT_COLUMNS}. */
export function* factRows(
  address: string,
  record: Readonly<Record<string, object>>,
): Generator<(string | number | undefined)[]> {
  for (const [scope, kinds] of Object.entries(record)) {
    for (const [kind, told] of Object.entries(kinds)) {
      const facts: readonly unknown[] = Array.isArray(told) ? told : [told];
      for (const fact of facts) {
        yield [address, scope, kind, ...DETAILS.map((key) => cellOf(fact, key))];
      }
    }
  }
}

function cellOf(fact: unknown, key: string): string | number | undefined {
  const value = isObject(fact) ? fact[key] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

/** A row of {@link factRows}, its cells by column name. */
export function readFact(value: unknown): ReadEntry {
  const cells = new Map(
    Object.entries(isObject(value) ? value : {}).map(([name, cell]) => [columnOf(name), withoutGuard(String(cell))]),
  );
  const cell = (name: string) => cells.get(columnOf(name)) ?? '';
  const details = Object.fromEntries(
    DETAILS.flatMap((key): [string, string | number][] => {
      const told = cell(key);
      return told === '' ? [] : [[key, key === 'smtpCode' ? Number(told) : told]];
    }),
  );
  const kind = cell('fact');
  // Decisions stand alone, all else in lists.
  const told = kind === 'suppressed' || kind === 'released' ? details : [details];
  return entryOf(cell('address'), { [cell('scope')]: { [kind]: told } });
}

/** A line of `{ address, record }`. */
export function readRecord(value: unknown): ReadEntry {
  const { address, record } = isObject(value) ? value : {};
  if (typeof address !== 'string') return { error: 'address: missing or not text' };
  return entryOf(address, record);
}

function entryOf(address: string, told: unknown): ReadEntry {
  const record = z.safeParse(suppressionRecord, told);
  if (record.success) return { address, record: record.data, history: [], effect: 'restores' };
  const [issue] = record.error.issues;
  return { error: `${['record', ...(issue?.path ?? []).map(String)].join('.')}: ${issue?.message ?? 'invalid'}` };
}
