// The total order of facts, and the bounded lists of the newest: what the laws of the record rest on.

interface Ordered {
  /** ISO 8601 UTC with milliseconds: compared as text. */
  readonly at: string;
  readonly id: string;
}

/** By time, then id, then content, so that even a corrupted twin can't make the join depend on order. */
function compare(a: Ordered, b: Ordered): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  const [left, right] = [canonicalJson(a), canonicalJson(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function canonicalJson(value: object): string {
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function greater<T extends Ordered>(a: T | undefined, b: T | undefined): T | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compare(a, b) >= 0 ? a : b;
}

export function newestFirst<T extends Ordered>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => compare(b, a));
}

/** The newest of each key, at most `bound` of them, newest first. */
export function newestByKey<T extends Ordered>(items: readonly T[], bound: number, keyOf: (item: T) => string): T[] {
  return newestFirst(items).filter(firstOfEach(bound, keyOf));
}

/** Answers true for the first item of each of the first `bound` keys, those of each group counted for themselves. */
export function firstOfEach<T>(
  bound: number,
  keyOf: (item: T) => string,
  groupOf: (item: T) => string = () => '',
): (item: T) => boolean {
  const seen = new Map<string, Set<string>>();
  return (item) => {
    const group = groupOf(item);
    const keys = seen.get(group) ?? new Set();
    const key = keyOf(item);
    if (keys.size === bound || keys.has(key)) return false;
    seen.set(group, keys.add(key));
    return true;
  };
}
