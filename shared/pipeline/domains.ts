// Domain rules: people suppress or allow all addresses of a domain at once.
import { domainRuleIn } from '../suppression/domain-rule.ts';
import type { SuppressionRecord } from '../suppression/record.ts';
import { type Conflict, type Decided, type DecisionPorts, storeDecision } from './decisions.ts';
import { type RecordStore, readable, type StoredRecord } from './ports.ts';
import { ruleKey } from './rule-key.ts';

interface DomainRule {
  readonly rule: 'suppress' | 'allow';
  /** `*` for all mail, else the stream. */
  readonly scope: string;
  /** ISO 8601 UTC. */
  readonly since: string;
  /** ISO 8601 UTC; null: for ever. */
  readonly until: string | null;
  /** Name of the API key. */
  readonly by: string;
  readonly note: string | null;
}

export interface DomainAnswer {
  readonly domain: string;
  /** Those in force, one a scope. */
  readonly rules: readonly DomainRule[];
  /** Grows with each change, 0 for none ever. */
  readonly version: number;
}

/** @param domain in its canonical form */
export async function readDomainRule(
  { store }: { readonly store: RecordStore },
  domain: string,
  now: number,
): Promise<DomainAnswer> {
  const key = ruleKey(domain);
  return answer(domain, readable(await store.read([key]), key), now);
}

const ACTIONS = { suppress: 'suppress', allow: 'release', remove: 'withdraw' } as const;

/**
 * Records a person's rule for a domain and answers what holds then.
 *
 * @param domain in its canonical form
 * @param expectedVersion decides only if the rule still has this version, 0 for none
 */
export async function decideDomain(
  ports: DecisionPorts,
  domain: string,
  rule: keyof typeof ACTIONS,
  decided: Decided,
  now: number,
  expectedVersion?: number,
): Promise<DomainAnswer | Conflict> {
  const key = ruleKey(domain);
  const before = readable(await ports.store.read([key]), key);
  const stored = await storeDecision(ports, key, ACTIONS[rule], decided, before, now, expectedVersion);
  return 'kind' in stored ? stored : answer(domain, stored, now);
}

function answer(domain: string, stored: StoredRecord | undefined, now: number): DomainAnswer {
  return { domain, rules: rulesIn(stored?.record ?? {}, now), version: stored?.version ?? 0 };
}

function rulesIn(record: SuppressionRecord, now: number): DomainRule[] {
  return Object.keys(record).flatMap((scope) => {
    const found = domainRuleIn(record, scope, now);
    if (found === undefined) return [];
    const { at, until, by, note } = found.decision;
    return [{ rule: found.rule, scope, since: at, until: until ?? null, by, note: note ?? null }];
  });
}
