// What stands against an address: of each scope the facts and decisions that nothing newer has lifted, as suppressions.
import { REASONS, type Reason } from '../classify/reasons.ts';
import type { ProviderName } from '../event/mail-event.ts';
import { toIso } from '../event/time.ts';
import { firstOfEach } from './newest.ts';
import type { Policy } from './policy.ts';
import {
  ALL_MAIL,
  type Decision,
  type Delivery,
  type Fact,
  messageKey,
  OWN_DELIVERY_MS,
  type SuppressionRecord,
  scopeOf,
} from './record.ts';
import { scopesOver } from './streams.ts';

/** Strongest first: where several hold, the first one is given as the cause. */
export const CAUSES = [
  'manual',
  'domain_rule',
  'complaint',
  'hard_bounce',
  'unsubscribe',
  'repeated_failures',
  'sender_list',
] as const;
type Cause = (typeof CAUSES)[number];

export interface Suppression {
  /** `manual` for what a person decided about the address or its domain. */
  readonly reason: Reason | 'manual';
  readonly cause: Cause;
  /** Who told of the deciding fact; undefined for decisions of people. */
  readonly provider: ProviderName | undefined;
  /** The id of the deciding fact or decision. */
  readonly fact: string;
  /** `*` for all mail, else the stream. */
  readonly scope: string;
  /** ISO 8601 UTC. */
  readonly since: string;
  /** ISO 8601 UTC; undefined means for ever. */
  readonly until: string | undefined;
  readonly remedy: string;
}

const DAY_MS = 86_400_000;

/** All suppressions of a record, of every scope, whether or not they have run out by now. */
export function standingIn(record: SuppressionRecord, policy: Policy): Suppression[] {
  return Object.keys(record).flatMap((scope) => standingInScope(scope, record, policy));
}

function standingInScope(scope: string, record: SuppressionRecord, policy: Policy): Suppression[] {
  const { suppressed, hard = [], complaint = [], unsubscribe = [], mirrored = [], soft = [] } = scopeOf(record, scope);
  const stands = unreleasedIn(record, scope);
  const resumed = (fact: Fact) => ownResumption(record, scope, fact);
  const delivered = (fact: Fact) => laterDelivery(scopeOf(record, ALL_MAIL).delivered, fact);
  const lifted = {
    hard_bounce: (fact: Fact) => delivered(fact) || reactivated(record, fact),
    // A delivery shows that the mailbox works, not that a person who complained or left wants mail again.
    sender_list: (fact: Fact) => resumed(fact) || (!isWish(fact.reason) && delivered(fact)),
  };
  const by = (cause: Cause, facts: readonly Fact[], isLifted?: (fact: Fact) => boolean) =>
    facts.filter((fact) => stands(fact) && !isLifted?.(fact)).map((fact) => byFact(fact, cause, scope, policy));
  return [
    ...(suppressed && stands(suppressed) ? [byPerson(suppressed, scope)] : []),
    ...by('complaint', complaint),
    ...by('hard_bounce', hard, lifted.hard_bounce),
    ...by('unsubscribe', unsubscribe, (fact) => cameBack(record, scope, fact)),
    ...by('sender_list', mirrored, lifted.sender_list),
    ...by(
      'repeated_failures',
      repeated(
        soft.filter((fact) => stands(fact) && !delivered(fact)),
        policy,
      ),
    ),
  ];
}

/**
 * A message delivered after the failure shows that the mailbox works. The failed message's own delivery does not: an
 * asynchronous bounce follows it.
 */
function laterDelivery(delivered: readonly Delivery[] | undefined, failure: Fact): boolean {
  const grace = failure.messageId === undefined ? OWN_DELIVERY_MS : 0;
  const isLater = (delivery: Delivery) =>
    Date.parse(delivery.at) > Date.parse(failure.at) + grace && messageKey(delivery) !== messageKey(failure);
  return delivered?.some(isLater) ?? false;
}

/**
 * The person who left came back to the same stream, by whichever sender. Postmark's change of a subscription doesn't say
 * whether the person or the account's own staff made it: it takes back only what Postmark told.
 */
function cameBack(record: SuppressionRecord, scope: string, unsubscribe: Fact): boolean {
  const takesBack = ({ provider, at }: Fact) =>
    at >= unsubscribe.at && (provider !== 'postmark' || unsubscribe.provider === 'postmark');
  return scopeOf(record, scope).resubscribe?.some(takesBack) ?? false;
}

/** The sender whose list refused the mail has let go of the address. */
function ownResumption(record: SuppressionRecord, scope: string, refusal: Fact): boolean {
  const letsGo = ({ provider, at }: Fact) => provider === refusal.provider && at >= refusal.at;
  return scopeOf(record, scope).resubscribe?.some(letsGo) ?? false;
}

/** Postmark's SubscriptionChange with `SuppressSending: false` takes back its own bounce on that stream. */
function reactivated(record: SuppressionRecord, { provider, stream, at }: Fact): boolean {
  if (provider !== 'postmark' || stream === undefined) return false;
  const takesBack = (back: Fact) => back.provider === 'postmark' && back.at > at;
  return scopeOf(record, stream).resubscribe?.some(takesBack) ?? false;
}

/** Per reason, the newest failure that filled the policy's measure. Expects the newest first. */
function repeated(soft: readonly Fact[], policy: Policy): Fact[] {
  return [...Map.groupBy(soft, ({ reason }) => reason)].flatMap(([reason, failures]) => {
    const limits = policy[reason];
    if (limits === undefined) return [];
    const facts = failures.filter(firstOfEach(Number.POSITIVE_INFINITY, messageKey));
    const times = facts.map(({ at }) => Date.parse(at));
    const full = facts.find((last, index) => {
      const end = Date.parse(last.at);
      const within = times.slice(index).filter((at) => at > end - limits.windowDays * DAY_MS);
      return within.length >= limits.messages && end - Math.min(...within) >= limits.spanDays * DAY_MS;
    });
    return full ? [full] : [];
  });
}

function byFact(fact: Fact, cause: Cause, scope: string, policy: Policy): Suppression {
  const { id, reason, provider, at: since } = fact;
  const limited = cause === 'hard_bounce' || cause === 'repeated_failures';
  const days = (limited && policy[reason]?.suppressForDays) || 'forever';
  const until = days === 'forever' ? undefined : toIso(Date.parse(since) + days * DAY_MS);
  return { reason, cause, provider, fact: id, scope, since, until, remedy: REASONS[reason].remedy };
}

function byPerson({ at, id, until, by, note }: Decision, scope: string): Suppression {
  const remedy = `Suppressed by ${by}${because(note)}. Release it to mail again.`;
  return { reason: 'manual', cause: 'manual', provider: undefined, fact: id, scope, since: at, until, remedy };
}

/** Answers true for what is newer than every release: one holds for its scope and what lies below it. */
export function unreleasedIn(record: SuppressionRecord, scope: string): (what: { readonly at: string }) => boolean {
  const releases = scopesOver(scope).flatMap((over) => scopeOf(record, over).released ?? []);
  return ({ at }) => releases.every((released) => at > released.at);
}

/** Said of complaints and unsubscribes alone: what a person wishes, not what a mailbox can. */
export function isWish(reason: Suppression['reason']): boolean {
  return reason === 'complaint' || reason === 'unsubscribed';
}

export function because(note: string | undefined): string {
  return note === undefined ? '' : `: ${note}`;
}
