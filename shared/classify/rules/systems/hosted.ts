// Mail hosts with few words of their own: Zoho, Proton, Rackspace, Cloudflare Email Routing, Forpsi, Amazon.
import type { Rule } from '../rule.ts';

const ZOHO = 'https://smtpfieldmanual.com/provider/zoho';
const ZEPTOMAIL = 'https://www.zoho.com/zeptomail/help/api/smtp-error-codes.html';
const RACKSPACE = 'https://docs.rackspace.com/docs/common-email-bounces';
const CLOUDFLARE = 'https://developers.cloudflare.com/email-routing/postmaster/';

export const HOSTED_RULES: readonly Rule[] = [
  {
    id: 'zoho-policy',
    reason: 'policy_block', // with 5.1.1, but the recipient exists
    pattern:
      /mailbox delivery (?:failure|restricted by) policy error|mail rejected by destination domain|e-?mail policy violation detected/i,
    confidence: 0.93,
    source: ZOHO,
    examples: [
      '552 5.1.1 <a@example.com> Mailbox delivery failure policy error',
      '541 5.4.1 Mail rejected by destination domain',
      '554 5.7.7 Email policy violation detected',
    ],
  },
  {
    id: 'zoho-from',
    reason: 'sender_rejected', // the account may not send as that address
    pattern: /relaying disallowed as\b/i,
    confidence: 0.95,
    source: ZEPTOMAIL,
    examples: ['553 Relaying disallowed as b@example.net'],
  },
  {
    id: 'zoho-subject',
    reason: 'message_format',
    pattern: /subject is mandatory/i,
    confidence: 0.93,
    source: ZEPTOMAIL,
    examples: ['5.2.1 Subject is Mandatory.'],
  },
  {
    id: 'zoho-relay',
    reason: 'relay_denied', // the MX points at Zoho, where nobody has claimed the domain
    pattern: /relaying disallowed/i,
    confidence: 0.95,
    source: ZOHO,
    examples: ['553 5.1.1 Relaying disallowed. Invalid Domain - example.com'],
  },
  {
    id: 'zoho-virus',
    reason: 'malware_phishing',
    pattern: /virus [^;]{0,60}detected by zoho/i,
    confidence: 0.97,
    source: ZOHO,
    examples: ['552 5.7.1 virus Example.Trojan detected by Zoho Mail'],
  },
  {
    id: 'zoho-spam',
    reason: 'spam_content',
    pattern: /reason: e-?mail flagged as spam/i,
    confidence: 0.96,
    source: ZOHO,
    examples: ['554 5.7.1 Email cannot be delivered. Reason: Email flagged as Spam.'],
  },
  {
    id: 'proton-not-receiving',
    reason: 'recipient_disabled',
    pattern: /address is not configured to receive e-?mails?/i,
    confidence: 0.92,
    source: 'Proton Mail: address disabled by its owner',
    examples: ['550 5.1.1 <a@proton.me>: Recipient address rejected: Address is not configured to receive emails'],
  },
  {
    id: 'rackspace-receiving-rate',
    reason: 'recipient_rate_limited',
    pattern: /mailbox received too much e-?mail in a short/i,
    confidence: 0.95,
    source: RACKSPACE,
    examples: ['450 4.2.1 <a@example.com>: Mailbox received too much email in a short period of time (G30)'],
  },
  {
    id: 'rackspace-rate',
    reason: 'rate_limited',
    pattern: /too many messages from a new or untrusted IP|throttled - too much spam from your mail server/i,
    confidence: 0.93,
    source: RACKSPACE,
    examples: [
      '451 4.7.1 Received too many messages from a new or untrusted IP (G28)',
      '451 4.3.0 <mta.example.com[192.0.2.1]>: Client host rejected: Throttled - Too much spam from your mail server.',
    ],
  },
  {
    id: 'rackspace-callout',
    reason: 'receiver_unavailable',
    pattern:
      /recipient's server was temporarily unavailable to accept your message|temporary DMARC DNS lookup failure/i,
    confidence: 0.93,
    source: RACKSPACE,
    examples: [
      "450 4.4.1 <a@example.com>: The recipient's server was temporarily unavailable to accept your message (G6)",
      '450 4.4.0 <a@example.com> Temporary DMARC DNS lookup failure (G1E)', // nothing has failed authentication yet
    ],
  },
  {
    id: 'cloudflare-ip-list',
    reason: 'ip_blocklisted',
    pattern: /found on one or more (?:DNSBL|RBL)s?\b/i,
    confidence: 0.96,
    source: CLOUDFLARE,
    examples: ['554 192.0.2.1 found on one or more RBLs (abusixip).'],
  },
  {
    id: 'cloudflare-upstream',
    reason: 'receiver_unavailable', // the mailbox behind the routing refused, for a reason that is not passed on
    pattern: /upstream error, please check https:\/\/developers\.cloudflare(?![^;]{0,80} why:)/i,
    confidence: 0.75,
    source: CLOUDFLARE,
    help: CLOUDFLARE,
    examples: ['521 5.3.0 Upstream error, please check https://developers.cloudflare.com/email-routing/postmaster'],
  },
  {
    id: 'forpsi-blocked-sender',
    reason: 'recipient_refused', // on the recipient's own list, with 5.1.1
    pattern: /5\.1\.1 <@> sender is (?:black|block) ?listed/i,
    confidence: 0.93,
    source: 'https://support.forpsi.com/kb/a3302/incoming-emails-limitiation-on-the-mailserver-mxavas_forpsi_com.aspx',
    examples: ['550 5.1.1 <b@example.net> sender is blocklisted'],
  },
  {
    id: 'amazon-tls',
    reason: 'protocol_error',
    pattern: /TLS required by recipient/i,
    confidence: 0.93,
    source: 'Amazon SES: receipt rule with TLS required',
    examples: ['530 5.7.0 TLS required by recipient'],
  },
];
