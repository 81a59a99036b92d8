// Where an export is from: told by its columns and its file's name, or by whoever imports it.
import { isObject } from '../providers/json.ts';
import { columnOf } from './columns.ts';
import { EXPORT_KINDS, type ExportKind, OWN_EXPORT } from './export-kinds.ts';
import { readFact, readRecord } from './own-export.ts';
import { type ReadEntry, type ReadOptions, readEntry } from './read-entry.ts';

export interface Source {
  readonly name: string;
  /** For people. */
  readonly title: string;
  /** Whether its rows hold for one stream, and whether this one names it. */
  readonly stream: (row: unknown) => 'named' | 'missing' | 'all mail';
  readonly hasDate: (row: unknown) => boolean;
  readonly read: (row: unknown, options: ReadOptions) => ReadEntry;
}

const own: Source = {
  name: OWN_EXPORT,
  title: 'records of Bounce Suppressor',
  stream: () => 'all mail',
  hasDate: () => true,
  read: (row) => (isObject(row) && 'record' in row ? readRecord(row) : readFact(row)),
};

function sourceOfKind(kind: ExportKind): Source {
  const hasAny = (row: unknown, names: readonly string[]) =>
    names.some((name) => columnsOf(row).includes(columnOf(name)));
  return {
    name: kind.name,
    title: kind.title,
    stream: (row) => (kind.stream === undefined ? 'all mail' : hasAny(row, kind.stream) ? 'named' : 'missing'),
    hasDate: (row) => hasAny(row, kind.date),
    read: (row, options) => readEntry(kind, row, options),
  };
}

const kinds: readonly ExportKind[] = EXPORT_KINDS;
const SOURCES: readonly Source[] = [...kinds.map(sourceOfKind), own];

export function sourceNamed(name: string): Source | undefined {
  return SOURCES.find((source) => source.name === name);
}

type Detected = Source | { readonly error: string };

/** What the export is by its first row, its file's name and whether a stream was named, or why that can't be told. */
export function detectSource(row: unknown, file: string, stream?: string): Detected {
  return isObject(row) ? byColumns(new Set(columnsOf(row)), file, stream) : ofBareCells(row, stream);
}

/** At a length that can be read: a file of another kind may be one long row. */
function named(columns: ReadonlySet<string>): string {
  const names = [...columns].slice(0, 20).join(', ');
  return names.length > 500 ? `${names.slice(0, 500)} …` : names;
}

function byColumns(columns: ReadonlySet<string>, file: string, stream: string | undefined): Detected {
  const hasAll = (needed: readonly string[]) => needed.every((name) => columns.has(columnOf(name)));
  if (hasAll(['address', 'record']) || hasAll(['address', 'scope', 'fact', 'at'])) return own;
  const possible = kinds.filter(({ email, needs }) => email.some((name) => hasAll([name])) && hasAll(needs));
  const most = Math.max(...possible.map(({ needs }) => needs.length));
  const best = possible.filter(({ needs }) => needs.length === most);
  const [first] = best;
  if (first === undefined) return { error: `its columns are of no known export: ${named(columns)}` };
  if (first.provider !== 'sendgrid') return sourceOfKind(first);
  // SendGrid gives several lists the same columns.
  if (stream !== undefined && first.name === 'sendgrid-unsubscribes') return oneOf(kinds.filter(isOfGroup));
  const called = kinds.filter((kind) => kind.called?.test(file));
  return oneOf(called.length === 1 ? called : best);
}

/** A list of addresses, or a file without a header, which SES takes for its import job. */
function ofBareCells(row: unknown, stream: string | undefined): Detected {
  const cells = Array.isArray(row) ? row : [row];
  if (/^\s*(?:bounce|complaint)\s*$/i.test(String(cells[1])))
    return oneOf(kinds.filter(({ provider }) => provider === 'ses'));
  return oneOf(kinds.filter(({ name, bare }) => (stream === undefined ? bare?.length === 1 : isOfGroup({ name }))));
}

function isOfGroup({ name }: Pick<ExportKind, 'name'>): boolean {
  return name === 'sendgrid-group-unsubscribes';
}

function oneOf(possible: readonly ExportKind[]): Detected {
  const [only, ...others] = possible;
  if (only !== undefined && others.length === 0) return sourceOfKind(only);
  return { error: `it may be ${possible.map(({ name }) => name).join(' or ')}, which look the same` };
}

function columnsOf(row: unknown): string[] {
  return isObject(row) ? Object.keys(row).map(columnOf) : [];
}
