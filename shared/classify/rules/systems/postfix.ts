// Postfix: texts whose meaning hangs on one word.
import type { Rule } from '../rule.ts';

export const POSTFIX_RULES: readonly Rule[] = [
  {
    id: 'postfix-user-unknown',
    reason: 'recipient_unknown',
    // The commonest reply of all, found before the rows that read words. Nothing stands before it but codes.
    pattern:
      /(?<=^[\d. -]{0,20}(?:<?@?>?: )?)recipient address rejected: user unknown(?: in (?:\w{1,12} ){1,3}table)?\W{0,4}$/i,
    confidence: 0.95,
    source: 'Postfix smtpd, reject_unlisted_recipient',
    examples: [
      '550 5.1.1 <a@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
      '550 5.1.1 <a@example.com>: Recipient address rejected: User unknown',
    ],
  },
  {
    id: 'postfix-no-recipients',
    reason: 'protocol_error',
    // The reply to DATA after all recipients were refused, for reasons told before.
    pattern: /error: no valid recipients/i,
    confidence: 0.9,
    source: 'Postfix smtpd',
    examples: ['554 5.5.1 Error: no valid recipients'],
  },
  {
    id: 'postfix-sender-unverified',
    reason: 'sender_rejected',
    // The words that follow are about the sender's mailbox, though they read like those about a recipient.
    pattern: /sender address rejected: (?:unverified|undeliverable) address/i,
    confidence: 0.93,
    source: 'Postfix ADDRESS_VERIFICATION_README',
    examples: [
      '450 4.1.7 <b@example.net>: Sender address rejected: unverified address: Address verification in progress',
      '550 5.1.7 <b@example.net>: Sender address rejected: undeliverable address: host mx.example.net[192.0.2.9] said: 550 User unknown',
      '550 5.1.7 <b@example.net>: Sender address rejected: undeliverable address: host mx.example.net[192.0.2.9] said: 550 5.1.1 <b@example.net>: Recipient address rejected: User unknown in relay recipient table (in reply to RCPT TO command)',
    ],
  },
  {
    id: 'postfix-recipient-not-fqdn',
    reason: 'invalid_address',
    pattern:
      /recipient address rejected: need fully-qualified|recipient (?:address )?(?:must be|is not|requires) an? (?:fully[- ]qualified)/i,
    confidence: 0.93,
    source: 'Postfix reject_non_fqdn_recipient',
    examples: ['504 5.5.2 <a>: Recipient address rejected: need fully-qualified address'],
  },
  {
    id: 'postfix-too-much-mail',
    reason: 'rate_limited',
    pattern: /error: too much mail from/i,
    confidence: 0.93,
    source: 'Postfix smtpd_client_message_rate_limit',
    examples: ['450 4.7.1 Error: too much mail from 192.0.2.1'],
  },
  {
    id: 'postfix-mailbox-limit',
    reason: 'mailbox_full',
    // "File too large" is the mailbox file at its limit, not the message.
    pattern: /error writing message: (?:file too large|dis[ck] quota)|overdrawn (?:his|their) disk ?space/i,
    confidence: 0.93,
    source: 'Postfix mailbox_size_limit, virtual(8) quota patch',
    examples: [
      'cannot update mailbox /var/mail/a for user a. error writing message: File too large',
      "maildir delivery failed: Sorry, the user's maildir has overdrawn his diskspace quota",
    ],
  },
  {
    id: 'postfix-tls',
    reason: 'receiver_misconfigured',
    pattern: /server certificate not (?:trusted|verified)|tls (?:currently |is )?(?:not available|unavailable) due to/i,
    confidence: 0.88,
    source: 'Postfix TLS_README',
    examples: ['Server certificate not trusted', '454 4.7.0 TLS not available due to local problem'],
  },
];
