// The history of an address: which events go into it, and how it is read.
import * as z from 'zod/mini';
import { REASONS } from '../classify/reasons.ts';
import type { Verdict } from '../classify/verdict.ts';
import { BOUNDS } from '../event/bounds.ts';
import type { MailEvent } from '../event/mail-event.ts';
import type { HistoryEntry } from '../suppression/history.ts';
import { cursors, wellFormed } from './cursor.ts';
import type { History } from './ports.ts';

/** What the event is remembered as. */
export function historyEntryOf(event: MailEvent, { reason, rule, action }: Verdict): HistoryEntry {
  const { recipient, occurredAt, id, type, provider, messageId, stream, diagnostic } = event;
  const { event: name, type: nativeType, subtype } = event.native;
  return {
    address: recipient,
    at: occurredAt,
    id,
    kind: type,
    provider,
    reason,
    rule,
    action,
    ...(messageId !== undefined && { messageId }),
    ...(stream !== undefined && { stream }),
    ...(diagnostic !== undefined && { diagnostic }),
    native: {
      event: name,
      ...(nativeType !== undefined && { type: nativeType }),
      ...(subtype !== undefined && { subtype }),
    },
  };
}

/** Mail that arrives would be most of a history and tell the least; of retries only those that count are worth a line. */
export function belongsToHistory({ type }: MailEvent, teaches: boolean): boolean {
  switch (type) {
    case 'bounce':
    case 'drop':
    case 'complaint':
    case 'unsubscribe':
    case 'resubscribe':
      return true;
    case 'deferral':
      return teaches;
    case 'delivery':
    case 'autoreply':
    case 'other':
      return false;
  }
}

const DAY_SECONDS = 86_400;

/** When an entry of that time is no longer kept, in Unix seconds. */
export function expiresAt(at: string, days: number): number {
  return Math.floor(Date.parse(at) / 1000) + days * DAY_SECONDS;
}

const places = cursors(
  'history',
  z.object({
    at: z.iso.datetime({ precision: 3 }),
    id: z.string().check(z.maxLength(BOUNDS.id), wellFormed()),
  }),
);

/**
 * A page of what happened at a canonical address, newest first; empty when no history is kept.
 *
 * @throws InvalidCursor
 */
export async function historyOf(
  { history }: { readonly history?: History | undefined },
  address: string,
  limit: number,
  cursor?: string,
): Promise<{
  readonly entries: readonly (HistoryEntry & { readonly remedy: string | null })[];
  readonly cursor: string | null;
}> {
  const after = cursor === undefined ? undefined : places.decode(cursor);
  const entries = (await history?.read(address, limit, after)) ?? [];
  const last = entries.length < limit ? undefined : entries.at(-1);
  return {
    entries: entries.map((entry) => ({ ...entry, remedy: entry.reason ? REASONS[entry.reason].remedy : null })),
    cursor: last === undefined ? null : places.encode({ at: last.at, id: last.id }),
  };
}
