// Exchange Server on the organisation's own machines: component and cause are named like `SMTPSEND.DNS.MxLoopback`.
import type { Rule } from '../rule.ts';

const SOURCE = 'learn.microsoft.com, DSNs and NDRs in Exchange Server';

export const EXCHANGE_RULES: readonly Rule[] = [
  {
    id: 'exchange-helo',
    reason: 'sender_dns',
    // Sendmail's too: the reply to EHLO with a name that is none. Nothing is said of the recipient's domain.
    pattern: /5\.5\.4 invalid domain name|^\s{0,4}501 (?:5\.[05]\.\d )?invalid domain name/i,
    confidence: 0.93,
    source: SOURCE,
    examples: ['501 5.5.4 Invalid domain name', '501 5.0.0 Invalid domain name'],
  },
  {
    id: 'exchange-restricted',
    reason: 'recipient_refused',
    // Other words of 5.7.129, and the group's own limit.
    pattern: /delivery to this address is restricted|zustellung an diese adresse (?:ist )?eingeschränkt/i,
    confidence: 0.93,
    source: SOURCE,
    examples: ["Your message can't be delivered because delivery to this address is restricted."],
  },
  {
    id: 'exchange-loop',
    reason: 'receiver_misconfigured',
    pattern: /smtpsend\.dns\.mxloopback/i,
    confidence: 0.95,
    source: SOURCE,
    examples: ['550 5.3.5 SMTPSEND.DNS.MxLoopback; DNS records for this domain are configured in a loop'],
  },
  {
    id: 'exchange-send-as',
    reason: 'sender_rejected',
    pattern: /permissions? to send as this sender|sendasdenied/i,
    confidence: 0.93,
    source: SOURCE,
    examples: [
      '550 5.7.1 Client does not have permissions to send as this sender',
      '554 5.2.252 STOREDRV.Submission.Exception:SendAsDeniedException',
    ],
  },
  {
    id: 'exchange-conversion',
    reason: 'message_format',
    pattern: /conversionfailedexception|corrupt tnef/i,
    confidence: 0.93,
    source: SOURCE,
    examples: [
      '554 5.6.0 STOREDRV.Deliver.Exception:ConversionFailedException; Failed to process message due to a permanent exception with message Content conversion: Failed due to corrupt TNEF',
    ],
  },
  {
    id: 'exchange-resolver',
    reason: 'receiver_misconfigured',
    pattern: /resolver\.adr\.badprimary|routing\.noconnectorforaddresstype/i,
    confidence: 0.93,
    source: SOURCE,
    examples: [
      '#550 5.2.0 RESOLVER.ADR.BadPrimary; recipient primary SMTP address is missing or invalid ##',
      '554 5.4.4 ROUTING.NoConnectorForAddressType; unable to route for address type',
    ],
  },
  {
    id: 'exchange-not-authorized',
    reason: 'recipient_refused',
    pattern: /mapiexceptionnotauthorized/i,
    confidence: 0.85,
    source: SOURCE,
    examples: ['550 5.2.0 STOREDRV.Deliver: The store reported an error. "MapiExceptionNotAuthorized:16.18969"'],
  },
  {
    id: 'exchange-submit',
    reason: 'policy_block',
    pattern: /does not have permissions to submit to this server/i,
    confidence: 0.9,
    source: SOURCE,
    examples: [
      '550 5.7.1 External client with IP address 192.0.2.30 does not have permissions to submit to this server.',
    ],
  },
  {
    id: 'exchange-store',
    reason: 'receiver_unavailable',
    pattern:
      /storagetransientexception|mapiexception(?:networkerror|mdboffline|timeout|rpcservertoobusy|logonfailed|unabletologon)/i,
    confidence: 0.9,
    source: SOURCE,
    examples: ['550 5.2.0 STOREDRV.Deliver.Exception:StorageTransientException.MapiExceptionNetworkError'],
  },
];
