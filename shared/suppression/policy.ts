// The policy: per reason, how many failures are too many and for how long they suppress. Data, with defaults that
// docs/policy.md argues for.
import * as z from 'zod/mini';
import { REASON_NAMES, REASONS, type Reason } from '../classify/reasons.ts';
import { SOFT_DAYS_PER_REASON, SOFT_PER_REASON } from './record.ts';
import { isWish } from './standing.ts';

/** Of the days remembered, the first and the last may be incomplete. */
const MAX_SPAN_DAYS = SOFT_DAYS_PER_REASON - 2;

const days = z.number().check(z.positive(), z.maximum(36_500));

const limits = z.strictObject({
  /** Distinct messages that must have failed. */
  messages: z
    .int()
    .check(z.minimum(1), z.maximum(SOFT_PER_REASON, `at most ${SOFT_PER_REASON}: no more are remembered`)),
  /** Days that must lie between the first and the last of them, so that an outage suppresses nobody. */
  spanDays: z
    .number()
    .check(z.nonnegative(), z.maximum(MAX_SPAN_DAYS, `at most ${MAX_SPAN_DAYS}: no more days are remembered`)),
  /** Days within which they must lie. */
  windowDays: days,
  /** How long the address stays suppressed, counted from the last failure; also after a failure that suppresses at once. */
  suppressForDays: z.union([days, z.literal('forever')], 'a number of days above 0 or "forever"'),
});
export type Limits = z.infer<typeof limits>;

/** Reasons that the policy does not name never suppress by repetition. */
export type Policy = Readonly<Partial<Record<Reason, Limits>>>;

/** Temporary replies (4xx) of `recipient_unknown` and the like; a permanent one suppresses at once. */
const REPEATED_HARD = { messages: 3, spanDays: 5, windowDays: 30 };

/** Every span is five days or more: in a shorter outage of a receiving domain all of its addresses fail alike. */
export const DEFAULT_POLICY: Policy = {
  recipient_unknown: { ...REPEATED_HARD, suppressForDays: 'forever' },
  invalid_address: { ...REPEATED_HARD, suppressForDays: 'forever' },
  recipient_moved: { ...REPEATED_HARD, suppressForDays: 'forever' },
  // Domains lapse and come back; disabled accounts are at times enabled again.
  domain_invalid: { ...REPEATED_HARD, suppressForDays: 90 },
  recipient_disabled: { ...REPEATED_HARD, suppressForDays: 90 },
  mailbox_full: { messages: 3, spanDays: 5, windowDays: 30, suppressForDays: 30 },
  // Says the least about the recipient: the network, the server or the sender's own queue may be the cause.
  delivery_expired: { messages: 5, spanDays: 7, windowDays: 30, suppressForDays: 14 },
};

/** A reason that only the configuration names starts from these. */
const UNNAMED: Limits = { messages: 5, spanDays: 7, windowDays: 30, suppressForDays: 30 };

/** Overrides of single values; what is left out keeps its default. */
type Override = { [Key in keyof Limits]?: Limits[Key] | undefined };
type PolicySettings = Partial<Record<Reason, Override>>;

export const policySettings = z.partialRecord(z.enum(REASON_NAMES), z.partial(limits)).check(({ value, issues }) => {
  // Numbers out of range have been told already, and can't be compared.
  if (issues.length > 0) return;
  for (const { path, message } of problemsOf(value)) issues.push({ code: 'custom', message, path, input: value });
});

/** What would never have an effect. */
function problemsOf(settings: PolicySettings): { path: string[]; message: string }[] {
  return REASON_NAMES.flatMap((reason) => {
    const override = settings[reason];
    if (override === undefined) return [];
    if (!isGoverned(reason)) return [{ path: [reason], message: ungoverned(reason) }];
    const { spanDays, windowDays } = limitsWith(reason, override);
    if (spanDays <= windowDays) return [];
    return override.spanDays === undefined
      ? [{ path: [reason, 'windowDays'], message: `at least ${spanDays}: else spanDays never fits into it` }]
      : [{ path: [reason, 'spanDays'], message: `at most ${windowDays}: else it never fits into windowDays` }];
  });
}

/** Complaints and unsubscribes are people's words, the others no fault of the recipient. */
function isGoverned(reason: Reason): boolean {
  const { action } = REASONS[reason];
  return action === 'count' || (action === 'suppress' && !isWish(reason));
}

function ungoverned(reason: Reason): string {
  return REASONS[reason].action === 'suppress'
    ? 'holds until the person comes back or somebody releases it: there is nothing to set'
    : 'suppresses nobody: it says nothing against the recipient';
}

export function policyWith(overrides: PolicySettings): Policy {
  const policy: Partial<Record<Reason, Limits>> = { ...DEFAULT_POLICY };
  for (const reason of REASON_NAMES) {
    const override = overrides[reason];
    if (override !== undefined) policy[reason] = limitsWith(reason, override);
  }
  return policy;
}

function limitsWith(reason: Reason, override: Override): Limits {
  const { messages, spanDays, windowDays, suppressForDays } = DEFAULT_POLICY[reason] ?? UNNAMED;
  return {
    messages: override.messages ?? messages,
    spanDays: override.spanDays ?? spanDays,
    windowDays: override.windowDays ?? windowDays,
    suppressForDays: override.suppressForDays ?? suppressForDays,
  };
}
