// What a run tells people and scripts: faults that really happened, every place where a worker could die, and the verdict.
import { table } from '../../cli/table.ts';
import type { Point } from './faults.ts';
import type { SoakResult } from './soak.ts';

/** Of the machine: no part of what a seed reproduces. */
export interface Effort {
  readonly seconds: number;
  readonly peakMegabytes: number;
}

export interface Run {
  readonly deliveries: number;
  readonly seed: number;
}

const SHOWN = 20;
const HAPPENINGS = ['before', 'after', 'throttled', 'server error', 'timed out'] as const;

const CRASHES = new Map<string, string>([
  ['before', 'crash before'],
  ['after', 'crash after'],
]);

/** Faults and crash points of which nothing is known, since they never happened. */
export function untried({ faults, points }: Pick<SoakResult, 'faults' | 'points'>): string[] {
  return [
    ...[...faults].filter(([, count]) => count === 0).map(([fault]) => `no fault of this kind happened: ${fault}`),
    ...[...points].flatMap(([name, point]) =>
      point.possible
        .filter((happening) => point[happening] === 0)
        .map((happening) => `${name}: this never happened here: ${CRASHES.get(happening) ?? happening}`),
    ),
  ];
}

export function jsonOf(run: Run, { counts, faults, points, mismatches }: SoakResult, effort: Effort) {
  return {
    ...run,
    ok: mismatches.length === 0 && untried({ faults, points }).length === 0,
    deliveriesPerSecond: Math.round(run.deliveries / effort.seconds),
    ...effort,
    counts,
    faults: Object.fromEntries(faults),
    points: Object.fromEntries([...points].map(([name, { possible: _, ...counted }]) => [name, counted])),
    untried: untried({ faults, points }),
    mismatches,
  };
}

export function textOf(run: Run, { counts, faults, points, mismatches }: SoakResult, effort: Effort): string {
  const rows = (counted: Iterable<readonly [string, number]>) =>
    [...counted].map(([name, count]) => [name, shown(count)]);
  const problems = [...untried({ faults, points }), ...mismatches];
  const left = problems.length - SHOWN;
  return [
    table(['what', 'count'], [['deliveries', shown(run.deliveries)], ...rows(Object.entries(counts))]),
    table(['fault', 'happened'], rows(faults)),
    table(
      ['call', 'times', ...HAPPENINGS.map((happening) => CRASHES.get(happening) ?? happening)],
      [...points].map(pointRow),
    ),
    `${shown(Math.round(run.deliveries / effort.seconds))} deliveries a second over ${effort.seconds.toFixed(1)} s, ` +
      `at most ${effort.peakMegabytes} MB of memory, seed ${run.seed}`,
    ...(problems.length === 0
      ? ['Every fact that was accepted is there, once and as the oracle has it; nothing else is.']
      : [
          `${shown(problems.length)} mismatches:`,
          ...problems.slice(0, SHOWN).map((problem) => `- ${problem}`),
          ...(left > 0 ? [`and ${shown(left)} more`] : []),
        ]),
  ].join('\n\n');
}

function pointRow([name, point]: readonly [string, Point]): string[] {
  const cells = HAPPENINGS.map((happening) => (point.possible.includes(happening) ? shown(point[happening]) : '-'));
  return [name, shown(point.calls), ...cells];
}

function shown(count: number): string {
  return count.toLocaleString('en');
}
