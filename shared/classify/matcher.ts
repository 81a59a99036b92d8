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

/** An alternative of a rule's pattern. */
export interface Branch {
  readonly rule: CompiledRule;
  readonly source: string;
}

/** The rules as `tools/compile-rules.ts` takes them apart. */
export interface CompiledRules {
  /** How many alternatives there are, in the order of their rules, and each of them. */
  readonly branches: number;
  readonly branch: (index: number) => Branch;
  /** How many slots have literals. */
  readonly slots: number;
  /**
   * Lower-case texts: an alternative can only match where one of its literals stands. One column behind the other: of each
   * slot the step from the one before and the number of its literals; of each literal the position of its alternative, and
   * the low bytes of its characters behind the first three, two and two; zero for none.
   */
  readonly columns: Uint16Array;
}

export interface Candidates {
  /** The first rule with an alternative at or behind `from`, below `to`, that matches. */
  first(from: number, to: number, system: () => MailSystem | undefined): Match | undefined;
}

/** A literal is found by its first so many characters. */
export const GRAM = 3;
/** Longer ones sort out no more: a literal that is found wrongly only costs the pattern a look. */
export const MAX_LITERAL = 7;
const SLOTS = 1 << 14;
/** Units of text that there is room for from the start; a longer one gets more. */
const ROOM = 4096;

/** Where the literals that begin with these three characters are kept, among others. */
export function slotOf(first: number, second: number, third: number): number {
  return (first * 961 + second * 31 + third) & (SLOTS - 1);
}

/** Prepares the rules once; the result reads one cleaned reply. */
export function matcher(rules: CompiledRules): (text: string) => Candidates {
  const possibleIn = prefilter(rules);
  /** Compiled at their first use: most never are. */
  const patterns: ({ rule: CompiledRule; pattern: RegExp } | undefined)[] = [];
  const patternOf = (index: number) => {
    const { rule, source } = rules.branch(index);
    const compiled = { rule, pattern: new RegExp(source, 'i') };
    patterns[index] = compiled;
    return compiled;
  };

  return (text) => {
    const possible = possibleIn(text.toLowerCase());
    return {
      first(from, to, system) {
        for (const index of possible) {
          if (index < from) continue;
          if (index >= to) return undefined;
          const { rule, pattern } = patterns[index] ?? patternOf(index);
          const found = pattern.exec(text);
          // The system is asked for last, since that costs more than most patterns.
          if (found !== null && (rule[3] === '' || rule[3] === system())) return { rule, words: found[0] };
        }
        return undefined;
      },
    };
  };
}

/** The alternatives whose literals stand in a text, in their order. */
function prefilter({ branches, slots, columns }: CompiledRules): (lower: string) => readonly number[] {
  const unit = (at: number) => columns[at] ?? 0;
  const entries = (columns.length - 2 * slots) / 3;
  /** Per slot, the number of its block of literals, from 1; 0 for none. */
  const blocks = new Uint16Array(SLOTS);
  /** Per block, where its literals end in their first column. */
  const ends = new Uint16Array(slots + 1);
  ends[0] = 2 * slots;
  for (let block = 1, slot = 0; block <= slots; block += 1) {
    slot += unit(block - 1);
    blocks[slot] = block;
    ends[block] = (ends[block - 1] ?? 0) + unit(slots + block - 1);
  }
  /** One bit for each alternative, all zero between calls: a cheap way to sort without doubles. */
  const bits = new Uint32Array(Math.ceil(branches / 32));

  /** The text's units, since reading them from an array takes half as long as from the text. */
  let units = new Uint16Array(ROOM);
  let bytes = Buffer.from(units.buffer);
  /** The low bytes of two characters. */
  const two = (at: number) => ((units[at] ?? 0) & 0xff) | (((units[at + 1] ?? 0) & 0xff) << 8);

  const look = (at: number, block: number) => {
    const fourth = units[at + 3] ?? 0;
    const others = two(at + 5);
    const end = ends[block] ?? 0;
    for (let literal = ends[block - 1] ?? 0; literal < end; literal += 1) {
      const wanted = unit(literal + entries);
      if (wanted !== 0 && ((wanted ^ fourth) & 0xff) !== 0) continue;
      if (wanted > 0xff && (((wanted >> 8) ^ (units[at + 4] ?? 0)) & 0xff) !== 0) continue;
      if (differ(others, unit(literal + 2 * entries))) continue;
      const branch = unit(literal);
      bits[branch >> 5] = (bits[branch >> 5] ?? 0) | (1 << (branch & 31));
    }
  };

  return (lower) => {
    const { length } = lower;
    if (length + MAX_LITERAL > units.length) {
      units = new Uint16Array(length + MAX_LITERAL);
      bytes = Buffer.from(units.buffer);
    }
    bytes.write(lower, 'utf16le');
    units.fill(0, length, length + MAX_LITERAL);
    let first = units[0] ?? 0;
    let second = units[1] ?? 0;
    for (let at = 0; at + GRAM <= length; at += 1) {
      const third = units[at + 2] ?? 0;
      const block = blocks[slotOf(first, second, third)] ?? 0;
      if (block > 0) look(at, block);
      first = second;
      second = third;
    }
    return taken(bits);
  };
}

/** Whether two characters are not those wanted, of which none may be there. */
function differ(found: number, wanted: number): boolean {
  const mask = ((wanted & 0xff) > 0 ? 0xff : 0) | (wanted > 0xff ? 0xff00 : 0);
  return ((found ^ wanted) & mask) !== 0;
}

/** The positions of the bits that are set, which are cleared. */
function taken(bits: Uint32Array): readonly number[] {
  const positions: number[] = [];
  for (let word = 0; word < bits.length; word += 1) {
    for (let rest = bits[word] ?? 0; rest !== 0; rest &= rest - 1) {
      positions.push((word << 5) + 31 - Math.clz32(rest & -rest));
    }
    bits[word] = 0;
  }
  return positions;
}
