// How the rules of one language are written down, and how its letters may arrive.
// The larger languages name four things first: WHO a reply may accuse, its SENDER, and what makes both UNKNOWN or CLOSED, which
// suppresses the one and clears the recipient when it is said of the other.
import type { Reason } from '../../reasons.ts';
import type { Rule } from '../rule.ts';

/** A reason, the words that show it, and replies with them. */
export type Row = readonly [reason: Reason, words: string, example: string, ...examples: string[]];

/** The rows by the stage in which they are tried: by what they do to the recipient. */
export interface Language {
  /** What names the sender: beside it words against the recipient suppress nobody at once, see `../others.ts`. */
  readonly sender: RegExp;
  /** Words that clear the recipient. */
  readonly clears: readonly Rule[];
  /** Words against the recipient. */
  readonly accuses: readonly Rule[];
  /** Words that stand beside many causes, and decide where nothing else did. */
  readonly closes: readonly Rule[];
}

type Stage = 'clears' | 'accuses' | 'closes';

/** `tag` is the BCP 47 tag of the language; each stage has one row at most per reason. */
export function language(
  tag: string,
  { sender, clears, accuses, closes }: Readonly<{ sender: string } & Record<Stage, readonly Row[]>>,
): Language {
  const rules = (rows: readonly Row[], confidence: number, suffix = '') =>
    rows.map(
      ([reason, words, ...examples]): Rule => ({
        id: `${tag}-${reason.replaceAll('_', '-')}${suffix}`,
        reason,
        pattern: tolerant(words),
        confidence,
        examples,
      }),
    );
  return {
    sender: tolerant(sender),
    clears: rules(clears, 0.88),
    accuses: rules(accuses, 0.86),
    closes: rules(closes, 0.65, '-words'),
  };
}

/** Letters that are no base letter with a mark. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', ø: 'o', ł: 'l', ı: 'i', đ: 'd' };
/** Chinese, Japanese and Korean words are shorter than the literals by which rows are found. */
const SHORT_WORDS = /[\u3000-\uffff]/;
const ACCENTED = /[ß-ɏ]/g;

/**
 * A pattern from words with their right letters: `ü` also matches `u`, `ue`, `?` and the two characters that its bytes
 * become in another encoding. Spaces may be missing. Letters with marks can't stand in character classes.
 */
export function tolerant(words: string): RegExp {
  // As `{0,1}` it ends a literal: one word is then looked for, not every pair of two.
  const source = words
    .replaceAll(' ', SHORT_WORDS.test(words) ? ' ?' : ' {0,1}')
    .replace(ACCENTED, (letter) => String.raw`(?:${PLAIN[letter] ?? letter.normalize('NFD').charAt(0)}e?|\W{1,2})`);
  return new RegExp(source, 'i');
}
