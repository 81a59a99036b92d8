// The record of one address: facts, not conclusions, in a form whose join does not care about order or repetition.
//
// Laws, each a property test:
//   join(a, b) = join(b, a)                      delivery order can't matter
//   join(a, join(b, c)) = join(join(a, b), c)    nor can the split over workers and batches
//   join(a, a) = a                               nor can duplicates, crashes and replays
//   every list is bounded                        nor can a noisy address outgrow its item
// So a record is a function of the set of facts that it was told, and the verdict, derived from it, is one too.
//
// They hold because every part is one: a list keeps the greatest K of a pointwise maximum (keyed by message, by day, or
// by sender and reason) in a total order that begins with the time, and what deliveries let it forget is all that lies
// before a time which only moves forward.
import * as z from 'zod/mini';
import { REASON_NAMES } from '../classify/reasons.ts';
import { BOUNDS } from '../event/bounds.ts';
import { PROVIDER_NAMES } from '../event/mail-event.ts';
import { toIso } from '../event/time.ts';
import { byText, firstOfEach, newestByKey, newestFirst, sortedEntries } from './newest.ts';

/** The scope of what holds for all mail; any other scope is the name of a stream. */
export const ALL_MAIL = '*';

/** Facts of each kind: the newest of each sender and reason. Five reasons suppress at once, from three senders. */
const KEPT = 15;
/** Distinct messages remembered per reason: no policy can ask for more. */
export const SOFT_PER_REASON = 8;
/**
 * Days remembered per reason besides, each by its newest failure. Else the newest messages of a busy address would all be
 * of today, and nothing would show that it has failed for a week.
 */
export const SOFT_DAYS_PER_REASON = 16;
/** The two newest deliveries by distinct messages answer "was another message delivered after this failure?" exactly. */
const DELIVERIES = 2;
/** A failure without a message id can't be told from its own delivery until they lie this far apart. */
export const OWN_DELIVERY_MS = 86_400_000;

const EARLIEST = '1970-01-01T00:00:00.000Z';
const LATEST = '2099-12-31T23:59:59.999Z';

/** A fact of the far future would be newer than all else for ever: not even a release could follow it. */
const instant = z.iso
  .datetime({ precision: 3 })
  .check(z.refine((at) => at >= EARLIEST && at <= LATEST, 'expected a time from 1970 to 2099'));
const id = z.string().check(z.maxLength(BOUNDS.id));

export const fact = z.strictObject({
  at: instant,
  id,
  provider: z.enum(PROVIDER_NAMES),
  reason: z.enum(REASON_NAMES),
  rule: z.string(),
  messageId: z.optional(id),
  stream: z.optional(z.string()),
  smtpCode: z.optional(z.number()),
  enhancedCode: z.optional(z.string()),
  text: z.optional(z.string()),
});
/** One event, reduced to what a decision and its explanation need. */
export type Fact = z.infer<typeof fact>;

export const decision = z
  .strictObject({
    at: instant,
    id,
    /** Name of the API key. */
    by: z.string(),
    note: z.optional(z.string()),
    /** The end, at the earliest `at` itself: such a decision only takes an older one back. */
    until: z.optional(z.iso.datetime({ precision: 3 })),
  })
  .check(
    z.refine(({ at, until }) => until === undefined || until >= at, { path: ['until'], error: 'lies before `at`' }),
  );
/** What a person decided. */
export type Decision = z.infer<typeof decision>;

const delivery = z.strictObject({ at: instant, id, messageId: z.optional(id) });
export type Delivery = z.infer<typeof delivery>;

const facts = z.optional(z.array(fact));

/** All lists newest first. */
export const scopeRecord = z.strictObject({
  /** Permanent failures of the recipient. */
  hard: facts,
  complaint: facts,
  /** Complaints that name several recipients, of whom one complained: shown, not acted upon. */
  suspected: facts,
  unsubscribe: facts,
  resubscribe: facts,
  /** Refusals by the senders' own lists. */
  mirrored: facts,
  /** The newest decisions of people, one a kind: a suppression that runs out must not forget an older release. */
  suppressed: z.optional(decision),
  released: z.optional(decision),
  delivered: z.optional(z.array(delivery)),
  /** Failures that only count when repeated; a message that failed on several days may stand there twice. */
  soft: facts,
});
export type ScopeRecord = z.infer<typeof scopeRecord>;

/** The kinds of facts of which the newest of each sender and reason says it all. */
const NEWEST_KINDS = ['hard', 'complaint', 'suspected', 'unsubscribe', 'resubscribe', 'mirrored'] as const;
export const FACT_KINDS = [...NEWEST_KINDS, 'soft'] as const;

/** Scope to facts; an address nothing is known of is the empty record. */
export type SuppressionRecord = Record<string, ScopeRecord>;

/** Scope by scope: a zod record would leave out a stream called `__proto__`. */
export const suppressionRecord = z.pipe(
  z.custom<object>(isPlainObject, 'expected an object of scopes'),
  z.transform((value, context): SuppressionRecord => {
    const scopes = Object.entries(value).map(([scope, part]: [string, unknown]) => {
      const { success, data = {}, error } = z.safeParse(scopeRecord, part);
      for (const { message, path } of success ? [] : error.issues)
        context.issues.push({ code: 'custom', message, path: [scope, ...path], input: part });
      return [scope, data] as const;
    });
    return Object.fromEntries(scopes);
  }),
);

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const EMPTY: SuppressionRecord = {};

/** The facts of a scope: its own, for a stream may be called `constructor`. */
export function scopeOf(record: SuppressionRecord, scope: string): ScopeRecord {
  return (Object.hasOwn(record, scope) && record[scope]) || {};
}

export function join(a: SuppressionRecord, b: SuppressionRecord): SuppressionRecord {
  const scopes = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return Object.fromEntries(scopes.map((scope) => [scope, joinScope(scopeOf(a, scope), scopeOf(b, scope))]));
}

function joinScope(a: ScopeRecord, b: ScopeRecord): ScopeRecord {
  const joined: ScopeRecord = {};
  for (const kind of NEWEST_KINDS) {
    const newest = newestByKey([...(a[kind] ?? []), ...(b[kind] ?? [])], KEPT, claimKey);
    if (newest.length > 0) joined[kind] = newest;
  }
  for (const kind of ['suppressed', 'released'] as const) {
    const [newest] = newestFirst([a[kind] ?? [], b[kind] ?? []].flat());
    if (newest) joined[kind] = newest;
  }
  const delivered = newestByKey([...(a.delivered ?? []), ...(b.delivered ?? [])], DELIVERIES, messageKey);
  if (delivered.length > 0) joined.delivered = delivered;
  const soft = remembered([...(a.soft ?? []), ...(b.soft ?? [])], delivered);
  if (soft.length > 0) joined.soft = soft;
  return joined;
}

function claimKey({ provider, reason }: Fact): string {
  return `${provider} ${reason}`;
}

/** An event without a message id stands for a message of its own. */
export function messageKey({ messageId, id }: { messageId?: string | undefined; id: string }): string {
  return messageId === undefined ? `event ${id}` : `message ${messageId}`;
}

/** Bounded per reason, so that a flood of one kind can't push another kind out of memory. */
function remembered(failures: readonly Fact[], [, older]: readonly Delivery[]): Fact[] {
  // Most scopes have none, and every join of every scope comes by here.
  if (failures.length === 0) return [];
  // One of two deliveries is of another message: what lies before both can't count any more, whatever is still to come.
  const from = older === undefined ? '' : toIso(Date.parse(older.at) - OWN_DELIVERY_MS);
  const counted = newestFirst(failures).filter(({ at }) => at >= from);
  const isNewMessage = firstOfEach(SOFT_PER_REASON, messageKey, reasonOf);
  const isNewDay = firstOfEach(SOFT_DAYS_PER_REASON, dayOf, reasonOf);
  return counted.filter((fact) => {
    const newMessage = isNewMessage(fact);
    return isNewDay(fact) || newMessage;
  });
}

function reasonOf({ reason }: Fact): string {
  return reason;
}

function dayOf({ at }: Fact): string {
  return at.slice(0, 'YYYY-MM-DD'.length);
}

/** Every fact of a record with its kind and scope, newest first. */
export function factsIn(record: SuppressionRecord): { kind: (typeof FACT_KINDS)[number]; scope: string; fact: Fact }[] {
  return Object.entries(record)
    .flatMap(([scope, part]) => FACT_KINDS.flatMap((kind) => (part[kind] ?? []).map((fact) => ({ kind, scope, fact }))))
    .sort((a, b) => byText(b.fact.at, a.fact.at));
}

/** The newest time of any fact, ISO 8601 UTC; the empty text for the empty record. */
export function newestAt(record: SuppressionRecord): string {
  const times = Object.values(record).flatMap(({ delivered = [], suppressed, released }) =>
    [...delivered, suppressed, released].map((part) => part?.at ?? ''),
  );
  return [...times, ...factsIn(record).map(({ fact }) => fact.at)].sort().at(-1) ?? '';
}

export function equalRecords(a: SuppressionRecord, b: SuppressionRecord): boolean {
  return encodeRecord(a) === encodeRecord(b);
}

/** The record as compact text, the same for equal records. Keys come out in the order of {@link joinScope}. */
export function encodeRecord(record: SuppressionRecord): string {
  return JSON.stringify(join(record, EMPTY), (_key, value: unknown) =>
    isPlainObject(value) && Object.hasOwn(value, 'at') ? Object.fromEntries(sortedEntries(value)) : value,
  );
}
