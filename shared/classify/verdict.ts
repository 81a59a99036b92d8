// The verdict on one event: what happened, whose fault it is, what follows and how to mend it.
import type { Action, Fault, Permanence, Reason } from './reasons.ts';
import { REASONS } from './reasons.ts';

export interface Verdict {
  readonly reason: Reason;
  readonly permanence: Permanence;
  readonly fault: Fault;
  readonly action: Action;
  /** Id of the rule that decided, for a later repair of what it got wrong. */
  readonly rule: string;
  /** From 0 to 1: how sure the rule is. */
  readonly confidence: number;
  readonly remedy: string;
  /** Start and end of the matched words in the diagnostic text, in UTF-16 code units. */
  readonly span?: readonly [start: number, end: number];
  /** The receiver's own help page, as named in its reply. */
  readonly help?: string;
  /** The block list that the reply names. */
  readonly list?: string;
  /** Seconds to wait, as stated in the reply. */
  readonly retryAfter?: number;
}

/** What a rule found out; the rest of the verdict follows from the reason. */
export type Finding = Pick<Verdict, 'reason' | 'rule' | 'confidence'> &
  Partial<Pick<Verdict, 'span' | 'permanence' | 'action' | 'help'>>;

export function verdictOf(finding: Finding, evidence: Pick<Verdict, 'help' | 'list' | 'retryAfter'> = {}): Verdict {
  const { permanence, fault, action, remedy } = REASONS[finding.reason];
  const { reason, rule, confidence, ...deviations } = finding;
  return { reason, permanence, fault, action, rule, confidence, remedy, ...deviations, ...evidence };
}
