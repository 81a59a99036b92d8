// Tables for people: columns as wide as their longest cell, colours not counted, cut where the terminal ends.
import { stripVTControlCharacters, styleText } from 'node:util';
import { columnsOf } from './wrap.ts';

const GAP = '  ';

/** `width`: how wide the terminal is, where there is one. The last column gives way; it must hold no colours. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  width: number | undefined = process.stdout.columns,
): string {
  const widths = headings.map((heading, column) =>
    rows.reduce((widest, row) => Math.max(widest, shown(row[column] ?? '')), shown(heading)),
  );
  const last = widths.length - 1;
  const before = widths.slice(0, last).reduce((sum, each) => sum + each + GAP.length, 0);
  const room = width === undefined ? Number.POSITIVE_INFINITY : Math.max(shown(headings[last] ?? ''), width - before);
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const fit = column === last ? cut(cell, room) : cell;
        return fit + ' '.repeat(Math.max(0, (widths[column] ?? 0) - shown(fit)));
      })
      .join(GAP)
      .trimEnd();
  const rule = widths.map((each, column) => '─'.repeat(column === last ? Math.min(each, room) : each)).join(GAP);
  return [styleText('bold', line(headings), { stream: process.stdout }), rule, ...rows.map(line)].join('\n');
}

function shown(cell: string): number {
  return columnsOf(stripVTControlCharacters(cell));
}

function cut(cell: string, room: number): string {
  if (shown(cell) <= room) return cell;
  let fit = '';
  for (const character of cell) {
    if (columnsOf(fit + character) >= room) break;
    fit += character;
  }
  return `${fit}…`;
}
