// Turns SES events into MailEvents, one per recipient, whichever way they came.
import { diagnosticOf } from '../../event/diagnostic.ts';
import type { MailEvent } from '../../event/mail-event.ts';
import { occurredAt, parseTime, toIso } from '../../event/time.ts';
import { hashedId, nativeText, recipientOf, textWithin } from '../fields.ts';
import { isObject } from '../json.ts';
import type { Normalised, Refusal, Reject } from '../provider.ts';
import type { Judgement } from './judge.ts';
import { type Mail, readMail } from './mail.ts';
import { kindOf, type RecordKind } from './records.ts';
import { type Fields, unwrap } from './unwrap.ts';

/** One event as read, with all that its MailEvents share. */
interface Reading {
  readonly name: string;
  readonly kind: RecordKind;
  /** The event's own object, such as `bounce`. */
  readonly record: Fields;
  readonly mail: Mail;
  /** Milliseconds since the epoch; undefined when no time is told. */
  readonly happenedAt: number | undefined;
  readonly receivedAt: number;
}

/**
 * Normalises parsed JSON: an SES event by itself, in an SNS envelope (as SNS posts it or as Lambda and SQS hand it over)
 * or in an EventBridge event. `receivedAt` is in milliseconds since the epoch. Never throws.
 */
export function normaliseSesValue(
  value: unknown,
  receivedAt: number,
): Normalised | Extract<Refusal, { kind: 'malformed' }> {
  const unwrapped = unwrap(value);
  const nothing: Normalised = { events: [], rejects: [], notices: [] };
  switch (unwrapped.is) {
    case 'foreign':
      return { kind: 'malformed', detail: `body: ${unwrapped.reason}` };
    case 'unreadable':
      return { ...nothing, rejects: [{ provider: 'ses', reason: unwrapped.reason, index: 0, raw: value }] };
    case 'notice':
      return { ...nothing, notices: [unwrapped.notice] };
    case 'confirmation':
      return { ...nothing, confirm: { topicArn: unwrapped.topicArn, url: unwrapped.url } };
    case 'nothing':
      return nothing;
    case 'event':
      return { ...nothing, ...mailEvents(unwrapped.name, unwrapped.event, receivedAt) };
  }
}

function mailEvents(name: string, event: Fields, receivedAt: number): Pick<Normalised, 'events' | 'rejects'> {
  const events: MailEvent[] = [];
  const rejects: Reject[] = [];
  // With the whole event as it came: an entry of its list alone would not tell which message it was about.
  const reject = (reason: string, index = 0) => rejects.push({ provider: 'ses', reason, index, raw: event });
  const outcome = { events, rejects };

  const mail = readMail(event['mail']);
  const kind = kindOf(name);
  const own = event[kind.object];
  const record = isObject(own) ? own : {};
  if (mail === undefined) {
    reject('mail: missing or no object');
    return outcome;
  }
  if (kind.required !== undefined && textWithin(record[kind.required], 1) === undefined) {
    reject(`${kind.object}.${kind.required}: missing or not text`);
    return outcome;
  }
  const happenedAt = parseTime(record['timestamp']) ?? parseTime(mail.timestamp);
  const reading = { name, kind, record, mail, happenedAt, receivedAt };
  const { path, entries, problem } = whom(reading);
  if (problem !== undefined) reject(`${path}: ${problem}`);
  for (const [index, entry] of entries.entries()) {
    const address = addressOf(entry, mail);
    if (address === undefined) reject(`${path}[${index}]: not an e-mail address`, index);
    else for (const said of kind.judge(record, entry, entries)) events.push(mailEvent(reading, entry, address, said));
  }
  return outcome;
}

/** The recipients that the event is about, and where they stand. */
function whom({ kind, record, mail }: Reading): { path: string; entries: readonly unknown[]; problem?: string } {
  const { about, object } = kind;
  if (typeof about === 'object') {
    const path = `${object}.${about.list}`;
    const list = record[about.list];
    return Array.isArray(list) && list.length > 0
      ? { path, entries: list }
      : { path, entries: [], problem: 'missing or names no recipient' };
  }
  const path = 'mail.destination';
  const entries = mail.destination;
  if (about === 'everyone' && entries.length > 0) return { path, entries };
  if (about !== 'everyone' && entries.length === 1) return { path, entries };
  if (about === 'only-addressee-or-nobody') return { path, entries: [] };
  const problem = about === 'everyone' ? 'missing or names no recipient' : 'does not name exactly one recipient';
  return { path, entries: [], problem };
}

/**
 * The address of an entry, which in a bounce comes from the receiver's report and may be mangled. What went to a single
 * addressee can only be about that one; otherwise `mail.destination` tells nothing, as it names the innocent too.
 */
function addressOf(entry: unknown, { destination }: Mail): ReturnType<typeof recipientOf> {
  if (typeof entry !== 'string' && !isObject(entry)) return undefined;
  const written = typeof entry === 'string' ? entry : entry['emailAddress'];
  return recipientOf(written) ?? (destination.length === 1 ? recipientOf(destination[0]) : undefined);
}

function mailEvent(
  reading: Reading,
  entry: unknown,
  address: Pick<MailEvent, 'recipient' | 'recipientRaw'>,
  { type, stream, suspects }: Judgement,
): MailEvent {
  const { kind, record, mail, happenedAt, receivedAt } = reading;
  const told = isObject(entry) ? entry : {};
  const diagnostic = diagnosticOf({
    text: text(told['diagnosticCode']) ?? text(kind.reply && record[kind.reply]),
    status: text(told['status']),
    remoteMta: text(record['remoteMtaIp']),
    reportingMta: text(record['reportingMTA']),
  });
  return {
    version: 1,
    id: idOf(reading, address.recipient, { type, stream }),
    provider: 'ses',
    type,
    ...address,
    occurredAt: occurredAt(happenedAt ?? receivedAt, receivedAt),
    receivedAt: toIso(receivedAt),
    ...mail.common,
    ...(stream !== undefined && { stream }),
    ...(diagnostic !== undefined && { diagnostic }),
    native: nativeOf(reading),
    ...(suspects !== undefined && { suspects }),
  };
}

function nativeOf({ name, kind, record }: Reading): MailEvent['native'] {
  const type = kind.native && nativeText(record[kind.native[0]]);
  const subtype = kind.native?.[1] && nativeText(record[kind.native[1]]);
  return { event: name, ...(type !== undefined && { type }), ...(subtype !== undefined && { subtype }) };
}

/**
 * A bounce may come twice, as feedback notification and by event publishing, with other feedback ids and times: message,
 * recipient and type are what the two share. What can happen to a message again and again also needs its time, and
 * nothing of the receipt, which differs on every retry.
 */
function idOf(
  { name, kind, record, mail, happenedAt }: Reading,
  recipient: string,
  { type, stream }: Judgement,
): string {
  const time = happenedAt === undefined ? '' : toIso(happenedAt);
  const message = mail.common.messageId ?? text(record['feedbackId']);
  if (kind.once && message !== undefined) return hashedId('ses', type, [message, recipient]);
  const occasion = [time, stream, text(record['link']), text(record['ipAddress']), text(mail.source)];
  return hashedId('ses', type, [message ?? '', recipient, kind.object || name, ...occasion.map((part) => part ?? '')]);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
