// What is stored of an address: joined, encoded, judged.
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import { EMPTY, encodeRecord, join, type SuppressionRecord } from '../../shared/suppression/record.ts';
import { suppressionOf } from '../../shared/suppression/verdict.ts';
import { historyNumber, recordOf } from '../support/random-histories.ts';
import { onDay } from '../support/records.ts';
import { type Benchmark, byTurns, measured } from './measure.ts';

const HISTORIES = 500;
const NOW = onDay(61);

interface Input {
  /** Stored, and what one more event teaches. */
  readonly pairs: readonly (readonly [SuppressionRecord, SuppressionRecord])[];
  readonly encoded: readonly string[];
}

function input(): Input {
  const pairs = Array.from({ length: HISTORIES }, (_, number) => {
    const { told } = historyNumber(number);
    return [told.map(recordOf).reduce(join, EMPTY), told.map(recordOf)[0] ?? EMPTY] as const;
  });
  return { pairs, encoded: pairs.map(([record]) => encodeRecord(record)) };
}

/** The least that anybody who stores records as text has to do. */
function parse({ encoded }: Input): void {
  for (const text of encoded) JSON.parse(text);
}

export const RECORD: readonly Benchmark[] = [
  perRecord('record.join', 'one more event joined to a record', ({ pairs }) => {
    for (const [stored, evidence] of pairs) join(stored, evidence);
  }),
  perRecord('record.encode', 'a record written as text', ({ pairs }) => {
    for (const [stored] of pairs) encodeRecord(stored);
  }),
  perRecord('record.verdict', 'whether an address may be mailed, from its record', ({ pairs }) => {
    for (const [stored] of pairs) suppressionOf(stored, DEFAULT_POLICY, NOW);
  }),
];

function perRecord(name: string, what: string, work: (input: Input) => void): Benchmark {
  return {
    name,
    about: `${what}; the floor parses the text of the same records`,
    async run() {
      const records = input();
      const times = await byTurns(
        () => work(records),
        () => parse(records),
      );
      const micros = 1000 / HISTORIES;
      return measured(times.value * micros, 'µs', null, times.floor * micros);
    },
  };
}
