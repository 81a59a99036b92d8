// Sohu: a word in capitals behind 553 5.7.x, mis-spelt as it is.
import type { Rule } from '../rule.ts';

const SOURCE = 'einverne, notes on bounce replies: "553 5.7.3 CONTENT REJCT: blockid=..:URL"';

export const SOHU_RULES: readonly Rule[] = [
  {
    id: 'sohu-link',
    reason: 'domain_blocklisted',
    pattern: /content reje?ct\b[^;]{0,20}blockid=[^;]{0,20}url/i,
    confidence: 0.85,
    source: SOURCE,
    examples: ['553 5.7.3 CONTENT REJCT: blockid=12:URL'],
  },
  {
    id: 'sohu-content',
    reason: 'spam_content',
    pattern: /content reje?ct\b/i,
    confidence: 0.9,
    source: SOURCE,
    examples: ['553 5.7.3 CONTENT REJCT'],
  },
  {
    id: 'sohu-helo',
    reason: 'sender_dns',
    pattern: /\bheloip reject/i,
    confidence: 0.9,
    source: SOURCE,
    examples: ['553 5.7.4 HELOIP REJECT'],
  },
  {
    id: 'sohu-ip',
    reason: 'ip_blocklisted',
    pattern: /553 5\.7\.0 ip reject/i,
    confidence: 0.9,
    source: SOURCE,
    examples: ['553 5.7.0 IP REJECT'],
  },
];
