// How right the classifier is on labelled replies: pure arithmetic over what was expected and what came out.
import * as z from 'zod/mini';
import '../../shared/event/messages.ts';
import { type Classifiable, classify } from '../../shared/classify/classify.ts';
import { REASON_NAMES, type Reason } from '../../shared/classify/reasons.ts';
import type { Verdict } from '../../shared/classify/verdict.ts';
import { eventOf } from '../../shared/pipeline/explain.ts';

const reason = z.enum(REASON_NAMES, { error: ({ input }) => `${JSON.stringify(input)} is no reason` });
const maybe = z.nullish(z.string());

const labelled = z.object({
  id: z.string(),
  text: z.string(),
  smtp: maybe,
  enhanced: maybe,
  rhost: maybe,
  /** What a careful reader calls it. */
  reason,
  /** All reasons that count as right; only `reason` when left out. */
  accept: z.optional(z.array(reason)),
  /** Whether the address can't be mailed; null or left out where readers disagree. */
  bad_recipient: z.nullish(z.boolean()),
});
export type Labelled = z.infer<typeof labelled>;

/** @throws Error naming the line and the key that is wrong */
export function parseLabelled(ndjson: string): Labelled[] {
  const lines: Labelled[] = [];
  for (const [index, line] of ndjson.split('\n').entries()) {
    if (line.trim() === '') continue;
    const result = z.safeParse(labelled, jsonIn(line, index + 1));
    if (!result.success) {
      const problems = result.error.issues.map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`);
      throw new Error(`line ${index + 1}: ${problems.join('; ')}`);
    }
    lines.push(result.data);
  }
  if (lines.length === 0) throw new Error('no line in it');
  return lines;
}

function jsonIn(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new Error(`line ${number}: not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The bounce that a reply would have come in; of no sender, so that only the reply itself is judged. */
export function bounceOf({ text, smtp, enhanced, rhost }: Omit<Labelled, 'id' | 'reason'>): Classifiable {
  const told = { smtp, enhanced, rhost };
  const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value));
  return eventOf({ text, ...given });
}

interface Judged {
  readonly line: Labelled;
  readonly verdict: Pick<Verdict, 'reason' | 'action' | 'rule' | 'confidence'>;
}

export interface Evaluation {
  readonly lines: number;
  /** Lines whose reason is accepted. */
  readonly right: number;
  /** Recipients that can be mailed. */
  readonly good: number;
  /** Good ones that would be suppressed at once. */
  readonly wronglySuppressed: number;
  /** Recipients that can't be mailed. */
  readonly dead: number;
  /** Dead ones that are neither suppressed nor counted. */
  readonly missed: number;
  /** Dead ones that are suppressed only when it happens again. */
  readonly counted: number;
  /** Most frequent first. */
  readonly confusions: readonly { readonly expected: Reason; readonly got: Reason; readonly count: number }[];
  /** What did the most harm first. */
  readonly worst: readonly (Judged & { readonly harm: Harm })[];
}

/** What went wrong, the worst first. */
const HARMS = ['good recipient suppressed', 'dead recipient missed', 'wrong reason'] as const;
type Harm = (typeof HARMS)[number];

export const WORST = 10;

export function evaluate(lines: readonly Labelled[], judge: (event: Classifiable) => Verdict = classify): Evaluation {
  const judged = lines.map((line) => ({ line, verdict: judge(bounceOf(line)) }));
  const count = (condition: (one: Judged) => boolean) => judged.filter(condition).length;
  const dead = judged.filter(({ line }) => line.bad_recipient === true);
  return {
    lines: lines.length,
    right: count(isRight),
    good: count(({ line }) => line.bad_recipient === false),
    wronglySuppressed: count(isWronglySuppressed),
    dead: dead.length,
    missed: count(isMissed),
    counted: dead.filter(({ verdict }) => verdict.action === 'count').length,
    confusions: confusionsOf(judged),
    worst: worstOf(judged),
  };
}

function isRight({ line, verdict }: Judged): boolean {
  return verdict.reason === line.reason || (line.accept ?? []).includes(verdict.reason);
}

function isWronglySuppressed({ line, verdict }: Judged): boolean {
  return line.bad_recipient === false && verdict.action === 'suppress';
}

function isMissed({ line, verdict }: Judged): boolean {
  return line.bad_recipient === true && verdict.action !== 'suppress' && verdict.action !== 'count';
}

function confusionsOf(judged: readonly Judged[]): Evaluation['confusions'] {
  const wrong = judged.filter((one) => !isRight(one));
  const pairs = Map.groupBy(wrong, ({ line, verdict }) => `${line.reason} ${verdict.reason}`);
  return [...pairs.values()]
    .flatMap((same) => {
      const [one] = same;
      return one ? [{ expected: one.line.reason, got: one.verdict.reason, count: same.length }] : [];
    })
    .sort((a, b) => b.count - a.count);
}

function worstOf(judged: readonly Judged[]): Evaluation['worst'] {
  return judged
    .flatMap((one) => {
      const harm = harmOf(one);
      return harm ? [{ ...one, harm }] : [];
    })
    .sort((a, b) => HARMS.indexOf(a.harm) - HARMS.indexOf(b.harm) || b.verdict.confidence - a.verdict.confidence)
    .slice(0, WORST);
}

function harmOf(one: Judged): Harm | undefined {
  if (isWronglySuppressed(one)) return 'good recipient suppressed';
  if (isMissed(one)) return 'dead recipient missed';
  return isRight(one) ? undefined : 'wrong reason';
}

export interface Thresholds {
  /** Share of lines, from 0 to 1. */
  readonly minAccuracy?: number | undefined;
  /** Number of good recipients that may be suppressed. */
  readonly maxWrong?: number | undefined;
  /** Share of the dead recipients, from 0 to 1. */
  readonly maxMissed?: number | undefined;
}

/** One sentence for each threshold that is not met. */
export function shortfalls(evaluation: Evaluation, { minAccuracy, maxWrong, maxMissed }: Thresholds): string[] {
  const accuracy = share(evaluation.right, evaluation.lines);
  const missed = share(evaluation.missed, evaluation.dead);
  return [
    ...(minAccuracy !== undefined && accuracy < minAccuracy
      ? [`reason accuracy is ${percent(accuracy)}, wanted at least ${percent(minAccuracy)}`]
      : []),
    ...(maxWrong !== undefined && evaluation.wronglySuppressed > maxWrong
      ? [`${evaluation.wronglySuppressed} good recipients suppressed, wanted at most ${maxWrong}`]
      : []),
    ...(maxMissed !== undefined && missed > maxMissed
      ? [`${percent(missed)} of the dead recipients missed, wanted at most ${percent(maxMissed)}`]
      : []),
  ];
}

export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
