// verdict: may this address be mailed now? Derived from the record each time it is asked, never stored as truth.
import { REASONS, type Reason } from '../classify/reasons.ts';
import type { Policy } from './policy.ts';
import {
  ALL_MAIL,
  type Decision,
  type Delivery,
  type Fact,
  messageKey,
  type ScopeRecord,
  type SuppressionRecord,
} from './record.ts';

/** Strongest first: where several hold, the first one is given as the cause. */
export const CAUSES = [
  'manual',
  'complaint',
  'hard_bounce',
  'unsubscribe',
  'repeated_failures',
  'sender_list',
] as const;
type Cause = (typeof CAUSES)[number];

export interface Suppression {
  readonly reason: Reason | 'manual';
  readonly cause: Cause;
  /** `*` for all mail, else the stream. */
  readonly scope: string;
  /** ISO 8601 UTC. */
  readonly since: string;
  /** ISO 8601 UTC; undefined means for ever. */
  readonly until: string | undefined;
  readonly remedy: string;
}

const DAY_MS = 86_400_000;
/** A failure without a message id can't be told from its own delivery until they lie this far apart. */
const OWN_DELIVERY_MS = DAY_MS;

/**
 * The strongest suppression in force at `now` (milliseconds), or undefined when the address may be mailed.
 * Its `until` is when the last of all that hold runs out.
 *
 * With a stream, what holds for all mail and for that stream counts. Without one the question is about mail in general:
 * every stream counts save for its unsubscribes, since leaving the newsletter must not block a password reset.
 */
export function suppressionOf(
  record: SuppressionRecord,
  policy: Policy,
  now: number,
  stream?: string,
): Suppression | undefined {
  const inForce = suppressionsOf(record, policy, now).filter(
    ({ scope, reason }) => scope === ALL_MAIL || (stream === undefined ? reason !== 'unsubscribed' : scope === stream),
  );
  const [strongest] = inForce.sort((a, b) => CAUSES.indexOf(a.cause) - CAUSES.indexOf(b.cause));
  return strongest && { ...strongest, until: lastEnd(inForce) };
}

/** Every suppression in force at `now`, of all scopes. */
export function suppressionsOf(record: SuppressionRecord, policy: Policy, now: number): Suppression[] {
  return Object.entries(record)
    .flatMap(([scope, facts]) => standingIn(scope, facts, record, policy))
    .filter(({ until }) => until === undefined || Date.parse(until) > now);
}

function lastEnd(suppressions: readonly Suppression[]): string | undefined {
  const ends = suppressions.map(({ until }) => until ?? '');
  return ends.includes('') ? undefined : ends.sort().at(-1);
}

/** What no newer fact has lifted, whether or not it has run out by now. */
function standingIn(scope: string, facts: ScopeRecord, record: SuppressionRecord, policy: Policy): Suppression[] {
  const released = [facts.released?.at ?? '', record[ALL_MAIL]?.released?.at ?? ''].sort().at(-1) ?? '';
  const stands = ({ at }: { at: string }) => at > released;
  const undelivered = (fact: Fact) => !laterDelivery(record[ALL_MAIL]?.delivered, fact);
  const notResumed = ({ at }: Fact) => at > (facts.resubscribe?.at ?? '');

  const found: Suppression[] = [];
  const add = (fact: Fact | undefined, cause: Cause, ...conditions: ((fact: Fact) => boolean)[]) => {
    if (fact && stands(fact) && conditions.every((holds) => holds(fact)))
      found.push(byFact(fact, cause, scope, policy));
  };
  if (facts.suppressed && stands(facts.suppressed)) found.push(byPerson(facts.suppressed, scope));
  add(facts.complaint, 'complaint');
  add(facts.hard, 'hard_bounce', undelivered, (fact) => !reactivated(record, fact));
  add(facts.unsubscribe, 'unsubscribe', notResumed);
  // A delivery shows that the mailbox works, not that a person who complained or left wants mail again.
  const isOfPerson = ({ reason }: Fact) => reason !== 'already_suppressed';
  add(facts.mirrored, 'sender_list', (fact) => isOfPerson(fact) || undelivered(fact), notResumed);
  const soft = (facts.soft ?? []).filter((fact) => stands(fact) && undelivered(fact));
  for (const fact of repeated(soft, policy)) add(fact, 'repeated_failures');
  return found;
}

/**
 * A message delivered after the failure shows that the mailbox works. The failed message's own delivery does not: an
 * asynchronous bounce follows it.
 */
function laterDelivery(delivered: readonly Delivery[] = [], failure: Fact): boolean {
  const grace = failure.messageId === undefined ? OWN_DELIVERY_MS : 0;
  return delivered.some(
    (delivery) =>
      Date.parse(delivery.at) > Date.parse(failure.at) + grace && messageKey(delivery) !== messageKey(failure),
  );
}

/** Postmark's SubscriptionChange with `SuppressSending: false` takes back its own bounce on that stream. */
function reactivated(record: SuppressionRecord, { provider, stream, at }: Fact): boolean {
  if (provider !== 'postmark' || stream === undefined) return false;
  const resumed = record[stream]?.resubscribe;
  return resumed?.provider === 'postmark' && resumed.at > at;
}

/** Per reason, the newest failure that filled the policy's measure. Expects the newest first. */
function repeated(soft: readonly Fact[], policy: Policy): Fact[] {
  return [...Map.groupBy(soft, ({ reason }) => reason)].flatMap(([reason, failures]) => {
    const limits = policy[reason];
    if (limits === undefined) return [];
    const facts = [...Map.groupBy(failures, messageKey).values()].flatMap(([newest]) => newest ?? []);
    const full = facts.find((last, index) => {
      const end = Date.parse(last.at);
      const within = facts.slice(index).filter(({ at }) => Date.parse(at) > end - limits.windowDays * DAY_MS);
      const first = within.at(-1) ?? last;
      return within.length >= limits.messages && end - Date.parse(first.at) >= limits.spanDays * DAY_MS;
    });
    return full ? [full] : [];
  });
}

function byFact(fact: Fact, cause: Cause, scope: string, policy: Policy): Suppression {
  const { reason, at: since } = fact;
  const limited = cause === 'hard_bounce' || cause === 'repeated_failures';
  const days = (limited && policy[reason]?.suppressForDays) || 'forever';
  const until = days === 'forever' ? undefined : new Date(Date.parse(since) + days * DAY_MS).toISOString();
  return { reason, cause, scope, since, until, remedy: REASONS[reason].remedy };
}

function byPerson({ at, until, by, note }: Decision, scope: string): Suppression {
  const why = note === undefined ? '' : `: ${note}`;
  return {
    reason: 'manual',
    cause: 'manual',
    scope,
    since: at,
    until,
    remedy: `Suppressed by ${by}${why}. Release it to mail again.`,
  };
}
