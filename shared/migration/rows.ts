// The bytes of an export, in whatever it is written, to its rows one by one: CSV, JSON or NDJSON. A file of any size
// takes the same memory.
import { pipeline, Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { JSONParser } from '@streamparser/json';
import { type CsvError, parse } from 'csv-parse';
import { canonicalAddress } from '../event/address.ts';
import { isObject, parseJson } from '../providers/json.ts';

/** Counted from 1, without the header. A value is an object by column, or the cells of a row where there is no header. */
export type Row = { readonly row: number } & ({ readonly value: unknown } | { readonly error: string });

/** The file is broken from here on. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** So much of the file is looked at to find out how it is written. */
const HEAD = 65_536;
/** A longer row is a sign of something else: a quotation mark that is never closed, a text without line breaks. */
const LONGEST_ROW = 1 << 20;

/** @throws Unreadable, naming the row from which the file is broken */
export async function* rowsOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Row> {
  const pieces = decoded(bytes);
  let head = '';
  while (head.length < HEAD) {
    const { done, value } = await pieces.next();
    if (done) break;
    head += value;
  }
  yield* readers[formatOf(head)](startingWith(head, pieces), head);
}

/** UTF-8, or UTF-16 as Excel saves "Unicode text"; a byte order mark is left out. */
async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8');
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder?.decode() ?? '';
}

async function* startingWith(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}

type Format = 'array' | 'wrapped' | 'lines' | 'table';
type Reader = (pieces: AsyncIterable<string>, head: string) => AsyncIterable<Row>;

const readers: Readonly<Record<Format, Reader>> = {
  array: (pieces) => jsonRows(pieces, '$.*'),
  /** As Postmark and the AWS CLI answer: `{ "Suppressions": [...] }`. */
  wrapped: (pieces) => jsonRows(pieces, '$.*.*'),
  lines: ndjsonRows,
  table: csvRows,
};

function formatOf(head: string): Format {
  const start = head.trimStart();
  if (start.startsWith('[')) return 'array';
  if (!start.startsWith('{')) return 'table';
  const [line = ''] = start.split('\n', 1);
  const value = parseJson(line);
  return isObject(value) && !Object.values(value).some(Array.isArray) ? 'lines' : 'wrapped';
}

/** Also several documents in a row, as pages of an API are saved. */
async function* jsonRows(pieces: AsyncIterable<string>, path: string): AsyncGenerator<Row> {
  const values: unknown[] = [];
  const parser = new JSONParser({ paths: [path], keepStack: false, separator: '' });
  parser.onValue = ({ value }) => values.push(value);
  let row = 0;
  for await (const step of steps(pieces, parser)) {
    const problem = problemOf(step);
    // What stands before the problem is good.
    for (const value of values.splice(0)) {
      row += 1;
      yield { row, value };
    }
    if (problem !== undefined) throw new Unreadable(`not JSON behind row ${row}: ${problem}`);
  }
}

async function* steps(pieces: AsyncIterable<string>, parser: JSONParser): AsyncGenerator<() => void> {
  for await (const piece of pieces) yield () => parser.write(piece);
  yield () => parser.end();
}

function problemOf(step: () => void): string | undefined {
  try {
    step();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function* ndjsonRows(pieces: AsyncIterable<string>): AsyncGenerator<Row> {
  let [rest, row] = ['', 0];
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      row += 1;
      if (line.trim() !== '') yield lineRow(row, line);
    }
    if (rest.length > LONGEST_ROW) throw new Unreadable(`line ${row + 1} has more than ${LONGEST_ROW} characters`);
  }
  if (rest.trim() !== '') yield lineRow(row + 1, rest);
}

function lineRow(row: number, line: string): Row {
  const value = parseJson(line);
  return value === undefined ? { row, error: 'not JSON' } : { row, value };
}

async function* csvRows(pieces: AsyncIterable<string>, head: string): AsyncGenerator<Row> {
  let broken: CsvError | undefined;
  const parser = parse({
    delimiter: delimiterIn(head),
    record_delimiter: ['\r\n', '\n', '\r'],
    // What a sender writes into a reason is not always quoted by the book.
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
    // An error would take the good rows along that are read but not yet delivered: so it waits until they are.
    skip_records_with_error: true,
    on_skip: (error) => {
      broken ??= error;
      return undefined;
    },
  });
  // An error of the source ends the parser with it, and so this loop.
  pipeline(Readable.from(pieces), parser, () => {});
  let header: readonly string[] | undefined;
  let [records, row] = [0, 0];
  for await (const record of parser) {
    if (broken !== undefined && records === broken['records']) break;
    records += 1;
    const cells: readonly string[] = record;
    if (records === 1 && !cells.some((cell) => canonicalAddress(cell) !== undefined)) {
      header = cells;
      continue;
    }
    row += 1;
    yield header === undefined ? { row, value: cells } : tableRow(row, header, cells);
  }
  if (broken === undefined) return;
  throw new Unreadable(`no CSV from row ${row + 1} on: probably a quotation mark that is never closed`);
}

function tableRow(row: number, header: readonly string[], cells: readonly string[]): Row {
  if (cells.slice(header.length).some((cell) => cell.trim() !== '')) {
    return { row, error: `has ${cells.length} cells where the header has ${header.length}` };
  }
  return { row, value: Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])) };
}

/** Whatever stands most often in the first line, outside of quotation marks. */
function delimiterIn(head: string): string {
  const [line = ''] = head.trimStart().split(/[\r\n]/, 1);
  const bare = line.replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => bare.split(delimiter).length;
  return [',', ';', '\t'].reduce((most, delimiter) => (count(delimiter) > count(most) ? delimiter : most));
}
