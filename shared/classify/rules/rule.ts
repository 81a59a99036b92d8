// A rule is a row: what to look for in the remote server's words, and the reason that it shows.
import type { Reason } from '../reasons.ts';
import type { MailSystem } from '../systems.ts';

export interface Rule {
  /** Unique and stable: it is stored with every fact that the rule decided. Begins with the system's name, if any. */
  readonly id: string;
  readonly reason: Reason;
  /**
   * Runs over the cleaned reply, without regard to case (flag `i`). Linear: every repetition is bounded, such as
   * `[^.;]{0,40}` and `\w{1,24}`. Every alternative holds a literal of three characters or more, by which rows that can't
   * match are skipped.
   */
  readonly pattern: RegExp;
  /** From 0 to 1. */
  readonly confidence: number;
  /** The row applies only to replies of this receiving system: for words that mean something else elsewhere. */
  readonly system?: MailSystem;
  /** The standard, or the receiver's page, that the row rests on; left out for words that explain themselves. */
  readonly source?: string;
  /** The receiver's own help page for this failure, shown with the remedy. */
  readonly help?: string;
  /** Real-shaped replies that this row decides; each runs as a test. */
  readonly examples: readonly [string, ...string[]];
}
