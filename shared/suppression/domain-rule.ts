// Domain rules: a person's word on all addresses of a domain, read from the domain's own record.
import { ALL_MAIL, type Decision, type ScopeRecord, type SuppressionRecord, scopeOf } from './record.ts';
import { scopesOver } from './streams.ts';

export interface DomainRule {
  /** `allow`: failures suppress nobody; what people wish still counts. */
  readonly rule: 'suppress' | 'allow';
  readonly scope: string;
  readonly decision: Decision;
}

/**
 * The newest decision in force at `now` (milliseconds): one that runs out leaves an older one in force again, one that
 * ends at its own time takes every older one back.
 */
export function domainRuleIn(domain: SuppressionRecord, scope: string, now: number): DomainRule | undefined {
  const rules = decisionsIn(scopeOf(domain, scope));
  const ends = rules.flatMap(({ decision: { at, until } }) => (at === until ? at : []));
  const inForce = rules.filter(
    ({ decision: { at, until } }) => ends.every((end) => at > end) && (until === undefined || Date.parse(until) > now),
  );
  // Of two at the same moment the one that allows, as with addresses: it stands first.
  const [newest] = inForce.sort((a, b) => b.decision.at.localeCompare(a.decision.at));
  return newest && { ...newest, scope };
}

function decisionsIn({ suppressed, released }: ScopeRecord): Pick<DomainRule, 'rule' | 'decision'>[] {
  return [
    ...(released ? [{ rule: 'allow', decision: released } as const] : []),
    ...(suppressed ? [{ rule: 'suppress', decision: suppressed } as const] : []),
  ];
}

/**
 * What the rules say about mail of a stream: the narrowest first, up to one that allows, which overrides the wider ones.
 * About mail in general: every stream that is suppressed counts, but only what is allowed for all mail.
 */
export function domainRulesFor(
  domain: SuppressionRecord,
  now: number,
  stream?: string,
): { readonly suppress: readonly DomainRule[]; readonly allowed: boolean } {
  const scopes = stream === undefined ? inGeneral(domain) : scopesOver(stream);
  const rules = scopes
    .flatMap((scope) => domainRuleIn(domain, scope, now) ?? [])
    .filter(({ rule, scope }) => stream !== undefined || rule === 'suppress' || scope === ALL_MAIL);
  const allow = rules.findIndex(({ rule }) => rule === 'allow');
  return allow < 0 ? { suppress: rules, allowed: false } : { suppress: rules.slice(0, allow), allowed: true };
}

function inGeneral(domain: SuppressionRecord): string[] {
  return [...Object.keys(domain).filter((scope) => scope !== ALL_MAIL), ALL_MAIL];
}
