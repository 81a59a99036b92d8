// changes: what a write of a record changed for those who mail the address, told to whoever listens.
import type { Policy } from './policy.ts';
import type { SuppressionRecord } from './record.ts';
import type { Suppression } from './standing.ts';
import { strongestByScope } from './verdict.ts';

/** One write of a record. */
export interface Write {
  /** Canonical; `@` and a domain for the rule of a whole domain. */
  readonly address: string;
  readonly before: SuppressionRecord;
  readonly after: SuppressionRecord;
  /** Of the record after the write: grows by one with each. */
  readonly version: number;
  /** When it was written, in milliseconds. */
  readonly at: number;
}

/** What holds in one scope since a write, as its listeners are told. */
export interface Change {
  readonly address: string;
  /** `*` for all mail, else the stream. */
  readonly scope: string;
  /** With address and scope this names the change: a repetition has the same, a later change a greater one. */
  readonly version: number;
  /** When it was written, ISO 8601 UTC. */
  readonly changedAt: string;
  readonly suppressed: boolean;
  /** What suppresses; null when nothing does. */
  readonly suppression: ChangedSuppression | null;
  /** What suppressed before; null when nothing did. */
  readonly before: ChangedSuppression | null;
}

interface ChangedSuppression extends Pick<Suppression, 'fact' | 'reason' | 'cause' | 'since'> {
  /** Null for decisions of people. */
  readonly provider: NonNullable<Suppression['provider']> | null;
  /** ISO 8601 UTC; null means for ever. */
  readonly until: string | null;
}

/**
 * One change of each scope in which something else suppresses than before, or for another time, or nothing any more.
 * Judged at the time of the write, so that a repetition tells the same.
 */
export function changesOf({ address, before, after, version, at }: Write, policy: Policy): Change[] {
  const was = strongestByScope(before, policy, at);
  const is = strongestByScope(after, policy, at);
  const changedAt = new Date(at).toISOString();
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((scope) => {
    const [earlier, suppression] = [told(was.get(scope)), told(is.get(scope))];
    if (sameFor(earlier, suppression)) return [];
    const suppressed = suppression !== null;
    return [{ address, scope, version, changedAt, suppressed, suppression, before: earlier }];
  });
}

function told(suppression: Suppression | undefined): ChangedSuppression | null {
  if (suppression === undefined) return null;
  const { fact, reason, cause, provider = null, since, until = null } = suppression;
  return { fact, reason, cause, provider, since, until };
}

function sameFor(a: ChangedSuppression | null, b: ChangedSuppression | null): boolean {
  return (['fact', 'cause', 'until'] as const).every((part) => a?.[part] === b?.[part]);
}
