// I.UA: every refusal leads to a numbered page.
import type { Reason } from '../../reasons.ts';
import type { Rule } from '../rule.ts';

interface Page {
  readonly name: string;
  readonly reason: Reason;
  readonly numbers: string;
  readonly example: string;
}

const PAGES: readonly Page[] = [
  { name: 'relay', reason: 'relay_denied', numbers: '[16]', example: '550 See http://mail.i.ua/err/1/' },
  {
    name: 'unknown',
    reason: 'recipient_unknown',
    numbers: '2',
    example: '550 User not found. See http://mail.i.ua/err/2/',
  },
  // Not used for three months.
  {
    name: 'frozen',
    reason: 'recipient_disabled',
    numbers: '3',
    example: '550 Mailbox is frozen. See http://mail.i.ua/err/3/',
  },
  { name: 'full', reason: 'mailbox_full', numbers: '4', example: '552 See http://mail.i.ua/err/4/' },
  { name: 'rate', reason: 'rate_limited', numbers: '5', example: '450 See http://mail.i.ua/err/5/' },
  { name: 'helo', reason: 'sender_dns', numbers: '7', example: '550 See http://mail.i.ua/err/7/' },
  { name: 'sender', reason: 'sender_rejected', numbers: '8', example: '550 See http://mail.i.ua/err/8/' },
  { name: 'listed', reason: 'ip_blocklisted', numbers: '9', example: '550 See http://mail.i.ua/err/9/' },
  { name: 'filtered', reason: 'recipient_refused', numbers: '10', example: '550 See http://mail.i.ua/err/10/' },
];

export const I_UA_RULES: readonly Rule[] = PAGES.map(({ name, reason, numbers, example }) => ({
  id: `i-ua-${name}`,
  reason,
  pattern: new RegExp(String.raw`i\.ua/err/${numbers}(?!\d)`, 'i'),
  confidence: 0.95,
  source: 'mail.i.ua/err/',
  examples: [example],
}));
