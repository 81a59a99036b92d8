// The order of the rules, which decides more than their number: what clears the recipient comes before what accuses.
import { CONTENT_RULES } from './content.ts';
import { MAILBOX_RULES } from './mailbox.ts';
import { OWN_WORDS_RULES } from './own-words.ts';
import { GREYLISTING_RULES, PROTOCOL_RULES, RECEIVER_RULES } from './receiver.ts';
import { AMBIGUITY_RULES, RECIPIENT_RULES } from './recipient.ts';
import { REPUTATION_RULES } from './reputation.ts';
import type { Rule } from './rule.ts';
import { SENDER_RULES } from './sender.ts';
import { APPLE_RULES } from './systems/apple.ts';
import { ATT_RULES } from './systems/att.ts';
import { COMCAST_RULES } from './systems/comcast.ts';
import { GATEWAY_RULES } from './systems/gateways.ts';
import { GODADDY_RULES } from './systems/godaddy.ts';
import { GOOGLE_RULES } from './systems/google.ts';
import { GOOGLE_FILTERING_RULES } from './systems/google-filtering.ts';
import { HOSTED_RULES } from './systems/hosted.ts';
import { MICROSOFT_RULES } from './systems/microsoft.ts';
import { MICROSOFT_FILTERING_RULES } from './systems/microsoft-filtering.ts';
import { MIMECAST_RULES } from './systems/mimecast.ts';
import { US_CABLE_RULES } from './systems/us-cable.ts';
import { YAHOO_RULES } from './systems/yahoo.ts';
import { TRANSPORT_RULES } from './transport.ts';

/** What one receiving system writes, by its published codes: they say more than words that all servers use. */
const SYSTEM_RULES: readonly Rule[] = [
  ...GOOGLE_RULES,
  ...GOOGLE_FILTERING_RULES,
  ...MICROSOFT_RULES,
  ...MICROSOFT_FILTERING_RULES,
  ...YAHOO_RULES,
  ...APPLE_RULES,
  ...COMCAST_RULES,
  ...US_CABLE_RULES,
  ...ATT_RULES,
  ...MIMECAST_RULES,
  ...GATEWAY_RULES,
  ...GODADDY_RULES,
  ...HOSTED_RULES,
];

const BEFORE_CODES: readonly Rule[] = [
  ...SYSTEM_RULES,
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
