// One row of an export in; what it teaches about its address out: a record to join, and the history behind it.
import { classify } from '../classify/classify.ts';
import type { Reason } from '../classify/reasons.ts';
import { canonicalAddress } from '../event/address.ts';
import type { MailEvent } from '../event/mail-event.ts';
import { CLOCK_TOLERANCE_MS, parseTime } from '../event/time.ts';
import { historyEntryOf } from '../pipeline/history.ts';
import { isObject } from '../providers/json.ts';
import { isRefusal } from '../providers/provider.ts';
import { providers } from '../providers/registry.ts';
import { evidenceOf } from '../suppression/evidence.ts';
import type { HistoryEntry } from '../suppression/history.ts';
import { EMPTY, type SuppressionRecord } from '../suppression/record.ts';
import { inNamedStream, type StreamNames } from '../suppression/streams.ts';
import { type Column, columnOf } from './columns.ts';
import type { ExportKind } from './export-kinds.ts';

export interface ReadOptions {
  /** Milliseconds. */
  readonly now: number;
  /** The stream of an export that is of one, where its rows don't name it. */
  readonly stream?: string | undefined;
  /** The date of an export whose rows carry none, in milliseconds: the list stood like this then. */
  readonly date?: number | undefined;
  /** The configuration's shared names of streams. */
  readonly streams: StreamNames;
}

/**
 * What becomes of the address.
 *
 * - `suppresses`: a dead recipient, a complaint, an unsubscribe, or what the sender itself won't mail any more
 * - `counts`: a failure that suppresses when it is repeated
 * - `leaves_alone`: the sender's fault, or nobody's; kept in the history only
 * - `restores`: a record of our own, as it was exported
 */
export const EFFECTS = ['suppresses', 'counts', 'leaves_alone', 'restores'] as const;
type Effect = (typeof EFFECTS)[number];

export interface Entry {
  readonly address: string;
  readonly record: SuppressionRecord;
  readonly history: readonly HistoryEntry[];
  readonly effect: Effect;
  /** Undefined for our own records, which hold many. */
  readonly reason?: Reason;
}

export type ReadEntry = Entry | { readonly error: string };

/** `value` is an object of columns, the cells of a row without a header, or a bare address. */
export function readEntry(kind: ExportKind, value: unknown, options: ReadOptions): ReadEntry {
  const columns = columnsIn(kind, value);
  if (columns === undefined) return { error: 'neither an object nor an address' };
  const text = (column: string) => textIn(columns.get(columnOf(column)));

  const [emailColumn, email] = firstOf(kind.email, columns);
  if (canonicalAddress(textIn(email)) === undefined) return { error: `${emailColumn}: not an e-mail address` };
  const [dateColumn, date] = firstOf(kind.date, columns);
  const at = date === undefined ? options.date : dateIn(date);
  if (at === undefined) return { error: `${dateColumn}: ${date === undefined ? 'missing' : 'not a date'}` };
  if (at > options.now + CLOCK_TOLERANCE_MS) return { error: `${dateColumn}: lies in the future` };
  const [, named] = kind.stream ? firstOf(kind.stream, columns) : [];
  const stream = textIn(named) || (options.stream ?? '');
  if (kind.stream && stream === '') return { error: `${kind.stream[0]}: missing, and no stream was named` };

  const webhook = kind.webhook({ email: textIn(email), at, stream, text });
  return typeof webhook === 'string' ? { error: webhook } : taught(kind, webhook, options);
}

function taught({ provider }: ExportKind, webhook: object, { now, streams }: ReadOptions): ReadEntry {
  const normalised = providers[provider].normalise(Buffer.from(JSON.stringify(webhook)), now);
  if (isRefusal(normalised)) return { error: normalised.detail };
  const { events, rejects } = normalised;
  const [event] = events;
  if (event === undefined) return { error: rejects[0]?.reason ?? 'says nothing about an address' };
  return entryOf(inNamedStream(event, streams));
}

function entryOf(event: MailEvent): Entry {
  const verdict = classify(event);
  const evidence = evidenceOf(event, verdict);
  return {
    address: event.recipient,
    record: evidence ?? EMPTY,
    history: [historyEntryOf(event, verdict)],
    effect: effectOf(evidence),
    reason: verdict.reason,
  };
}

function effectOf(evidence: SuppressionRecord | undefined): Effect {
  if (evidence === undefined) return 'leaves_alone';
  return Object.values(evidence).every((facts) => Object.keys(facts).every((kind) => kind === 'soft'))
    ? 'counts'
    : 'suppresses';
}

function columnsIn(kind: ExportKind, value: unknown): ReadonlyMap<Column, unknown> | undefined {
  const cells = typeof value === 'string' ? [value] : value;
  if (Array.isArray(cells)) return new Map(kind.bare?.map((name, index) => [columnOf(name), cells[index] ?? '']));
  return isObject(cells) ? new Map(Object.entries(cells).map(([name, cell]) => [columnOf(name), cell])) : undefined;
}

/** Of several names, the one that the row has, else the usual one. */
function firstOf(names: readonly string[], columns: ReadonlyMap<Column, unknown>): readonly [string, unknown] {
  const name = names.find((spelling) => columns.has(columnOf(spelling))) ?? names[0] ?? '';
  return [name, columns.get(columnOf(name)) ?? undefined];
}

function textIn(cell: unknown): string {
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '';
}

/** Also a day alone, as its midnight in UTC. */
function dateIn(cell: unknown): number | undefined {
  return parseTime(
    typeof cell === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(cell.trim()) ? `${cell.trim()}T00:00:00Z` : cell,
  );
}
