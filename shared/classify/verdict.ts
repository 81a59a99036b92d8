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

type Known<Key extends keyof Verdict> = { readonly [Each in Key]?: Verdict[Each] | undefined };

/** What a rule found out; the rest of the verdict follows from the reason. */
export type Finding = Pick<Verdict, 'reason' | 'rule' | 'confidence'> &
  Known<'span' | 'permanence' | 'action' | 'help' | 'list' | 'retryAfter'> & {
    /** The page of the list, where nothing else tells of one. */
    readonly delist?: string | undefined;
  };

export function verdictOf(finding: Finding, help: string | undefined = finding.help): Verdict {
  const { reason, rule, confidence, span, permanence, action, list, retryAfter } = finding;
  const known = REASONS[reason];
  // Assigned one by one: this runs for every event, and spreading what may be missing takes several times as long.
  const verdict: { -readonly [Key in keyof Verdict]: Verdict[Key] } = {
    reason,
    permanence: permanence ?? known.permanence,
    fault: known.fault,
    action: action ?? known.action,
    rule,
    confidence,
    remedy: known.remedy,
  };
  if (span !== undefined) verdict.span = span;
  if (help !== undefined) verdict.help = help;
  if (list !== undefined) verdict.list = list;
  if (retryAfter !== undefined) verdict.retryAfter = retryAfter;
  return verdict;
}
