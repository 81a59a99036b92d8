import { expect, test } from 'vitest';
import { type ImportOptions, importRows, type RowError } from '../../cli/import-file.ts';
import type { Entry } from '../../shared/client/chunks.ts';
import type { ReadEntry } from '../../shared/migration/read-entry.ts';
import { type Row, Unreadable } from '../../shared/migration/rows.ts';

const entryOf = (address: string): ReadEntry => ({
  address,
  record: {},
  history: [],
  effect: 'suppresses',
  reason: 'recipient_unknown',
});

/** Rows whose value is their number as an address; those in `bad` can't be read as rows. */
async function* rowsUpTo(last: number, bad: readonly number[] = []): AsyncGenerator<Row> {
  for (let row = 1; row <= last; row += 1) {
    yield bad.includes(row) ? { row, error: 'not JSON' } : { row, value: `${row}@example.com` };
  }
}

function importing(options: Partial<ImportOptions> = {}) {
  const calls: string[][] = [];
  const done: { row: number; errors: readonly RowError[] }[] = [];
  const client = {
    async joinRecords(entries: readonly Entry[]) {
      calls.push(entries.map(({ address }) => address));
      return { joined: entries.length, unchanged: 0, failed: [] };
    },
  };
  const all: ImportOptions = {
    read: (value) => entryOf(String(value)),
    after: 0,
    client,
    parallel: 4,
    onDone: (row, errors) => done.push({ row, errors }),
    ...options,
  };
  return { calls, done, run: (rows: AsyncIterable<Row>) => importRows(rows, all) };
}

test('rows are posted in chunks and ticked off', async () => {
  const { calls, done, run } = importing();
  const summary = await run(rowsUpTo(1234));
  expect(calls.map(({ length }) => length)).toEqual([500, 500, 234]);
  expect(done.map(({ row }) => row)).toEqual([500, 1000, 1234]);
  expect(summary).toMatchObject({ rows: 1234, joined: 1234, unchanged: 0, failed: 0 });
  expect(summary.effects.suppresses).toEqual({ count: 1234, reasons: { recipient_unknown: 1234 } });
});

test('however long each call takes, rows are ticked off in their order and only so many calls are underway', async () => {
  let [underway, most, call] = [0, 0, 0];
  const client = {
    async joinRecords(entries: readonly Entry[]) {
      underway += 1;
      most = Math.max(most, underway);
      call += 1;
      for (let turns = (call * 7) % 5; turns > 0; turns -= 1) await new Promise((resolve) => setImmediate(resolve));
      underway -= 1;
      return { joined: entries.length, unchanged: 0, failed: [] };
    },
  };
  const { done, run } = importing({ client, parallel: 3 });
  await run(rowsUpTo(5000));
  expect(done.map(({ row }) => row)).toEqual(Array.from({ length: 10 }, (_, index) => 500 * (index + 1)));
  expect(most).toBe(3);
});

test('rows that can’t be read, make no entry or are refused by the API are told by their number', async () => {
  const client = {
    joinRecords: async () => ({
      joined: 1,
      unchanged: 0,
      failed: [{ index: 1, error: 'record: holds a fact of the future' }],
    }),
  };
  const read = (value: unknown) => (value === '3@example.com' ? { error: 'email: bad' } : entryOf(String(value)));
  const { done, run } = importing({ client, read });
  expect(await run(rowsUpTo(4, [1]))).toMatchObject({ rows: 4, failed: 3 });
  expect(done).toEqual([
    {
      row: 4,
      errors: [
        { row: 1, error: 'not JSON' },
        { row: 3, error: 'email: bad', value: '3@example.com' },
        { row: 4, error: 'record: holds a fact of the future', value: '4@example.com' },
      ],
    },
  ]);
});

test('rows up to the place to go on from are left out', async () => {
  const { calls, run } = importing({ after: 2 });
  expect(await run(rowsUpTo(4))).toMatchObject({ rows: 2 });
  expect(calls).toEqual([['3@example.com', '4@example.com']]);
});

test('a dry run calls nobody and counts the same', async () => {
  const { done, run } = importing({ client: undefined });
  expect(await run(rowsUpTo(3, [2]))).toMatchObject({
    rows: 3,
    joined: 0,
    failed: 1,
    effects: { suppresses: { count: 2 } },
  });
  expect(done).toHaveLength(1);
});

test('what stands before the place where a file is broken is imported', async () => {
  async function* broken(): AsyncGenerator<Row> {
    yield* rowsUpTo(3);
    throw new Unreadable('no CSV from row 4 on');
  }
  const { calls, run } = importing();
  expect(await run(broken())).toMatchObject({ rows: 3, broken: 'no CSV from row 4 on' });
  expect(calls).toHaveLength(1);
});

test('when the API fails, what was done before has been ticked off, and nothing behind it', async () => {
  let call = 0;
  const client = {
    async joinRecords(entries: readonly Entry[]) {
      call += 1;
      if (call === 2) throw new Error('the API is gone');
      return { joined: entries.length, unchanged: 0, failed: [] };
    },
  };
  const { done, run } = importing({ client });
  await expect(run(rowsUpTo(2000))).rejects.toThrow('the API is gone');
  expect(done.map(({ row }) => row)).toEqual([500]);
});

test('a long stretch of bad rows is ticked off too', async () => {
  const { done, calls, run } = importing({ read: () => ({ error: 'bad' }) });
  await run(rowsUpTo(12_000));
  expect(done.map(({ row }) => row)).toEqual([5000, 10_000, 12_000]);
  expect(calls).toEqual([]);
});
