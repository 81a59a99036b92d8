// lookup: may this address be mailed, and why not; and the decisions of people, who may overrule the machine.
import { REASONS } from '../classify/reasons.ts';
import { toIso } from '../event/time.ts';
import { decisionRecord } from '../suppression/evidence.ts';
import type { Policy } from '../suppression/policy.ts';
import {
  type Decision,
  EMPTY,
  type Fact,
  newestAt,
  type ScopeRecord,
  type SuppressionRecord,
} from '../suppression/record.ts';
import { type Suppression, suppressionOf } from '../suppression/verdict.ts';
import type { RecordStore } from './ports.ts';
import { updateRecord } from './update.ts';

/** A fact as the API shows it. */
interface Evidence extends Fact {
  readonly kind: Exclude<keyof ScopeRecord, 'delivered' | 'suppressed' | 'released'>;
  readonly scope: string;
  readonly remedy: string;
}

export interface LookupAnswer {
  readonly address: string;
  readonly suppressed: boolean;
  readonly reason: Suppression['reason'] | null;
  /** `malformed` only in a bulk lookup, for what is no address. */
  readonly cause: Suppression['cause'] | 'malformed' | null;
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
}

export interface LookupPorts {
  readonly store: RecordStore;
  readonly policy: Policy;
}

/** Answers for canonical addresses, in their order. Rejects when the store does: an error is never a "no". */
export async function lookup(
  { store, policy }: LookupPorts,
  addresses: readonly string[],
  now: number,
  stream?: string,
): Promise<LookupAnswer[]> {
  const stored = await store.read(addresses);
  return addresses.map((address) => answer(address, stored.get(address)?.record ?? EMPTY, policy, now, stream));
}

export interface ManualChange {
  readonly address: string;
  /** Undefined for all mail. */
  readonly stream: string | undefined;
  /** Name of the API key. */
  readonly by: string;
  readonly note?: string;
  /** ISO 8601 UTC. */
  readonly until?: string;
  /** Makes the decision a fact of its own; the same id twice is one decision. */
  readonly id: string;
}

/** Records a person's decision and answers the address as it is then. */
export async function decide(
  { store, policy }: LookupPorts,
  kind: 'suppressed' | 'released',
  { address, stream, by, note, until, id }: ManualChange,
  now: number,
): Promise<LookupAnswer> {
  const stored = await store.read([address]);
  const { record } = await updateRecord(
    store,
    address,
    (current) => {
      // Facts may carry a time slightly ahead of ours: a decision is made knowing all that is stored, so it is newer.
      const newest = newestAt(current);
      const at = toIso(newest === '' ? now : Math.max(now, Date.parse(newest) + 1));
      const decision = { at, id, by, ...(note !== undefined && { note }), ...(until !== undefined && { until }) };
      return decisionRecord(kind, decision, stream);
    },
    stored.get(address),
  );
  return answer(address, record, policy, now, stream);
}

function answer(
  address: string,
  record: SuppressionRecord,
  policy: Policy,
  now: number,
  stream?: string,
): LookupAnswer {
  const suppression = suppressionOf(record, policy, now, stream);
  return {
    address,
    suppressed: suppression !== undefined,
    reason: suppression?.reason ?? null,
    cause: suppression?.cause ?? null,
    since: suppression?.since ?? null,
    until: suppression?.until ?? null,
    scope: suppression?.scope ?? null,
    remedy: suppression?.remedy ?? null,
    evidence: Object.entries(record).flatMap(evidenceIn).sort(newestFirst),
    decisions: Object.entries(record).flatMap(decisionsIn).sort(newestFirst),
  };
}

function evidenceIn([scope, facts]: [string, ScopeRecord]): Evidence[] {
  const { soft = [], hard, complaint, suspected, unsubscribe, resubscribe, mirrored } = facts;
  const registers = Object.entries({ hard, complaint, suspected, unsubscribe, resubscribe, mirrored } as const);
  return [...registers, ...soft.map((fact) => ['soft', fact] as const)].flatMap(([kind, fact]) =>
    fact === undefined ? [] : [{ kind: kind as Evidence['kind'], scope, ...fact, remedy: REASONS[fact.reason].remedy }],
  );
}

function decisionsIn([scope, { suppressed, released }]: [string, ScopeRecord]): LookupAnswer['decisions'][number][] {
  return [
    ...(suppressed ? [{ action: 'suppress' as const, scope, ...suppressed }] : []),
    ...(released ? [{ action: 'release' as const, scope, ...released }] : []),
  ];
}

function newestFirst(a: { at: string }, b: { at: string }): number {
  return a.at < b.at ? 1 : -1;
}
