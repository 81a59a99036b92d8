// Filters that write a code of their own beside a text that is the same for all: Vade at EarthLink, MailChannels.
import type { Rule } from '../rule.ts';

const EARTHLINK = 'https://postmaster-earthlink.vadesecure.com/inbound_error_codes';
const MAILCHANNELS = 'https://support.mailchannels.com/hc/en-us/sections/200137610';
const OUTBOUND = 'https://docs.mailchannels.com/outbound/smtp-errors';

export const RELAY_RULES: readonly Rule[] = [
  {
    id: 'earthlink-ip-list',
    reason: 'ip_blocklisted',
    pattern: /\bELNK_?1(?:0[12]|11)\b/i,
    confidence: 0.95,
    source: EARTHLINK,
    help: EARTHLINK,
    examples: ['550 5.7.1 Connection refused - ELNK_101'],
  },
  {
    id: 'earthlink-dns',
    reason: 'sender_dns',
    pattern: /\bELNK_?(?:10[58]|201)\b/i,
    confidence: 0.95,
    source: EARTHLINK,
    help: EARTHLINK,
    examples: ['550 5.7.1 Connection refused - ELNK_105'],
  },
  {
    id: 'earthlink-rate',
    reason: 'rate_limited',
    pattern: /\bELNK_?1(?:10|3[69])\b/i,
    confidence: 0.95,
    source: EARTHLINK,
    help: EARTHLINK,
    examples: ['421 4.2.1 Connection deferred - ELNK_110'],
  },
  {
    id: 'earthlink-reputation',
    reason: 'reputation_block',
    pattern: /\bELNK_?13[0-5]\b/i,
    confidence: 0.93,
    source: EARTHLINK,
    help: EARTHLINK,
    examples: ['421 4.2.1 Connection deferred - ELNK_130'],
  },
  {
    id: 'mailchannels-feedback',
    reason: 'reputation_block',
    // So many have reported the sender's mail that the relay sends no more of it.
    pattern: /\[fbl\][^;]{0,120}mailchannels/i,
    confidence: 0.9,
    source: MAILCHANNELS,
    help: MAILCHANNELS,
    examples: ['550 5.7.1 [FBL] Blocked. See https://console.mailchannels.net/insights/bounce?sender=b%40example.net'],
  },
  {
    id: 'mailchannels-content',
    reason: 'spam_content',
    pattern: /\[[cs][cs]\] (?:message )?blocked[^;]{0,160}mailchannels|5\.7\.1 \[ss\]/i,
    confidence: 0.9,
    source: OUTBOUND,
    help: MAILCHANNELS,
    examples: [
      '550 5.7.1 [SS] Message blocked',
      '550 5.7.1 [CS] Message blocked. See https://console.mailchannels.net/insights/bounce?sender=b%40example.net',
    ],
  },
  {
    id: 'mailchannels-list',
    reason: 'ip_blocklisted',
    // Or the domain: the list that it is on is not named.
    pattern: /5\.7\.1 \[rbl\]/i,
    confidence: 0.88,
    source: OUTBOUND,
    help: MAILCHANNELS,
    examples: ['550 5.7.1 [RBL] Sender blocked 192.0.2.1'],
  },
  {
    id: 'mailchannels-lockdown',
    reason: 'auth_failure',
    pattern: /\[(?:eld|dl|spf)\][^;]{0,160}mailchannels|domain lockdown/i,
    confidence: 0.9,
    source: MAILCHANNELS,
    help: MAILCHANNELS,
    examples: ['550 5.7.1 [ELD] Domain Lockdown: the account may not send for example.net'],
  },
  {
    id: 'mailchannels-blocked',
    reason: 'policy_block',
    // The sender's own relay, and a cause in brackets that is not published.
    pattern: /mailchannels\.net\/insights/i,
    confidence: 0.7,
    source: MAILCHANNELS,
    help: MAILCHANNELS,
    examples: ['550 5.7.1 [XX] Refused. See https://console.mailchannels.net/insights/bounce?sender=b%40example.net'],
  },
];
