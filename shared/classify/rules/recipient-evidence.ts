// Words against the recipient: tried only when no contra-indication was found.
import type { Rule } from './rule.ts';

export const RECIPIENT_EVIDENCE: readonly Rule[] = [
  {
    id: 'several-causes',
    reason: 'unknown',
    pattern:
      /may (?:not exist|be (?:disabled|full|blacklisted))[^.;]{0,40}\bor\b|\b(?:disabled|inactive)\b[^.;]{0,10}\bor\b[^.;]{0,40}\brejected/i,
    confidence: 0.3,
    examples: ['550 The address may not exist, may be blacklisted, or lacks permission'],
  },
  {
    id: 'moved',
    reason: 'recipient_moved',
    pattern:
      /(?:user|mailbox|recipient|account|address)[^.;]{0,30}has (?:moved|changed)|no longer (?:at|with) (?:this|that) (?:address|company)|please (?:try|use) <[^>]{3,80}>/i,
    confidence: 0.85,
    examples: ['551 5.1.6 Recipient has moved; please try <b@example.org>'],
  },
  {
    id: 'disabled',
    reason: 'recipient_disabled',
    pattern:
      /(?:account|mailbox|user|recipient|address|local mailbox)[^;]{0,60}\b(?:disabled|inactive|deactivated|suspended|discontinued|closed|terminated|locked|deleted|dormant|not active|no longer valid)\b|\b(?:disabled|inactive|deactivated|suspended|closed|dormant) (?:account|mailbox|user|recipient|address)|account that you tried to reach is (?:disabled|inactive)|p=DisabledUser/i,
    confidence: 0.9,
    examples: [
      '550 5.2.1 The email account that you tried to reach is disabled.',
      '554 delivery error: This account has been disabled or discontinued',
      '525 5.7.13 Mailbox suspended',
    ],
  },
  {
    id: 'domain-invalid',
    reason: 'domain_invalid',
    pattern:
      /null ?mx|does not accept (?:e-?)?mail|domain[^.;]{0,40}(?:not found|does not exist|doesn'?t exist|no longer (?:available|exists)|unknown|invalid)|(?:host|domain)(?: name)? not found|host or domain name|nxdomain|unrouteable mail domain|no such domain|unknown (?:host|domain)|no mx (?:record|or)/i,
    confidence: 0.9,
    examples: [
      '556 5.1.10 <a@example.com>: Domain example.com does not accept mail (nullMX)',
      '550 5.1.2 Host or domain name not found. Name service error for name=example.invalid',
    ],
  },
  {
    id: 'address-syntax',
    reason: 'invalid_address',
    pattern:
      /(?:bad|invalid|malformed|illegal) (?:\w+ ){0,2}(?:address )?syntax|syntax error[^.;]{0,20}(?:address|rcpt|recipient)|malformed (?:e-?mail )?address|is not a valid (?:e-?mail|rfc)|mailbox name not allowed|^invalid(?: address)?$|^(?:550 )?invalid (?:e-?mail )?address$|5\.1\.3(?!\d)/i,
    confidence: 0.9,
    examples: ['501 5.1.3 Bad recipient address syntax', 'Invalid'],
  },
  {
    id: 'not-found',
    reason: 'recipient_unknown',
    pattern:
      /(?:user|recipient|mailbox|account|addressee|address|destinatario|destinataire|empfänger|usuario|utente|benutzer)s?\b[^;]{0,60}\b(?:unknown|not (?:found|exist|known|recogni[sz]ed|available|valid|listed|here)|(?:does ?n[o']t|doesn’t|dosn'?t|do not|did not) (?:exist|have an account)|non-?existent|inconnue?|unbekannt|desconocido|no existe|inesistente|unavailable|undeliverable|invalid|misspelled|could not be found)\b/i,
    confidence: 0.9,
    examples: [
      '550 5.1.1 <a@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
      '550 5.1.1 The email account that you tried to reach does not exist.',
      '550 Requested action not taken: mailbox unavailable',
    ],
  },
  {
    id: 'no-such',
    reason: 'recipient_unknown',
    pattern:
      /no longer valid|not a valid (?:recipient|mailbox|user)|unroutable address|^(?:[245]\d\d )?(?:[245]\.\d\.\d )?recipient rejected$|no (?:such|valid) (?:user|recipient|mailbox|address|account|person|local)|(?:unknown|invalid|nonexistent|unrouteable) (?:or illegal )?(?:local )?(?:\w+ )?(?:user|recipient|mailbox|address|account|addressee)|(?:user|recipient|mailbox) (?:is )?unknown|no mailbox (?:here )?by that name|not our customer|unable to verify user|recipient address rejected: access denied|RecipientNotFound|RecipNotFound|address (?:error|does not exist)|email address could not be found|no account by that name/i,
    confidence: 0.9,
    examples: [
      '550 No such user here',
      '500 unknown recipient',
      '550 5.4.1 Recipient address rejected: Access denied. [AM5EUR.prod.protection.outlook.com]',
      '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
    ],
  },
];
