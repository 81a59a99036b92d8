// Interia.pl, which tells what its replies mean, and that one of them means several things.
import type { Rule } from '../rule.ts';

const SOURCE = 'https://pomoc.poczta.interia.pl/news-dlaczego-wiadomosc-nie-zostala-dostarczona,nId,6589600';

export const INTERIA_RULES: readonly Rule[] = [
  {
    id: 'interia-unknown',
    reason: 'recipient_unknown',
    pattern: /account not found \/ nie ma/i,
    confidence: 0.95,
    source: SOURCE,
    examples: ['550 5.1.1 Account not found / Nie ma takiego konta'],
  },
  {
    id: 'interia-mailbox-unavailable',
    reason: 'unknown',
    // Mistyped, full or suspended: the same words for all three.
    pattern: /konto niedost[eę?]pne/i,
    confidence: 0.3,
    source: SOURCE,
    examples: ['550 5.2.1 Mailbox not available / Konto niedostepne'],
  },
  {
    id: 'interia-unwanted',
    reason: 'recipient_refused',
    pattern: /recipient does(?:n['’]?t| not) want your mail/i,
    confidence: 0.95,
    source: SOURCE,
    examples: ["550 5.7.1 Recipient doesn't want your mail"],
  },
  {
    id: 'interia-ip',
    reason: 'reputation_block',
    // Only the address of a page, in which its users are said to have moved the IP's mail to spam.
    pattern: /interia\.pl\/antispam,ip/i,
    confidence: 0.92,
    source: 'http://pomoc.poczta.interia.pl/antispam,ip,ip_serwera',
    examples: ['554 5.7.1 http://pomoc.poczta.interia.pl/antispam,ip,192.0.2.1'],
  },
];
