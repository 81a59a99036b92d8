// The short soak, and that its seed reproduces it; `npm run soak` is the long one.
import { expect, test } from 'vitest';
import { encodeRecord } from '../../shared/suppression/record.ts';
import { everythingFails } from './faults.ts';
import { untried } from './report.ts';
import { type SoakResult, soak } from './soak.ts';

test('10,000 deliveries, every kind of fault and a crash at every call lose nothing and count nothing twice', {
  timeout: 300_000,
}, async () => {
  const result = await soak({ deliveries: 10_000, seed: 1, plan: everythingFails });
  expect(result.mismatches).toEqual([]);
  expect(untried(result)).toEqual([]);
});

test('a seed is a run: the same requests, faults, crashes and records', async () => {
  const run = () => soak({ deliveries: 300, seed: 7, plan: everythingFails });
  expect(described(await run())).toEqual(described(await run()));
});

test('another seed is another run', async () => {
  const run = (seed: number) => soak({ deliveries: 100, seed, plan: everythingFails });
  expect(described(await run(1)).counts).not.toEqual(described(await run(2)).counts);
});

function described({ counts, faults, points, storage }: SoakResult) {
  const records = [...storage.records.records].map(([address, { record, version }]) => [
    address,
    version,
    encodeRecord(record),
  ]);
  return { counts, faults, points, records, history: [...storage.entries.entries.keys()] };
}
