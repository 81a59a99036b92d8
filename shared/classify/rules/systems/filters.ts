// Filters in front of other servers, which tell the cause by a code or by few words: Sophos, Trend Micro, ASSP.
import type { Reason } from '../../reasons.ts';
import type { Rule } from '../rule.ts';

const SOPHOS =
  'https://docs.sophos.com/central/customer/help/en-us/ManageYourProducts/EmailSecurity/SMTPErrorCodes/index.html';
const TREND_MICRO =
  'https://docs.trendmicro.com/en-us/documentation/article/deep-discovery-email-inspector-51-online-help-smtp-error-codes';

/** `550 5.7.1 XGEMAIL_0011 Command rejected`: the words are the same for every number. */
const SOPHOS_CODES: readonly (readonly [name: string, reason: Reason, numbers: string, example: string])[] = [
  ['authentication', 'auth_failure', '[1-3]', '550 5.7.1 XGEMAIL_0003 Command rejected'],
  ['ip-list', 'ip_blocklisted', '4', '550 5.7.1 XGEMAIL_0004 Command rejected'],
  ['domain-list', 'domain_blocklisted', '5', '550 5.7.1 XGEMAIL_0005 Command rejected'],
  ['tls', 'protocol_error', '6', '550 5.7.4 XGEMAIL_0006 the configured TLS version is not available'],
  ['license', 'receiver_misconfigured', '7', '550 5.7.1 XGEMAIL_0007 Command rejected'],
  // The list of blocked senders of the organisation, and that of the recipient.
  ['blocked-sender', 'recipient_refused', '[89]', '550 5.7.1 XGEMAIL_0008 Command rejected'],
];
const SOPHOS_LATER_CODES: typeof SOPHOS_CODES = [
  ['relay', 'relay_denied', '0', '550 5.7.1 XGEMAIL_0010 Command rejected'],
  ['unknown', 'recipient_unknown', '1', '550 5.7.1 XGEMAIL_0011 Command rejected'],
  ['size', 'message_too_large', '2', '552 5.3.4 XGEMAIL_0012 Command rejected'],
  ['recipients', 'rate_limited', '3', '550 5.7.1 XGEMAIL_0013 Command rejected'],
  ['receiving-rate', 'recipient_rate_limited', '[45]', '450 4.7.1 XGEMAIL_0015 Command rejected'],
];

const sophos =
  (prefix: string) =>
  ([name, reason, numbers, example]: (typeof SOPHOS_CODES)[number]): Rule => ({
    id: `sophos-${name}`,
    reason,
    pattern: new RegExp(String.raw`\bxgemail_${prefix}${numbers}(?!\d)`, 'i'),
    confidence: 0.95,
    source: SOPHOS,
    examples: [example],
  });

export const FILTER_RULES: readonly Rule[] = [
  {
    id: 'antispam-checks',
    reason: 'spam_content',
    // All checks together; what it says of SPF and names is advice.
    pattern: /failed several anti-?spam checks/i,
    confidence: 0.9,
    examples: [
      '554 5.7.1 Your message failed several antispam checks (SCORING) and it was rejected. Please be sure your mailserver is configured correctly (spf, HELO, PTR)',
    ],
  },
  {
    id: 'ezmlm-content-type',
    reason: 'message_format',
    // With #5.2.3, the code of a message that is too large.
    pattern: /accept messages of mime content-type/i,
    confidence: 0.95,
    source: 'ezmlm-reject(1)',
    examples: [
      "ezmlm-reject: fatal: Sorry, I don't accept messages of MIME Content-Type 'multipart/alternative' (#5.2.3)",
    ],
  },
  {
    id: 'vger-html',
    reason: 'message_format',
    pattern: /message contains html subpart/i,
    confidence: 0.95,
    source: 'vger.kernel.org, majordomo information, "Taboo things"',
    examples: [
      '550-5.7.1 Content-Policy reject msg: The message contains HTML subpart, therefore we consider it SPAM or Outlook Virus. TEXT/PLAIN is accepted.',
    ],
  },
  ...SOPHOS_CODES.map(sophos('000')),
  ...SOPHOS_LATER_CODES.map(sophos('001')),
  {
    id: 'spamassassin-score',
    reason: 'spam_content',
    // The tests that are listed with it name block lists.
    pattern: /spam-?assassin score|content filter rejection/i,
    confidence: 0.93,
    source: 'SpamAssassin, Mail::SpamAssassin::Conf',
    examples: ['554 5.7.1 Content filter rejection: SpamAssassin score 21.6 (DNSBL_AND_URIBL,RCVD_IN_BL_SPAMCOP_NET)'],
  },
  {
    id: 'trend-micro-ip-list',
    reason: 'ip_blocklisted',
    // Behind "Recipient address rejected".
    pattern: /sender ip found in ers\b|\bers-(?:dul|rbl|qil)\b|matches \(ers\)/i,
    confidence: 0.93,
    source: TREND_MICRO,
    help: 'https://servicecentral.trendmicro.com/en-us/ers/ip-lookup/',
    examples: [
      '550 5.7.1 <a@example.com>: Recipient address rejected: Mail from <192.0.2.1> was refused, the sender IP found in ERS-DUL',
      '450 Temporary denial of connection (450) for Zombie matches (ERS)',
    ],
  },
  {
    id: 'trend-micro-filtering',
    reason: 'policy_block',
    // Harvesting, bounces, volume, SPF, DKIM or DMARC: one text for all of them.
    pattern: /block (?:temporarily|permanently) \(sender/i,
    confidence: 0.85,
    source: TREND_MICRO,
    examples: ['521 Block permanently (Sender Filtering/Authentication)'],
  },
  {
    id: 'assp-ip',
    reason: 'reputation_block',
    // The IP, by the filter's own score: the server behind it is well.
    pattern: /service denied,? closing transmission/i,
    confidence: 0.88,
    source: 'maxclicksonline.com/client-area/knowledgebase.php, "ASSP bounced back messages and errors"',
    examples: ['554 5.7.2 Service denied, closing transmission channel (A1B2C3)'],
  },
];
