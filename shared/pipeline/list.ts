// The list: who is suppressed, newest first; and all records, for an export.
import * as z from 'zod/mini';
import { BOUNDS } from '../event/bounds.ts';
import type { ProviderName } from '../event/mail-event.ts';
import type { Policy } from '../suppression/policy.ts';
import { ALL_MAIL, type SuppressionRecord } from '../suppression/record.ts';
import { strongestOf } from '../suppression/verdict.ts';
import { cursors, wellFormed } from './cursor.ts';
import { type LookupAnswer, UNREADABLE_REMEDY } from './lookup.ts';
import { type ListedRecord, type RecordList, type RecordStore, UnreadableRecord } from './ports.ts';
import { ruleKeyOf } from './rule-key.ts';

/** As a lookup without a stream answers, save that unsubscribes of streams are listed too: `scope` names the stream. */
export interface ListedAnswer extends Omit<LookupAnswer, 'evidence' | 'decisions' | 'version'> {
  readonly since: string;
}

export interface ListFilter {
  readonly reason?: ListedAnswer['reason'];
  readonly cause?: ListedAnswer['cause'];
  /** Who told of what suppresses. */
  readonly provider?: ProviderName;
  /** When the suppression began, inclusive; ISO 8601 UTC with milliseconds. */
  readonly since?: string;
  /** Exclusive. */
  readonly until?: string;
  readonly limit: number;
  readonly cursor?: string;
}

export interface ListPorts {
  readonly list: RecordList;
  /** Holds the rules of the domains. */
  readonly store: RecordStore;
  readonly policy: Policy;
  /** Told of each record that can't be read. */
  readonly onUnreadable?: (error: UnreadableRecord) => void;
}

/** A strict filter may pass few of many: a call looks at no more than these, and answers where to go on. */
const MAX_EXAMINED = 1000;
/** How many are looked at at once when most may be left out. */
const FILTERED_PAGE = 250;

const places = cursors(
  'suppressions',
  z.object({
    since: z.iso.datetime({ precision: 3 }),
    address: z.string().check(z.minLength(1), z.maxLength(BOUNDS.address), wellFormed()),
  }),
);

/**
 * A page of the list. Its order is that in which the suppressions began, as of the last write to each record; what it
 * says and what it filters by is judged anew, so those that have run out are left out. A page may hold less than
 * `limit`, even nothing, and still have a cursor: the list has ended when that is null. Writes between two pages neither
 * repeat nor hide an address that they don't touch.
 *
 * @throws InvalidCursor
 */
export async function list(
  ports: ListPorts,
  { limit, cursor, ...filter }: ListFilter,
  now: number,
): Promise<{ readonly results: readonly ListedAnswer[]; readonly cursor: string | null }> {
  const { reason, cause, provider, since, until } = filter;
  const size = [reason, cause, provider].some((wanted) => wanted != null) ? FILTERED_PAGE : limit;
  const results: ListedAnswer[] = [];
  let after = cursor === undefined ? undefined : places.decode(cursor);
  let examined = 0;
  for (;;) {
    const page = await ports.list.suppressed({ since, until, after, limit: size });
    const rules = await rulesFor(ports, page);
    for (const item of page) {
      after = { since: item.since, address: item.address };
      examined += 1;
      const found = judge(ports, item, rules, now);
      if (found !== undefined && passes(found, filter)) results.push(found.answer);
      if (results.length === limit || examined === MAX_EXAMINED) return { results, cursor: places.encode(after) };
    }
    if (page.length < size) return { results, cursor: null };
  }
}

interface Judged {
  readonly answer: ListedAnswer;
  readonly provider: ProviderName | undefined;
}

type Rules = Awaited<ReturnType<RecordStore['read']>>;

/** The list has to agree with the lookup, which asks the rules of the domains too. */
async function rulesFor({ store, onUnreadable }: ListPorts, page: readonly ListedRecord[]): Promise<Rules> {
  const rules = await store.read([...new Set(page.map(({ address }) => ruleKeyOf(address)))]);
  for (const rule of rules.values()) if (rule instanceof UnreadableRecord) onUnreadable?.(rule);
  return rules;
}

/** Undefined when it no longer is suppressed. */
function judge({ policy, onUnreadable }: ListPorts, item: ListedRecord, rules: Rules, now: number): Judged | undefined {
  const { address, record } = item;
  const rule = rules.get(ruleKeyOf(address));
  if (record instanceof UnreadableRecord) onUnreadable?.(record);
  if (record instanceof UnreadableRecord || rule instanceof UnreadableRecord) {
    return { answer: unreadable(item), provider: undefined };
  }
  const suppression = strongestOf(record, policy, now, rule?.record);
  if (suppression === undefined) return undefined;
  const { reason, cause, since, until, scope, remedy, provider } = suppression;
  return { answer: { address, suppressed: true, reason, cause, since, until: until ?? null, scope, remedy }, provider };
}

function unreadable({ address, since }: ListedRecord): ListedAnswer {
  const remedy = UNREADABLE_REMEDY;
  return { address, suppressed: true, reason: null, cause: 'unreadable', since, until: null, scope: ALL_MAIL, remedy };
}

function passes({ answer, provider }: Judged, wanted: Omit<ListFilter, 'limit' | 'cursor'>): boolean {
  return (
    (wanted.reason ?? answer.reason) === answer.reason &&
    (wanted.cause ?? answer.cause) === answer.cause &&
    (wanted.provider ?? provider) === provider &&
    answer.since >= (wanted.since ?? '') &&
    (wanted.until === undefined || answer.since < wanted.until)
  );
}

const positions = cursors('records', z.string());

/**
 * A page of all records there are, suppressed or not, the rules of domains under `@example.com`; ended when the cursor
 * is null, not when a page is empty.
 *
 * @throws InvalidCursor
 */
export async function allRecords(
  { list: index }: Pick<ListPorts, 'list'>,
  limit: number,
  cursor?: string,
): Promise<{
  readonly records: readonly { readonly address: string; readonly record: SuppressionRecord }[];
  /** What an export has to do without. */
  readonly unreadable: readonly { readonly address: string; readonly error: string }[];
  readonly cursor: string | null;
}> {
  const from = cursor === undefined ? undefined : positions.decode(cursor);
  const { records, next } = await index.all(limit, from);
  return {
    records: records.flatMap(({ address, record }) =>
      record instanceof UnreadableRecord ? [] : [{ address, record }],
    ),
    unreadable: records.flatMap(({ address, record }) =>
      record instanceof UnreadableRecord ? [{ address, error: record.message }] : [],
    ),
    cursor: next === undefined ? null : positions.encode(next),
  };
}
