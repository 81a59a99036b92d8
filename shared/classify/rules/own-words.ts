// The senders' own words, where they reach the reply's place: no receiving server was asked.
import type { Rule } from './rule.ts';

export const OWN_WORDS_RULES: readonly Rule[] = [
  {
    id: 'own-list',
    reason: 'already_suppressed',
    pattern:
      /suppressed sending to this address|on the suppression list for your (?:account|tenant)|did not send the message to this address|^bounced address$|^unsubscribed address$|^spam reporting address$|marked as inactive|inactive recipient/i,
    confidence: 0.95,
    source: 'Amazon SES and SendGrid event documentation',
    examples: ['Amazon SES has suppressed sending to this address because it bounced lately', 'Bounced Address'],
  },
  {
    id: 'own-lookup',
    reason: 'domain_invalid',
    pattern: /unable to get mx info[^;]{0,120}no such host/i,
    confidence: 0.85,
    examples: ['unable to get mx info: failed to get IPs from PTR record: lookup example.invalid: no such host'],
  },
  {
    id: 'malware-found',
    reason: 'malware_phishing',
    pattern:
      /contain\w{0,3} (?:a )?(?:virus|malware|trojan|worm)|virus (?:was )?(?:found|detected)|infected (?:with|by)/i,
    confidence: 0.92,
    examples: ['550 This message contains malware (Heuristics.Phishing.Email.SpoofedDomain)'],
  },
];
