// Incidents: failures that are the sender's, the content's or the receiver's, counted by group and hour.
import * as z from 'zod/mini';
import { REASON_NAMES } from '../classify/reasons.ts';

const instant = z.iso.datetime({ precision: 3 });

export const incident = z.strictObject({
  /** Start of the hour, ISO 8601 UTC. */
  hour: instant,
  reason: z.enum(REASON_NAMES),
  /** Domain of the recipients. */
  receiver: z.string(),
  /** The sending domain, else the sending IP, else the empty text where the ESP tells neither. */
  sender: z.string(),
  count: z.int().check(z.positive()),
  firstSeen: instant,
  lastSeen: instant,
  /** One of the failures. */
  example: z.strictObject({
    provider: z.string(),
    rule: z.string(),
    text: z.optional(z.string()),
    help: z.optional(z.string()),
    list: z.optional(z.string()),
  }),
});
export type Incident = z.infer<typeof incident>;
