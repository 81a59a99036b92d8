// Smaller mail servers: Haraka, hMailServer, MailEnable, and the filters amavis, ClamAV and SpamExperts.
import type { Rule } from '../rule.ts';

export const MAIL_SERVER_RULES: readonly Rule[] = [
  {
    id: 'haraka-sender-mx',
    reason: 'sender_rejected',
    pattern: /no mx for your from address|mx (?:record )?for your (?:sender|from)|your from domain|has no mx for your/i,
    confidence: 0.95,
    source: 'Haraka, plugin mail_from.is_resolvable',
    examples: ['550 No MX for your FROM address'],
  },
  {
    id: 'haraka-relay',
    reason: 'relay_denied',
    pattern: /\bi cannot deliver mail for(?![^;]{0,12}no such)/i,
    confidence: 0.93,
    source: 'Haraka, rcpt without a taker',
    examples: ['550 I cannot deliver mail for {a@example.com}'],
  },
  {
    id: 'hmailserver-relay',
    reason: 'relay_denied',
    pattern: /delivery is not allowed to this address|attempting to send to a non-local/i,
    confidence: 0.93,
    source: 'hmailserver/hmailserver, tests of its SMTP server; mailenable.com/kb, ME020032',
    examples: [
      '550 Delivery is not allowed to this address.',
      '503 This mail server requires authentication when attempting to send to a non-local e-mail address.',
    ],
  },
  {
    id: 'stalwart-lookup',
    reason: 'receiver_unavailable',
    pattern: /unable to verify address at this time/i,
    confidence: 0.93,
    source: 'stalwartlabs/stalwart, crates/smtp/src/inbound/rcpt.rs',
    examples: ['451 4.4.3 Unable to verify address at this time.'],
  },
  {
    id: 'opensmtpd-sender',
    reason: 'sender_rejected',
    // Without the account that 530 would ask for elsewhere.
    pattern: /^\s{0,4}530 sender rejected/i,
    confidence: 0.93,
    source: 'OpenSMTPD/OpenSMTPD, usr.sbin/smtpd/smtp_session.c',
    examples: ['530 Sender rejected'],
  },
  {
    id: 'amavis-banned',
    reason: 'attachment_rejected',
    pattern: /\bid=\S{3,40} - banned\b/i,
    confidence: 0.93,
    source: 'amavisd-new, README.customize',
    examples: ['554 5.7.0 Reject, id=12345-01 - BANNED: .exe,invoice.exe'],
  },
  {
    id: 'amavis-header',
    reason: 'message_format',
    pattern: /\bid=\S{3,40} - bad[_-]header/i,
    confidence: 0.93,
    source: 'amavisd-new, README.customize',
    examples: ['554 5.7.0 Reject, id=12345-01 - BAD_HEADER'],
  },
  {
    id: 'clamav-found',
    reason: 'malware_phishing',
    // A signature's name may hold any word, such as "SpoofedDomain".
    pattern: /\bclamav\b|heuristics\.phishing|\beicar\b/i,
    confidence: 0.93,
    source: 'docs.clamav.net, signatures',
    examples: [
      '552 5.7.0 Rejected: Heuristics.Phishing.Email.SpoofedDomain FOUND',
      '550 ClamAV: Eicar-Signature FOUND',
    ],
  },
  {
    id: 'spamexperts-content',
    reason: 'spam_content',
    // One text for three causes, all of them about the message and its sender.
    pattern: /contains spam or virus or sender is blocked/i,
    confidence: 0.8,
    examples: ['550 Message contains spam or virus or sender is blocked : example.net'],
  },
];
