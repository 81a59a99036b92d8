// import: records from elsewhere (an export of a sender, a backup of our own) joined into what is stored. They are facts
// like any other, so importing twice changes nothing.
import * as z from 'zod/mini';
import { canonicalAddress, canonicalDomain } from '../event/address.ts';
import { CLOCK_TOLERANCE_MS, toIso } from '../event/time.ts';
import { type HistoryEntry, historyEntry } from '../suppression/history.ts';
import { EMPTY, join, newestAt, type SuppressionRecord, suppressionRecord } from '../suppression/record.ts';
import { eachConcurrently } from './concurrently.ts';
import { type History, readable, UnreadableRecord } from './ports.ts';
import { isRuleKey, ruleKey } from './rule-key.ts';
import { type UpdatePorts, updateRecord } from './update.ts';

export interface ImportPorts extends UpdatePorts {
  /** Undefined: none is kept. */
  readonly history?: History | undefined;
}

/** As it came: each is checked by itself, so that a bad one costs none of its neighbours. */
export interface ImportedEntry {
  /** An address, or a whole domain as `@example.com`. */
  readonly address: string;
  readonly record: unknown;
  readonly history?: unknown;
}

export interface ImportOutcome {
  /** Entries whose address knows more now. */
  readonly joined: number;
  /** Entries that told nothing new. */
  readonly unchanged: number;
  readonly failed: readonly { readonly index: number; readonly error: string }[];
}

/** At most this many addresses are written at once. */
const CONCURRENT_WRITES = 16;
/** A decision may lie a little ahead of the clock, being newer than a fact that does: see `decide`. */
const FUTURE_MS = 2 * CLOCK_TOLERANCE_MS;

/** All entries of one address. */
interface Pending {
  record: SuppressionRecord;
  readonly history: HistoryEntry[];
  readonly indexes: number[];
}

/**
 * Rejects when the store or the history does, with nothing lost by sending the same again; an entry that can't ever be
 * taken is named in `failed`. `now` is in milliseconds.
 */
export async function joinRecords(
  ports: ImportPorts,
  entries: readonly ImportedEntry[],
  now: number,
): Promise<ImportOutcome> {
  const failed: { index: number; error: string }[] = [];
  const pending = new Map<string, Pending>();
  for (const [index, entry] of entries.entries()) {
    const checked = check(entry, now);
    if ('error' in checked) {
      failed.push({ index, error: checked.error });
      continue;
    }
    const known = pending.get(checked.address) ?? { record: EMPTY, history: [], indexes: [] };
    known.record = join(known.record, checked.record);
    known.history.push(...checked.history);
    known.indexes.push(index);
    pending.set(checked.address, known);
  }

  const stored = await ports.store.read([...pending.keys()]);
  let [joined, unchanged] = [0, 0];
  await eachConcurrently(CONCURRENT_WRITES, pending, async ([address, { record, indexes }]) => {
    try {
      const { written } = await updateRecord(ports, address, () => record, readable(stored, address), now);
      if (written) joined += indexes.length;
      else unchanged += indexes.length;
    } catch (error) {
      if (!(error instanceof UnreadableRecord)) throw error;
      failed.push(...indexes.map((index) => ({ index, error: `address: ${error.message}` })));
    }
  });
  const history = [...pending.values()].flatMap((each) => each.history);
  await ports.history?.append(history, now);
  return { joined, unchanged, failed: failed.sort((a, b) => a.index - b.index) };
}

type Checked =
  | { readonly address: string; readonly record: SuppressionRecord; readonly history: readonly HistoryEntry[] }
  | { readonly error: string };

const historyEntries = z._default(z.array(historyEntry), []);

function check({ address: raw, record: told, history: evidence }: ImportedEntry, now: number): Checked {
  const address = keyOf(raw);
  if (address === undefined) return { error: 'address: neither an e-mail address nor a domain such as @example.com' };
  const record = z.safeParse(suppressionRecord, told);
  if (!record.success) return { error: problemOf('record', record.error) };
  const history = z.safeParse(historyEntries, evidence);
  if (!history.success) return { error: problemOf('history', history.error) };
  if (history.data.some((entry) => entry.address !== address)) return { error: 'history: is of another address' };
  const latest = toIso(now + FUTURE_MS);
  // Else nothing that anybody decides could follow it for a long time.
  if (newestAt(record.data) > latest) return { error: 'record: holds a fact of the future' };
  if (history.data.some(({ at }) => at > latest)) return { error: 'history: holds an entry of the future' };
  return { address, record: record.data, history: history.data };
}

/** The canonical form, under which everybody asks for it. */
function keyOf(raw: string): string | undefined {
  if (!isRuleKey(raw)) return canonicalAddress(raw);
  const domain = canonicalDomain(raw.slice(1));
  return domain === undefined ? undefined : ruleKey(domain);
}

function problemOf(where: string, { issues }: z.core.$ZodError): string {
  const problems = issues.map(({ path, message }) => `${[where, ...path].join('.')}: ${message}`);
  return problems.slice(0, 1).join();
}
