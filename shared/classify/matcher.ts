// Finds the first row that matches a reply, looking only at rows whose literals stand in it.
import { MIN_LITERAL, requiredLiterals } from './required-literals.ts';
import type { Rule } from './rules/rule.ts';
import type { MailSystem } from './systems.ts';

export interface Match {
  readonly rule: Rule;
  /** Position of the row in the list. */
  readonly position: number;
  /** The matched words. */
  readonly words: string;
  readonly index: number;
}

/** From 1 on, a bucket of literals that share the hash of three characters. */
const BUCKETS = 1 << 14;

interface Literal {
  readonly text: string;
  /** Where in the text the three hashed characters stand. */
  readonly offset: number;
  readonly row: number;
}

export interface Candidates {
  /** The first matching row at or behind `from`, below `to`. */
  first(from: number, to: number): Match | undefined;
}

/** Prepares rows once; the result reads one reply. */
export function matcher(rules: readonly Rule[]): (text: string, system: MailSystem | undefined) => Candidates {
  const always: number[] = [];
  const literals: Literal[] = [];
  const frequency = new Map<string, number>();
  for (const [row, { pattern }] of rules.entries()) {
    const required = requiredLiterals(pattern);
    if (required === undefined) always.push(row);
    for (const text of required ?? []) {
      literals.push({ text, offset: 0, row });
      for (const gram of grams(text)) frequency.set(gram, (frequency.get(gram) ?? 0) + 1);
    }
  }
  const buckets: (Literal[] | undefined)[] = new Array(BUCKETS);
  for (const literal of literals) {
    const offset = rarest(literal.text, frequency);
    const slot = hashAt(literal.text, offset);
    const bucket = buckets[slot] ?? [];
    bucket.push({ ...literal, offset });
    buckets[slot] = bucket;
  }

  return (text, system) => {
    const lower = text.toLowerCase();
    const possible = new Uint8Array(rules.length);
    for (const row of always) possible[row] = 1;
    for (let at = 0; at + MIN_LITERAL <= lower.length; at += 1) {
      const bucket = buckets[hashAt(lower, at)];
      if (bucket === undefined) continue;
      for (const { text: literal, offset, row } of bucket) {
        if (possible[row] === 0 && lower.startsWith(literal, at - offset)) possible[row] = 1;
      }
    }
    return {
      first(from, to) {
        for (let position = from; position < to; position += 1) {
          if (possible[position] === 0) continue;
          const rule = rules[position];
          if (rule === undefined || (rule.system !== undefined && rule.system !== system)) continue;
          const found = rule.pattern.exec(text);
          if (found !== null) return { rule, position, words: found[0], index: found.index };
        }
        return undefined;
      },
    };
  };
}

function grams(text: string): string[] {
  return Array.from({ length: text.length - MIN_LITERAL + 1 }, (_, at) => text.slice(at, at + MIN_LITERAL));
}

/** The three characters that the fewest literals share: they sort out the most. */
function rarest(text: string, frequency: ReadonlyMap<string, number>): number {
  let best = 0;
  let fewest = Number.POSITIVE_INFINITY;
  for (const [offset, gram] of grams(text).entries()) {
    const count = frequency.get(gram) ?? 0;
    if (count < fewest) [best, fewest] = [offset, count];
  }
  return best;
}

function hashAt(text: string, at: number): number {
  const hash = text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2);
  return hash & (BUCKETS - 1);
}
