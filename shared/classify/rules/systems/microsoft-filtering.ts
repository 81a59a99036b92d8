// Exchange Online Protection and Outlook.com on the sender and the message: the 5.7.5xx to 5.7.7xx codes, block lists, SNDS.
import type { Rule } from '../rule.ts';

const NDR =
  'https://learn.microsoft.com/exchange/troubleshoot/email-delivery/ndr/non-delivery-reports-in-exchange-online';
const OUTLOOK = 'https://sendersupport.olc.protection.outlook.com/pm/troubleshooting.aspx';
const DELIST = 'https://sender.office.com/';

export const MICROSOFT_FILTERING_RULES: readonly Rule[] = [
  {
    id: 'microsoft-auth',
    reason: 'auth_failure',
    pattern: /5\.7\.5(?:09|15)(?!\d)|must pass either SPF or DKIM|meet the required authentication level/i,
    confidence: 0.97,
    source: NDR,
    examples: [
      '550 5.7.509 Access denied, sending domain [EXAMPLE.COM] does not pass DMARC verification',
      "550 5.7.515 Access denied, sending domain EXAMPLE.COM doesn't meet the required authentication level.",
      '451 4.7.26 Access denied, a message sent over IPv6 [2001:db8::1] must pass either SPF or DKIM validation',
    ],
  },
  {
    id: 'microsoft-sender-dns',
    reason: 'sender_dns',
    pattern: /IPv6 address [^;]{0,60}must have a reverse DNS record|5\.7\.506(?!\d)/i,
    confidence: 0.96,
    source: NDR,
    examples: [
      '550 5.7.25 Access denied, the sending IPv6 address [2001:db8::1] must have a reverse DNS record',
      '550 5.7.506 Access denied, Bad HELO',
    ],
  },
  {
    id: 'microsoft-sender',
    reason: 'sender_rejected',
    pattern: /5\.7\.750(?!\d)|bad outbound sender/i,
    confidence: 0.93,
    source: NDR,
    examples: [
      '550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains',
      '550 5.1.8 Access denied, bad outbound sender AS(1000)',
    ],
  },
  {
    id: 'microsoft-login',
    reason: 'protocol_error', // the MX is a host for submission, or takes mail from known clients only
    pattern: /client (?:was )?not authenticated/i,
    confidence: 0.93,
    source: NDR,
    examples: ['530 5.7.57 Client not authenticated to send mail', '530 5.7.1 Client was not authenticated'],
  },
  {
    id: 'microsoft-domain-list',
    reason: 'domain_blocklisted',
    pattern: /(?:MailFrom|helo|header) domain is listed in Spamhaus|\(S800[12]\)/i,
    confidence: 0.96,
    source: 'https://www.spamhaus.org/blocklists/domain-blocklist/',
    examples: ['550 5.7.1 Service unavailable, MailFrom domain is listed in Spamhaus. (S8002)'],
  },
  {
    id: 'microsoft-ip-list',
    reason: 'ip_blocklisted',
    pattern:
      /5\.7\.6(?:0[6-9]|[1-4]\d)(?!\d)|banned sending IP|5\.7\.51[13](?!\d)|banned sender ?\[|using Customer Block list/i,
    confidence: 0.96,
    source: NDR,
    help: DELIST,
    examples: [
      '550 5.7.606 Access denied, banned sending IP [192.0.2.1].',
      '550 5.7.511 Access denied, banned sender[192.0.2.1].',
      '550 5.7.513 Service unavailable, Client host [192.0.2.1] blocked by example.com using Customer Block list (AS16012607)',
    ],
  },
  {
    id: 'outlook-ip-list',
    reason: 'ip_blocklisted',
    pattern:
      /network is on our block list|unfortunately, messages from [^;]{0,60} weren.t sent|\(A?S31[4-6]0\)|\bDY-00\d\b/i,
    confidence: 0.96,
    source: OUTLOOK,
    help: OUTLOOK,
    examples: [
      "550 5.7.1 Messages from [192.0.2.1] weren't sent, since part of their network is on our block list (S3150).",
      '550 DY-001 (SNT0-MC1-F1) We generally do not accept email from dynamic IPs.',
    ],
  },
  {
    id: 'microsoft-rate',
    reason: 'rate_limited',
    pattern:
      /5\.7\.508(?!\d)|permitted limits within|server busy\. please try again later from|mail server \S{1,60} has exceeded the maximum number of connections|\bRP-00[23]\b|\bRP-001\b[^;]{0,160} limits for how many/i,
    confidence: 0.93,
    source: NDR,
    help: OUTLOOK,
    examples: [
      '550 5.7.508 Access denied, [2001:db8::1] has exceeded permitted limits within 48 range',
      '451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (AS761)',
      '451 4.7.652 The mail server [192.0.2.1] has exceeded the maximum number of connections. (S3115)',
    ],
  },
  {
    id: 'microsoft-reputation',
    reason: 'reputation_block',
    pattern:
      /temporarily rate limited due to IP reputation|access denied, please try again later|4\.7\.65[01](?!\d)|spam abuse detected|access denied, banned sender|5\.7\.7[0-4]\d(?!\d)|tenant has exceeded threshold|traffic not accepted from this IP|\b(?:SC|OU|CO)-00\d\b|\bRP-001\b(?![^;]{0,120} rate limit allowed)|rate limitation is related to|outboundspamexception/i,
    confidence: 0.92,
    source: NDR,
    help: OUTLOOK,
    examples: [
      '451 4.7.650 The mail server [192.0.2.1] has been temporarily rate limited due to IP reputation. (S775)',
      '451 4.7.850 Access denied, please try again later',
      '550 5.7.501 Access denied, spam abuse detected',
      '550 5.7.705 Access denied, tenant has exceeded threshold',
      '550 SC-002 (BAY004-MC1F1) Mail rejected by Outlook.com for policy reasons.',
      '421 RP-001 The mail server IP exceeded the rate limit allowed. Reason for rate limitation is related to IP/domain reputation.',
    ],
  },
  {
    id: 'microsoft-spam',
    reason: 'spam_content', // 5.2.1 too, which elsewhere is a disabled account
    pattern:
      /content filter agent quarantined|remote server returned message detected as spam|rejected as spam by content filtering/i,
    confidence: 0.95,
    source: NDR,
    examples: [
      '550 5.2.1 Content Filter agent quarantined this message',
      '550 5.7.1 Message rejected as spam by Content Filtering.',
      '550 5.7.350 Remote server returned message detected as spam',
    ],
  },
  {
    id: 'microsoft-format',
    reason: 'message_format',
    pattern:
      /section 3\.6\.2 compliant|bare line feed characters|multiple from addresses are not allowed|too many related errors/i,
    confidence: 0.95,
    source: NDR,
    examples: [
      '550 5.7.512 Access denied, message must be RFC 5322 section 3.6.2 compliant',
      '550 5.6.11 Your email program added invalid characters (bare line feed characters)',
      '550 5.1.20 Multiple From addresses are not allowed without Sender address',
    ],
  },
  {
    id: 'microsoft-size',
    reason: 'message_too_large',
    pattern: /RESOLVER\.RST\.\w{0,16}SizeLimit/i,
    confidence: 0.97,
    source: NDR,
    examples: [
      '550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient',
      '550 5.2.3 RESOLVER.RST.SendSizeLimit.Org; message too large for this organization',
    ],
  },
  {
    id: 'microsoft-policy',
    reason: 'policy_block',
    pattern:
      /policy violation detected \(AS\d|TRANSPORT\.RULES\.Reject(?!Message; [^;]{0,120}(?:no longer|has left|retired|unknown|not exist))|5\.7\.9\d\d(?!\d)|delivery not authorized, message refused|does not accept email over IPv6|does not allow external forwarding|RestrictDomainsTo(?:IPAddresses|Certificate)|recipient has a partner connector/i,
    confidence: 0.9,
    source: NDR,
    examples: [
      '550 5.0.350 Requested action not taken: policy violation detected (AS345)',
      '550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy',
      '550 5.7.510 Access denied, [example.com] does not accept email over IPv6',
      '550 5.7.520 Access denied, Your organization does not allow external forwarding.',
    ],
  },
];
