// Open-Xchange's hosts behind Vade's filter: codes like `OXSEU_101`, `OXSUS0001_403` or `MXIN_RCPT_403`.
import type { Reason } from '../../reasons.ts';
import type { Rule } from '../rule.ts';

const PAGE = 'https://postmaster-oxseu.vadesecure.com/inbound_error_codes';

const CODES: readonly (readonly [name: string, reason: Reason, numbers: string, example: string])[] = [
  ['listed', 'ip_blocklisted', '1(?:01|11)', '550 5.7.1 Connection refused - OXSEU_101'],
  ['busy', 'receiver_unavailable', '103', '421 4.2.1 Connection deferred - OXSEU_103'],
  ['reverse-dns', 'sender_dns', '10[58]', '550 5.7.1 Connection refused - OXSUS0001_105'],
  ['rate', 'rate_limited', '1(?:10|3\\d|40)', '421 4.2.1 Connection deferred - OXSEU_110'],
  // "Or the address is malformed": both are the recipient's.
  ['unknown', 'recipient_unknown', '403', '550 5.5.1 Recipient rejected - MXIN_RCPT_403'],
];

export const OPEN_XCHANGE_RULES: readonly Rule[] = CODES.map(([name, reason, numbers, example]) => ({
  id: `open-xchange-${name}`,
  reason,
  pattern: new RegExp(String.raw`\b(?:oxs[a-z]{2}\d{0,4}|mxin(?:_[a-z]{2,10})?)_(?:${numbers})(?!\d)`, 'i'),
  confidence: 0.92,
  source: PAGE,
  help: PAGE,
  examples: [example],
}));
