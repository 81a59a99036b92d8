import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine } from '../../shared/migration/csv.ts';
import { FACT_COLUMNS, factRows } from '../../shared/migration/own-export.ts';
import type { Entry } from '../../shared/migration/read-entry.ts';
import { rowsOf } from '../../shared/migration/rows.ts';
import { detectSource } from '../../shared/migration/sources.ts';
import { EMPTY, join, type SuppressionRecord } from '../../shared/suppression/record.ts';
import { records } from '../support/arbitraries.ts';
import { asyncLaw } from '../support/law.ts';
import { day, decisionOf, history, released, softBounce } from '../support/records.ts';
import { bytesOf, collected, NOW } from './fixtures.ts';

type Stored = Readonly<Record<string, SuppressionRecord>>;

async function imported(text: string): Promise<Entry[]> {
  const rows = await collected(rowsOf(bytesOf(text, 100)));
  return rows.map((row) => {
    if (!('value' in row)) return expect.fail(row.error);
    const source = detectSource(row.value, 'export');
    if ('error' in source) return expect.fail(source.error);
    const entry = source.read(row.value, { now: NOW, streams: {} });
    return 'error' in entry ? expect.fail(entry.error) : entry;
  });
}

const joined = (entries: readonly Entry[]): Stored => {
  const all: Record<string, SuppressionRecord> = {};
  for (const { address, record } of entries) all[address] = join(all[address] ?? EMPTY, record);
  return all;
};

const ndjson = (stored: Stored) =>
  Object.entries(stored)
    .map(([address, record]) => `${JSON.stringify({ address, record })}\n`)
    .join('');

const csv = (stored: Stored) =>
  [FACT_COLUMNS, ...Object.entries(stored).flatMap(([address, record]) => [...factRows(address, record)])]
    .map((cells) => csvLine(cells))
    .join('');

const stored: fc.Arbitrary<Stored> = fc.dictionary(
  fc.constantFrom('a@example.com', '=1+1@example.com', "o'neill@example.com", '@example.com'),
  records.filter((record) => Object.keys(record).length > 0),
  { maxKeys: 3 },
);

test.each([
  ['NDJSON', ndjson],
  ['CSV', csv],
])('what is exported as %s and imported again is the same', async (_format, write) => {
  await asyncLaw(
    fc.asyncProperty(stored, async (before) => {
      expect(joined(await imported(write(before)))).toEqual(before);
    }),
    300,
  );
});

test('the rows of a CSV may come in any order and repeatedly', async () => {
  await asyncLaw(
    fc.asyncProperty(stored, fc.infiniteStream(fc.double({ min: 0, max: 1 })), async (before, chance) => {
      const [header = '', ...lines] = csv(before).split(/(?<=\r\n)/);
      const order = [...lines, ...lines].map((line) => ({ line, at: chance.next().value }));
      const text = [header, ...order.sort((a, b) => a.at - b.at).map(({ line }) => line)].join('');
      expect(joined(await imported(text))).toEqual(before);
    }),
    100,
  );
});

test('a CSV has a row a fact, for people to read', () => {
  const record = history(softBounce(day(1), 'm1', { text: 'full, very' }), released(day(2), 'news'));
  expect([FACT_COLUMNS, ...factRows('a@example.com', record)].map((cells) => csvLine(cells))).toEqual([
    'address,scope,fact,at,id,provider,reason,rule,messageId,stream,smtpCode,enhancedCode,text,by,note,until\r\n',
    'a@example.com,*,soft,2026-01-02T12:00:00.000Z,event 2026-01-02T12:00:00.000Z m1,ses,mailbox_full,quota,m1,,,,"full, very",,,\r\n',
    `a@example.com,news,released,2026-01-03T12:00:00.000Z,${decisionOf(day(2)).id},,,,,,,,,support,,\r\n`,
  ]);
});
