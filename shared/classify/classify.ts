// classify: one event in, one explained verdict out. Contra-indications come before evidence against the recipient,
// and nothing is concluded from the class digit of a code alone.
import type { MailEvent } from '../event/mail-event.ts';
import { cleanText } from './clean.ts';
import { CONTRA_INDICATIONS } from './rules/contra-indications.ts';
import { RECIPIENT_EVIDENCE } from './rules/recipient-evidence.ts';
import type { Rule } from './rules/rule.ts';
import { TRANSPORT } from './rules/transport.ts';
import { bySenderClass, refusedByOwnList } from './sender-class.ts';
import { byTrustedCode } from './trusted-codes.ts';
import { type Finding, type Verdict, verdictOf } from './verdict.ts';

/** What of an event bears on the verdict: all of it is stored, so that it can be classified again. */
export type Classifiable = Pick<MailEvent, 'provider' | 'type' | 'native' | 'diagnostic'>;

/** Pure: the same event always gives the same verdict. Never throws. */
export function classify(event: Classifiable): Verdict {
  return verdictOf(byEventType(event) ?? refusedByOwnList(event) ?? byReply(event));
}

const UNKNOWN: Finding = { reason: 'unknown', rule: 'no-rule', confidence: 0 };

/** Events that need no text. */
function byEventType({ type }: Classifiable): Finding | undefined {
  switch (type) {
    case 'complaint':
      return { reason: 'complaint', rule: 'event-complaint', confidence: 1 };
    case 'unsubscribe':
      return { reason: 'unsubscribed', rule: 'event-unsubscribe', confidence: 1 };
    case 'resubscribe':
      return { reason: 'subscribe', rule: 'event-resubscribe', confidence: 1 };
    case 'delivery':
      return { reason: 'delivered', rule: 'event-delivery', confidence: 1 };
    case 'autoreply':
      return { reason: 'auto_reply', rule: 'event-autoreply', confidence: 1 };
    case 'other':
      return { reason: 'unknown', rule: 'event-other', confidence: 1, permanence: 'none', action: 'none' };
    case 'bounce':
    case 'deferral':
    case 'drop':
      return undefined;
  }
}

function byReply(event: Classifiable): Finding {
  const { text = '', enhancedCode } = event.diagnostic ?? {};
  const clean = cleanText(text);
  const search = (rules: readonly Rule[]) => firstMatch(rules, clean.text, clean.offset);
  const finding =
    search(CONTRA_INDICATIONS) ??
    search(RECIPIENT_EVIDENCE) ??
    byTrustedCode(enhancedCode) ??
    search(TRANSPORT) ??
    bySenderClass(event) ??
    UNKNOWN;
  return tempered(finding, event);
}

function firstMatch(rules: readonly Rule[], text: string, offset: number): Finding | undefined {
  if (text === '') return undefined;
  for (const { id, reason, pattern, confidence } of rules) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const start = match.index + offset;
    return { reason, rule: id, confidence, span: [start, start + match[0].length] };
  }
  return undefined;
}

/**
 * A recipient named dead is only counted where the reply is temporary (the server may still be looking the address up,
 * 4.1.1) or the sender's own class contradicts it: one message proves too little then. A deferral that isn't understood
 * is not even counted: the final word on the message comes later.
 */
function tempered(finding: Finding, event: Classifiable): Finding {
  if (finding === UNKNOWN) return event.type === 'deferral' ? { ...UNKNOWN, action: 'retry' } : UNKNOWN;
  const { action } = verdictOf(finding);
  return action === 'suppress' && (isTemporary(event) || isBlock(event))
    ? { ...finding, action: 'count', permanence: 'temporary' }
    : finding;
}

function isTemporary({ type, diagnostic }: Classifiable): boolean {
  if (type === 'deferral') return true;
  const { smtpCode, enhancedCode } = diagnostic ?? {};
  return smtpCode === undefined ? (enhancedCode?.startsWith('4.') ?? false) : smtpCode < 500;
}

/** SendGrid's `blocked` is no hard bounce: it puts the address on no list and goes on sending. */
function isBlock({ provider, native }: Classifiable): boolean {
  return provider === 'sendgrid' && native.type?.toLowerCase() === 'blocked';
}
