// Cox and Spectrum (Charter, Time Warner): `AUP#` and a code, behind "sender rejected" whatever the cause is.
import type { Rule } from '../rule.ts';

const COX = 'https://www.cox.com/residential/support/email-error-codes.html';
const SPECTRUM = 'https://www.spectrum.net/support/internet/understanding-email-error-codes';

/** Spectrum's numbers stand behind `In-`, `Out-`, `I-` or `O-`: towards Spectrum, or from it. */
function spectrum(numbers: string): RegExp {
  return new RegExp(String.raw`AUP#[a-z]{0,3}-?(?:${numbers})\b`, 'i');
}

export const US_CABLE_RULES: readonly Rule[] = [
  {
    id: 'cox-ip-list',
    reason: 'ip_blocklisted',
    pattern:
      /AUP#(?:CXBL|CDRBL|IPBL[01]{4,5})\b|too many bad commands from|\bcox (?:\S{1,60} )?[\d.]{7,15} is blocked/i,
    confidence: 0.95,
    source: COX,
    help: COX,
    examples: ['550 5.1.0 <a@example.com> sender rejected. AUP#CDRBL', '554 cox 192.0.2.1 rejected. AUP#IPBL0101'],
  },
  {
    id: 'cox-link-list',
    reason: 'domain_blocklisted',
    pattern: /AUP#URLBL[01]{3,4}\b/i,
    confidence: 0.95,
    source: COX,
    help: COX,
    examples: ['552 5.2.0 Message content rejected. AUP#URLBL101'],
  },
  {
    id: 'cox-dns',
    reason: 'sender_dns',
    pattern: /AUP#CXDNS\b|rejected - no rDNS/i,
    confidence: 0.95,
    source: COX,
    help: COX,
    examples: ['554 cox 192.0.2.1 rejected - no rDNS', '421 rejected. AUP#CXDNS'],
  },
  {
    id: 'cox-auth',
    reason: 'auth_failure',
    pattern: /AUP#CXSNDR\b/i,
    confidence: 0.95,
    source: COX,
    help: COX,
    examples: ['550 5.1.0 <a@example.com> sender rejected. AUP#CXSNDR'],
  },
  {
    id: 'cox-rate',
    reason: 'rate_limited',
    pattern: /AUP#(?:CXCNCT|CXMXRT|CXTHRT)\b|message threshold exceeded/i,
    confidence: 0.93,
    source: COX,
    help: COX,
    examples: ['421 too many sessions. AUP#CXCNCT', '452 AUP#CXMXRT'],
  },
  {
    id: 'cox-protocol',
    reason: 'protocol_error',
    pattern: /AUP#CXSMTP\b|no data before greeting/i,
    confidence: 0.9,
    source: COX,
    help: COX,
    examples: ['554 rejected. AUP#CXSMTP', '554 cox ESMTP no data before greeting'],
  },
  {
    id: 'spectrum-dns',
    reason: 'sender_dns',
    pattern: spectrum('11[0-5]0'),
    confidence: 0.95,
    source: SPECTRUM,
    help: SPECTRUM,
    examples: ['554 5.7.1 Connection refused. AUP#In-1110'],
  },
  {
    id: 'spectrum-ip-list',
    reason: 'ip_blocklisted',
    pattern: spectrum('1000|12[0-5]0'),
    confidence: 0.95,
    source: SPECTRUM,
    help: SPECTRUM,
    examples: ['554 5.7.1 Connection refused. AUP#I-1000', '554 5.7.1 AUP#In-1220'],
  },
  {
    id: 'spectrum-rate',
    reason: 'rate_limited',
    pattern: spectrum('1[34]\\d0|15[4568]0'),
    confidence: 0.93,
    source: SPECTRUM,
    help: SPECTRUM,
    examples: [
      '550 5.1.0 <a@example.com> sender rejected. AUP#In-1310',
      '452 4.5.3 AUP#In-1580',
      '550 5.1.1 AUP#In-1560', // too many invalid recipients: says nothing about this one
    ],
  },
  {
    id: 'spectrum-sender',
    reason: 'sender_rejected',
    pattern: spectrum('10[1-8]0|15[02]0'),
    confidence: 0.9,
    source: SPECTRUM,
    help: SPECTRUM,
    examples: ['550 5.1.0 <a@example.com> sender rejected. AUP#O-1500'],
  },
  {
    id: 'spectrum-size',
    reason: 'message_too_large',
    pattern: spectrum('1530'),
    confidence: 0.95,
    source: SPECTRUM,
    help: SPECTRUM,
    examples: ['552 5.3.4 AUP#In-1530'],
  },
  {
    id: 'spectrum-policy',
    reason: 'policy_block',
    pattern: spectrum('11[6-9]0|1260'),
    confidence: 0.9,
    source: SPECTRUM,
    help: SPECTRUM,
    examples: ['550 5.7.1 AUP#In-1160', '554 AUP#In-1260'], // 1260: IPv6 isn't served
  },
  {
    id: 'spectrum-temporary',
    reason: 'receiver_unavailable',
    pattern: spectrum('1090'),
    confidence: 0.93,
    source: SPECTRUM,
    examples: ['421 4.3.0 AUP#In-1090'],
  },
];
