// Facebook, whose codes name the part that refused: POL policy, RCP recipient, MSG message, DNS, CON, INT.
import type { Reason } from '../../reasons.ts';
import type { Rule } from '../rule.ts';

const PAGE = 'https://www.facebook.com/postmaster/response_codes';

const CODES: readonly (readonly [name: string, reason: Reason, codes: RegExp, example: string])[] = [
  ['unknown', 'recipient_unknown', /\b(?:rcp-p1|int-p[134])\b/i, '550 5.1.1 RCP-P1'],
  ['refused', 'recipient_refused', /\brcp-p[23]\b/i, '550 5.7.1 RCP-P2'],
  // The owner may switch it on again.
  ['deactivated', 'recipient_disabled', /\brcp-t4\b/i, '421 4.7.1 RCP-T4'],
  ['temporary', 'receiver_unavailable', /\b(?:rcp-t[123]|int-t\d)\b/i, '421 4.3.5 INT-T1'],
  ['blocked', 'ip_blocklisted', /\bpol-(?:p[1-4]|t[123])\b/i, '554 5.7.1 POL-P2'],
  ['virus', 'malware_phishing', /\bpol-p5\b/i, '552 5.7.0 POL-P5'],
  ['link', 'domain_blocklisted', /\bpol-p6\b/i, '554 5.7.1 POL-P6'],
  ['authentication', 'auth_failure', /\bpol-p7\b/i, '554 5.7.1 POL-P7'],
  ['size', 'message_too_large', /\b(?:msg-p1|int-p2)\b/i, '552 5.3.4 MSG-P1'],
  ['attachment', 'attachment_rejected', /\bmsg-p2\b/i, '554 5.7.1 MSG-P2'],
  ['format', 'message_format', /\bmsg-p3\b/i, '554 5.6.0 MSG-P3'],
  ['sender', 'sender_rejected', /\bdns-(?:p[12]|t1)\b/i, '554 5.1.8 DNS-P1'],
  ['reverse-dns', 'sender_dns', /\bdns-(?:p3|t2)\b/i, '554 5.1.8 DNS-P3'],
  ['rate', 'rate_limited', /\b(?:con-t[1-4]|msg-t1)\b/i, '421 4.3.2 CON-T2'],
];

export const FACEBOOK_RULES: readonly Rule[] = CODES.map(([name, reason, pattern, example]) => ({
  id: `facebook-${name}`,
  reason,
  pattern,
  confidence: 0.93,
  source: PAGE,
  examples: [example],
}));
