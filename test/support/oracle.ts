// The verdict the slow way: over everything that was ever told, in plain loops, without records and their bounds.
import type { Policy } from '../../shared/suppression/policy.ts';
import type { Decision, Fact } from '../../shared/suppression/record.ts';
import type { Kind, Told, ToldOf, WhatOf } from './random-histories.ts';

const DAY_MS = 86_400_000;
const STRENGTH = [
  'manual',
  'domain_rule',
  'complaint',
  'hard_bounce',
  'unsubscribe',
  'repeated_failures',
  'sender_list',
];

export interface Judgement {
  readonly cause: string;
  /** Milliseconds; infinite for ever. */
  readonly until: number;
}

interface Standing extends Judgement {
  readonly scope: string;
  readonly reason: string;
}

/** What suppresses at `now`, or undefined: the question of `suppressionOf`. */
export function judge(
  told: readonly Told[],
  policy: Policy,
  now: number,
  stream: string | undefined,
  domain: readonly Told[],
): Judgement | undefined {
  const { suppressing, allowed } = rulesOf(domain, now, stream);
  const byRule = suppressing
    .filter(({ scope, what }) => ms(what) > releasedIn(told, scope))
    .map(({ scope, what }) => ({ cause: 'domain_rule', reason: 'manual', scope, until: endOf(what) }));
  const own = [...ofPeople(told), ...ofFacts(told, policy), ...ofRepetition(told, policy)]
    // A stream's unsubscribes are no obstacle to mail in general.
    .filter(({ scope, reason }) =>
      stream === undefined ? scope === '*' || reason !== 'unsubscribed' : covers(scope, stream),
    )
    .filter((one) => !(allowed && isFailure(one)));
  const inForce = [...byRule, ...own].filter(({ until }) => until > now);
  const [strongest] = inForce.toSorted((a, b) => STRENGTH.indexOf(a.cause) - STRENGTH.indexOf(b.cause));
  return strongest && { cause: strongest.cause, until: Math.max(...inForce.map(({ until }) => until)) };
}

function isFailure({ cause, reason }: Standing): boolean {
  return (
    cause === 'hard_bounce' ||
    cause === 'repeated_failures' ||
    (cause === 'sender_list' && reason === 'already_suppressed')
  );
}

function ofPeople(told: readonly Told[]): Standing[] {
  return scopesOf(told).flatMap((scope) => {
    const decision = newest(inScope(told, scope, 'suppressed'));
    if (decision === undefined || ms(decision) <= releasedIn(told, scope)) return [];
    return [{ cause: 'manual', reason: 'manual', scope, until: endOf(decision) }];
  });
}

function ofFacts(told: readonly Told[], policy: Policy): Standing[] {
  const causes = { hard: 'hard_bounce', complaint: 'complaint', unsubscribe: 'unsubscribe', mirrored: 'sender_list' };
  return scopesOf(told).flatMap((scope) =>
    (['hard', 'complaint', 'unsubscribe', 'mirrored'] as const).flatMap((kind) => {
      const claims = Map.groupBy(inScope(told, scope, kind), ({ provider, reason }) => `${provider} ${reason}`);
      return [...claims.values()].flatMap((claim) => {
        const fact = newest(claim);
        if (fact === undefined || ms(fact) <= releasedIn(told, scope) || isLifted(told, scope, kind, fact)) return [];
        const until = kind === 'hard' ? expiry(fact, policy) : Number.POSITIVE_INFINITY;
        return [{ cause: causes[kind], reason: fact.reason, scope, until }];
      });
    }),
  );
}

function isLifted(told: readonly Told[], scope: string, kind: string, fact: Fact): boolean {
  const back = inScope(told, scope, 'resubscribe').filter((resubscribe) => ms(resubscribe) >= ms(fact));
  const sameSender = back.some(({ provider }) => provider === fact.provider);
  switch (kind) {
    case 'hard': {
      if (isDelivered(told, fact)) return true;
      if (fact.provider !== 'postmark' || fact.stream === undefined) return false;
      const reactivations = inScope(told, fact.stream, 'resubscribe');
      return reactivations.some((one) => one.provider === 'postmark' && ms(one) > ms(fact));
    }
    case 'unsubscribe':
      return sameSender || back.some(({ provider }) => provider !== 'postmark');
    case 'mirrored':
      return sameSender || (fact.reason === 'already_suppressed' && isDelivered(told, fact));
    default:
      return false;
  }
}

function ofRepetition(told: readonly Told[], policy: Policy): Standing[] {
  const failures = inScope(told, '*', 'soft').filter(
    (fact) => ms(fact) > releasedIn(told, '*') && !isDelivered(told, fact),
  );
  return [...Map.groupBy(failures, ({ reason }) => reason)].flatMap(([reason, ofReason]) => {
    const limits = policy[reason];
    if (limits === undefined) return [];
    const messages = Map.groupBy(ofReason, ({ messageId, id }) => messageId ?? `of event ${id}`);
    const times = [...messages.values()].map((attempts) => Math.max(...attempts.map(ms)));
    const full = times.filter((end) => {
      const within = times.filter((at) => at <= end && at > end - limits.windowDays * DAY_MS);
      return within.length >= limits.messages && end - Math.min(...within) >= limits.spanDays * DAY_MS;
    });
    if (full.length === 0) return [];
    const until = endAfter(Math.max(...full), limits.suppressForDays);
    return [{ cause: 'repeated_failures', reason, scope: '*', until }];
  });
}

/** Another message arrived later; without a message id it has to be a day later. */
function isDelivered(told: readonly Told[], failure: Fact): boolean {
  const grace = failure.messageId === undefined ? DAY_MS : 0;
  return inScope(told, '*', 'delivered').some(
    (delivery) =>
      ms(delivery) > ms(failure) + grace &&
      (delivery.messageId === undefined || delivery.messageId !== failure.messageId),
  );
}

interface Rule {
  readonly scope: string;
  readonly allows: boolean;
  readonly what: Decision;
}

function rulesOf(domain: readonly Told[], now: number, stream: string | undefined) {
  const inForce = scopesOf(domain).flatMap((scope): Rule[] => {
    const decisions = [
      { allows: true, what: newest(inScope(domain, scope, 'released')) },
      { allows: false, what: newest(inScope(domain, scope, 'suppressed')) },
    ].flatMap(({ allows, what }) => (what === undefined ? [] : [{ scope, allows, what }]));
    const takenBack = Math.max(...decisions.map(({ what }) => (what.until === what.at ? ms(what) : -1)));
    const left = decisions.filter(({ what }) => ms(what) > takenBack && endOf(what) > now);
    const last = Math.max(...left.map(({ what }) => ms(what)));
    const [rule] = left.filter(({ what }) => ms(what) === last);
    return rule ? [rule] : [];
  });
  const about =
    stream === undefined
      ? inForce.filter(({ scope, allows }) => scope === '*' || !allows)
      : inForce.filter(({ scope }) => covers(scope, stream));
  // The narrower beats the wider.
  const ordered = about.toSorted(
    (a, b) => (b.scope === '*' ? 0 : b.scope.length) - (a.scope === '*' ? 0 : a.scope.length),
  );
  const allow = ordered.findIndex(({ allows }) => allows);
  return { suppressing: allow < 0 ? ordered : ordered.slice(0, allow), allowed: allow >= 0 };
}

function releasedIn(told: readonly Told[], scope: string): number {
  const releases = told.filter((one) => one.kind === 'released' && covers(one.scope, scope));
  return Math.max(-1, ...releases.map(({ what }) => ms(what)));
}

/** `news` covers `news/offers`, and `*` everything. */
function covers(scope: string, stream: string): boolean {
  return scope === '*' || scope === stream || stream.startsWith(`${scope}/`);
}

function scopesOf(told: readonly Told[]): string[] {
  return [...new Set(told.map(({ scope }) => scope))];
}

function inScope<K extends Kind>(told: readonly Told[], scope: string, kind: K): WhatOf<K>[] {
  return told.flatMap((one) => (isOf(one, kind) && one.scope === scope ? [one.what] : []));
}

function isOf<K extends Kind>(one: Told | ToldOf<K>, kind: K): one is ToldOf<K> {
  return one.kind === kind;
}

function newest<T extends { readonly at: string; readonly id: string }>(items: readonly T[]): T | undefined {
  return items.toSorted((a, b) => ms(b) - ms(a) || (a.id < b.id ? 1 : -1))[0];
}

function expiry(fact: Fact, policy: Policy): number {
  return endAfter(ms(fact), policy[fact.reason]?.suppressForDays ?? 'forever');
}

function endAfter(at: number, days: number | 'forever'): number {
  return days === 'forever' ? Number.POSITIVE_INFINITY : at + days * DAY_MS;
}

function endOf({ until }: Decision): number {
  return until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
}

function ms({ at }: { readonly at: string }): number {
  return Date.parse(at);
}
