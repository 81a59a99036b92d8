// The classifier: microseconds a reply, over replies as mixed as in life.
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { classify } from '../../shared/classify/classify.ts';
import { eventOf } from '../../shared/pipeline/explain.ts';
import { type Benchmark, byTurns, measured } from './measure.ts';

const BUDGET_MICROSECONDS = 5;

/** The own fixtures, and labelled replies beside the project where there are any. */
const CORPORA = [
  { name: 'fixtures', files: [new URL('../eval/fixtures.jsonl', import.meta.url)] },
  {
    name: 'corpus',
    files: ['gold-dev.jsonl', 'peer-labelled.jsonl'].map(
      (file) => new URL(`../../../shared/corpus/${file}`, import.meta.url),
    ),
  },
];

const reply = z.object({
  text: z.string(),
  enhanced: z.nullish(z.string()),
  smtp: z.nullish(z.string()),
  rhost: z.nullish(z.string()),
});

export const CLASSIFY: readonly Benchmark[] = CORPORA.filter(({ files }) =>
  files.every((file) => existsSync(file)),
).flatMap(({ name, files }) => {
  const replies = () => files.flatMap((file) => readReplies(file));
  return [
    {
      name: `classify.${name}`,
      about: `one reply of the ${name}; the floor reads its characters once`,
      async run() {
        const { value, floor } = await perReply(replies());
        return measured(value, 'µs', BUDGET_MICROSECONDS, floor);
      },
    },
    {
      name: `classify.${name}.rate`,
      about: `replies of the ${name} a second on one core`,
      async run() {
        return measured(1e6 / (await perReply(replies())).value, 'replies/s');
      },
    },
  ];
});

async function perReply(events: ReturnType<typeof readReplies>): Promise<{ value: number; floor: number }> {
  // Kept, so that no compiler leaves the work out.
  let seen = 0;
  const times = await byTurns(
    () => {
      for (const event of events) seen += classify(event).confidence;
    },
    () => {
      for (const { diagnostic } of events) seen += scan(diagnostic?.text ?? '');
    },
  );
  if (Number.isNaN(seen)) throw new Error('a verdict has no confidence');
  const microseconds = (milliseconds: number) => (milliseconds * 1000) / events.length;
  return { value: microseconds(times.value), floor: microseconds(times.floor) };
}

function scan(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum = (sum * 31 + text.charCodeAt(at)) | 0;
  return sum & 1;
}

function readReplies(file: URL) {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => reply.parse(JSON.parse(line)))
    .map(({ text, enhanced, smtp, rhost }) =>
      eventOf({ text, enhanced: enhanced ?? undefined, smtp: smtp ?? undefined, rhost: rhost ?? undefined }),
    );
}
