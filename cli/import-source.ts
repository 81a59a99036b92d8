// What a file to import is: detected by its first row, or told; and what its rows leave out and somebody has to say.
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Row } from '../shared/migration/rows.ts';
import { detectSource, type Source, sourceNamed } from '../shared/migration/sources.ts';
import { UsageError } from './failure.ts';

export interface Told {
  readonly from?: string;
  readonly stream?: string;
  /** ISO 8601 UTC. */
  readonly date?: string;
}

/** The first row that can be read at all, and all rows with it. */
export async function peeked(rows: AsyncIterable<Row>): Promise<{ first: unknown; all: AsyncGenerator<Row> }> {
  const iterator = rows[Symbol.asyncIterator]();
  const looked: Row[] = [];
  let first: unknown;
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    looked.push(next.value);
    if (!('value' in next.value)) continue;
    first = next.value.value;
    break;
  }
  async function* all(): AsyncGenerator<Row> {
    yield* looked;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { first, all: all() };
}

/** An empty list, or one without a single row that can be read. */
const NOTHING: Source = {
  name: 'nothing',
  title: 'no rows',
  stream: () => 'all mail',
  hasDate: () => true,
  read: () => ({ error: 'of no known export' }),
};

/** @throws UsageError with the option that is missing, or that does not belong there */
export function sourceOf(file: string, first: unknown, { from, stream }: Told): Source {
  if (first === undefined) return NOTHING;
  const source = from === undefined ? detectSource(first, basename(file), stream) : sourceNamed(from);
  if (source === undefined) throw new UsageError(`--from: ${from} is no export that is known`);
  if ('error' in source) throw new UsageError(`${file}: ${source.error}; say what it is with --from`);
  const scope = source.stream(first);
  if (scope === 'missing' && stream === undefined) {
    throw new UsageError(
      `${file}: ${source.title} hold for one stream, which it does not name: say which with --stream`,
    );
  }
  if (scope !== 'missing' && stream !== undefined) {
    const why = scope === 'named' ? 'name their stream themselves' : 'hold for all mail';
    throw new UsageError(`--stream: ${source.title} ${why}`);
  }
  return source;
}

/** In milliseconds; undefined where the rows have dates of their own. A list stood as it is when it was written. */
export function dateOf(file: string, first: unknown, source: Source, { date }: Told): number | undefined {
  if (source.hasDate(first)) return undefined;
  if (date !== undefined) return Date.parse(date);
  if (file === STANDARD_INPUT) throw new UsageError('its rows carry no date: say with --date as of when it is');
  return Math.floor(statSync(file).mtimeMs);
}

export const STANDARD_INPUT = '-';
