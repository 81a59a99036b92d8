// The senders' own words, where they reach the reply's place: no receiving server was asked.
import type { Rule } from './rule.ts';

/** Before all systems: what is quoted is what the sender's own server said of the sender. */
export const CALLOUT_RULES: readonly Rule[] = [
  {
    id: 'exim-sender-verify',
    reason: 'sender_rejected',
    pattern:
      /verification failed (?:for|while checking) <?@|sender verif(?:y|ication) fail|sender verify callout|call ?back setup failed while/i,
    confidence: 0.95,
    source: 'Exim specification, "Verifying addresses"',
    examples: [
      '550-Verification failed for <b@example.net>\n550-No Such User Here"\n550 Sender verify failed',
      '550-Callback setup failed while verifying <b@example.net>\n550 Sender verify failed',
      '451 Could not complete sender verify callout',
      '550-Postmaster verification failed while checking <b@example.net>\n550-Response: 550 User unknown',
    ],
  },
  {
    id: 'exim-recipient-callout',
    reason: 'receiver_unavailable',
    // The server behind could not be asked for the recipient.
    pattern: /could not complete recipient (?:verify )?call ?out/i,
    confidence: 0.9,
    source: 'Exim specification, "Callout verification"',
    examples: ['451 Could not complete recipient verify callout'],
  },
];

export const OWN_WORDS_RULES: readonly Rule[] = [
  {
    id: 'own-list',
    reason: 'already_suppressed',
    pattern:
      /suppressed sending to this address|suppression[- ]list|do[- ]not[- ](?:mail|send|contact) list|suppressed due to|previously (?:hard[- ])?(?:bounced|reported|complained|unsubscribed)|bounced (?:before|previously|earlier)|(?:earlier|previous|prior|past) (?:hard[- ])?bounce|did not send the message to this address|not delivering to (?:a user who marked|previously|unsubscribed)|^bounced address$|^unsubscribed address$|^spam reporting address$|marked as inactive|^\s{0,4}(?:406[ :,-]{1,3})?inactive recipient/i,
    confidence: 0.95,
    source: 'Amazon SES and SendGrid event documentation',
    examples: ['Amazon SES has suppressed sending to this address because it bounced lately', 'Bounced Address'],
  },
  {
    id: 'feedback-report',
    reason: 'complaint',
    pattern: /^\s{0,4}this is an? (?:[\w-]{1,24} ){0,3}(?:abuse|opt-out|complaint) (?:report|complaint)/i,
    confidence: 0.9,
    source: 'RFC 5965',
    examples: ['This is an email abuse report for a message that came from 192.0.2.1'],
  },
  {
    id: 'request-to-stop',
    reason: 'unsubscribed',
    pattern: /^\s{0,4}(?:unsubscribe|opt[- ]out) or remove request/i,
    confidence: 0.9,
    source: 'Postmark bounce type Unsubscribe',
    examples: ['Unsubscribe or Remove request.'],
  },
  {
    id: 'absence',
    reason: 'auto_reply',
    pattern:
      /out of (?:the )?office|\bi(?: am|'m| will be) (?:\w{1,24} )?(?:away|on (?:vacation|leave|holiday)|travel)|automatic reply|auto-?reply(?!\.)/i,
    confidence: 0.85,
    examples: ['I am out of the office until Monday'],
  },
  {
    id: 'own-address',
    reason: 'invalid_address',
    pattern: /missing final '@|local address contains control or whitespace/i,
    confidence: 0.95,
    source: 'Amazon SES API reference, InvalidParameterValue',
    examples: [
      "An error occurred (InvalidParameterValue) when calling the SendEmail operation: Missing final '@domain'",
    ],
  },
  {
    id: 'own-lookup',
    reason: 'domain_invalid',
    pattern: /unable to get mx info[^;]{0,120}no such (?:host|domain)|unable to find mx (?:of|for) domain/i,
    confidence: 0.85,
    examples: ['unable to get mx info: failed to get IPs from PTR record: lookup example.invalid: no such host'],
  },
  {
    id: 'own-lookup-failed',
    reason: 'network_error',
    pattern: /unable to get mx info/i,
    confidence: 0.8,
    examples: ['unable to get mx info: lookup example.com: server misbehaving'],
  },
  {
    id: 'malware-found',
    reason: 'malware_phishing',
    pattern: /contain\w{0,3} (?:a )?(?:virus|malware|trojan|worm)/i,
    confidence: 0.92,
    examples: ['550 This message contains malware (Heuristics.Phishing.Email.SpoofedDomain)'],
  },
];
