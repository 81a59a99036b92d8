// A rule is a row: what to look for in the remote server's words, and the reason that it shows.
import type { Reason } from '../reasons.ts';

export interface Rule {
  /** Unique and stable: it is stored with every fact that the rule decided. */
  readonly id: string;
  readonly reason: Reason;
  /** Linear in the length of the text: no nested or overlapping repetition. Matched without regard to case. */
  readonly pattern: RegExp;
  readonly confidence: number;
  /** Real-shaped replies that this row decides; each runs as a test. */
  readonly examples: readonly [string, ...string[]];
}
