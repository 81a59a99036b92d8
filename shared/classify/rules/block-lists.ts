// Replies that quote a public block list: one row a list.
import { BLOCK_LISTS } from './known-block-lists.ts';
import type { Rule } from './rule.ts';

/** Replies that name a list and mean something else. */
const NO_LISTING: readonly Rule[] = [
  {
    id: 'list-query-refused',
    reason: 'receiver_misconfigured',
    // The receiver asks the list through a resolver that the list does not answer: every sender is "listed".
    pattern:
      /query refused|uribl\.com\/refused|spamhaus\.org\/(?:returnc|faq\/section\/dnsbl%20usage)|using an? (?:open|public) resolver|error: open resolver/i,
    confidence: 0.95,
    source: 'uribl.com/refused.shtml, Spamhaus return codes 127.255.255.x',
    examples: ['554 5.7.1 Client host [192.0.2.1] blocked using multi.uribl.com; 127.0.0.1 -> Query Refused'],
  },
  {
    id: 'list-country',
    reason: 'policy_block',
    pattern: /countries\.nerd\.dk|based on (?:your )?geographical location/i,
    confidence: 0.93,
    source: 'countries.nerd.dk',
    examples: ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using xx.countries.nerd.dk'],
  },
];

const slug = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');

export const BLOCK_LIST_RULES: readonly Rule[] = [
  ...NO_LISTING,
  ...BLOCK_LISTS.filter(({ zone }) => zone !== '').map(
    ({ name, kind, pattern, delist, zone }): Rule => ({
      id: `list-${slug(name)}`,
      reason: kind === 'ip' ? 'ip_blocklisted' : 'domain_blocklisted',
      pattern,
      confidence: 0.95,
      source: delist,
      examples: [`554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using ${zone}`],
    }),
  ),
];
