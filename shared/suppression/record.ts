// The record of one address: facts, not conclusions, in a form whose join does not care about order or repetition.
//
// Laws, each a property test:
//   join(a, b) = join(b, a)                      delivery order can't matter
//   join(a, join(b, c)) = join(join(a, b), c)    nor can the split over workers and batches
//   join(a, a) = a                               nor can duplicates, crashes and replays
//   every list is bounded                        nor can a noisy address outgrow its item
// They hold because every part is one: a register keeps the greatest fact in a total order, and a bounded list keeps
// the greatest K of a pointwise maximum keyed by message, the failures also that keyed by day.
import * as z from 'zod/mini';
import { REASON_NAMES, type Reason } from '../classify/reasons.ts';
import { BOUNDS } from '../event/bounds.ts';
import { PROVIDER_NAMES } from '../event/mail-event.ts';

/** The scope of what holds for all mail; any other scope is the name of a stream. */
export const ALL_MAIL = '*';

/** Distinct messages remembered per reason: no policy can ask for more. */
export const SOFT_PER_REASON = 8;
/**
 * Days remembered per reason besides, each by its newest failure. Else the newest messages of a busy address would all be
 * of today, and nothing would show that it has failed for a week.
 */
export const SOFT_DAYS_PER_REASON = 16;
/** The two newest deliveries by distinct messages answer "was another message delivered after this failure?" exactly. */
const DELIVERIES = 2;
/** Characters of the reply kept with a fact; the whole of it belongs to the history. */
export const FACT_TEXT = 256;

const instant = z.iso.datetime({ precision: 3 });
const id = z.string().check(z.maxLength(BOUNDS.id));

const fact = z.strictObject({
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

const decision = z.strictObject({
  at: instant,
  id,
  /** Name of the API key. */
  by: z.string(),
  note: z.optional(z.string()),
  until: z.optional(instant),
});
/** What a person decided. */
export type Decision = z.infer<typeof decision>;

const delivery = z.strictObject({ at: instant, id, messageId: z.optional(id) });
export type Delivery = z.infer<typeof delivery>;

const scopeRecord = z.strictObject({
  /** The newest permanent failure of the recipient. */
  hard: z.optional(fact),
  complaint: z.optional(fact),
  /** A complaint that names several recipients, of whom one complained: shown, not acted upon. */
  suspected: z.optional(fact),
  unsubscribe: z.optional(fact),
  resubscribe: z.optional(fact),
  /** The newest refusal by a sender's own list. */
  mirrored: z.optional(fact),
  /** The newest decisions of people, one a kind: a suppression that runs out must not forget an older release. */
  suppressed: z.optional(decision),
  released: z.optional(decision),
  /** Newest first. */
  delivered: z.optional(z.array(delivery)),
  /** Failures that only count when repeated, newest first; a message that failed on several days may stand there twice. */
  soft: z.optional(z.array(fact)),
});
export type ScopeRecord = z.infer<typeof scopeRecord>;

export const suppressionRecord = z.record(z.string(), scopeRecord);
/** Scope to facts; an address nothing is known of is the empty record. */
export type SuppressionRecord = z.infer<typeof suppressionRecord>;

export const EMPTY: SuppressionRecord = {};

export function join(a: SuppressionRecord, b: SuppressionRecord): SuppressionRecord {
  const scopes = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...scopes].sort().map((scope) => [scope, joinScope(a[scope] ?? {}, b[scope] ?? {})]));
}

function joinScope(a: ScopeRecord, b: ScopeRecord): ScopeRecord {
  const joined: ScopeRecord = {};
  for (const register of ['hard', 'complaint', 'suspected', 'unsubscribe', 'resubscribe', 'mirrored'] as const) {
    const newest = greater(a[register], b[register]);
    if (newest) joined[register] = newest;
  }
  for (const register of ['suppressed', 'released'] as const) {
    const newest = greater(a[register], b[register]);
    if (newest) joined[register] = newest;
  }
  const delivered = newestByKey([...(a.delivered ?? []), ...(b.delivered ?? [])], messageKey).slice(0, DELIVERIES);
  if (delivered.length > 0) joined.delivered = delivered;
  const soft = remembered([...(a.soft ?? []), ...(b.soft ?? [])]);
  if (soft.length > 0) joined.soft = soft;
  return joined;
}

interface Ordered {
  readonly at: string;
  readonly id: string;
}

/** A total order: by time, then id, then content, so that even a corrupted twin can't make the join depend on order. */
function compare(a: Ordered, b: Ordered): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  const [left, right] = [canonicalJson(a), canonicalJson(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function canonicalJson(value: object): string {
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function greater<T extends Ordered>(a: T | undefined, b: T | undefined): T | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compare(a, b) >= 0 ? a : b;
}

/** An event without a message id stands for a message of its own. */
export function messageKey({ messageId, id }: { messageId?: string | undefined; id: string }): string {
  return messageId === undefined ? `event ${id}` : `message ${messageId}`;
}

function newestByKey<T extends Ordered>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const newest = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    newest.set(key, greater(newest.get(key), item) ?? item);
  }
  return [...newest.values()].sort((a, b) => compare(b, a));
}

/** Bounded per reason, so that a flood of one kind can't push another kind out of memory. */
function remembered(failures: readonly Fact[]): Fact[] {
  const isNewMessage = firstPerReason(SOFT_PER_REASON);
  const isNewDay = firstPerReason(SOFT_DAYS_PER_REASON);
  return failures
    .toSorted((a, b) => compare(b, a))
    .filter((fact) => {
      const newMessage = isNewMessage(fact.reason, messageKey(fact));
      return isNewDay(fact.reason, fact.at.slice(0, 'YYYY-MM-DD'.length)) || newMessage;
    });
}

/** Answers true for the first `bound` keys of each reason, once each. */
function firstPerReason(bound: number): (reason: Reason, key: string) => boolean {
  const seen = new Map<Reason, Set<string>>();
  return (reason, key) => {
    const keys = seen.get(reason) ?? new Set();
    if (keys.size === bound || keys.has(key)) return false;
    seen.set(reason, keys.add(key));
    return true;
  };
}

/** The newest time of any fact, ISO 8601 UTC; the empty text for the empty record. */
export function newestAt(record: SuppressionRecord): string {
  let newest = '';
  for (const { delivered = [], soft = [], ...registers } of Object.values(record)) {
    for (const fact of [...delivered, ...soft, ...Object.values(registers)]) {
      if (fact !== undefined && fact.at > newest) newest = fact.at;
    }
  }
  return newest;
}

export function equalRecords(a: SuppressionRecord, b: SuppressionRecord): boolean {
  return encodeRecord(a) === encodeRecord(b);
}

/** The record as compact text, the same for equal records. Keys come out in the order of {@link joinScope}. */
export function encodeRecord(record: SuppressionRecord): string {
  return JSON.stringify(join(record, EMPTY), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, 'at')
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
