// Exchange, Exchange Online and Outlook.com on the recipient, their groups and the receiving organisation's set-up.
// What they say of the sender and the message is in microsoft-filtering.ts.
import type { Rule } from '../rule.ts';

const NDR =
  'https://learn.microsoft.com/exchange/troubleshoot/email-delivery/ndr/non-delivery-reports-in-exchange-online';
const EXCHANGE =
  'https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages';
const DANE = 'https://learn.microsoft.com/purview/how-smtp-dane-works';

export const MICROSOFT_RULES: readonly Rule[] = [
  // The recipient lives, but not for this message.
  {
    id: 'microsoft-receiving-rate',
    reason: 'recipient_rate_limited',
    pattern: /5\.2\.12[12](?!\d)|recipient thread limit exceeded|per hour message receive limit/i,
    confidence: 0.97,
    source: NDR,
    examples: [
      "550 5.2.121 Recipient's per hour message receive limit from specific sender exceeded.",
      '432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded',
    ],
  },
  {
    id: 'microsoft-mailbox-full',
    reason: 'mailbox_full',
    pattern: /STOREDRV[^;:]{0,60}[;:] ?mailbox full|ShutoffQuotaExceeded|MaxObjsExceeded/i,
    confidence: 0.97,
    source: EXCHANGE,
    examples: [
      '554 4.3.2 MapiExceptionMaxObjsExceeded; Failed to process message due to a permanent exception',
      '550 5.2.2 STOREDRV.Deliver: mailbox full. "MapiExceptionShutoffQuotaExceeded"',
      '554 5.2.2 STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded; Failed to process message',
    ],
  },
  {
    id: 'microsoft-restricted',
    reason: 'recipient_refused', // 5.7.13 among them, which the registry gives to a disabled account
    pattern:
      /RESOLVER\.RST\.(?:AuthRequired|\w{0,12}Not(?:Auth|Allowed)|Restrict|Reject)|5\.7\.12\d|5\.7\.13[0-7](?!\d)|5\.7\.1[23] sender|sender was not authenticated|sender not authenticated for|access denied, rejected by recipient/i,
    confidence: 0.95,
    source: NDR,
    examples: [
      '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required',
      '550 5.7.1 RESOLVER.RST.AuthRequired; authentication required',
      '550 5.7.13 Sender was not authenticated for public folder',
      '550 5.7.12 Sender was not authenticated by organization',
      '550 5.7.507 Access denied, rejected by recipient',
    ],
  },

  // The recipient is gone.
  {
    id: 'microsoft-recipient-not-found',
    reason: 'recipient_unknown',
    pattern:
      /RESOLVER\.ADR\.\w{0,4}Recip(?:ient)?NotFound|remote server returned unknown recipient|access denied, banned recipient/i,
    confidence: 0.97,
    source: NDR,
    examples: [
      '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
      "Remote Server returned '550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found'",
      '550 5.1.351 Remote server returned unknown recipient or mailbox unavailable',
      '550 5.7.505 Access denied, banned recipient', // Microsoft: "the recipient address isn't valid"
    ],
  },
  {
    id: 'microsoft-edge-blocking',
    reason: 'recipient_unknown', // Directory-Based Edge Blocking. Without the code, Postfix says so of any access rule
    pattern:
      /5\.(?:4\.1|7\.504) (?:<?@>?:? )?(?:all )?recipient address(?:es)? rejected ?: access denied|rejected ?: access denied\. AS\(2018/i,
    confidence: 0.93,
    source: 'https://learn.microsoft.com/exchange/mail-flow-best-practices/use-directory-based-edge-blocking',
    examples: [
      '550 5.4.1 Recipient address rejected: Access denied. [AM1EUR01FT001.eop-EUR01.prod.protection.outlook.com]',
      '550 Recipient address rejected: Access denied. AS(201806281)',
    ],
  },
  {
    id: 'microsoft-edge-blocking-uncoded',
    reason: 'recipient_unknown',
    pattern: /recipient address(?:es)? rejected ?: access denied/i,
    confidence: 0.85,
    system: 'microsoft',
    source: 'https://learn.microsoft.com/exchange/mail-flow-best-practices/use-directory-based-edge-blocking',
    examples: ['550 Recipient address rejected: Access denied [DB1EUR01FT001.eop-EUR01.prod.protection.outlook.com]'],
  },
  {
    id: 'microsoft-consumer-unknown',
    reason: 'recipient_unknown', // 5.5.0, which elsewhere is a protocol error
    pattern: /mailbox unavailable\.? \(S2017/i,
    confidence: 0.95,
    source: 'https://sendersupport.olc.protection.outlook.com/pm/troubleshooting.aspx',
    examples: ['550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302).'],
  },
  {
    id: 'microsoft-mailbox-disabled',
    reason: 'recipient_disabled',
    pattern: /STOREDRV[^;:]{0,60}[;:] ?mailbox disabled|MapiExceptionMailboxDisabled|Exception:AccountDisabled/i,
    confidence: 0.92,
    source: EXCHANGE,
    examples: [
      '550 5.2.1 STOREDRV.Deliver: mailbox disabled, not accepting messages',
      '554 5.2.1 STOREDRV.Deliver.Exception:AccountDisabledException; Failed to process message due to a permanent exception',
    ],
  },
  {
    id: 'microsoft-address-form',
    reason: 'invalid_address', // 5.1.6 here, which the registry gives to a mailbox that has moved
    pattern: /STOREDRV\.Submit; invalid recipient|single label domains not accepted|invalid X\.400 address/i,
    confidence: 0.92,
    source: EXCHANGE,
    examples: [
      '550 5.1.3 STOREDRV.Submit; invalid recipient address',
      '550 5.1.6 Recipient addresses in single label domains not accepted',
    ],
  },
  {
    id: 'microsoft-domain-missing',
    reason: 'domain_invalid',
    pattern:
      /DNS domain [^;]{1,80} does not exist|SMTPSEND\.DNS\.NonExistentDomain|InfoDomainNonexistent|[45]\.4\.310(?!\d)|address reserved by RFC ?2606/i,
    confidence: 0.93,
    source: NDR,
    examples: [
      '550 5.4.310 DNS domain example.invalid does not exist [Message=InfoDomainNonexistent]',
      '550 5.4.4 SMTPSEND.DNS.NonExistentDomain; nonexistent domain',
      '550 5.4.310 example.invalid was not found',
      '501 5.1.5 Recipient address reserved by RFC 2606',
    ],
  },

  // The receiving organisation's set-up.
  {
    id: 'microsoft-submission-size',
    reason: 'message_too_large',
    pattern: /MaxSubmissionExceeded|MessageSubmissionExceeded/i,
    confidence: 0.93,
    source: NDR,
    examples: [
      '554 5.2.270 MapiExceptionMaxSubmissionExceeded; failed to process message due to a permanent exception',
    ],
  },
  {
    id: 'microsoft-routing',
    reason: 'receiver_misconfigured',
    pattern:
      /RESOLVER\.(?:FWD|LOOP|GRP|ADR\.Ambig)|tenant which has no mail-enabled subscriptions?|sent to the wrong office 365 region|mailbox address ambiguous|agent generated message depth exceeded|5\.4\.14(?!\d)|MDB properties|5\.3\.190(?!\d)|due to a permanent exception(?! with message (?:cannot submit|content conversion))/i,
    confidence: 0.9,
    source: NDR,
    examples: [
      '550 5.2.14 RESOLVER.FWD.NotFound; misconfigured forwarding address',
      '554 5.4.14 Hop count exceeded - possible mail loop ATTR34',
      '550 5.1.4 Destination mailbox address ambiguous',
      '451 4.4.62 Mail sent to the wrong Office 365 region. ATTR35',
      '451 4.4.4 The recipient domain is configured in a hosted tenant which has no mail-enabled subscriptions. ATTR5',
      '554 5.2.0 STOREDRV.Deliver.Exception:ObjectNotFoundException; Failed to process message due to a permanent exception',
    ],
  },
  {
    id: 'microsoft-receiver-tls',
    reason: 'receiver_misconfigured',
    pattern: /[45]\.7\.32[1-5](?!\d)|certificate validation failure|failed MTA-STS validation|4\.317 starttls/i,
    confidence: 0.95,
    source: DANE,
    examples: [
      "550 5.7.322 certificate-expired: Destination mail server's certificate is expired.",
      '454 4.7.5 Certificate validation failure, Reason:CertificateExpired',
      '451 4.4.8 MX hosts of example.com failed MTA-STS validation',
    ],
  },
  {
    id: 'microsoft-relay',
    reason: 'relay_denied',
    pattern: /5\.4\.1 relay access denied|TenantAttribution; relay access denied|5\.7\.(?:64|367)(?!\d)/i,
    confidence: 0.93,
    source: NDR,
    examples: ['550 5.4.1 Relay Access Denied', '550 5.7.64 TenantAttribution; Relay Access Denied'],
  },

  // Load.
  {
    id: 'microsoft-connections',
    reason: 'rate_limited',
    pattern:
      /number of concurrent (?:server )?connections[^;]{0,40}exceeded a limit|submission quota exceeded|sender thread limit|daily limit for message recipients/i,
    confidence: 0.93,
    source: NDR,
    examples: [
      '421 4.3.2 The maximum number of concurrent server connections has exceeded a limit, closing transmission channel',
      '550 5.2.2 Submission quota exceeded', // the sender's quota, though 5.2.2 is a full mailbox
      "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
    ],
  },
  {
    id: 'microsoft-busy',
    reason: 'receiver_unavailable',
    pattern:
      /organization queue quota exceeded|temporary server error[^;]{0,40}(?:PRX|ATTR|NextHop)|due to a transient exception|database thread limit|dynamic mailbox database throttling/i,
    confidence: 0.92,
    source: EXCHANGE,
    examples: [
      '450 4.7.3 Organization queue quota exceeded. [AM1PR01MB0001.eurprd01.prod.outlook.com]',
      '451 4.7.0 Temporary server error. Please try again later. PRX4 NextHop: mail.example.com',
      '432 4.2.0 STOREDRV.Deliver.Exception:StorageTransientException; Failed to process message due to a transient exception',
    ],
  },
];
