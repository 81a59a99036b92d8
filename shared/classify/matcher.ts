// Finds the first row that matches a reply, looking only at rows whose literals stand in it.
import { withoutPages } from './clean.ts';
import type { Reason } from './reasons.ts';
import type { MailSystem } from './systems.ts';

export interface Match {
  readonly rule: CompiledRule;
  /** The matched words. */
  readonly words: string;
}

/** What is needed of a rule at run time, see `rules/rule.ts`; the empty text for what is left out. */
export type CompiledRule = readonly [
  id: string,
  reason: Reason,
  confidence: number,
  system: string,
  help: string,
  readsPages: boolean,
];

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
  /**
   * One bit an alternative, the first in the lowest bit: those that need a second literal beside the first. All others can
   * match where one of their first literals stands.
   */
  readonly needsTwo: Uint32Array;
  /** The slots that hold literals, see `slotOf`: the step from the one before, and how many literals there are, if any. */
  readonly steps: Uint8Array;
  readonly counts: Uint8Array;
  /**
   * The literals, in the order of their slots: `SAME` where one is that before, else its number of bytes and, `SHIFT` bits
   * higher, how many of these stand before the three that led to the slot; its `fingerprint`; the alternative that may
   * match where it stands, with `SECOND` added where it is the second literal.
   */
  readonly shapes: Uint8Array;
  readonly fingerprints: Uint8Array;
  readonly owners: Uint16Array;
}

/** The first rule with an alternative at or behind `from`, below `to`, that matches a text; until the next text is read. */
export type FirstMatch = (from: number, to: number, system: () => MailSystem | undefined) => Match | undefined;

/** A literal is found by so many of its bytes, the rarest. */
export const MIN_LITERAL = 3;
/** Of longer ones a part has to do. */
export const MAX_LITERAL = 8;
const SLOT_BITS = 15;
export const SECOND = 1 << 15;
export const SAME = 0;
export const SHIFT = 4;

/** Bytes of text that there is room for from the start; a longer one gets more. */
const ROOM = 4096;
/** What a number of bytes leaves of the first four, and of the next four. */
const FIRST_MASKS = masks(0);
const NEXT_MASKS = masks(4);

/** Where the literals are kept, among others, that are found by the lower three bytes of a number. */
export function slotOf(bytes: number): number {
  return Math.imul(bytes & 0xffffff, 0x9e3779b1) >>> (32 - SLOT_BITS);
}

/**
 * Tells most literals of a slot apart, from their first four bytes and the next four, zero behind their end. One byte is
 * kept of each instead of eight: a literal that is found wrongly only costs the pattern a look.
 */
export function fingerprint(first: number, next: number): number {
  return (Math.imul(first, 0x85ebca6b) ^ Math.imul(next, 0xc2b2ae35)) >>> 24;
}

/** Prepares the rules once; the result reads one cleaned reply. */
export function matcher(rules: CompiledRules): (text: string) => FirstMatch {
  const { look, nextPossible } = prefilter(rules);
  // Compiled at their first use: most never are. Each kind has a list of its own, filled from the start: what most patterns
  // need, that they don't match, is then found out by the shortest way.
  const patterns: (RegExp | undefined)[] = Array(rules.branches).fill(undefined);
  const owners: (CompiledRule | undefined)[] = Array(rules.branches).fill(undefined);
  const readsPages = new Uint8Array(rules.branches);
  const patternOf = (index: number) => {
    const { rule, source } = rules.branch(index);
    const pattern = new RegExp(source, 'i');
    patterns[index] = pattern;
    owners[index] = rule;
    readsPages[index] = Number(rule[5]);
    return pattern;
  };

  return (text) => {
    const lower = text.toLowerCase();
    look(lower);
    const plain = withoutPages(text, lower);
    return (from, to, system) => {
      for (let index = nextPossible(from); index < to; index = nextPossible(index + 1)) {
        const pattern = patterns[index] ?? patternOf(index);
        const found = pattern.exec(readsPages[index] === 1 ? text : plain);
        if (found === null) continue;
        const rule = owners[index];
        // The system is asked for last, since that costs more than most patterns.
        if (rule && (rule[3] === '' || rule[3] === system())) return { rule, words: found[0] };
      }
      return undefined;
    };
  };
}

interface Prefilter {
  /** Looks for the literals in a text in lower case. */
  look(lower: string): void;
  /** The first alternative at or behind `from` whose literals stand in that text, or `NONE`. */
  nextPossible(from: number): number;
}

const NONE = Number.MAX_SAFE_INTEGER;

function prefilter(rules: CompiledRules): Prefilter {
  const { needsTwo, shapes, fingerprints, owners } = rules;
  const { blocks, ends } = blocksOf(rules);
  const { length: words } = needsTwo;
  /** A bit an alternative: where its first literal stands, and behind them where its second does. */
  const found = new Uint32Array(2 * words);
  const secondBits = words << 5;

  // The text stands behind as many bytes as a literal may reach back, and before as many as it may reach on.
  let room = Buffer.alloc(ROOM);
  let view = new DataView(room.buffer);

  const possible = (word: number) => {
    const first = found[word] ?? 0;
    // Stryker disable next-line ConditionalExpression: a short cut, nothing is found in most words
    return first === 0 ? 0 : first & ((found[words + word] ?? 0) | ~(needsTwo[word] ?? 0));
  };

  return {
    look(lower) {
      // Stryker disable next-line ConditionalExpression,EqualityOperator: more room than needed does no harm
      if (3 * lower.length + 2 * MAX_LITERAL > room.length) {
        room = Buffer.alloc(3 * lower.length + 2 * MAX_LITERAL);
        view = new DataView(room.buffer);
      }
      const end = MAX_LITERAL + room.write(lower, MAX_LITERAL);
      view.setUint32(end, 0);
      view.setUint32(end + 4, 0);
      found.fill(0);
      const bytes = view;
      // Stryker disable next-line ArithmeticOperator: behind the end stand zeros, as in no literal
      for (let at = MAX_LITERAL; at + MIN_LITERAL <= end; at += 1) {
        const block = blocks[slotOf(bytes.getUint32(at, true))] ?? 0;
        // Stryker disable next-line ConditionalExpression: block 0 is empty, and most places lead to it
        if (block === 0) continue;
        const last = ends[block] ?? 0;
        // Stryker disable next-line BooleanLiteral: the first of a block is none that is the same as the one before
        let stands = false;
        // Stryker disable next-line EqualityOperator: one literal more, of another slot, does not stand here
        for (let literal = ends[block - 1] ?? 0; literal < last; literal += 1) {
          const shape = shapes[literal] ?? 0;
          if (shape !== SAME) {
            const start = at - (shape >> SHIFT);
            const length = shape & (2 * MAX_LITERAL - 1);
            const first = bytes.getUint32(start, true) & (FIRST_MASKS[length] ?? 0);
            const next = bytes.getUint32(start + 4, true) & (NEXT_MASKS[length] ?? 0);
            stands = fingerprint(first, next) === fingerprints[literal];
          }
          if (!stands) continue;
          const owner = owners[literal] ?? 0;
          const bit = owner < SECOND ? owner : owner - SECOND + secondBits;
          found[bit >> 5] = (found[bit >> 5] ?? 0) | (1 << (bit & 31));
        }
      }
    },
    nextPossible(from) {
      let word = from >> 5;
      // Behind the last word stand the second literals, which are no alternatives.
      if (word >= words) return NONE;
      let rest = possible(word) & (-1 << (from & 31));
      while (rest === 0) {
        word += 1;
        if (word >= words) return NONE;
        rest = possible(word);
      }
      return (word << 5) + 31 - Math.clz32(rest & -rest);
    },
  };
}

/** The number of the block of literals in each slot, from 1, zero for none; and where each block ends, the first at 1. */
function blocksOf({ steps, counts }: CompiledRules): { blocks: Uint16Array; ends: Uint16Array } {
  const blocks = new Uint16Array(1 << SLOT_BITS);
  const ends = new Uint16Array(counts.length + 1);
  let slot = 0;
  let end = 0;
  for (let block = 0; block < counts.length; block += 1) {
    slot += steps[block] ?? 0;
    end += counts[block] ?? 0;
    blocks[slot] = block + 1;
    ends[block + 1] = end;
  }
  return { blocks, ends };
}

/** By a number of bytes of a text: the bits of those of them that stand in the four from `start`. */
function masks(start: number): Uint32Array {
  return Uint32Array.from({ length: MAX_LITERAL + 1 }, (_, bytes) =>
    bytes >= start + 4 ? 0xffffffff : 2 ** (8 * Math.max(bytes - start, 0)) - 1,
  );
}
