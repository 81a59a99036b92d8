// Mimecast, whose replies name the policy that was triggered.
import type { Rule } from '../rule.ts';

const CODES = 'https://community.mimecast.com/s/article/Mimecast-SMTP-Error-Codes-842605754';

export const MIMECAST_RULES: readonly Rule[] = [
  {
    id: 'mimecast-auth',
    reason: 'auth_failure',
    pattern: /anti-spoofing policy|(?:SPF|DKIM|DMARC) sender invalid/i,
    confidence: 0.95,
    source: CODES,
    examples: [
      '550 Rejected by header based Anti-Spoofing policy: a@example.com',
      '550 SPF Sender Invalid - envelope rejected',
    ],
  },
  {
    id: 'mimecast-greylist',
    reason: 'greylisted', // so documented, whatever the words say
    pattern: /internal resources are temporarily unavailable/i,
    confidence: 0.85,
    system: 'mimecast',
    source: CODES,
    examples: ['451 Internal resources are temporarily unavailable - https://community.mimecast.com/docs/DOC-1369#451'],
  },
  {
    id: 'mimecast-reputation',
    reason: 'reputation_block',
    pattern: /csi\.mimecast\.org|local CT IP reputation/i,
    confidence: 0.95,
    source: CODES,
    examples: ['550 csi.mimecast.org Poor Reputation Sender.', '550 Local CT IP Reputation - (reject)'],
  },
  {
    id: 'mimecast-blocked-sender',
    reason: 'recipient_refused', // the recipient's own list, or their organisation's
    pattern:
      /(?:header based|header-based) (?:manually )?blocked senders|envelope blocked - user|block policy for (?:header|envelope) from/i,
    confidence: 0.93,
    source: CODES,
    examples: [
      '550 Rejected by header based manually Blocked Senders: a@example.com',
      '550 Envelope blocked - User Domain Entry',
      '550 envelope rejected - block policy for envelope from address',
    ],
  },
  {
    id: 'mimecast-relay',
    reason: 'relay_denied',
    pattern: /open relay not allowed/i,
    confidence: 0.96,
    source: CODES,
    examples: ['451 Open relay not allowed'],
  },
  {
    id: 'mimecast-account',
    reason: 'receiver_misconfigured', // the account is the organisation's, not the recipient's
    pattern: /account (?:in|out)bounds disabled|hostname is not authorized/i,
    confidence: 0.9,
    source: CODES,
    examples: ['451 Account inbounds disabled'],
  },
  {
    id: 'mimecast-spam',
    reason: 'spam_content',
    pattern: /MCSpamSignature(?!\.(?:vir|mal|phish)|[^;]{0,30} malicious)/i,
    confidence: 0.95,
    source: CODES,
    examples: ['554 Email rejected due to security policies - MCSpamSignature.sa.1.1'],
  },
  {
    id: 'mimecast-policy',
    reason: 'policy_block',
    pattern:
      /rejected due to security policies|content examination policy|host network not allowed|administrative prohibition[ -]{1,3}envelope|journal message past expiration/i,
    confidence: 0.93,
    source: CODES,
    examples: [
      '554 Email rejected due to security policies',
      '550 Administrative prohibition - envelope blocked', // the sender is blocked, or failed SPF: it doesn't say
      '554 Host network not allowed',
    ],
  },
  {
    id: 'mimecast-tls',
    reason: 'protocol_error',
    pattern: /this route requires (?:encryption|TLS|high-strength ciphers)|submitter failed to/i,
    confidence: 0.93,
    source: CODES,
    examples: ['553 This route requires encryption (TLS)'],
  },
  {
    id: 'mimecast-rate',
    reason: 'rate_limited',
    pattern: /outbound thread limit/i,
    confidence: 0.93,
    source: CODES,
    examples: ['550 Exceeding outbound thread limit'],
  },
  {
    id: 'mimecast-temporary',
    reason: 'receiver_unavailable',
    pattern: /unable to process (?:connection|command|an email)|message ended early/i,
    confidence: 0.88,
    source: CODES,
    examples: ['451 Unable to process connection at this time', '451 Message ended early'],
  },
];
