// Comcast (Xfinity): most replies end in a link to an error code; those on recipients are plain words with 5.1.1 for everything.
import type { Rule } from '../rule.ts';

const CODES = 'https://www.xfinity.com/support/articles/email-errors';

export const COMCAST_RULES: readonly Rule[] = [
  {
    id: 'comcast-quota',
    reason: 'mailbox_full',
    pattern: /extended quota violation/i,
    confidence: 0.97,
    source: CODES,
    examples: ['552 5.1.1 <a@comcast.net> recipient rejected - extended quota violation'],
  },
  {
    id: 'comcast-receiving-rate',
    reason: 'recipient_rate_limited',
    pattern: /too many recent messages/i,
    confidence: 0.95,
    source: CODES,
    examples: ['452 4.1.1 <a@comcast.net> too many recent messages; Try again later'],
  },
  {
    id: 'comcast-unknown',
    reason: 'recipient_unknown',
    pattern: /(?<!sender (?:is )?)(?<!domain (?:is )?)not our customer|recipient mailbox unallocated/i,
    confidence: 0.95,
    source: CODES,
    examples: ['550 5.1.1 Not our Customer', '550 5.1.1 <a@comcast.net> recipient mailbox unallocated'],
  },
  {
    id: 'comcast-reverse-dns',
    reason: 'sender_dns',
    pattern: /reverse DNS failure ?: try again later|comcast requires that all mail servers must have a PTR/i,
    confidence: 0.95,
    source: CODES,
    examples: [
      '421 Reverse DNS failure : Try again later',
      '554 mx1.comcast.net comcast 192.0.2.1 Comcast requires that all mail servers must have a PTR record',
    ],
  },
  {
    id: 'comcast-auth',
    reason: 'auth_failure',
    pattern: /#DM0\d{5}\b/i,
    confidence: 0.96,
    source: CODES,
    examples: ['550 5.2.0 Message rejected. See http://postmaster.comcast.net/smtp-error-codes.php#DM000001'],
  },
  {
    id: 'comcast-ip-list',
    reason: 'ip_blocklisted', // BL: a list, bit by bit which; ES: a dial-up address
    pattern: /\b(?:BL|ES)[01]{6,7}\b|comcast bl\d{3,7}\b/i,
    confidence: 0.95,
    source: CODES,
    examples: [
      '554 192.0.2.1 found on one or more DNSBLs, see http://postmaster.comcast.net/smtp-error-codes.php#BL000010',
      '554 Refused. See http://postmaster.comcast.net/smtp-error-codes.php#ES000010',
    ],
  },
  {
    id: 'comcast-rate',
    reason: 'rate_limited',
    pattern: /[ #]RL0\d{5}\b|too many sessions opened/i,
    confidence: 0.93,
    source: CODES,
    examples: [
      '421 Deferred. See http://postmaster.comcast.net/smtp-error-codes.php#RL000001',
      '421 Too many sessions opened',
    ],
  },
  {
    id: 'comcast-phishing',
    reason: 'malware_phishing',
    pattern: /#PH0\d{5}\b/i,
    confidence: 0.93,
    source: CODES,
    examples: ['554 5.7.1 Refused. See http://postmaster.comcast.net/smtp-error-codes.php#PH000001'],
  },
];
