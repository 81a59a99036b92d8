// The total order of facts, and the bounded lists of the newest: what the laws of the record rest on.

interface Ordered {
  /** ISO 8601 UTC with milliseconds: compared as text. */
  readonly at: string;
  readonly id: string;
}

/** By time, then id, then content, so that even a corrupted twin can't make the join depend on order. */
function compare(a: Ordered, b: Ordered): number {
  return byText(a.at, b.at) || byText(a.id, b.id) || byText(canonicalJson(a), canonicalJson(b));
}

/** By code units, as stored texts and times are ordered. */
export function byText(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

function canonicalJson(value: object): string {
  return JSON.stringify(sortedEntries(value));
}

export function sortedEntries(value: object): [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => byText(a, b));
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
  groupOf?: (item: T) => string,
): (item: T) => boolean {
  const seen = new Map<string | undefined, Set<string>>();
  return (item) => {
    const group = groupOf?.(item);
    const keys = seen.get(group) ?? new Set();
    const key = keyOf(item);
    if (keys.size === bound || keys.has(key)) return false;
    seen.set(group, keys.add(key));
    return true;
  };
}
