// One file of an import: rows are read and judged here, posted in chunks, a few at once, and ticked off in their order.

import type { Entry as Posted } from '../shared/client/chunks.ts';
import type { Client } from '../shared/client/client.ts';
import type { EFFECTS, Entry, ReadEntry } from '../shared/migration/read-entry.ts';
import { type Row, Unreadable } from '../shared/migration/rows.ts';

export interface RowError {
  readonly row: number;
  readonly error: string;
  /** What stood in the row. */
  readonly value?: unknown;
}

export interface Summary {
  /** Rows that were read, without those before the place to go on from. */
  readonly rows: number;
  /** Good rows by what becomes of their address, and by reason where there is one. */
  readonly effects: Readonly<
    Record<(typeof EFFECTS)[number], { count: number; readonly reasons: Record<string, number> }>
  >;
  readonly joined: number;
  readonly unchanged: number;
  readonly failed: number;
  /** Why the file can't be read to its end. */
  readonly broken?: string;
}

export interface ImportOptions {
  readonly read: (value: unknown) => ReadEntry;
  /** Rows up to this one are left out. */
  readonly after: number;
  /** Undefined for a dry run. */
  readonly client: Pick<Client, 'joinRecords'> | undefined;
  /** How many chunks are posted at once. */
  readonly parallel: number;
  /** All rows up to this one are done, and these of them can't be imported. */
  readonly onDone: (row: number, errors: readonly RowError[]) => void;
}

/** What one call of the API takes. */
const CHUNK = 500;
/** Also without a single good row the place is noted now and then. */
const CHUNK_ROWS = 10 * CHUNK;

interface Chunk {
  readonly entries: Entry[];
  /** The row and value of each entry. */
  readonly origins: { readonly row: number; readonly value: unknown }[];
  readonly errors: RowError[];
  rows: number;
  lastRow: number;
}

/** Rejects when the API does: what had been done before has been told by then. */
export async function importRows(rows: AsyncIterable<Row>, options: ImportOptions): Promise<Summary> {
  const effects: Summary['effects'] = {
    suppresses: { count: 0, reasons: {} },
    counts: { count: 0, reasons: {} },
    leaves_alone: { count: 0, reasons: {} },
    restores: { count: 0, reasons: {} },
  };
  let [read, joined, unchanged, failed] = [0, 0, 0, 0];
  let broken: string | undefined;

  async function* goodRows(): AsyncGenerator<Row> {
    try {
      yield* rows;
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      broken = error.message;
    }
  }

  const done = ({ chunk, outcome }: Awaited<ReturnType<typeof posted>>) => {
    read += chunk.rows;
    joined += outcome.joined;
    unchanged += outcome.unchanged;
    const refused = new Map(outcome.failed.map(({ index, error }) => [index, error]));
    for (const [index, { effect, reason }] of chunk.entries.entries()) {
      if (refused.has(index)) continue;
      const tally = effects[effect];
      tally.count += 1;
      if (reason !== undefined) tally.reasons[reason] = (tally.reasons[reason] ?? 0) + 1;
    }
    const refusals = chunk.origins.flatMap((origin, index) => {
      const error = refused.get(index);
      return error === undefined ? [] : [{ ...origin, error }];
    });
    const errors = [...chunk.errors, ...refusals].sort((a, b) => a.row - b.row);
    failed += errors.length;
    options.onDone(chunk.lastRow, errors);
  };

  const underway: ReturnType<typeof posted>[] = [];
  const settle = async (most: number) => {
    for (let first = underway[0]; first !== undefined && underway.length > most; first = underway[0]) {
      done(await first);
      underway.shift();
    }
  };
  for await (const chunk of chunksOf(goodRows(), options)) {
    const posting = posted(chunk, options.client);
    // If an earlier one fails, nobody waits for this one any more.
    posting.catch(() => {});
    underway.push(posting);
    await settle(options.parallel - 1);
  }
  await settle(0);
  return { rows: read, effects, joined, unchanged, failed, ...(broken !== undefined && { broken }) };
}

async function* chunksOf(rows: AsyncIterable<Row>, { read, after }: ImportOptions): AsyncGenerator<Chunk> {
  let chunk = emptyChunk();
  for await (const row of rows) {
    if (row.row <= after) continue;
    chunk.rows += 1;
    chunk.lastRow = row.row;
    const entry = 'value' in row ? read(row.value) : row;
    if ('error' in entry) chunk.errors.push({ ...row, error: entry.error });
    else {
      chunk.entries.push(entry);
      chunk.origins.push({ row: row.row, value: 'value' in row ? row.value : undefined });
    }
    if (chunk.entries.length === CHUNK || chunk.rows === CHUNK_ROWS) {
      yield chunk;
      chunk = emptyChunk();
    }
  }
  if (chunk.rows > 0) yield chunk;
}

function emptyChunk(): Chunk {
  return { entries: [], origins: [], errors: [], rows: 0, lastRow: 0 };
}

async function posted(chunk: Chunk, client: ImportOptions['client']) {
  // With only their address, record and history: the rest is for the summary.
  const entries = chunk.entries.map(({ address, record, history }): Posted => ({ address, record, history }));
  const nothing = { joined: 0, unchanged: 0, failed: [] };
  const outcome = client && entries.length > 0 ? await client.joinRecords(entries) : nothing;
  return { chunk, outcome };
}
