// T-Online (Deutsche Telekom): hosts that it doesn't know are refused until their operator writes in.
import type { Rule } from '../rule.ts';

const SOURCE = 'postmaster.t-online.de, sections 4.1 and 4.6';
const HELP = 'https://postmaster.t-online.de/';

export const T_ONLINE_RULES: readonly Rule[] = [
  {
    id: 't-online-unknown-host',
    reason: 'reputation_block',
    pattern: /none\/bad reputation|\(nowl\)|\bip[=:]\S{3,45} - a problem occurred/i,
    confidence: 0.95,
    source: SOURCE,
    help: HELP,
    examples: [
      '554 IP=192.0.2.1 - None/bad reputation. Ask your postmaster for help or to contact b@example.com for reset. (NOWL)',
      '554 IP=192.0.2.1 - A problem occurred. (Ask your postmaster for help or to contact b@example.com to clarify.) (BL)',
    ],
  },
  {
    id: 't-online-dialup',
    reason: 'ip_blocklisted',
    // Given also to hosts whose name leads to no imprint.
    pattern: /dialup\/transient ip not allowed|\(dial\)/i,
    confidence: 0.9,
    source: SOURCE,
    help: HELP,
    examples: [
      '554 IP=192.0.2.1 - Dialup/transient IP not allowed. Use a mailgateway or contact b@example.com. (DIAL)',
    ],
  },
  {
    id: 't-online-content',
    reason: 'spam_content',
    // One text for both; spam is by far the more frequent.
    pattern: /message (?:is )?considered as spam or virus/i,
    confidence: 0.85,
    source: SOURCE,
    help: HELP,
    examples: ['550-5.7.0 Message considered as spam or virus, rejected'],
  },
];
