// The policy: per reason, how many failures are too many and for how long they suppress. Data, with defaults.
import * as z from 'zod/mini';
import { REASON_NAMES, type Reason } from '../classify/reasons.ts';
import { SOFT_DAYS_PER_REASON, SOFT_PER_REASON } from './record.ts';

/** Of the days remembered, the first and the last may be incomplete. */
const MAX_SPAN_DAYS = SOFT_DAYS_PER_REASON - 2;

const days = z.number().check(z.positive(), z.maximum(36_500));

const limits = z.strictObject({
  /** Distinct messages that must have failed. */
  messages: z
    .int()
    .check(z.minimum(1), z.maximum(SOFT_PER_REASON, `at most ${SOFT_PER_REASON}: no more are remembered`)),
  /** Days that must lie between the first and the last of them, so that one bad afternoon suppresses nobody. */
  spanDays: z
    .number()
    .check(z.nonnegative(), z.maximum(MAX_SPAN_DAYS, `at most ${MAX_SPAN_DAYS}: no more days are remembered`)),
  /** Days within which they must lie. */
  windowDays: days,
  /** How long the address stays suppressed, counted from the last failure. */
  suppressForDays: z.union([days, z.literal('forever')], 'a number of days above 0 or "forever"'),
});
export type Limits = z.infer<typeof limits>;

/** Reasons that the policy does not name never suppress by repetition. */
export type Policy = Readonly<Partial<Record<Reason, Limits>>>;

/** Overrides of single values; what is left out keeps its default. */
export const policySettings = z.partialRecord(z.enum(REASON_NAMES), z.partial(limits));

/** What `recipient_unknown` and the like need when the reply was temporary (4xx): a permanent one suppresses at once. */
const REPEATED_HARD = { messages: 3, spanDays: 2, windowDays: 30 };

export const DEFAULT_POLICY: Policy = {
  recipient_unknown: { ...REPEATED_HARD, suppressForDays: 'forever' },
  invalid_address: { ...REPEATED_HARD, suppressForDays: 'forever' },
  recipient_moved: { ...REPEATED_HARD, suppressForDays: 'forever' },
  // Domains lapse and come back; disabled accounts are at times enabled again.
  domain_invalid: { ...REPEATED_HARD, suppressForDays: 90 },
  recipient_disabled: { ...REPEATED_HARD, suppressForDays: 90 },
  mailbox_full: { messages: 3, spanDays: 2, windowDays: 14, suppressForDays: 30 },
  // An outage of a domain lasts days: only failures spread over a longer time say something about the recipient.
  delivery_expired: { messages: 5, spanDays: 7, windowDays: 30, suppressForDays: 14 },
};

/** A reason that only the configuration names starts from these. */
const UNNAMED: Limits = { messages: 5, spanDays: 7, windowDays: 30, suppressForDays: 30 };

export function policyWith(overrides: z.infer<typeof policySettings>): Policy {
  const policy: Partial<Record<Reason, Limits>> = { ...DEFAULT_POLICY };
  for (const reason of REASON_NAMES) {
    const override = overrides[reason];
    if (override === undefined) continue;
    const { messages, spanDays, windowDays, suppressForDays } = policy[reason] ?? UNNAMED;
    policy[reason] = {
      messages: override.messages ?? messages,
      spanDays: override.spanDays ?? spanDays,
      windowDays: override.windowDays ?? windowDays,
      suppressForDays: override.suppressForDays ?? suppressForDays,
    };
  }
  return policy;
}
