// What one classified event teaches about its recipient, as a record of that one fact, ready to be joined.
import type { Verdict } from '../classify/verdict.ts';
import { boundText } from '../event/diagnostic.ts';
import type { MailEvent } from '../event/mail-event.ts';
import { ALL_MAIL, type Decision, type Fact, type ScopeRecord, type SuppressionRecord } from './record.ts';

/** Characters of the reply kept with a fact; the whole of it belongs to the history. */
export const FACT_TEXT = 256;
/** A record may hold many failures that count, and still has to fit into one write unit of 1 KB. */
const SOFT_TEXT = 80;

/** Undefined when the event teaches nothing about the recipient: the sender's fault, an automatic reply, an open. */
export function evidenceOf(event: MailEvent, verdict: Verdict): SuppressionRecord | undefined {
  const { occurredAt: at, id, messageId } = event;
  const fact = factOf(event, verdict);
  const inStream = (part: ScopeRecord) => ({ [event.stream ?? ALL_MAIL]: part });
  const forAllMail = (part: ScopeRecord) => ({ [ALL_MAIL]: part });
  switch (event.type) {
    case 'delivery':
      return forAllMail({ delivered: [{ at, id, ...(messageId !== undefined && { messageId }) }] });
    case 'complaint':
      return inStream(event.suspects === undefined ? { complaint: [fact] } : { suspected: [fact] });
    case 'unsubscribe':
      return inStream({ unsubscribe: [fact] });
    case 'resubscribe':
      return inStream({ resubscribe: [fact] });
    case 'drop':
      if (isMirrored(verdict))
        return mirrorsOneStream(event, verdict) ? inStream({ mirrored: [fact] }) : forAllMail({ mirrored: [fact] });
      break;
    case 'autoreply':
    case 'other':
      return undefined;
  }
  // What is left has failed: bounces, deferrals, and drops that no list of the sender's was the reason of.
  if (verdict.action === 'suppress') return forAllMail({ hard: [fact] });
  return verdict.action === 'count' ? forAllMail({ soft: [factOf(event, verdict, SOFT_TEXT)] }) : undefined;
}

/** A person's decision about all mail or one stream. An end before its time is one at its time. */
export function decisionRecord(
  kind: 'suppressed' | 'released',
  decision: Decision,
  stream: string = ALL_MAIL,
): SuppressionRecord {
  const { at, until } = decision;
  if (until === undefined) return { [stream]: { [kind]: decision } };
  // Stryker disable next-line EqualityOperator: of two equal times either is the end
  return { [stream]: { [kind]: { ...decision, until: until < at ? at : until } } };
}

/** True for a record that only says that mail arrived: nothing to remember of an address without failures. */
export function isOnlyDelivery(record: SuppressionRecord): boolean {
  return Object.values(record).every((scope) => Object.keys(scope).every((part) => part === 'delivered'));
}

function isMirrored({ reason }: Verdict): boolean {
  return reason === 'already_suppressed' || reason === 'unsubscribed' || reason === 'complaint';
}

/** Postmark keeps a list per stream; SendGrid's and SES' bounce lists hold for the whole account. */
function mirrorsOneStream({ provider }: MailEvent, { reason }: Verdict): boolean {
  return provider === 'postmark' || reason !== 'already_suppressed';
}

function factOf(event: MailEvent, { reason, rule }: Verdict, maxText: number = FACT_TEXT): Fact {
  const { messageId, stream, diagnostic } = event;
  const { smtpCode, enhancedCode, text } = diagnostic ?? {};
  return {
    at: event.occurredAt,
    id: event.id,
    provider: event.provider,
    reason,
    rule,
    ...(messageId !== undefined && { messageId }),
    ...(stream !== undefined && { stream }),
    ...(smtpCode !== undefined && { smtpCode }),
    ...(enhancedCode !== undefined && { enhancedCode }),
    ...(text !== undefined && { text: boundText(text, maxText) }),
  };
}
