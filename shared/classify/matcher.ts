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
const SLOTS = 1 << 14;

/** The literals, in chains of those that share a slot. Flat arrays: reading them is what the matcher spends its time on. */
interface Literals {
  /** Per slot, the first literal, or -1. */
  readonly heads: Int32Array;
  /** Per literal, the next one of its slot, or -1. */
  readonly next: Int32Array;
  /** Per literal, its fourth character, by which most of those that don't fit are told; -1 for a literal of three. */
  readonly fourth: Int32Array;
  /** Per literal, the position of the branch that needs it. */
  readonly branch: Int32Array;
  readonly texts: readonly string[];
}

export interface Candidates {
  /** The first rule at or behind `from`, below `to`, that matches. The system is asked for only where a rule wants it. */
  first(from: number, to: number, system: () => MailSystem | undefined): Match | undefined;
}

/** Prepares the rules once; the result reads one cleaned reply. */
export function matcher(rules: readonly CompiledRule[], branches: readonly Branch[]): (text: string) => Candidates {
  const always = [...branches.keys()].filter((index) => branches[index]?.[2].length === 0);
  const literals = literalsOf(branches);
  /** Compiled at their first use: most never are. */
  const patterns: (RegExp | undefined)[] = [];

  return (text) => {
    const possible = possibleBranches(text.toLowerCase(), literals, [...always]);
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

function literalsOf(branches: readonly Branch[]): Literals {
  const all = branches.flatMap(([, , texts], branch) => texts.map((text) => ({ text, branch })));
  const heads = new Int32Array(SLOTS).fill(-1);
  const next = new Int32Array(all.length);
  for (const [index, { text }] of all.entries()) {
    const slot = hash(text.charCodeAt(0), text.charCodeAt(1), text.charCodeAt(2));
    next[index] = heads[slot] ?? -1;
    heads[slot] = index;
  }
  return {
    heads,
    next,
    fourth: Int32Array.from(all, ({ text }) => (text.length > GRAM ? text.charCodeAt(GRAM) : -1)),
    branch: Int32Array.from(all, ({ branch }) => branch),
    texts: all.map(({ text }) => text),
  };
}

/** The branches whose literals stand in the text, in the order of the rules. */
function possibleBranches(
  lower: string,
  { heads, next, fourth, branch, texts }: Literals,
  found: number[],
): readonly number[] {
  let first = lower.charCodeAt(0);
  let second = lower.charCodeAt(1);
  for (let at = 0; at + GRAM <= lower.length; at += 1) {
    const third = lower.charCodeAt(at + 2);
    let literal = heads[hash(first, second, third)] ?? -1;
    first = second;
    second = third;
    if (literal < 0) continue;
    const behind = lower.charCodeAt(at + GRAM);
    for (; literal >= 0; literal = next[literal] ?? -1) {
      const wanted = fourth[literal] ?? -1;
      if (wanted >= 0 && wanted !== behind) continue;
      if (lower.startsWith(texts[literal] ?? '', at)) found.push(branch[literal] ?? 0);
    }
  }
  return found.sort((a, b) => a - b);
}

function hash(first: number, second: number, third: number): number {
  return (first * 961 + second * 31 + third) & (SLOTS - 1);
}
