// AT&T with BellSouth, SBC and Prodigy, as long as their own servers answer and not Yahoo's.
import type { Rule } from '../rule.ts';

const ERRORS = 'http://rbl.att.net/block_enduser.html'; // "Error Message Summary"

export const ATT_RULES: readonly Rule[] = [
  {
    id: 'att-ip-list',
    reason: 'ip_blocklisted',
    pattern:
      /DNSBL:(?:ATT)?RBL|_is_blocked|ou=rblmx|abuse-att\.net|error\. blocked for abuse|unauthorized interface for/i,
    confidence: 0.95,
    source: ERRORS,
    examples: [
      '553 5.3.0 flpd001 DNSBL:ATTRBL 521< 192.0.2.1 >_is_blocked.',
      '550 192.0.2.1 blocked by ldap:ou=rblmx,dc=bellsouth,dc=net',
      '550 Error. Blocked for abuse. See http://att.net/blocks',
    ],
  },
  {
    id: 'att-sender-dns',
    reason: 'sender_dns',
    pattern:
      /connections not accepted from servers without a valid sender domain|failure in DNS look-?up|blocked for status: <?unknown sender/i,
    confidence: 0.93,
    source: ERRORS,
    examples: [
      '550 5.7.1 Connections not accepted from servers without a valid sender domain. Fix reverse DNS for 192.0.2.1',
      '421-failure in DNS look-up',
    ],
  },
  {
    id: 'att-sender',
    reason: 'sender_rejected',
    pattern: /\[permfail\] \S{1,60} requires valid sender domain/i,
    confidence: 0.93,
    source: ERRORS,
    examples: ['550 [PERMFAIL] bellsouth.net requires valid sender domain'],
  },
  {
    id: 'att-suspended',
    reason: 'recipient_disabled',
    pattern: /\[suspend\] mailbox currently suspended/i,
    confidence: 0.9,
    source: ERRORS,
    examples: ['550 [SUSPEND] Mailbox currently suspended - Please contact correspondent directly'],
  },
];
