// Yahoo, which also receives for AOL, Verizon and, since its mail moved there, AT&T and Comcast.
import type { Rule } from '../rule.ts';

const CODES = 'https://senders.yahooinc.com/smtp-error-codes/';
const AOL = 'https://postmaster.aol.com/error-codes'; // AOL's own codes, before it moved to Yahoo

export const YAHOO_RULES: readonly Rule[] = [
  {
    id: 'yahoo-quota',
    reason: 'mailbox_full',
    pattern: /delivery error: dd [^;]{0,120}(?:over quota|storage allocation)/i,
    confidence: 0.95,
    source: CODES,
    examples: [
      '554 delivery error: dd Sorry, your message to a@example.com cannot be delivered. This account is over quota.',
    ],
  },
  {
    id: 'yahoo-disabled',
    reason: 'recipient_disabled',
    pattern: /mailbox is disabled \(554\.30\)|delivery error: dd [^;]{0,120}(?:disabled|discontinued|no longer valid)/i,
    confidence: 0.97,
    source: CODES,
    examples: [
      '554 30 Sorry, your message to a@example.com cannot be delivered. This mailbox is disabled (554.30).',
      '554 delivery error: dd Sorry your message to a@example.com cannot be delivered. This account has been disabled or discontinued [#102].',
      '554 delivery error: dd a@example.com is no longer valid. [-20]',
    ],
  },
  {
    id: 'yahoo-unknown',
    reason: 'recipient_unknown',
    pattern:
      /delivery error: dd (?:this user doesn't have a|not a valid recipient)|mail action aborted, mailbox not found/i,
    confidence: 0.97,
    source: CODES,
    examples: [
      "554 delivery error: dd This user doesn't have a yahoo.com account (a@example.com) [0]",
      '552 1 Requested mail action aborted, mailbox not found',
    ],
  },
  {
    id: 'yahoo-receiving-rate',
    reason: 'recipient_rate_limited',
    pattern: /user is receiving mail too quickly/i,
    confidence: 0.97,
    source: CODES,
    examples: ['450 User is receiving mail too quickly'],
  },
  {
    id: 'yahoo-auth',
    reason: 'auth_failure',
    pattern: /yahoo requires all senders to authenticate/i,
    confidence: 0.97,
    source: CODES,
    examples: [
      '550 5.7.9 The sender is unauthenticated. Yahoo requires all senders to authenticate with either SPF or DKIM.',
    ],
  },
  {
    id: 'yahoo-sender-domain',
    reason: 'sender_rejected',
    pattern: /unresolvable RFC\.?5321 (?:from )?domain/i,
    confidence: 0.95,
    source: CODES,
    examples: ['451 Message temporarily deferred due to unresolvable RFC.5321 from domain'],
  },
  {
    id: 'yahoo-ip-list',
    reason: 'ip_blocklisted',
    pattern: /\[BL2\d\]|\bVS99-IP|\[TSS\d\d\][^;]{0,120}spamhaus/i,
    confidence: 0.97,
    source: CODES,
    help: 'https://check.spamhaus.org/',
    examples: [
      "553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.1, because the ip is in Spamhaus's list",
    ],
  },
  {
    id: 'yahoo-reputation',
    reason: 'reputation_block', // the codes are all Yahoo discloses: complaints, volume, content or authentication
    pattern:
      /\[TSS?\d\d\]|\bVS\d{1,2}-(?:IP|MF)\b|deferred due to (?:unexpected volume or )?user complaints|(?:temporarily|permanently) deferred[^;]{0,12} 4\.16\.5/i,
    confidence: 0.95,
    source: CODES,
    help: 'https://senders.yahooinc.com/contact/',
    examples: [
      '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume or user complaints',
      '553 5.7.2 [TSS09] All messages from 192.0.2.1 will be permanently deferred; Retrying will NOT succeed.',
      '421 4.7.1 [TS03] All messages from 192.0.2.1 will be permanently deferred',
      '451 VS1-IP Excessive unknown recipients - possible Open Relay',
      '421 Message from (192.0.2.1) temporarily deferred - 4.16.50',
    ],
  },
  {
    id: 'yahoo-greylist',
    reason: 'greylisted',
    pattern: /\[GL01\]/i,
    confidence: 0.8,
    source: CODES,
    examples: ['421 4.7.0 [GL01] Message from (192.0.2.1) temporarily deferred'],
  },
  {
    id: 'yahoo-connection',
    reason: 'rate_limited',
    pattern: /max message per connection reached/i,
    confidence: 0.95,
    source: CODES,
    examples: ['421 Max message per connection reached, closing transmission channel'],
  },
  {
    id: 'yahoo-format',
    reason: 'message_format',
    pattern: /headers are not RFC compliant/i,
    confidence: 0.95,
    source: CODES,
    examples: ['554 5.6.0 Message headers are not RFC compliant'],
  },
  {
    id: 'yahoo-policy-named',
    reason: 'auth_failure',
    pattern: /not accepted for policy reasons[^;]{0,160}\bdmarc\b/i,
    confidence: 0.9,
    source: CODES,
    examples: ['554 5.7.9 Message not accepted for policy reasons: the DMARC policy of example.com forbids it'],
  },
  {
    id: 'yahoo-policy',
    reason: 'policy_block', // authentication, links or content: Yahoo doesn't say which
    pattern: /\[PH\d\d\]|\[CON\]|not accepted for policy reasons/i,
    confidence: 0.9,
    source: CODES,
    examples: [
      '554 Message not allowed - [PH01] Email not accepted for policy reasons.',
      '554 5.7.9 Message not accepted for policy reasons.',
    ],
  },
  {
    id: 'yahoo-temporary',
    reason: 'receiver_unavailable',
    pattern: /temporary domain failure|resources temporarily (?:unavailable|not available)/i,
    confidence: 0.9,
    source: CODES,
    examples: ['452 temporary domain failure <a@example.com>', '451 Resources temporarily unavailable. [#4.16.1]'],
  },
  {
    id: 'aol-link',
    reason: 'domain_blocklisted',
    pattern: /\(?HVU:B\d\b/i,
    confidence: 0.85,
    source: AOL,
    examples: ['554 5.7.1 : (HVU:B1) http://postmaster.info.aol.com/errors/554hvub1.html'],
  },
  {
    id: 'aol-dns',
    reason: 'sender_dns',
    pattern: /\(DNS:(?:NR|B\d)\)/i,
    confidence: 0.9,
    source: AOL,
    examples: ['421 4.7.1 : (DNS:NR) https://postmaster.aol.com/error-codes'],
  },
  {
    id: 'aol-dynamic',
    reason: 'ip_blocklisted',
    // By the ranges that providers give to their customers' lines.
    pattern: /aol (?:does not|no longer) accepts? (?:e-?mail transactions|connections) from\s{1,3}dynamic/i,
    confidence: 0.95,
    source: 'postmaster.aol.com, error codes RTR:BB and RTR:DU',
    examples: [
      '554- (RTR:BB) AOL does not accept e-mail transactions from dynamic or residential IP addresses.',
      '550-AOL no longer accepts connections from\ndynamically assigned addresses',
    ],
  },
  {
    id: 'aol-reputation',
    reason: 'reputation_block',
    pattern: /\((?:RTR|RLY|CON|DYN):[A-Z]{1,2}\d?\)/i,
    confidence: 0.9,
    source: AOL,
    examples: ['554 5.7.1 : (RTR:SC) https://postmaster.aol.com/error-codes', '421 4.7.1 : (RLY:B3)'],
  },
];
