// Turns the body of an event webhook into MailEvents: one item of its array at a time.

import { BOUNDS } from '../../event/bounds.ts';
import { diagnosticOf } from '../../event/diagnostic.ts';
import type { Diagnostic, MailEvent } from '../../event/mail-event.ts';
import { occurredAt, parseTime, toIso } from '../../event/time.ts';
import {
  boundedMetadata,
  boundedTags,
  eventId,
  hashedId,
  nativeText,
  recipientOf,
  senderOf,
  textOf,
  textWithin,
} from '../fields.ts';
import { isObject, parseJson } from '../json.ts';
import type { Normalised, Notice, Provider } from '../provider.ts';
import { ACCOUNT_EVENT, EVENTS, type EventFacts, RESERVED, type SendGridItem, UNKNOWN_EVENT } from './payload.ts';

/** What stands behind the message's id in `sg_message_id`: the name of the server, in the spellings of its times. */
const SERVER_PART = /\.(?:st)?(?:filter|recvd-).*$/s;

/** When the request came: one time for all of its items. */
interface Receipt {
  readonly ms: number;
  readonly iso: string;
}

/** See {@link Provider.normalise}. An item needs an `event`, a `timestamp` and an `email`; all else may be absent. */
export const normaliseSendGrid: Provider<unknown>['normalise'] = (body, receivedAt) => {
  const items = parseJson(body);
  if (items === undefined) return { kind: 'malformed', detail: 'body: not JSON' };
  if (!Array.isArray(items)) return { kind: 'malformed', detail: 'body: not an array of SendGrid events' };
  const received: Receipt = { ms: receivedAt, iso: toIso(receivedAt) };
  const normalised: Normalised = { events: [], rejects: [], notices: [] };
  for (const [index, item] of items.entries()) {
    const outcome = isObject(item) ? read(item, received) : 'item: not a JSON object';
    if (typeof outcome === 'string') {
      normalised.rejects.push({ provider: 'sendgrid', reason: outcome, index, raw: item });
    } else if ('kind' in outcome) {
      normalised.notices.push(outcome);
    } else {
      normalised.events.push(outcome);
    }
  }
  return normalised;
};

/** The event, or what to tell the operator, or why the item is neither. */
function read(item: SendGridItem, received: Receipt): MailEvent | Notice | string {
  const event = nativeText(item.event);
  if (event === undefined) return 'event: missing or not text';
  // One sample of the documentation has `Processed`.
  const name = event.toLowerCase();
  if (name === ACCOUNT_EVENT) return accountNotice(item);
  const time = parseTime(item.timestamp);
  if (time === undefined) return 'timestamp: missing or not a time in unix seconds';
  const address = recipientOf(item.email);
  if (address === undefined) return 'email: missing or not an e-mail address';

  const facts = EVENTS.get(name) ?? UNKNOWN_EVENT;
  const stream = facts.group === 'ignored' ? undefined : groupOf(item);
  if (stream === undefined && facts.group === 'required') return `asm_group_id: missing from ${event}`;
  const messageId = messageIdOf(item);
  const diagnostic = answerOf(item, facts);
  const sender = senderOf({ from: own(item, facts, 'from'), ip: own(item, facts, 'ip') });
  const tags = boundedTags(Array.isArray(item.category) ? item.category : [item.category]);
  const metadata = boundedMetadata(customArguments(item, facts));
  return {
    version: 1,
    id: idOf(item, facts, [name, address.recipient, String(time)]),
    provider: 'sendgrid',
    type: facts.type,
    ...address,
    occurredAt: occurredAt(time, received.ms),
    receivedAt: received.iso,
    ...(messageId !== undefined && { messageId }),
    ...(stream !== undefined && { stream }),
    ...(diagnostic && { diagnostic }),
    native: nativeOf(event, item, facts),
    ...(sender && { sender }),
    ...(tags && { tags }),
    ...(metadata && { metadata }),
  };
}

/** A field whose name is so common that it counts only on the events where SendGrid itself sets it. */
function own(item: SendGridItem, facts: EventFacts, field: string): unknown {
  return facts.own.has(field) ? item[field] : undefined;
}

/** Whatever is not SendGrid's own. By `for in`, since this runs over every key of every event. */
function customArguments(item: SendGridItem, facts: EventFacts): [string, unknown][] {
  const found: [string, unknown][] = [];
  for (const key in item) if (!RESERVED.has(key) && !facts.own.has(key)) found.push([key, item[key]]);
  return found;
}

function accountNotice(item: SendGridItem): Notice {
  const status = nativeText(item.type) ?? 'unknown';
  return { kind: 'account_status_change', detail: `SendGrid changed the status of the account: ${status}` };
}

function idOf(item: SendGridItem, { type }: EventFacts, parts: readonly string[]): string {
  const native = textOf(item.sg_event_id);
  if (native !== undefined) return eventId('sendgrid', type, native);
  // Absent in very old payloads.
  const rest = [item.sg_message_id, item.reason, item.url].map((value) => (typeof value === 'string' ? value : ''));
  return hashedId('sendgrid', type, [...parts, ...rest]);
}

/** The same for all events of one message. Absent or empty on a bounce that came back by mail after the delivery. */
function messageIdOf(item: SendGridItem): string | undefined {
  const full = textWithin(item.sg_message_id, BOUNDS.id);
  // One documented sample begins with a blank.
  if (full !== undefined) return full.replace(SERVER_PART, '') || full;
  return textWithin(item['smtp-id'], BOUNDS.id)?.replace(/^</, '').split('@', 1)[0] || undefined;
}

function groupOf({ asm_group_id: group }: SendGridItem): string | undefined {
  return textWithin(typeof group === 'number' ? String(group) : group, BOUNDS.stream);
}

function answerOf(item: SendGridItem, facts: EventFacts): Diagnostic | undefined {
  const text = textOf(own(item, facts, 'response')) ?? textOf(own(item, facts, 'reason'));
  return diagnosticOf({ text, status: textOf(own(item, facts, 'status')) });
}

function nativeOf(event: string, item: SendGridItem, facts: EventFacts): MailEvent['native'] {
  const type = nativeText(own(item, facts, 'type'));
  const subtype = facts.type === 'bounce' ? nativeText(item.bounce_classification) : undefined;
  return { event, ...(type !== undefined && { type }), ...(subtype !== undefined && { subtype }) };
}
