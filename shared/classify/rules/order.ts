// The order of the rules, which decides more than their number: what clears the recipient comes before what accuses.
import { CONTENT_RULES } from './content.ts';
import { MAILBOX_RULES } from './mailbox.ts';
import { OWN_WORDS_RULES } from './own-words.ts';
import { GREYLISTING_RULES, PROTOCOL_RULES, RECEIVER_RULES } from './receiver.ts';
import { AMBIGUITY_RULES, RECIPIENT_RULES } from './recipient.ts';
import { REPUTATION_RULES } from './reputation.ts';
import type { Rule } from './rule.ts';
import { SENDER_RULES } from './sender.ts';
import { TRANSPORT_RULES } from './transport.ts';

const BEFORE_CODES: readonly Rule[] = [
  ...OWN_WORDS_RULES,
  ...AMBIGUITY_RULES,
  ...GREYLISTING_RULES,
  ...MAILBOX_RULES,
  ...SENDER_RULES,
  ...CONTENT_RULES.filter(({ reason }) => reason !== 'spam_content'),
  ...REPUTATION_RULES,
  ...CONTENT_RULES.filter(({ reason }) => reason === 'spam_content'),
  ...RECEIVER_RULES,
  ...RECIPIENT_RULES,
  ...PROTOCOL_RULES,
];

export const ROWS: readonly Rule[] = [...BEFORE_CODES, ...TRANSPORT_RULES];

/** Rows below this position decide before the codes are asked, the others after. */
export const DECISIVE = BEFORE_CODES.length;
