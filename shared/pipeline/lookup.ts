// lookup: may this address be mailed, and why not; and the decisions of people, who may overrule the machine.
import { REASONS } from '../classify/reasons.ts';
import { type Decision, EMPTY, type FACT_KINDS, type Fact, factsIn, type ScopeRecord } from '../suppression/record.ts';
import type { Suppression } from '../suppression/standing.ts';
import { suppressionOf } from '../suppression/verdict.ts';
import { type Conflict, type Decided, type DecisionPorts, storeDecision } from './decisions.ts';
import { readable, type StoredRecord, UnreadableRecord } from './ports.ts';
import { ruleKeyOf } from './rule-key.ts';

/** A fact as the API shows it. */
interface Evidence extends Fact {
  readonly kind: (typeof FACT_KINDS)[number];
  readonly scope: string;
  readonly remedy: string;
}

export interface LookupAnswer {
  readonly address: string;
  readonly suppressed: boolean;
  readonly reason: Suppression['reason'] | null;
  /**
   * `malformed` only in a bulk lookup, for what is no address. `unreadable` when what is stored of the address or its
   * domain can't be read: it is never taken for "may be mailed".
   */
  readonly cause: Suppression['cause'] | 'malformed' | 'unreadable' | null;
  /** ISO 8601 UTC. */
  readonly since: string | null;
  /** ISO 8601 UTC; null with `suppressed` means for ever. */
  readonly until: string | null;
  /** `*` for all mail, else the stream. */
  readonly scope: string | null;
  readonly remedy: string | null;
  /** What is known of the address, newest first, whether it suppresses or not. */
  readonly evidence: readonly Evidence[];
  /** The newest decisions of people, newest first. */
  readonly decisions: readonly (Decision & { readonly action: 'suppress' | 'release'; readonly scope: string })[];
  /** Of the address' record: grows with each change, 0 for none. */
  readonly version: number;
}

export interface LookupPorts extends DecisionPorts {
  /** Told of each record that can't be read. */
  readonly onUnreadable?: (error: UnreadableRecord) => void;
}

/** Answers for canonical addresses, in their order. Rejects when the store does: an error is never a "no". */
export async function lookup(
  { store, policy, onUnreadable }: Pick<LookupPorts, 'store' | 'policy' | 'onUnreadable'>,
  addresses: readonly string[],
  now: number,
  stream?: string,
): Promise<LookupAnswer[]> {
  const stored = await store.read([...addresses, ...addresses.map(ruleKeyOf)]);
  for (const found of stored.values()) if (found instanceof UnreadableRecord) onUnreadable?.(found);
  return addresses.map((address) => {
    const [own, rule] = [stored.get(address), stored.get(ruleKeyOf(address))];
    if (own instanceof UnreadableRecord || rule instanceof UnreadableRecord) return unreadable(address);
    return answer(address, own, suppressionOf(own?.record ?? EMPTY, policy, now, stream, rule?.record));
  });
}

/** Of one address. */
export interface ManualChange extends Decided {
  readonly address: string;
}

/**
 * Records a person's decision and answers the address as it is then.
 *
 * @param expectedVersion decides only if the record still has this version, 0 for none
 */
export async function decide(
  ports: LookupPorts,
  kind: 'suppressed' | 'released',
  { address, ...decided }: ManualChange,
  now: number,
  expectedVersion?: number,
): Promise<LookupAnswer | Conflict> {
  const found = await ports.store.read([address, ruleKeyOf(address)]);
  const [own, rule] = [readable(found, address), readable(found, ruleKeyOf(address))];
  const action = kind === 'suppressed' ? 'suppress' : 'release';
  const stored = await storeDecision(ports, address, action, decided, own, now, expectedVersion);
  if ('kind' in stored) return stored;
  return answer(address, stored, suppressionOf(stored.record, ports.policy, now, decided.stream, rule?.record));
}

function answer(
  address: string,
  { record, version }: StoredRecord = { record: EMPTY, version: 0 },
  suppression: Suppression | undefined,
): LookupAnswer {
  return {
    address,
    suppressed: suppression !== undefined,
    reason: suppression?.reason ?? null,
    cause: suppression?.cause ?? null,
    since: suppression?.since ?? null,
    until: suppression?.until ?? null,
    scope: suppression?.scope ?? null,
    remedy: suppression?.remedy ?? null,
    evidence: factsIn(record).map(({ kind, scope, fact }) => ({
      kind,
      scope,
      ...fact,
      remedy: REASONS[fact.reason].remedy,
    })),
    decisions: Object.entries(record).flatMap(decisionsIn).sort(newestFirst),
    version,
  };
}

export const UNREADABLE_REMEDY =
  'What is stored of this address or its domain can not be read, so it is not mailed. The log tells what is wrong.';

function unreadable(address: string): LookupAnswer {
  return {
    address,
    suppressed: true,
    reason: null,
    cause: 'unreadable',
    since: null,
    until: null,
    scope: '*',
    remedy: UNREADABLE_REMEDY,
    evidence: [],
    decisions: [],
    version: 0,
  };
}

function decisionsIn([scope, { suppressed, released }]: [string, ScopeRecord]): LookupAnswer['decisions'][number][] {
  return [
    ...(suppressed ? [{ action: 'suppress' as const, scope, ...suppressed }] : []),
    ...(released ? [{ action: 'release' as const, scope, ...released }] : []),
  ];
}

function newestFirst(a: { at: string }, b: { at: string }): number {
  return b.at.localeCompare(a.at);
}
