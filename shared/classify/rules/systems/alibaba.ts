// Alibaba Cloud mail (mxhichina.com): its filter names what it disliked and where in the session.
import type { Rule } from '../rule.ts';

const SOURCE = 'https://help.aliyun.com/document_detail/44499.html';

export const ALIBABA_RULES: readonly Rule[] = [
  {
    id: 'alibaba-behaviour',
    reason: 'reputation_block',
    // How the IP behaves, judged before any content was seen.
    pattern: /reject by behaviou?r spam/i,
    confidence: 0.93,
    source: SOURCE,
    examples: ['554 Reject by behaviour spam at Rcpt State(Connection IP address:192.0.2.1)'],
  },
  {
    id: 'alibaba-content',
    reason: 'spam_content',
    pattern: /reject by content spam/i,
    confidence: 0.93,
    source: SOURCE,
    examples: ['554 Reject by content spam at Data State(Connection IP address:192.0.2.1)'],
  },
  {
    id: 'alibaba-recipients',
    reason: 'rate_limited',
    pattern: /number of rcpts is over/i,
    confidence: 0.93,
    source: SOURCE,
    examples: ['556 The number of RCPTs is over size'],
  },
  {
    id: 'alibaba-length',
    reason: 'message_too_large',
    pattern: /length of data content/i,
    confidence: 0.93,
    source: SOURCE,
    examples: ['557 The length of DATA content is achieved the maximum threshold'],
  },
  {
    id: 'alibaba-invalid',
    reason: 'recipient_unknown',
    // The address is on a list of those that bounced.
    pattern: /^\s{0,4}559 invalid rcptto/i,
    confidence: 0.9,
    source: SOURCE,
    examples: ['559 Invalid rcptto'],
  },
  {
    id: 'alibaba-own-account',
    reason: 'sender_rejected',
    pattern: /main account unavailable/i,
    confidence: 0.9,
    source: SOURCE,
    examples: ['551 Main account unavailable'],
  },
  {
    id: 'alibaba-account-address',
    reason: 'sender_rejected',
    // Another address than that of the login.
    pattern: /mail from\W{0,2} does ?n[o'’]?t conform with auth/i,
    confidence: 0.93,
    source: SOURCE,
    examples: ['436 "MAIL FROM" doesn\'t conform with authentication [@sm060104]'],
  },
  {
    id: 'alibaba-trap',
    reason: 'policy_block',
    // An address that was made to catch senders who never asked.
    pattern: /honeypot rcptto/i,
    confidence: 0.85,
    source: SOURCE,
    examples: ['561 Honeypot rcptto [@out060104]'],
  },
  {
    id: 'alibaba-lookup',
    reason: 'network_error',
    pattern: /^\s{0,4}4\d\d (?:dns resolve error|socks connect)/i,
    confidence: 0.9,
    source: SOURCE,
    examples: ['423 Dns resolve error', '427 Socks Connect to UNREACHABLE host'],
  },
  {
    id: 'alibaba-no-host',
    reason: 'domain_invalid',
    pattern: /^\s{0,4}52[46] (?:host not found|no data) by dns/i,
    confidence: 0.85,
    source: SOURCE,
    examples: ['524 Host not found by dns resolve'],
  },
];
