// Text for the terminal: broken into lines, measured in columns, and without what could steer the terminal.

/** East Asian scripts and emoji take two columns. */
const WIDE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;
/** Accents and joiners take none. */
const COMBINING = /[\p{M}\u200b-\u200d\ufeff]/u;
/** Escape sequences, and marks that turn the direction of writing; line feeds are wanted. */
const STEERING = /(?!\n)[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Character for character, so that positions stay the same. */
export function harmless(text: string): string {
  return text.replace(STEERING, ' ');
}

/** How many columns of the terminal the text takes. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) if (!COMBINING.test(character)) columns += WIDE.test(character) ? 2 : 1;
  return columns;
}

/**
 * Lines of at most `width` columns, as positions [start, end) in UTF-16 code units. Breaks at line feeds, and at blanks
 * where a line has one.
 */
export function wrap(text: string, width: number): [start: number, end: number][] {
  const lines: [number, number][] = [];
  let [start, at, columns, blank] = [0, 0, 0, -1];
  for (const character of text) {
    columns += columnsOf(character);
    if (character === '\n') {
      lines.push([start, at]);
      [start, columns, blank] = [at + 1, 0, -1];
    } else if (character === ' ') {
      blank = at;
    } else if (columns > width && at > start) {
      if (blank >= 0) {
        lines.push([start, blank]);
        start = blank + 1;
      }
      columns = columnsOf(text.slice(start, at)) + columnsOf(character);
      // No blank, or a word that is too long even by itself.
      if (columns > width && at > start) {
        lines.push([start, at]);
        [start, columns] = [at, columnsOf(character)];
      }
      blank = -1;
    }
    at += character.length;
  }
  lines.push([start, text.length]);
  return lines;
}
