import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ImportedEntry, type ImportPorts, joinRecords } from '../../shared/pipeline/import.ts';
import type { HistoryEntry } from '../../shared/suppression/history.ts';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import { EMPTY, join, type SuppressionRecord } from '../../shared/suppression/record.ts';
import { records } from '../support/arbitraries.ts';
import { asyncLaw } from '../support/law.ts';
import { memoryStore, recordsIn } from '../support/memory-ports.ts';
import { complaint, day, hardBounce, onDay, released, softBounce } from '../support/records.ts';

const NOW = onDay(200);

function ports(seed: Readonly<Record<string, SuppressionRecord>> = {}) {
  const store = memoryStore(seed);
  const kept: HistoryEntry[] = [];
  const history = {
    async append(entries: readonly HistoryEntry[]) {
      kept.push(...entries);
    },
    read: async () => kept,
  };
  const all: ImportPorts = { store, policy: DEFAULT_POLICY, history };
  return { ...all, store, kept };
}

const entryOf = (address: string, record: unknown, history?: unknown): ImportedEntry => ({
  address,
  record,
  ...(history !== undefined && { history }),
});
const happened = (address: string, at = day(1)) => ({
  address,
  at,
  id: `event ${at}`,
  kind: 'bounce',
  provider: 'ses',
});

test('facts from elsewhere are joined to what is stored', async () => {
  const { store, ...rest } = ports({ 'a@example.com': hardBounce(day(1)) });
  const outcome = await joinRecords({ store, ...rest }, [entryOf('a@example.com', complaint(day(2)))], NOW);
  expect(outcome).toEqual({ joined: 1, unchanged: 0, failed: [] });
  expect(recordsIn(store)).toEqual({ 'a@example.com': join(hardBounce(day(1)), complaint(day(2))) });
});

test('a release that is newer than what is imported stands', async () => {
  const { store, ...rest } = ports({ 'a@example.com': released(day(5)) });
  await joinRecords({ store, ...rest }, [entryOf('a@example.com', hardBounce(day(1)))], NOW);
  expect(recordsIn(store)['a@example.com']?.['*']).toMatchObject({ released: { at: day(5) }, hard: [{ at: day(1) }] });
});

test('importing twice is importing once', async () => {
  const entries = fc.array(fc.tuple(fc.constantFrom('a@example.com', 'b@example.com', '@example.com'), records), {
    maxLength: 8,
  });
  await asyncLaw(
    fc.asyncProperty(entries, async (pairs) => {
      const { store, ...rest } = ports();
      const imported = pairs.map(([address, record]) => entryOf(address, record));
      await joinRecords({ store, ...rest }, imported, NOW);
      const once = recordsIn(store);
      const writes = store.writes.length;
      expect(await joinRecords({ store, ...rest }, imported, NOW + 1000)).toEqual({
        joined: 0,
        unchanged: imported.length,
        failed: [],
      });
      expect(recordsIn(store)).toEqual(once);
      expect(store.writes).toHaveLength(writes);
      for (const [address, record] of pairs)
        expect(join(once[address] ?? EMPTY, record)).toEqual(once[address] ?? EMPTY);
    }),
    200,
  );
});

test('several entries of one address cost one write, and all addresses are read at once', async () => {
  const { store, ...rest } = ports({ 'a@example.com': hardBounce(day(1)) });
  const entries = ['1', '2', '3'].map((id) => entryOf('A@Example.com', softBounce(day(Number(id)), id)));
  const other = entryOf('b@example.com', hardBounce(day(1)));
  expect(await joinRecords({ store, ...rest }, [...entries, other], NOW)).toMatchObject({ joined: 4 });
  expect(store.reads).toEqual([['a@example.com', 'b@example.com']]);
  expect(store.writes.toSorted()).toEqual(['a@example.com', 'b@example.com']);
});

test('the evidence goes into the history, also what suppresses nobody', async () => {
  const { kept, ...rest } = ports();
  const outcome = await joinRecords(rest, [entryOf('a@example.com', {}, [happened('a@example.com')])], NOW);
  expect(outcome).toEqual({ joined: 0, unchanged: 1, failed: [] });
  expect(kept).toEqual([happened('a@example.com')]);
  expect(rest.store.writes).toEqual([]);
});

test('the evidence is left out where no history is kept', async () => {
  const { history: _, ...rest } = ports();
  const entry = entryOf('a@example.com', hardBounce(day(1)), [happened('a@example.com')]);
  expect(await joinRecords(rest, [entry], NOW)).toEqual({ joined: 1, unchanged: 0, failed: [] });
});

test('rules of domains are records too', async () => {
  const { store, ...rest } = ports();
  await joinRecords({ store, ...rest }, [entryOf('@Example.COM', released(day(1)))], NOW);
  expect(Object.keys(recordsIn(store))).toEqual(['@example.com']);
});

describe('a bad entry is named and costs none of its neighbours', () => {
  test.each([
    ['no address', entryOf('nobody', {}), /^address: neither/],
    ['no domain', entryOf('@', {}), /^address: neither/],
    ['no record', entryOf('a@example.com', 7), /^record: /],
    ['an unknown kind of fact', entryOf('a@example.com', { '*': { hrad: [] } }), /^record\.\*/],
    ['a fact of the future', entryOf('a@example.com', hardBounce(day(201))), /^record: holds a fact of the future$/],
    ['no history', entryOf('a@example.com', {}, [{}]), /^history\.0\./],
    [
      'a history of the future',
      entryOf('a@example.com', {}, [happened('a@example.com', day(201))]),
      /^history: holds an entry/,
    ],
    ['somebody else’s history', entryOf('a@example.com', {}, [happened('b@example.com')]), /^history: is of another/],
  ])('%s', async (_what, bad, error) => {
    const { store, ...rest } = ports();
    const good = entryOf('good@example.com', hardBounce(day(1)));
    const outcome = await joinRecords({ store, ...rest }, [good, bad, good], NOW);
    expect(outcome).toEqual({ joined: 2, unchanged: 0, failed: [{ index: 1, error: expect.stringMatching(error) }] });
    expect(store.writes).toEqual(['good@example.com']);
  });

  test('the first of all that is wrong with it', async () => {
    const bad = entryOf('a@example.com', { '*': { hard: [{}] } });
    const { failed } = await joinRecords(ports(), [bad], NOW);
    expect(failed).toEqual([{ index: 0, error: expect.stringMatching(/^record\.\*\.hard\.0\.at: /) }]);
    expect(failed[0]?.error).not.toContain('hard.0.id');
  });

  test('one whose stored record can’t be read is not overwritten', async () => {
    const { store, ...rest } = ports();
    store.unreadable.add('a@example.com');
    const entries = [
      entryOf('b@example.com', hardBounce(day(1))),
      entryOf('a@example.com', hardBounce(day(1))),
      entryOf('nobody', {}),
    ];
    expect(await joinRecords({ store, ...rest }, entries, NOW)).toEqual({
      joined: 1,
      unchanged: 0,
      failed: [
        { index: 1, error: 'address: none of ours' },
        { index: 2, error: expect.stringContaining('neither') },
      ],
    });
    expect(store.writes).toEqual(['b@example.com']);
  });
});

describe('a clock that is fast', () => {
  const AHEAD_MS = 10 * 60_000;
  const at = (milliseconds: number) => new Date(NOW + milliseconds).toISOString();
  const dated = (milliseconds: number) => [
    entryOf('a@example.com', hardBounce(at(milliseconds))),
    entryOf('b@example.com', {}, [happened('b@example.com', at(milliseconds))]),
  ];

  test('may date facts and history as far ahead as a decision can lie', async () => {
    expect((await joinRecords(ports(), dated(AHEAD_MS), NOW)).failed).toEqual([]);
  });

  test('may not date them any further', async () => {
    const { failed } = await joinRecords(ports(), dated(AHEAD_MS + 1), NOW);
    expect(failed.map(({ error }) => error)).toEqual([
      'record: holds a fact of the future',
      'history: holds an entry of the future',
    ]);
  });
});

test('when the store fails everything is asked for again: a failure is not a bad entry', async () => {
  const { store, ...rest } = ports();
  store.faults = {
    onWrite: () => {
      throw new Error('throttled');
    },
  };
  await expect(joinRecords({ store, ...rest }, [entryOf('a@example.com', hardBounce(day(1)))], NOW)).rejects.toThrow(
    'throttled',
  );
});
