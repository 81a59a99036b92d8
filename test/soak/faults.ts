// What goes wrong and when: decided by a plan, and counted where it really happened.
import type { Random } from '../support/random-histories.ts';

/**
 * How any call can fail.
 *
 * - `throttled`, `server error`: nothing was done
 * - `timed out`: it was done, and nobody hears of it
 */
const FAILURES = ['throttled', 'server error', 'timed out'] as const;
type Failure = (typeof FAILURES)[number];

/**
 * What else goes wrong, in one kind of call only.
 *
 * - `partial send`, `partial delete`, `partial append`: some of it was done, and the answer says so
 * - `stale read`: an older version of a record, older than the store may answer
 * - `lost race`: somebody else has written in between
 * - `received twice`: a message comes again while it is being worked on
 * - `outage`: a few addresses can't be read for longer than a message is tried
 * - `killed`: a worker dies wherever it is
 */
const MISHAPS = [
  'partial send',
  'partial delete',
  'partial append',
  'stale read',
  'lost race',
  'received twice',
  'outage',
  'killed',
] as const;
export type Mishap = (typeof MISHAPS)[number];

/** A crash before the call left, or after it was done and before its answer came. */
export type Side = 'before' | 'after';

const SIDES: readonly Side[] = ['before', 'after'];

/** A call as the workers make it, and how often it ended in which way. */
export interface Point extends Record<Side | Failure, number> {
  calls: number;
  /** All that can happen to it: what goes on inside of a worker can't fail, only end with it. */
  readonly possible: readonly (Side | Failure)[];
}

export class InjectedFault extends Error {
  override readonly name = 'InjectedFault';
}

/** Some of what was asked for was done: an answer with `Failed[]`. */
export class PartialFailure extends InjectedFault {}

export class Ledger {
  readonly faults = new Map<Failure | Mishap, number>([...FAILURES, ...MISHAPS].map((kind) => [kind, 0]));
  /** By name, such as `suppress store.read`; whatever is ever called is in here. */
  readonly points = new Map<string, Point>();

  count(fault: Failure | Mishap): void {
    this.faults.set(fault, (this.faults.get(fault) ?? 0) + 1);
  }

  pointAt(name: string, place: 'inside' | 'outside'): Point {
    const known = this.points.get(name);
    if (known !== undefined) return known;
    const possible = place === 'inside' ? SIDES : [...SIDES, ...FAILURES];
    const point = { calls: 0, before: 0, after: 0, throttled: 0, 'server error': 0, 'timed out': 0, possible };
    this.points.set(name, point);
    return point;
  }
}

export interface Plan {
  /** Whether this call is the worker's last. */
  crashAt(point: Point): Side | undefined;
  /** How this call fails. */
  failureAt(point: Point): Failure | undefined;
  happens(mishap: Mishap): boolean;
}

/** One in so many. */
const ODDS: Readonly<Record<'crash' | 'failure' | Mishap, number>> = {
  crash: 300,
  failure: 60,
  'partial send': 40,
  'partial delete': 40,
  'partial append': 40,
  'stale read': 12,
  'lost race': 12,
  'received twice': 60,
  // While it lasts.
  outage: 1,
  killed: 2,
};

/** Everything, at random; what has not happened yet at a call comes first. */
export function everythingFails(random: Random): Plan {
  const isOneIn = (odds: number) => random.below(odds) === 0;
  const choose = <Happening extends Side | Failure>(point: Point, among: readonly Happening[], odds: number) => {
    const untried = among.find((happening) => point[happening] === 0);
    return untried ?? (isOneIn(odds) ? random.of(among) : undefined);
  };
  return {
    crashAt: (point) => choose(point, SIDES, ODDS.crash),
    failureAt: (point) => choose(point, FAILURES, ODDS.failure),
    happens: (mishap) => isOneIn(ODDS[mishap]),
  };
}

/** A single crash at the call of this number, counted from 0 (-1: none), and else nothing but `mishaps`. */
export function crashOnce(call: number, side: Side, mishaps: readonly Mishap[]): Plan {
  let calls = 0;
  return {
    crashAt: () => (calls++ === call ? side : undefined),
    failureAt: () => undefined,
    happens: (mishap) => mishaps.includes(mishap),
  };
}
