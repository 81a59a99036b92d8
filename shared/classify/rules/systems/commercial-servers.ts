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
    id: 'domino-no-route',
    reason: 'receiver_misconfigured',
    pattern: /no route found to domain \S{1,255} from server/i,
    confidence: 0.9,
    source: DOMINO,
    examples: ['No route found to domain ACME from server MAIL01/ACME. Check Server, Connection and Domain documents'],
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
  {
    id: 'bluetie-list',
    reason: 'ip_blocklisted',
    pattern: /\bBL000[1-4]\b/i,
    confidence: 0.93,
    source: 'mxtoolbox.com/Bouncebacks, BlueTie',
    examples: ['554 BL0002 Refused'],
  },
  {
    id: 'bluetie-policy',
    reason: 'reputation_block',
    // Too many unknown recipients, connections or bad senders.
    pattern: /\bBL0005\b/i,
    confidence: 0.9,
    source: 'mxtoolbox.com/Bouncebacks, BlueTie',
    examples: ['554 BL0005 Refused'],
  },
  {
    id: 'smartermail-sender',
    reason: 'spam_content',
    pattern: /sending address not accepted due to spam/i,
    confidence: 0.88,
    examples: ['554 Sending address not accepted due to spam filter'],
  },
  {
    id: 'smartermail-throttled',
    reason: 'rate_limited',
    pattern: /\b(?:domain|user) throttled\b/i,
    confidence: 0.9,
    examples: ['452 Domain throttled'],
  },
  {
    id: 'mdaemon-screening',
    reason: 'reputation_block',
    // Too many failed logins or sessions from there.
    pattern: /dynamic screening/i,
    confidence: 0.9,
    examples: ['550 Refused by Dynamic Screening'],
  },
  {
    id: 'mdaemon-spam',
    reason: 'spam_content',
    pattern: /message looks like spam to me/i,
    confidence: 0.93,
    examples: ['554 Sorry, message looks like SPAM to me'],
  },
  {
    id: 'communigate-list',
    reason: 'ip_blocklisted',
    // A code of its own.
    pattern: /^\s{0,4}591 /i,
    confidence: 0.9,
    examples: ['591 mta.example.net is refused here'],
  },
  {
    id: 'communigate-account',
    reason: 'recipient_unknown',
    pattern: /unknown user account/i,
    confidence: 0.93,
    examples: ['550 a@example.com unknown user account'],
  },
  {
    id: 'fortimail-link',
    reason: 'domain_blocklisted',
    pattern: /fortiguard[^;]{0,40}blocking url/i,
    confidence: 0.92,
    examples: ['554 5.7.1 This message contains FortiGuard - AntiSpam blocking URL(s)'],
  },
  {
    id: 'fortimail-ip',
    reason: 'ip_blocklisted',
    pattern: /fortiguard[^;]{0,40}\bip\b/i,
    confidence: 0.9,
    examples: ['550 5.7.1 FortiGuard-AntiSpam says the IP is bad'],
  },
  {
    id: 'sonicwall-grid',
    reason: 'reputation_block',
    pattern: /\bgrid (?:network|ip reputation|reputation)|sonicwall[^;]{0,40}reputation/i,
    confidence: 0.9,
    examples: ['554 5.7.1 Refused: GRID Network IP Reputation'],
  },
  {
    id: 'securemail-daily',
    reason: 'rate_limited',
    pattern: /max rcpt to daily limit/i,
    confidence: 0.95,
    source: 'netfabric.freshdesk.com, Problemi invio posta',
    examples: ['550 MAX RCPT TO DAILY LIMIT'],
  },
  {
    id: 'plesk-home',
    reason: 'mailbox_full',
    // qmail's words for a home directory at its quota.
    pattern: /qq trouble in home directory/i,
    confidence: 0.88,
    source: 'support.onesystems.ch, Fehlermeldungen',
    examples: ['451 qq trouble in home directory'],
  },
];
