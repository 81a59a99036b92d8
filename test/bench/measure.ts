// How the benchmarks measure: the work and its floor by turns in one run, since machines are noisy and ratios less so.

export interface Measurement {
  readonly value: number;
  readonly unit: string;
  /** What the machine needs for the least that any program would have to do with the same input, in the same unit. */
  readonly floor: number | null;
  /** Value through floor. */
  readonly ratio: number | null;
  /** What the value may be at most, or the ratio, where `budgetOf` says so; null: measured for its own sake. */
  readonly budget: number | null;
}

export interface Benchmark {
  readonly name: string;
  /** One sentence for people: what is measured, and what its floor is. */
  readonly about: string;
  readonly budgetOf?: 'ratio';
  /** True for what takes minutes: measured only when it is named. */
  readonly onDemand?: boolean;
  run(): Promise<Measurement>;
}

const ROUNDS = 41;
/** The compiler needs to have seen the work before it is as fast as it gets. */
const WARM_UP = 30;

/** Median milliseconds of one call each. */
export async function byTurns(
  work: () => unknown,
  floor: () => unknown,
  rounds: number = ROUNDS,
): Promise<{ value: number; floor: number }> {
  const values: number[] = [];
  const floors: number[] = [];
  for (let round = -WARM_UP; round < rounds; round += 1) {
    const floorTime = await timeOf(floor);
    const time = await timeOf(work);
    if (round < 0) continue;
    floors.push(floorTime);
    values.push(time);
  }
  return { value: median(values), floor: median(floors) };
}

async function timeOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  const result = work();
  if (result instanceof Promise) await result;
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

export function measured(
  value: number,
  unit: string,
  budget: number | null = null,
  floor: number | null = null,
): Measurement {
  return { value, unit, floor, ratio: floor === null ? null : value / floor, budget };
}
