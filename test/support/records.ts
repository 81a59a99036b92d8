// Records of one fact each, named by what happened, and their join: a history reads like a diary.
import { decisionRecord } from '../../shared/suppression/evidence.ts';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import {
  ALL_MAIL,
  type Decision,
  EMPTY,
  type Fact,
  join,
  type SuppressionRecord,
} from '../../shared/suppression/record.ts';
import type { Suppression } from '../../shared/suppression/standing.ts';
import { suppressionOf } from '../../shared/suppression/verdict.ts';

export const DAY_MS = 86_400_000;

/** Noon of the given day of a made-up calendar, ISO 8601 UTC; fractions are hours and minutes. */
export function day(number: number): string {
  return new Date(Date.UTC(2026, 0, 1, 12) + Math.round(number * DAY_MS)).toISOString();
}

/** The same in milliseconds, as the verdict wants its `now`. */
export function onDay(number: number): number {
  return Date.parse(day(number));
}

/** A fact whose id follows from its time and message, so that the same call is the same fact. */
export function factOf(at: string, changes: Partial<Fact> = {}): Fact {
  const id = `event ${at} ${changes.messageId ?? ''}`;
  return { at, id, provider: 'ses', reason: 'recipient_unknown', rule: 'not-found', ...changes };
}

export function history(...records: readonly SuppressionRecord[]): SuppressionRecord {
  return records.reduce(join, EMPTY);
}

export function hardBounce(at: string, changes?: Partial<Fact>): SuppressionRecord {
  return { [ALL_MAIL]: { hard: [factOf(at, changes)] } };
}

export function softBounce(at: string, messageId: string, changes?: Partial<Fact>): SuppressionRecord {
  return { [ALL_MAIL]: { soft: [factOf(at, { reason: 'mailbox_full', rule: 'quota', messageId, ...changes })] } };
}

export function delivery(at: string, messageId?: string): SuppressionRecord {
  const id = `event ${at} delivery`;
  return { [ALL_MAIL]: { delivered: [{ at, id, ...(messageId !== undefined && { messageId }) }] } };
}

export function complaint(at: string, stream: string = ALL_MAIL): SuppressionRecord {
  return { [stream]: { complaint: [factOf(at, { reason: 'complaint', rule: 'event-complaint' })] } };
}

export function unsubscribe(at: string, stream: string = ALL_MAIL): SuppressionRecord {
  return { [stream]: { unsubscribe: [factOf(at, { reason: 'unsubscribed', rule: 'event-unsubscribe' })] } };
}

export function resubscribe(at: string, stream: string = ALL_MAIL, changes?: Partial<Fact>): SuppressionRecord {
  return { [stream]: { resubscribe: [factOf(at, { reason: 'subscribe', rule: 'event-resubscribe', ...changes })] } };
}

/** A refusal by the sender's own list. */
export function refusal(at: string, changes?: Partial<Fact>, stream: string = ALL_MAIL): SuppressionRecord {
  return { [stream]: { mirrored: [factOf(at, { reason: 'already_suppressed', rule: 'ses-refused', ...changes })] } };
}

export function decisionOf(at: string, changes: Partial<Decision> = {}): Decision {
  return { at, id: `decision ${at}`, by: 'support', ...changes };
}

export function released(at: string, stream?: string): SuppressionRecord {
  return decisionRecord('released', decisionOf(at), stream);
}

export function suppressed(at: string, changes?: Partial<Decision>, stream?: string): SuppressionRecord {
  return decisionRecord('suppressed', decisionOf(at, changes), stream);
}

/** The verdict by the default policy on the given day, far in the future unless told. */
export function verdictOn(record: SuppressionRecord, number = 200, stream?: string): Suppression | undefined {
  return suppressionOf(record, DEFAULT_POLICY, onDay(number), stream);
}
