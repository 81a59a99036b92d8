// qmail and what grew from it: netqmail, vpopmail, chkuser, spamdyke.
import type { Rule } from '../rule.ts';

export const QMAIL_RULES: readonly Rule[] = [
  {
    id: 'qmail-bad-sender',
    reason: 'sender_rejected',
    pattern: /envelope sender (?:is in my|has been denied)|valid mx for sender domain/i,
    confidence: 0.95,
    source: 'qmail-smtpd(8), badmailfrom; chkuser',
    examples: [
      '553 sorry, your envelope sender has been denied (#5.7.1)',
      "511 sorry, can't find a valid MX for sender domain (#5.1.8 - chkuser)",
    ],
  },
  {
    id: 'chkuser-recipient-domain',
    reason: 'domain_invalid',
    // With #5.1.1, the code of an unknown user.
    pattern: /valid mx for rcpt domain|envelope recipient domain must exist/i,
    confidence: 0.95,
    source: 'chkuser',
    examples: [
      "511 sorry, can't find a valid MX for rcpt domain (#5.1.1 - chkuser)",
      '553 sorry, your envelope recipient domain must exist (#5.7.1)',
    ],
  },
  {
    id: 'qmail-recipient-denied',
    reason: 'policy_block',
    // By the postmaster's list: whether the mailbox lives is not told.
    pattern: /envelope recipient has been denied/i,
    confidence: 0.85,
    source: 'qmail-smtpd, badrcptto of the qregex patch',
    examples: ['550 sorry, your envelope recipient has been denied (#5.7.1)'],
  },
  {
    id: 'qmail-bad-recipient',
    reason: 'recipient_unknown',
    pattern: /\bbadrcptto\b/i,
    confidence: 0.9,
    source: 'netqmail, badrcptto',
    examples: ['553 sorry, your envelope recipient is in my badrcptto list (#5.7.1)'],
  },
  {
    id: 'qmail-no-mailbox',
    reason: 'recipient_unknown',
    // Whatever code stands behind: #5.1.1, #5.2.1 and #5.7.1 occur.
    pattern: /sorry,? no mailbox here by that name/i,
    confidence: 0.95,
    source: 'qmail-local(8)',
    examples: [
      '553 sorry, no mailbox here by that name (#5.7.1)',
      '511 sorry, no mailbox here by that name (#5.1.1 - chkuser)',
    ],
  },
  {
    id: 'qmail-locked',
    reason: 'recipient_disabled',
    pattern: /vdelivermail: account is locked/i,
    confidence: 0.95,
    source: 'vpopmail, vdelivermail',
    examples: ['vdelivermail: account is locked email bounced a@example.com'],
  },
  {
    id: 'qmail-bare-newline',
    reason: 'message_format',
    pattern: /docs\/smtplf\.html/i,
    confidence: 0.95,
    source: 'cr.yp.to/docs/smtplf.html: bare line feeds',
    examples: ['451 See http://pobox.com/~djb/docs/smtplf.html.'],
  },
  {
    id: 'qmail-dot-file',
    reason: 'receiver_misconfigured',
    pattern: /\buh-oh: (?:\.qmail|first line|home)|\.qmail has prog delivery|in my control\/locals/i,
    confidence: 0.9,
    source: 'qmail-local(8)',
    examples: [
      'Uh-oh: .qmail has prog delivery but has x bit set. (#4.7.0)',
      "Although I'm listed as a best-preference MX or A for that host, it isn't in my control/locals file (#5.4.6)",
    ],
  },
  {
    id: 'qmail-filter',
    reason: 'policy_block',
    // The code #5.3.0 hides that a content filter behind qmail-queue has said no.
    pattern: /mail server permanently rejected message/i,
    confidence: 0.8,
    source: 'qmail-queue(8), exit code 31',
    examples: ['554 mail server permanently rejected message (#5.3.0)'],
  },
  {
    id: 'qmail-suspicious-host',
    reason: 'reputation_block',
    pattern: /remote ?host looks suspiciously like/i,
    confidence: 0.9,
    examples: ['553 sorry, your remotehost looks suspiciously like spammer (#5.7.1)'],
  },
];
