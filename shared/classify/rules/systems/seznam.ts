// Seznam.cz, whose codes begin with `szn;`.
import type { Rule } from '../rule.ts';

export const SEZNAM_RULES: readonly Rule[] = [
  {
    id: 'seznam-unknown',
    reason: 'recipient_unknown',
    pattern: /user hasn['’]?t got the service mapped/i,
    confidence: 0.95,
    source: 'napoveda.seznam.cz, "Uživatel neexistuje"',
    help: 'https://napoveda.seznam.cz/uzivatel-neexistuje',
    examples: ["5.1.1 szn; User hasn't got the service mapped"],
  },
];
