// Facts for people, one below the other: a dim label, and words that are wrapped behind it.
import type { styleText } from 'node:util';
import { wrap } from './wrap.ts';

/** Colours the text, or leaves it as it is where colours aren't shown. */
export type Paint = (format: Parameters<typeof styleText>[0], text: string) => string;

export const INDENT = '  ';
const LABEL_COLUMNS = 13;
const NARROWEST = 40;
/** Where nobody tells how wide the output is shown. */
const USUAL = 80;

/** Columns for what stands behind the indent. */
export function widthOf(columns: number | undefined): number {
  return Math.max(NARROWEST, columns ?? USUAL) - INDENT.length;
}

/** The lines of one fact; of none where there are no words. */
export function labelled(label: string, words: string | undefined, width: number, paint: Paint): string[] {
  if (words === undefined) return [];
  const lines = wrap(words, width - LABEL_COLUMNS).map(([start, end]) => words.slice(start, end));
  return lines.map((line, index) => behind(index === 0 ? label : '', line, paint));
}

/** Words that may be painted themselves, and so are not wrapped. */
export function behind(label: string, words: string, paint: Paint): string {
  return INDENT + paint('dim', label.padEnd(LABEL_COLUMNS)) + words;
}
