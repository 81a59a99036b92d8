// Turns the body of a Postmark webhook into a MailEvent: one record about one recipient to a request.

import { BOUNDS } from '../../event/bounds.ts';
import { diagnosticOf } from '../../event/diagnostic.ts';
import type { EventType, MailEvent } from '../../event/mail-event.ts';
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
import type { Provider, Refusal } from '../provider.ts';
import { bounceTypeOf, type PostmarkPost, RECORD_TYPES, SUPPRESSION_REASONS } from './payload.ts';

/** What a record says, in our words and in Postmark's. */
interface Reading {
  readonly type: EventType;
  readonly native: MailEvent['native'];
}

/** The records whose `ID` is the event's own. */
const IDENTIFIED = /^(?:bounce|spamcomplaint)$/i;

const NO_RECORD = 'no RecordType, so this is no Postmark webhook';
const INBOUND = 'inbound mail (FromFull): this URL takes the webhooks of a message stream, not inbound processing';

/** See {@link Provider.normalise}. A post needs a `RecordType` and an address; a time that can't be read is receipt. */
export const normalisePostmark: Provider<unknown>['normalise'] = (body, receivedAt) => {
  const parsed = parseJson(body);
  if (parsed === undefined) return malformed('not JSON');
  if (!isObject(parsed)) return malformed('not a JSON object');
  const post: PostmarkPost = parsed;
  const record = nativeText(post.RecordType);
  if (record === undefined) return malformed(post.FromFull === undefined ? NO_RECORD : INBOUND);
  const outcome = eventOf(post, record, receivedAt);
  return typeof outcome === 'string'
    ? { events: [], rejects: [{ provider: 'postmark', reason: outcome, index: 0, raw: post }], notices: [] }
    : { events: [outcome], rejects: [], notices: [] };
};

function malformed(what: string): Extract<Refusal, { kind: 'malformed' }> {
  return { kind: 'malformed', detail: `body: ${what}` };
}

/** The event, or why there is none. */
function eventOf(post: PostmarkPost, record: string, receivedAt: number): MailEvent | string {
  const address = recipientOf(textOf(post.Email) ?? post.Recipient);
  if (address === undefined) {
    const field = textOf(post.Email) === undefined && post.Recipient !== undefined ? 'Recipient' : 'Email';
    return `${field}: missing or not an e-mail address`;
  }
  const reading = readRecord(post, record);
  if (typeof reading === 'string') return reading;

  const time = post.BouncedAt ?? post.DeliveredAt ?? post.ReceivedAt ?? post.ChangedAt;
  const messageId = textWithin(post.MessageID, BOUNDS.id);
  const stream = textWithin(post.MessageStream, BOUNDS.stream);
  // Not `Description`: that is Postmark's fixed sentence about the type, and would be taken for the server's words.
  const diagnostic = diagnosticOf({ text: textOf(post.Details) });
  const sender = senderOf({ from: post.From });
  const tags = boundedTags([post.Tag]);
  const metadata = isObject(post.Metadata) ? boundedMetadata(Object.entries(post.Metadata)) : undefined;
  return {
    version: 1,
    id: idOf(post, record, reading.type, [messageId ?? '', address.recipient, textOf(time) ?? '']),
    provider: 'postmark',
    type: reading.type,
    ...address,
    occurredAt: occurredAt(parseTime(time) ?? receivedAt, receivedAt),
    receivedAt: toIso(receivedAt),
    ...(messageId !== undefined && { messageId }),
    ...(stream !== undefined && { stream }),
    ...(diagnostic && { diagnostic }),
    native: reading.native,
    ...(sender && { sender }),
    ...(tags && { tags }),
    ...(metadata && { metadata }),
  };
}

function readRecord(post: PostmarkPost, event: string): Reading | string {
  const name = event.toLowerCase();
  if (name === 'subscriptionchange') return readSubscriptionChange(post, event);
  const sent = nativeText(post.Type);
  const known = name === 'bounce' ? bounceTypeOf(sent, post.TypeCode) : undefined;
  // A bounce type that isn't known yet is still a bounce: the classifier reads its text.
  const type = RECORD_TYPES.get(name) ?? (name === 'bounce' ? (known?.type ?? 'bounce') : 'other');
  const nativeType = sent ?? known?.name;
  const native = {
    event,
    ...(nativeType !== undefined && { type: nativeType }),
    ...(typeof post.Inactive === 'boolean' && { inactive: post.Inactive }),
  };
  return { type, native };
}

/** One change of Postmark's suppression list of a stream, in either direction. */
function readSubscriptionChange(post: PostmarkPost, event: string): Reading | string {
  if (typeof post.SuppressSending !== 'boolean') return 'SuppressSending: neither true nor false';
  const reason = nativeText(post.SuppressionReason);
  const origin = nativeText(post.Origin);
  const native = {
    event,
    ...(reason !== undefined && { type: reason }),
    ...(origin !== undefined && { subtype: origin }),
  };
  return { type: post.SuppressSending ? suppressionType(reason, origin) : 'resubscribe', native };
}

/** By hand of the recipient it is an unsubscribe; by anyone else's, the sender's own entry on Postmark's list. */
function suppressionType(reason: string | undefined, origin: string | undefined): EventType {
  const known = SUPPRESSION_REASONS.get(reason?.toLowerCase() ?? '');
  if (known !== undefined) return known;
  return origin?.toLowerCase() === 'recipient' ? 'unsubscribe' : 'drop';
}

/** Bounces and complaints have an `ID` of their own, an int64: beyond 2^53 it comes as digits. */
function idOf(post: PostmarkPost, record: string, type: EventType, parts: readonly string[]): string {
  const id = typeof post.ID === 'number' ? String(post.ID) : textOf(post.ID);
  // 0 is no id, and would make one event of all that carry it.
  if (id !== undefined && id !== '0' && IDENTIFIED.test(record)) return eventId('postmark', type, id);
  return hashedId('postmark', type, [record, ...parts, textOf(post.OriginalLink) ?? '']);
}
