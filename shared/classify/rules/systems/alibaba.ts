// Alibaba Cloud mail (mxhichina.com): its filter names what it disliked and where in the session.
import type { Rule } from '../rule.ts';

const SOURCE = 'help.aliyun.com, bounce reasons of Alibaba Mail';

export const ALIBABA_RULES: readonly Rule[] = [
  {
    id: 'alibaba-behaviour',
    reason: 'reputation_block',
    // How the IP behaves, judged before any content was seen.
    pattern: /reject by behaviou?r spam/i,
    confidence: 0.93,
    source: SOURCE,
    examples: ['554 Reject by behaviour spam at Rcpt State(Connection IP address:192.0.2.1)'],
  },
  {
    id: 'alibaba-content',
    reason: 'spam_content',
    pattern: /reject by content spam/i,
    confidence: 0.93,
    source: SOURCE,
    examples: ['554 Reject by content spam at Data State(Connection IP address:192.0.2.1)'],
  },
];
