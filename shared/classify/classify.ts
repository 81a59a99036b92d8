// classify: one event in, one explained verdict out. Contra-indications come before evidence against the recipient,
// and nothing is concluded from the class digit of a code alone.

import { boundText } from '../event/diagnostic.ts';
import type { MailEvent } from '../event/mail-event.ts';
import { cleanText, spanIn } from './clean.ts';
import { helpIn, secondsIn } from './extract.ts';
import { type Match, matcher } from './matcher.ts';
import { REASONS, type Reason } from './reasons.ts';
import { DECIDING, DECISIVE, LISTS, OTHERS, RULES } from './rules/compiled-rules.ts';
import { bySenderClass, refusedByOwnList } from './sender-class.ts';
import { mailSystemOf } from './systems.ts';
import { byTrustedCode } from './trusted-codes.ts';
import { type Finding, type Verdict, verdictOf } from './verdict.ts';

const LISTED: ReadonlySet<string> = new Set(['ip_blocklisted', 'domain_blocklisted']);
const firstMatchIn = matcher(RULES);
const NO_SYSTEM = () => undefined;

/** What of an event bears on the verdict: all of it is stored, so that it can be classified again. */
export type Classifiable = Pick<MailEvent, 'type' | 'native' | 'diagnostic'> & Partial<Pick<MailEvent, 'provider'>>;

/** Pure: the same event always gives the same verdict. Never throws. */
export function classify(event: Classifiable): Verdict {
  const text = boundText(event.diagnostic?.text ?? '');
  const finding = BY_TYPE[event.type] ?? refusedByOwnList(event) ?? byReply(event, text);
  return verdictOf(finding, finding.help ?? helpIn(text) ?? finding.delist);
}

const UNKNOWN: Finding = { reason: 'unknown', rule: 'no-rule', confidence: 0 };

/** Events that need no text. */
const BY_TYPE: Readonly<Partial<Record<MailEvent['type'], Finding>>> = {
  complaint: { reason: 'complaint', rule: 'event-complaint', confidence: 1 },
  unsubscribe: { reason: 'unsubscribed', rule: 'event-unsubscribe', confidence: 1 },
  resubscribe: { reason: 'subscribe', rule: 'event-resubscribe', confidence: 1 },
  delivery: { reason: 'delivered', rule: 'event-delivery', confidence: 1 },
  autoreply: { reason: 'auto_reply', rule: 'event-autoreply', confidence: 1 },
  other: { reason: 'unknown', rule: 'event-other', confidence: 1, permanence: 'none', action: 'none' },
};

/** Words first, then codes that can be believed, then words that decide only where nothing else did. */
function byReply(event: Classifiable, original: string): Finding {
  const { enhancedCode, remoteMta } = event.diagnostic ?? {};
  const text = cleanText(original);
  const first = firstMatchIn(text);
  const system = () => mailSystemOf(original, remoteMta);
  const finding =
    byRow(first(0, DECISIVE, system), original) ??
    byTrustedCode(enhancedCode) ??
    byRow(first(DECISIVE, DECIDING, system), original) ??
    bySenderClass(event) ??
    UNKNOWN;
  const about = tempered(aboutWhom(finding, original), event, () => first(LISTS, OTHERS, NO_SYSTEM) !== undefined);
  const listed = LISTED.has(about.reason) ? first(DECIDING, LISTS, NO_SYSTEM)?.rule : undefined;
  const wait = first(OTHERS, RULES.branches, NO_SYSTEM);
  // Stryker disable next-line ConditionalExpression: what most replies lack is not copied
  if (listed === undefined && wait === undefined) return about;
  return { ...about, list: listed?.[0], delist: listed?.[4], retryAfter: wait && secondsIn(wait.words) };
}

/** What a relay says of the command that was refused: at MAIL FROM and before it, no recipient had been named yet. */
const BEFORE_RECIPIENT =
  /(?:in reply to|after|response to|did not like our|but) (mail from|helo|ehlo|auth|initial connection|sender was rejected|my name was rejected|greeting failed)/i;
/** What is wrong then, by the first word of the hint. */
const AT_COMMAND: Readonly<Record<string, Reason>> = {
  mail: 'sender_rejected',
  sender: 'sender_rejected',
  my: 'sender_dns',
  auth: 'protocol_error',
};

function aboutWhom(finding: Finding, original: string): Finding {
  const known = finding !== UNKNOWN;
  if (known && !suppresses(finding)) return finding;
  const command = BEFORE_RECIPIENT.exec(original)?.[1]?.toLowerCase().split(' ', 1)[0];
  if (command === undefined) return finding;
  const reason = AT_COMMAND[command] ?? 'policy_block';
  return known ? { ...finding, reason } : { reason, rule: 'before-recipient', confidence: 0.5 };
}

function suppresses({ reason }: Finding): boolean {
  return REASONS[reason].action === 'suppress';
}

function byRow(match: Match | undefined, original: string): Finding | undefined {
  if (match === undefined) return undefined;
  const [id, reason, confidence, , help] = match.rule;
  return { reason, rule: id, confidence, span: spanIn(original, match.words), help: help || undefined };
}

/**
 * A recipient named dead is only counted where the reply is temporary (the server may still be looking the address up,
 * 4.1.1), speaks of others too, or the sender's own class contradicts it: one message proves too little then. A deferral
 * that isn't understood is not even counted: the final word on the message comes later.
 */
function tempered(finding: Finding, event: Classifiable, speaksOfOthers: () => boolean): Finding {
  if (finding === UNKNOWN) return event.type === 'deferral' ? { ...UNKNOWN, action: 'retry' } : UNKNOWN;
  return suppresses(finding) && (isTemporary(event) || isBlock(event) || speaksOfOthers())
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
