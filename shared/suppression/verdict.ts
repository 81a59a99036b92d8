// verdict: may this address be mailed now? Derived from the record each time it is asked, never stored as truth.
import { type DomainRule, domainRulesFor } from './domain-rule.ts';
import { byText } from './newest.ts';
import type { Policy } from './policy.ts';
import { ALL_MAIL, EMPTY, type SuppressionRecord } from './record.ts';
import { because, CAUSES, isWish, type Suppression, standingIn, unreleasedIn } from './standing.ts';
import { scopesOver } from './streams.ts';

/**
 * The strongest suppression in force at `now` (milliseconds), or undefined when the address may be mailed.
 * Its `until` is when the last of all that hold runs out.
 *
 * With a stream, what holds for all mail, for that stream and for what it lies below counts. Without one the question is
 * about mail in general: every stream counts save for its unsubscribes, since leaving the newsletter must not block a
 * password reset.
 *
 * @param domain the record of the rules for the address' domain
 */
export function suppressionOf(
  record: SuppressionRecord,
  policy: Policy,
  now: number,
  stream?: string,
  domain: SuppressionRecord = EMPTY,
): Suppression | undefined {
  const scopes = stream === undefined ? undefined : scopesOver(stream);
  return strongest(
    inForce(record, policy, now, domain, stream).filter(({ scope, reason }) =>
      scopes === undefined ? scope === ALL_MAIL || reason !== 'unsubscribed' : scopes.includes(scope),
    ),
  );
}

/** The same over all scopes, unsubscribes from streams included. */
export function strongestOf(
  record: SuppressionRecord,
  policy: Policy,
  now: number,
  domain: SuppressionRecord = EMPTY,
): Suppression | undefined {
  return strongest(inForce(record, policy, now, domain));
}

/** Since when the address is suppressed in any scope, ISO 8601 UTC; undefined when it is in none. */
export function listedSince(record: SuppressionRecord, policy: Policy, now: number): string | undefined {
  return strongestOf(record, policy, now)?.since;
}

/** The strongest of each scope that has one. */
export function strongestByScope(
  record: SuppressionRecord,
  policy: Policy,
  now: number,
): ReadonlyMap<string, Suppression | undefined> {
  const byScope = Map.groupBy(inForce(record, policy, now, EMPTY), ({ scope }) => scope);
  return new Map(Array.from(byScope, ([scope, all]) => [scope, strongest(all)]));
}

/** The strongest cause, of one cause what holds longest, of that the oldest; its end is the end of all. */
function strongest(suppressions: readonly Suppression[]): Suppression | undefined {
  const [first] = suppressions.toSorted(
    (a, b) =>
      CAUSES.indexOf(a.cause) - CAUSES.indexOf(b.cause) ||
      byText(b.until ?? FOREVER, a.until ?? FOREVER) ||
      byText(a.since, b.since),
  );
  if (first === undefined) return undefined;
  const end = suppressions
    .map(({ until }) => until ?? FOREVER)
    .sort()
    .at(-1);
  return { ...first, until: end === FOREVER ? undefined : end };
}

/** Behind every time. */
const FOREVER = 'forever';

function inForce(
  record: SuppressionRecord,
  policy: Policy,
  now: number,
  domain: SuppressionRecord,
  stream?: string,
): Suppression[] {
  const { suppress, allowed } = domainRulesFor(domain, now, stream);
  const byRule = suppress.filter(({ scope, decision }) => unreleasedIn(record, scope)(decision)).map(byDomainRule);
  const own = standingIn(record, policy);
  return [...byRule, ...own.filter((suppression) => !(allowed && isFailure(suppression)))].filter(
    ({ until }) => until === undefined || Date.parse(until) > now,
  );
}

/** What a mailbox can, not what a person wishes: all that an `allow` for the domain overrules. */
function isFailure({ cause, reason }: Suppression): boolean {
  return cause === 'hard_bounce' || cause === 'repeated_failures' || (cause === 'sender_list' && !isWish(reason));
}

function byDomainRule({ scope, decision: { at, id, until, by, note } }: DomainRule): Suppression {
  const remedy = `The whole domain is suppressed by ${by}${because(note)}. Release the address or remove the rule to mail again.`;
  return { reason: 'manual', cause: 'domain_rule', provider: undefined, fact: id, scope, since: at, until, remedy };
}
