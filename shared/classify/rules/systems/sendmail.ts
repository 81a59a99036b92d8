// Sendmail.
import type { Rule } from '../rule.ts';

export const SENDMAIL_RULES: readonly Rule[] = [
  {
    id: 'sendmail-user-unknown',
    reason: 'recipient_unknown',
    pattern: /(?<=^[\d. -]{0,20}<?@>?\.\.\. )user unknown\W{0,4}$/i,
    confidence: 0.95,
    source: 'Sendmail, recipient.c',
    examples: ['550 5.1.1 <a@example.com>... User unknown'],
  },
  {
    id: 'sendmail-relay',
    reason: 'relay_denied',
    // The name lookup only tells why the client is not trusted to relay.
    pattern: /relaying denied\. (?:ip name|proper auth)/i,
    confidence: 0.93,
    source: 'Sendmail check_rcpt',
    examples: ['550 5.7.1 <a@example.com>... Relaying denied. IP name lookup failed [192.0.2.1]'],
  },
  {
    id: 'sendmail-sender-domain',
    reason: 'sender_rejected',
    pattern: /domain name required for sender|domain of sender address @? ?does not/i,
    confidence: 0.95,
    source: 'Sendmail check_mail',
    examples: [
      '553 5.5.4 <b>... Domain name required for sender address b',
      '553 5.1.8 <b@example.net>... Domain of sender address b@example.net does not exist',
    ],
  },
  {
    id: 'sendmail-restricted-shell',
    reason: 'receiver_misconfigured',
    pattern: /not available for sendmail programs/i,
    confidence: 0.95,
    source: 'smrsh(8)',
    examples: ['smrsh: "autoreply.pl" not available for sendmail programs (stat failed)'],
  },
  {
    id: 'sendmail-client-address',
    reason: 'ip_blocklisted',
    // The code 5.3.0 of the access database says nothing.
    pattern: /mail from \[?\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\]? (?:rejected|refused)\W{0,2}$/i,
    confidence: 0.85,
    source: 'Sendmail access database',
    examples: ['553 5.3.0 <a@example.com>... Mail from 192.0.2.1 rejected'],
  },
];
