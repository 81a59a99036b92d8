// Libero and Virgilio (Italiaonline): `[smtp-12.iol.local; LIB_420]` behind the words.
import type { Rule } from '../rule.ts';

export const ITALIAONLINE_RULES: readonly Rule[] = [
  {
    id: 'italiaonline-sender-domain',
    reason: 'sender_rejected',
    // Not the recipient's domain: mostly that of a sender who fails DMARC.
    pattern: /invalid domain \[[^\]]{1,60}; ?(?:lib|vir)_\d{3}|\b(?:lib|vir)_420\b/i,
    confidence: 0.9,
    source:
      'https://www.suped.com/learn/email-deliverability/what-causes-a-550-invalid-domain-error-from-virgilio-and-libero-and-how-can-it-be-resolved',
    examples: ['550 Invalid Domain [smtp-12.iol.local; LIB_420]'],
  },
];
