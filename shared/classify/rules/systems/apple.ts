// iCloud Mail and the private relay of "Sign in with Apple".
import type { Rule } from '../rule.ts';

const POSTMASTER = 'https://support.apple.com/102322'; // "Postmaster information for iCloud Mail", once HT204137

const RELAY =
  'https://developer.apple.com/documentation/signinwithapple/communicating-using-the-private-email-relay-service';

export const APPLE_RULES: readonly Rule[] = [
  {
    id: 'apple-private-relay',
    reason: 'sender_rejected', // 5.1.1, but the address is the sender's: the relay takes mail from registered ones only
    pattern: /@>?:? unauthorized sender/i,
    confidence: 0.96,
    source: RELAY,
    help: RELAY,
    examples: ['550 5.1.1 <bounce@example.com>: unauthorized sender'],
  },
  {
    id: 'apple-auth',
    reason: 'auth_failure',
    pattern: /\[HME\d\]/i,
    confidence: 0.96,
    source: POSTMASTER,
    examples: ['554 5.7.1 [HME1] This message was blocked for failing both SPF and DKIM authentication checks.'],
  },
  {
    id: 'apple-policy',
    reason: 'policy_block', // Apple's filter, by content or reputation: it doesn't say which
    pattern: /\[(?:CS|HM)\d\d\]|\[HVU\d{0,2}\]/i,
    confidence: 0.93,
    source: POSTMASTER,
    help: POSTMASTER,
    examples: [
      '554 5.7.1 [CS01] Message rejected due to local policy.',
      '554 5.7.1 [HM08] Message rejected due to local policy.',
    ],
  },
  {
    id: 'apple-volume',
    reason: 'recipient_rate_limited',
    pattern: /Messages to \S{1,80} deferred due to excessive volume/i,
    confidence: 0.93,
    source: POSTMASTER,
    help: POSTMASTER,
    examples: ['421 4.7.1 Messages to a@icloud.com deferred due to excessive volume. Try again later'],
  },
  {
    id: 'apple-greeting',
    reason: 'reputation_block', // said to some IPs only, while others are served
    pattern: /smtpin\d{1,4}\.\S{1,40} ESMTP not accepting connections/i,
    confidence: 0.8,
    source: POSTMASTER,
    examples: ['554 p01-smtpin001.me.com ESMTP not accepting connections'],
  },
  {
    id: 'apple-disabled',
    reason: 'recipient_disabled',
    pattern: /inactive email address|recipient no longer on server/i,
    confidence: 0.93,
    source: POSTMASTER,
    examples: [
      '550 5.1.1 <a@icloud.com>: inactive email address',
      '550 5.1.6 recipient no longer on server: a@icloud.com', // it names no new address, unlike other 5.1.6
    ],
  },
  {
    id: 'apple-unknown',
    reason: 'recipient_unknown',
    pattern: /unknown or illegal alias/i,
    confidence: 0.96,
    source: POSTMASTER,
    examples: ['550 5.1.1 unknown or illegal alias: a@me.com'],
  },
];
