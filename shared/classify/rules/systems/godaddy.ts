// GoDaddy (secureserver.net): an `IB` code behind the words, with 5.1.1 for whatever it is.
import type { Rule } from '../rule.ts';

const BOUNCES = 'https://www.godaddy.com/help/fix-rejected-email-with-a-bounce-error-40685';

export const GODADDY_RULES: readonly Rule[] = [
  {
    id: 'godaddy-rate',
    reason: 'rate_limited', // 607: "has sent to too many recipients this hour"
    pattern: /\bIB(?:007|504|510|60[57])\b/i,
    confidence: 0.96,
    source: BOUNCES,
    help: BOUNCES,
    examples: [
      '550 5.1.1 <a@example.com> - 192.0.2.1 has sent to too many recipients this hour. IB607',
      '421 Connection refused, too many sessions from this IP. IB007',
    ],
  },
  {
    id: 'godaddy-reputation',
    reason: 'reputation_block', // blocked by GoDaddy itself for an hour or a day, for spam or for invalid recipients
    pattern: /\bIB1(?:03|1[0-3])\b/i,
    confidence: 0.94,
    source: BOUNCES,
    help: BOUNCES,
    examples: [
      '554 This IP has a poor reputation on Cloudmark Sender Intelligence (CSI). IB103',
      '554 This IP has been temporarily blocked for attempting to mail too many invalid recipients. IB112',
    ],
  },
  {
    id: 'godaddy-ip-list',
    reason: 'ip_blocklisted',
    pattern: /\bIB10[456]\b|\bRBL Reject\b/i,
    confidence: 0.96,
    source: BOUNCES,
    help: BOUNCES,
    examples: ['554 This IP address is listed on the Exploits Block List (XBL). IB105', '554 RBL Reject.'],
  },
  {
    id: 'godaddy-dns',
    reason: 'sender_dns',
    pattern: /\bIB108\b/i,
    confidence: 0.96,
    source: BOUNCES,
    help: BOUNCES,
    examples: ['421 Temporarily rejected. Reverse DNS for this IP failed. IB108'],
  },
  {
    id: 'godaddy-auth',
    reason: 'auth_failure',
    pattern: /\bIB508\b/i,
    confidence: 0.96,
    source: BOUNCES,
    help: BOUNCES,
    examples: ["550 5.1.0 192.0.2.1 is not allowed to send from <example.com> per it's SPF Record. IB508"],
  },
  {
    id: 'godaddy-sender',
    reason: 'sender_rejected',
    pattern: /\bIB506\b/i,
    confidence: 0.96,
    source: BOUNCES,
    help: BOUNCES,
    examples: ['550 5.2.0 <a@example.com> From: Domain is invalid. Please provide a valid From: IB506'],
  },
  {
    id: 'godaddy-format',
    reason: 'message_format',
    pattern: /\bIB50[12]\b/i,
    confidence: 0.94,
    source: BOUNCES,
    help: BOUNCES,
    examples: ['550 <a@example.com> Blank From: addresses are not allowed. IB501'],
  },
  {
    id: 'godaddy-spam',
    reason: 'spam_content',
    pattern: /\bIB212\b|rejected due to content judged to be spam/i,
    confidence: 0.96,
    source: BOUNCES,
    help: BOUNCES,
    examples: ['552 5.2.0 Content judged to be spam by the internet community IB212'],
  },
  {
    id: 'godaddy-virus',
    reason: 'malware_phishing',
    pattern: /\bIB705\b/i,
    confidence: 0.97,
    source: BOUNCES,
    help: BOUNCES,
    examples: ['552 Virus infected message rejected. IB705'],
  },
  {
    id: 'godaddy-login',
    reason: 'protocol_error',
    pattern: /\bIB401\b/i,
    confidence: 0.95,
    source: BOUNCES,
    examples: ['535 Authentication not allowed on IBSMTP Servers. IB401'],
  },
  {
    id: 'godaddy-temporary',
    reason: 'receiver_unavailable',
    // Bigpond has codes of the same form.
    pattern: /(?<!bigpond[^;]{0,400})\bIB101\b/i,
    confidence: 0.95,
    source: BOUNCES,
    examples: ['421 Server temporarily unavailable. Try again later. IB101'],
  },
];
