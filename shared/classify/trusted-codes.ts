// The enhanced status codes (RFC 3463 and its registry) that can be believed without words.
import type { Reason } from './reasons.ts';
import type { Finding } from './verdict.ts';

/** By subject and detail: the class digit only says how long it lasts. Codes that lie in practice are left out. */
const TRUSTED: Readonly<Record<string, Reason>> = {
  '1.1': 'recipient_unknown',
  '1.3': 'invalid_address',
  '1.6': 'recipient_moved',
  '1.7': 'sender_rejected',
  '1.8': 'sender_rejected',
  '1.10': 'domain_invalid', // null MX, RFC 7505
  '2.2': 'mailbox_full',
  '2.3': 'message_too_large',
  '3.4': 'message_too_large',
  '4.6': 'receiver_misconfigured',
  '4.7': 'delivery_expired',
  '7.8': 'auth_failure',
  '7.13': 'recipient_disabled',
  '7.17': 'recipient_moved', // RFC 7293
  '7.18': 'recipient_moved', // RFC 7293
  '7.20': 'auth_failure',
  '7.21': 'auth_failure',
  '7.22': 'auth_failure',
  '7.23': 'auth_failure',
  '7.24': 'auth_failure',
  '7.25': 'sender_dns',
  '7.26': 'auth_failure',
  '7.27': 'sender_rejected',
};

export function byTrustedCode(enhancedCode: string | undefined): Finding | undefined {
  if (enhancedCode === undefined) return undefined;
  const code = enhancedCode.slice(2);
  const reason = Object.hasOwn(TRUSTED, code) ? TRUSTED[code] : undefined;
  return reason && { reason, rule: `code-x.${code}`, confidence: 0.85 };
}
