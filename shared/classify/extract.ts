// What a reply tells beside its cause: the receiver's help page, and how long to wait.

const URL_IN_TEXT = /https?:\/\/[^\s<>"'()[\]]{4,300}/i;
const SENTENCE_END = /[.,;:!?]+$/;
/** "try again in 5 minutes", "greylisted for 300 seconds", "retry after 1 hour": compiled with the rules. */
export const WAIT =
  /(?:try (?:it )?again|retry|wait|come back|resend|greylisted|deferred|blocked)[^.;\d]{0,40}?\d{1,5} ?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?)\b/i;
const AMOUNT = /(\d{1,5}) ?([smh])\w*$/;
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** The first address of a page in the reply. */
export function helpIn(text: string): string | undefined {
  // Stryker disable next-line StringLiteral: looked for first since few replies hold one
  return text.includes('://') ? URL_IN_TEXT.exec(text)?.[0].replace(SENTENCE_END, '') : undefined;
}

/** Seconds to wait, as stated in the words that `WAIT` matches. */
export function secondsIn(words: string): number | undefined {
  const [, amount, unit] = AMOUNT.exec(words.toLowerCase()) ?? [];
  return unit === undefined ? undefined : Number(amount) * (SECONDS[unit] ?? 0);
}
