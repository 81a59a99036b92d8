// CSV as it is written here: RFC 4180, and harmless in spreadsheets.

/** A spreadsheet takes such a cell for a formula, and runs it. An address may begin like that, and a reply say anything. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** One line with its line break. Numbers and texts; undefined becomes an empty cell. */
export function csvLine(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map((cell) => quoted(plain(cell))).join(',')}\r\n`;
}

/** Takes back what {@link csvLine} did to a cell that looked like a formula. */
export function withoutGuard(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

function plain(cell: string | number | undefined): string {
  if (typeof cell !== 'string') return cell === undefined ? '' : String(cell);
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
