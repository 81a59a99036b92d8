// Which literal texts a pattern can't match without: by them, rules that can't match are skipped unread.
import { MIN_LITERAL } from '../shared/classify/matcher.ts';

/** More alternatives than this are not worth telling apart. */
const MAX_STRINGS = 24;
const QUANTIFIERS = '?*+{';

/** What a piece of a pattern matches: `exact` if it is just these texts, else `needs`: one of each of these is in any match. */
interface Piece {
  readonly exact?: readonly string[];
  readonly needs?: readonly (readonly string[])[];
}

const ANYTHING: Piece = {};
const NOTHING: Piece = { exact: [''] };
/** Escapes that match a text of no length. */
const ZERO_WIDTH = 'bB';
/** Escapes that stand for one of many characters. */
const CLASSES = 'dDsSwWpP';

/** A top-level alternative of a pattern, by itself. */
interface PatternBranch {
  readonly source: string;
  /** Sets of lower-case texts: every match contains one of each set. The cheapest set stands first. */
  readonly needs: readonly (readonly string[])[];
}

/** What looking for one of these texts costs. */
export type Cost = (texts: readonly string[]) => number;

/**
 * Takes a pattern apart at its top level. Reads what the rules use: literals, classes, groups, alternation, look-ahead,
 * look-behind and quantifiers, without back references.
 */
export function branchesOf({ source }: RegExp, cost: Cost = (texts) => -shortest(texts)): PatternBranch[] {
  const reader = { source, at: 0, cost };
  const branches: PatternBranch[] = [];
  while (reader.at < source.length) {
    const start = reader.at;
    const needs = needsOf(readSequence(reader)).toSorted((a, b) => cost(a) - cost(b));
    branches.push({ source: source.slice(start, reader.at), needs });
    reader.at += 1;
  }
  return branches;
}

interface Reader {
  readonly source: string;
  readonly cost: Cost;
  at: number;
}

function readAlternatives(reader: Reader): Piece {
  const alternatives = [readSequence(reader)];
  while (reader.source[reader.at] === '|') {
    reader.at += 1;
    alternatives.push(readSequence(reader));
  }
  const [only, ...others] = alternatives;
  if (only !== undefined && others.length === 0) return only;
  const exact = alternatives.flatMap((piece) => piece.exact ?? []);
  if (alternatives.every((piece) => piece.exact) && exact.length <= MAX_STRINGS) return { exact };
  const cheapest = alternatives.map((piece) =>
    needsOf(piece).reduce<readonly string[] | undefined>(
      (best, texts) => (best === undefined || reader.cost(texts) < reader.cost(best) ? texts : best),
      undefined,
    ),
  );
  return cheapest.every((texts) => texts !== undefined) ? { needs: [cheapest.flat()] } : ANYTHING;
}

/** All that its parts need; a run of exact parts is one longer text. */
function readSequence(reader: Reader): Piece {
  let run: readonly string[] = [''];
  /** Plain characters behind the run: joined to it only when something else follows. */
  let plain = '';
  const needs: (readonly string[])[] = [];
  let whole = true;
  const join = (texts: readonly string[]) => {
    const joined = product(plain === '' ? run : run.map((text) => text + plain), texts);
    plain = joined === undefined ? plain : '';
    run = joined ?? run;
    return joined !== undefined;
  };
  const flush = () => {
    join(['']);
    needs.push(...needsOf({ exact: run }));
    run = [''];
    whole = false;
  };
  for (let char = reader.source[reader.at]; char !== undefined && char !== '|' && char !== ')'; ) {
    const atom = readAtom(reader);
    char = reader.source[reader.at];
    if (typeof atom === 'string' && !QUANTIFIERS.includes(char ?? ' ')) {
      plain += atom;
      continue;
    }
    const { piece, repeats } = quantified(reader, typeof atom === 'string' ? { exact: [atom] } : atom);
    char = reader.source[reader.at];
    if (!piece.exact || !join(piece.exact)) {
      flush();
      needs.push(...needsOf(piece));
      if (piece.exact) run = piece.exact;
    }
    if (repeats) flush();
  }
  if (whole) {
    join(['']);
    return { exact: run };
  }
  flush();
  return { needs };
}

/** A text for a plain character. */
function readAtom(reader: Reader): Piece | string {
  const char = next(reader);
  if (char === '(') return readGroup(reader);
  if (char === '[') return readClass(reader);
  if (char === '\\') return readEscape(reader);
  if (char === '^' || char === '$') return NOTHING;
  return char === '.' ? ANYTHING : char.toLowerCase();
}

function readGroup(reader: Reader): Piece {
  const [opening = ''] = /^(?:\?(?::|<?[=!]))?/.exec(reader.source.slice(reader.at, reader.at + 3)) ?? [];
  reader.at += opening.length;
  const piece = readAlternatives(reader);
  reader.at += 1;
  return /[=!]$/.test(opening) ? NOTHING : piece;
}

function readClass(reader: Reader): Piece {
  const chars: string[] = [];
  let listed = true;
  for (let char = next(reader); char !== ']'; char = next(reader)) {
    const escaped = char === '\\' ? next(reader) : undefined;
    if (escaped !== undefined ? CLASSES.includes(escaped) : char === '^' && chars.length === 0) listed = false;
    if (escaped === undefined && char === '-' && chars.length > 0 && reader.source[reader.at] !== ']') listed = false;
    chars.push((escaped ?? char).toLowerCase());
  }
  return listed && chars.length <= 4 ? { exact: chars } : ANYTHING;
}

function readEscape(reader: Reader): Piece | string {
  const char = next(reader);
  if (ZERO_WIDTH.includes(char)) return NOTHING;
  if (CLASSES.includes(char) || /[a-z0-9]/i.test(char)) return ANYTHING;
  return char;
}

/** `repeats`: what follows does not directly stand behind one copy of the piece. */
function quantified(reader: Reader, piece: Piece): { piece: Piece; repeats: boolean } {
  if (!QUANTIFIERS.includes(reader.source[reader.at] ?? ' ')) return { piece, repeats: false };
  const quantifier = /^(?:[?*+]|\{(\d+)(,?)(\d*)\})\??/.exec(reader.source.slice(reader.at, reader.at + 12));
  if (quantifier === null) return { piece, repeats: false };
  reader.at += quantifier[0].length;
  if (quantifier[0].startsWith('?'))
    return { piece: piece.exact ? { exact: ['', ...piece.exact] } : ANYTHING, repeats: false };
  const optional = quantifier[0].startsWith('*') || quantifier[1] === '0';
  return { piece: optional ? ANYTHING : piece, repeats: true };
}

function next(reader: Reader): string {
  const char = reader.source[reader.at] ?? ']';
  reader.at += 1;
  return char;
}

function product(left: readonly string[], right: readonly string[]): readonly string[] | undefined {
  if (left.length * right.length > MAX_STRINGS) return undefined;
  return left.flatMap((head) => right.map((tail) => head + tail));
}

function shortest(texts: readonly string[]): number {
  return Math.min(...texts.map((text) => Buffer.byteLength(text)));
}

function needsOf({ exact, needs = exact ? [exact] : [] }: Piece): readonly (readonly string[])[] {
  return needs.filter((texts) => shortest(texts) >= MIN_LITERAL);
}
