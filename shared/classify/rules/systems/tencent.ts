// Tencent (QQ Mail, WeCom mail): each reply has a page of its own in the help centre.
import type { Rule } from '../rule.ts';

const SOURCE = 'service.mail.qq.com, bounce help';
const page = (number: number) => `https://service.mail.qq.com/detail/122/${number}`;

export const TENCENT_RULES: readonly Rule[] = [
  {
    id: 'tencent-recipient-rate',
    reason: 'recipient_rate_limited',
    // Nothing is wrong with the mailbox: it got too much in a short time.
    pattern: /mailbox unavailable or access denied/i,
    confidence: 0.95,
    source: SOURCE,
    help: page(166),
    examples: ['550 Mailbox unavailable or access denied [abc= IP: 192.0.2.1]'],
  },
  {
    id: 'tencent-rate',
    reason: 'rate_limited',
    pattern: /(?:ip|domain|sender|connection) frequency limited/i,
    confidence: 0.95,
    source: SOURCE,
    help: page(172),
    examples: ['550 Ip frequency limited [abc= IP: 192.0.2.1]', '550 Domain frequency limited'],
  },
  {
    id: 'tencent-reputation',
    reason: 'reputation_block',
    pattern: /suspected (?:bounce attacks|spam ip|spam sender)/i,
    confidence: 0.95,
    source: SOURCE,
    help: page(66),
    examples: ['550 Suspected bounce attacks', '550 Suspected spam ip', '550 Suspected spam sender.'],
  },
  {
    id: 'tencent-connection',
    reason: 'reputation_block',
    pattern: /connection denied/i,
    confidence: 0.9,
    system: 'tencent',
    source: SOURCE,
    help: page(170),
    examples: ['550 Connection denied. http://service.mail.qq.com/cgi-bin/help?subtype=1'],
  },
  {
    id: 'tencent-content',
    reason: 'spam_content',
    pattern: /mail content denied|spam is embedded in the e-?mail|error: content rejected/i,
    confidence: 0.95,
    source: SOURCE,
    help: page(171),
    examples: ['550 Mail content denied', '550 Spam is embedded in the email', '550 Error: content rejected'],
  },
  {
    id: 'tencent-refused',
    reason: 'recipient_refused',
    pattern: /mail is rejected by recipients/i,
    confidence: 0.95,
    source: SOURCE,
    help: page(92),
    examples: ['550 Mail is rejected by recipients'],
  },
  {
    id: 'tencent-unknown',
    reason: 'recipient_unknown',
    pattern: /mailbox not found/i,
    confidence: 0.95,
    system: 'tencent',
    source: SOURCE,
    help: page(169),
    examples: ['550 Mailbox not found. http://service.exmail.qq.com/cgi-bin/help?no=1000728'],
  },
];
