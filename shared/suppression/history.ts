// The history of an address: every fact and decision as it came, newest first, kept for a time beside the record.
import * as z from 'zod/mini';
import { REASON_NAMES } from '../classify/reasons.ts';
import { BOUNDS } from '../event/bounds.ts';
import { diagnostic, EVENT_TYPES, PROVIDER_NAMES } from '../event/mail-event.ts';

const instant = z.iso.datetime({ precision: 3 });

export const historyEntry = z.strictObject({
  address: z.string(),
  at: instant,
  /** The fact's id: a replay adds nothing. */
  id: z.string().check(z.maxLength(BOUNDS.id)),
  /** What happened: an event's type, or what a person decided. */
  kind: z.enum([...EVENT_TYPES, 'suppress', 'release']),
  /** Undefined for decisions, as are the following up to `native`. */
  provider: z.optional(z.enum(PROVIDER_NAMES)),
  reason: z.optional(z.enum(REASON_NAMES)),
  rule: z.optional(z.string()),
  action: z.optional(z.enum(['suppress', 'count', 'retry', 'alert', 'none'])),
  messageId: z.optional(z.string()),
  stream: z.optional(z.string()),
  diagnostic: z.optional(diagnostic),
  native: z.optional(z.object({ event: z.string(), type: z.optional(z.string()), subtype: z.optional(z.string()) })),
  /** Name of the API key of a decision, with what that person said. */
  by: z.optional(z.string()),
  note: z.optional(z.string()),
  until: z.optional(instant),
});
export type HistoryEntry = z.infer<typeof historyEntry>;
