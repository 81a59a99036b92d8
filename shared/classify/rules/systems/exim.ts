// Exim, and the house texts of cPanel around it.
import type { Rule } from '../rule.ts';

export const EXIM_RULES: readonly Rule[] = [
  {
    id: 'exim-attachment',
    reason: 'attachment_rejected',
    // Speaks of viruses, as what such attachments have been used by.
    pattern: /potentially executable attachment/i,
    confidence: 0.95,
    source: "Exim, Nigel Metheringham's system filter",
    examples: [
      '550 This message has been rejected because it has a potentially executable attachment "setup.exe". This form of attachment has been used by recent viruses or other malware.',
    ],
  },
  {
    id: 'exim-loop',
    reason: 'receiver_misconfigured',
    pattern: /suspected mail loop|too many "received" headers/i,
    confidence: 0.93,
    source: 'Exim received_headers_max',
    examples: ['550-Too many "Received" headers - suspected mail loop'],
  },
  {
    id: 'exim-line-length',
    reason: 'message_format',
    pattern: /lines? too long for transport|maximum allowed line length/i,
    confidence: 0.93,
    source: 'RFC 5322 2.1.1',
    examples: [
      '554 Message has lines too long for transport',
      '550 maximum allowed line length is 998 octets, got 1450',
    ],
  },
  {
    id: 'exim-header-syntax',
    reason: 'message_format',
    pattern: /headers? fail(?:s|ed)? syntax check|failing address in "/i,
    confidence: 0.93,
    source: 'Exim verify = header_syntax',
    examples: [
      '550 Message headers fail syntax check',
      '550 missing or malformed local part: failing address in "Reply-To:" header is: Anon <>',
    ],
  },
  {
    id: 'exim-local-host',
    reason: 'receiver_misconfigured',
    // The MX leads back to the server that looks it up, which does not take the domain for its own.
    pattern: /lowest numbered mx record points to local|host address is the local host/i,
    confidence: 0.93,
    source: 'Exim, src/routers/rf_self_action.c',
    examples: ['550 lowest numbered MX record points to local host', '550 remote host address is the local host'],
  },
  {
    id: 'exim-helo',
    reason: 'sender_dns',
    pattern: /helo (?:name )?does not match|host impersonating/i,
    confidence: 0.9,
    examples: ['550-HELO does not match the IP of the host', '550 Bad HELO - Host impersonating [example.com]'],
  },
  {
    id: 'cpanel-hourly-limit',
    reason: 'rate_limited',
    // The sending cPanel host stops itself: too many failures, or too many messages, of the domain.
    pattern: /exceeded the max (?:defers and failures|e-?mails) per hour/i,
    confidence: 0.95,
    source: 'cPanel, "Max hourly emails per domain"',
    examples: [
      '550 Domain example.net has exceeded the max defers and failures per hour (5/5 (100%)) allowed.',
      '451 Domain example.net has exceeded the max emails per hour (150/100 (150%)) allowed.',
    ],
  },
  {
    id: 'cpanel-own-account',
    reason: 'sender_rejected',
    pattern: /outgoing mail from [^.]{0,60}suspended/i,
    confidence: 0.95,
    source: 'cPanel, "Suspend outgoing email"',
    examples: ['550 Outgoing mail from "b@example.net" has been suspended.'],
  },
  {
    id: 'cpanel-user-filter',
    reason: 'recipient_refused',
    pattern: /message was rejected by this user/i,
    confidence: 0.9,
    examples: ['550-Your message was rejected by this user and was not delivered.'],
  },
];
