// Mail servers that companies sell: Domino, CommuniGate, IceWarp, Momentum, Barricade MX, and SpamExperts' filter.
import type { Rule } from '../rule.ts';

const DOMINO = 'Domino delivery failure reports, sisimai/p5-sisimai lib/Sisimai/Lhost/Domino.pm';
const SMTPF = 'http://www.milter.info/smtp/smtpf/reply.html';

export const COMMERCIAL_SERVER_RULES: readonly Rule[] = [
  {
    id: 'domino-unknown',
    reason: 'recipient_unknown',
    pattern: /not listed in (?:the )?(?:public )?(?:domino|name (?:&|and) address)|domino directory entry does not/i,
    confidence: 0.95,
    source: DOMINO,
    examples: [
      'User Jane Doe (jane@example.com) not listed in Domino Directory',
      'User jane not listed in public Name & Address Book',
    ],
  },
  {
    id: 'domino-several',
    reason: 'receiver_misconfigured',
    pattern: /several matches found in (?:domino|the) directory/i,
    confidence: 0.9,
    source: DOMINO,
    examples: ['Several matches found in Domino Directory'],
  },
  {
    id: 'domino-not-routed',
    reason: 'unknown',
    pattern: /cannot route mail to user/i,
    confidence: 0.4,
    source: DOMINO,
    examples: ['Cannot route mail to user (jane@example.com)'],
  },
  {
    id: 'icewarp-permission',
    reason: 'sender_rejected',
    // No rDNS, or another sender than the login.
    pattern: /^\s{0,4}501 5\.7\.1 (?:\S{1,80} )?permission denied/i,
    confidence: 0.85,
    source: 'docs.icewarp.com, "Interpretation of 5xx Errors in IceWarp SMTP"',
    examples: ['501 5.7.1 <b@example.net> Permission denied'],
  },
  {
    id: 'momentum-limit',
    reason: 'rate_limited',
    // "Service unavailable" stands before it.
    pattern: /(?:batch|concurrency) limit reached/i,
    confidence: 0.92,
    source: 'SparkPost/developers.sparkpost.com, "Responses sorted by message"',
    examples: ['452 4.5.3 Service unavailable, batch limit reached'],
  },
  {
    id: 'smtpf-client',
    reason: 'ip_blocklisted',
    pattern: /\bhost \S{1,120} \[[^\]]{1,64}\] black ?listed #1\d\d/i,
    confidence: 0.92,
    source: SMTPF,
    examples: ['550 5.7.1 host mta.example.net [192.0.2.1] black listed #120'],
  },
  {
    id: 'smtpf-client-name',
    reason: 'sender_dns',
    pattern: /\bhost \S{1,120} \[[^\]]{1,64}\] from (?:rfc2606|unknown tld)/i,
    confidence: 0.92,
    source: SMTPF,
    examples: ['550 5.7.1 host mta.local [192.0.2.1] from unknown TLD #122'],
  },
  {
    id: 'smtpf-sender',
    reason: 'sender_rejected',
    pattern: /\bsender <?@?>? (?:black listed|from rfc2606|from unknown tld)/i,
    confidence: 0.92,
    source: SMTPF,
    examples: [
      '550 5.7.1 sender <b@example.net> black listed #127',
      '550 5.7.1 sender <b@local> from unknown TLD #129',
    ],
  },
  {
    id: 'smtpf-recipient',
    reason: 'recipient_refused',
    pattern: /\brecipient <?@>? black ?listed/i,
    confidence: 0.85,
    source: SMTPF,
    examples: ['550 5.7.1 recipient <a@example.com> black listed #139'],
  },
  {
    id: 'smtpf-route',
    reason: 'relay_denied',
    pattern: /(?:routed address relaying|uucp addressing) denied/i,
    confidence: 0.92,
    source: SMTPF,
    examples: ['550 5.7.1 UUCP addressing denied #132'],
  },
];
