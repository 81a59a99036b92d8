// The order of the rules, which decides more than their number: what clears the recipient comes before what accuses.

import { BLOCK_LIST_RULES } from './block-lists.ts';
import { CONTENT_RULES, SPAM_RULES } from './content.ts';
import { FOREIGN_CLEARING_RULES, FOREIGN_CLOSING_RULES, FOREIGN_RECIPIENT_RULES } from './languages.ts';
import { MAILBOX_RULES } from './mailbox.ts';
import { CALLOUT_RULES, OWN_WORDS_RULES } from './own-words.ts';
import { GREYLISTING_RULES, PROTOCOL_RULES, RECEIVER_RULES } from './receiver.ts';
import { AMBIGUITY_RULES, RECIPIENT_RULES } from './recipient.ts';
import { IP_REFUSED_RULES, REPUTATION_RULES } from './reputation.ts';
import type { Rule } from './rule.ts';
import { SENDER_RULES } from './sender.ts';
import { ALIBABA_RULES } from './systems/alibaba.ts';
import { APPLE_RULES } from './systems/apple.ts';
import { ATT_RULES } from './systems/att.ts';
import { COMCAST_RULES } from './systems/comcast.ts';
import { COMMERCIAL_SERVER_RULES } from './systems/commercial-servers.ts';
import { EXCHANGE_RULES } from './systems/exchange.ts';
import { EXIM_RULES } from './systems/exim.ts';
import { EYOU_RULES } from './systems/eyou.ts';
import { FACEBOOK_RULES } from './systems/facebook.ts';
import { FILTER_RULES } from './systems/filters.ts';
import { FRENCH_ISP_RULES } from './systems/french-isps.ts';
import { GATEWAY_RULES } from './systems/gateways.ts';
import { GODADDY_RULES } from './systems/godaddy.ts';
import { GOOGLE_RULES } from './systems/google.ts';
import { GOOGLE_FILTERING_RULES } from './systems/google-filtering.ts';
import { HOSTED_RULES } from './systems/hosted.ts';
import { I_UA_RULES } from './systems/i-ua.ts';
import { INTERIA_RULES } from './systems/interia.ts';
import { ITALIAONLINE_RULES } from './systems/italiaonline.ts';
import { JAPAN_KOREA_RULES } from './systems/japan-korea.ts';
import { MAIL_SERVER_RULES } from './systems/mail-servers.ts';
import { MICROSOFT_RULES } from './systems/microsoft.ts';
import { MICROSOFT_FILTERING_RULES } from './systems/microsoft-filtering.ts';
import { MIMECAST_RULES } from './systems/mimecast.ts';
import { NETEASE_RULES } from './systems/netease.ts';
import { OPEN_XCHANGE_RULES } from './systems/open-xchange.ts';
import { ORANGE_RULES } from './systems/orange.ts';
import { POLICY_DAEMON_RULES } from './systems/policy-daemons.ts';
import { POSTFIX_RULES } from './systems/postfix.ts';
import { QMAIL_RULES } from './systems/qmail.ts';
import { RELAY_RULES } from './systems/relays.ts';
import { REPORT_PROSE_RULES } from './systems/report-prose.ts';
import { RUSSIAN_RULES } from './systems/russia.ts';
import { SENDMAIL_RULES } from './systems/sendmail.ts';
import { SEZNAM_RULES } from './systems/seznam.ts';
import { SOHU_RULES } from './systems/sohu.ts';
import { T_ONLINE_RULES } from './systems/t-online.ts';
import { TENCENT_RULES } from './systems/tencent.ts';
import { UNITED_INTERNET_RULES } from './systems/united-internet.ts';
import { US_CABLE_RULES } from './systems/us-cable.ts';
import { YAHOO_RULES } from './systems/yahoo.ts';
import { POLICY_RULES, TRANSPORT_RULES } from './transport.ts';
import { WEAK_WORDS_RULES } from './weak-words.ts';

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
  ...REPORT_PROSE_RULES,
  ...MIMECAST_RULES,
  ...RELAY_RULES,
  ...GATEWAY_RULES,
  ...FILTER_RULES,
  ...OPEN_XCHANGE_RULES,
  ...FACEBOOK_RULES,
  ...GODADDY_RULES,
  ...HOSTED_RULES,
  ...T_ONLINE_RULES,
  ...UNITED_INTERNET_RULES,
  ...ORANGE_RULES,
  ...FRENCH_ISP_RULES,
  ...ITALIAONLINE_RULES,
  ...SEZNAM_RULES,
  ...INTERIA_RULES,
  ...I_UA_RULES,
  ...RUSSIAN_RULES,
  ...TENCENT_RULES,
  ...NETEASE_RULES,
  ...ALIBABA_RULES,
  ...SOHU_RULES,
  ...EYOU_RULES,
  ...JAPAN_KOREA_RULES,
];

/** What the common mail servers write, wherever they run. */
const SERVER_RULES: readonly Rule[] = [
  ...POLICY_DAEMON_RULES,
  ...POSTFIX_RULES,
  ...EXIM_RULES,
  ...SENDMAIL_RULES,
  ...QMAIL_RULES,
  ...EXCHANGE_RULES,
  ...MAIL_SERVER_RULES,
  ...COMMERCIAL_SERVER_RULES,
];

/** Where a system tells no cause, the words beside it may. */
const isVague = ({ reason }: Rule) => reason === 'policy_block';

const BEFORE_CODES: readonly Rule[] = [
  ...CALLOUT_RULES,
  ...SYSTEM_RULES.filter((rule) => !isVague(rule)),
  ...OWN_WORDS_RULES,
  ...SERVER_RULES.filter((rule) => !isVague(rule)),
  ...AMBIGUITY_RULES,
  ...GREYLISTING_RULES,
  ...MAILBOX_RULES,
  ...SENDER_RULES,
  ...CONTENT_RULES,
  ...BLOCK_LIST_RULES,
  ...REPUTATION_RULES,
  ...FOREIGN_CLEARING_RULES,
  ...SPAM_RULES,
  ...IP_REFUSED_RULES,
  ...[...SYSTEM_RULES, ...SERVER_RULES].filter(isVague),
  ...RECEIVER_RULES,
  ...RECIPIENT_RULES,
  ...FOREIGN_RECIPIENT_RULES,
  ...PROTOCOL_RULES,
];

export const ROWS: readonly Rule[] = [
  ...BEFORE_CODES,
  ...FOREIGN_CLOSING_RULES,
  ...TRANSPORT_RULES,
  ...WEAK_WORDS_RULES,
  ...POLICY_RULES,
];

const READING_PAGES: ReadonlySet<Rule> = new Set([
  ...SYSTEM_RULES,
  ...SERVER_RULES,
  ...OWN_WORDS_RULES,
  ...BLOCK_LIST_RULES,
]);

/** Whether a row may be found in the address of a page: systems and lists name their causes there, others only name it. */
export function readsPages(row: Rule): boolean {
  return READING_PAGES.has(row);
}

/** Rows below this position decide before the codes are asked, the others after. */
export const DECISIVE = BEFORE_CODES.length;
