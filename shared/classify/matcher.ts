// Finds the first row that matches a reply, looking only at rows whose literals stand in it.
import type { Reason } from './reasons.ts';
import type { MailSystem } from './systems.ts';

export interface Match {
  readonly rule: CompiledRule;
  /** The matched words. */
  readonly words: string;
}

/** What is needed of a rule at run time, see `rules/rule.ts`; the empty text for what is left out. */
export type CompiledRule = readonly [id: string, reason: Reason, confidence: number, system: string, help: string];

/** An alternative of a rule's pattern: the rule's position, its source, and texts of which it can't match without one. */
export type Branch = readonly [row: number, source: string, literals: readonly string[]];

/** A literal is found by its first so many characters. */
const GRAM = 3;
const BUCKETS = 1 << 14;

interface Literal {
  readonly text: string;
  /** Position of the branch that needs it. */
  readonly branch: number;
}

export interface Candidates {
  /** The first rule at or behind `from`, below `to`, that matches. The system is asked for only where a rule wants it. */
  first(from: number, to: number, system: () => MailSystem | undefined): Match | undefined;
}

/** Prepares the rules once; the result reads one cleaned reply. */
export function matcher(rules: readonly CompiledRule[], branches: readonly Branch[]): (text: string) => Candidates {
  const always = [...branches.keys()].filter((index) => branches[index]?.[2].length === 0);
  const buckets = bucketsOf(branches);
  /** Compiled at their first use: most never are. */
  const patterns: (RegExp | undefined)[] = [];

  return (text) => {
    const possible = possibleBranches(text.toLowerCase(), buckets, [...always]);
    return {
      first(from, to, system) {
        for (const index of possible) {
          const [row, source] = branches[index] ?? [-1, ''];
          const rule = rules[row];
          if (rule === undefined || row < from) continue;
          if (row >= to) return undefined;
          const wanted = rule[3];
          if (wanted !== '' && wanted !== system()) continue;
          const pattern = patterns[index] ?? new RegExp(source, 'i');
          patterns[index] = pattern;
          const found = pattern.exec(text);
          if (found !== null) return { rule, words: found[0] };
        }
        return undefined;
      },
    };
  };
}

/** By the hash of their first characters. */
function bucketsOf(branches: readonly Branch[]): readonly (readonly Literal[] | undefined)[] {
  const buckets: (Literal[] | undefined)[] = new Array(BUCKETS);
  for (const [branch, [, , literals]] of branches.entries()) {
    for (const text of literals) {
      const slot = hash(text.charCodeAt(0), text.charCodeAt(1), text.charCodeAt(2));
      const bucket = buckets[slot];
      if (bucket === undefined) buckets[slot] = [{ text, branch }];
      else bucket.push({ text, branch });
    }
  }
  return buckets;
}

/** The branches whose literals stand in the text, in the order of the rows. */
function possibleBranches(
  lower: string,
  buckets: readonly (readonly Literal[] | undefined)[],
  found: number[],
): readonly number[] {
  let [first, second] = [lower.charCodeAt(0), lower.charCodeAt(1)];
  for (let at = 0; at + GRAM <= lower.length; at += 1) {
    const third = lower.charCodeAt(at + 2);
    const bucket = buckets[hash(first, second, third)];
    [first, second] = [second, third];
    if (bucket === undefined) continue;
    for (const { text, branch } of bucket) {
      if (lower.startsWith(text, at) && !found.includes(branch)) found.push(branch);
    }
  }
  return found.sort((a, b) => a - b);
}

function hash(first: number, second: number, third: number): number {
  return (first * 961 + second * 31 + third) & (BUCKETS - 1);
}
