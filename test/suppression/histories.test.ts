// The laws over many histories at once. `HISTORIES=1000000 npx vitest run test/suppression/histories.test.ts` runs more.
import { expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import { EMPTY, encodeRecord, join, type SuppressionRecord } from '../../shared/suppression/record.ts';
import { suppressionOf } from '../../shared/suppression/verdict.ts';
import { judge } from '../support/oracle.ts';
import { type History, historyNumber, type Random, recordOf, type Told } from '../support/random-histories.ts';
import { onDay } from '../support/records.ts';

const HISTORIES = Number(process.env['HISTORIES'] ?? 50_000);
/** In parts, so that the test's time limit is one of a part. */
const PART = 10_000;
const WORKERS = 3;

/** Days on which it is asked: in the middle of what happened, and when some of it has run out. */
const DAYS = [30, 61, 100];
/** Of each history. */
const QUESTIONS = 4;
const STREAMS = [undefined, 'news', 'news/offers', 'constructor', 'receipts'];

const parts = Array.from({ length: Math.ceil(HISTORIES / PART) }, (_, index) => index * PART);

test.each(parts)(
  'histories from number %i on: any order, any repetition, any split, the same record and verdict',
  {
    timeout: 120_000,
  },
  (from) => {
    for (let number = from; number < Math.min(from + PART, HISTORIES); number += 1) {
      const history = historyNumber(number);
      const record = fold(history.told);
      const elsewhere = splitOverWorkers(history.random, history.told);
      if (encodeRecord(record) !== encodeRecord(elsewhere)) {
        expect(elsewhere, `history ${number}`).toEqual(record);
        throw new Error(`history ${number} is encoded in two ways`);
      }
      for (let question = 0; question < QUESTIONS; question += 1) {
        expectTheVerdict(number, history, record, history.random.of(DAYS), history.random.of(STREAMS));
      }
    }
  },
);

function expectTheVerdict(
  number: number,
  { told, domain }: History,
  record: SuppressionRecord,
  day: number,
  stream: string | undefined,
): void {
  const now = onDay(day);
  const suppression = suppressionOf(record, DEFAULT_POLICY, now, stream, fold(domain));
  const expected = judge(told, DEFAULT_POLICY, now, stream, domain);
  const until = suppression?.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(suppression.until);
  if (suppression?.cause === expected?.cause && (expected === undefined || until === expected.until)) return;
  const found = suppression && { cause: suppression.cause, until };
  expect(found, `history ${number} on day ${day}, stream ${stream}`).toEqual(expected);
}

function fold(told: readonly Told[]): SuppressionRecord {
  return told.map(recordOf).reduce(join, EMPTY);
}

/** Every fact once or twice, in any order, each to one of several workers, whose records are joined in any order. */
function splitOverWorkers(random: Random, told: readonly Told[]): SuppressionRecord {
  const again = told.filter(() => random.below(5) < 2);
  const workers = Map.groupBy(random.shuffled([...told, ...again]), () => random.below(WORKERS));
  return random.shuffled([...workers.values()].map(fold)).reduce(join, EMPTY);
}
