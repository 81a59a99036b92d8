// replay: brings dead letters and quarantined items back on the road. Everything behind the events queue may be repeated,
// so the worst that a replay can do is nothing.
import type { EventType, MailEvent, ProviderName } from '../event/mail-event.ts';
import { isRefusal } from '../providers/provider.ts';
import { providers } from '../providers/registry.ts';
import { pack, unpack, unpackQuarantined } from './pack.ts';
import type { HeldMessage, HoldingQueue, Queue } from './ports.ts';

const REPLAYED_QUEUES = ['dead-letters', 'quarantine'] as const;
/** Of its own, so that a large replay keeps no webhook waiting. */
const GROUP = 'replay';
type ReplayedQueue = (typeof REPLAYED_QUEUES)[number];

export interface ReplayOptions {
  readonly queue: ReplayedQueue;
  /** Only what holds an event of this sender, of this type, received at or after this time (ISO 8601 UTC). */
  readonly provider?: ProviderName | undefined;
  readonly type?: EventType | undefined;
  readonly since?: string | undefined;
  /** At most so many messages are brought back. */
  readonly limit?: number | undefined;
  /** Tells what would be done, and does nothing. */
  readonly dryRun: boolean;
}

/**
 * What became of a message, or in a dry run would.
 *
 * - `replayed`: its events are in the events queue, and it is gone from this one
 * - `passed_over`: it is not of those that were asked for
 * - `stays`: it still can't be understood, for this reason
 */
export interface Fate {
  readonly id: string;
  readonly fate: 'replayed' | 'passed_over' | 'stays';
  readonly provider?: ProviderName;
  /** ISO 8601 UTC. */
  readonly receivedAt?: string;
  readonly events: number;
  readonly types: readonly EventType[];
  readonly reason?: string | undefined;
}

/** What the filters look at. */
type Subject = Pick<MailEvent, 'provider' | 'receivedAt'>;

/** A message as understood today. */
interface Reading {
  /** Undefined for what is no message of ours. */
  readonly subject?: Subject | undefined;
  readonly events: readonly MailEvent[];
  /** Why it can't be understood. */
  readonly reason?: string;
}

interface ReplayPorts {
  readonly from: HoldingQueue;
  /** The events queue. */
  readonly to: Queue;
}

/**
 * What became of each message. It is deleted only when the events queue holds what was in it; the others are given back at
 * the end, also when whoever iterates stops early. Rejects when a queue does.
 */
export async function* replay({ from, to }: ReplayPorts, options: ReplayOptions): AsyncGenerator<Fate> {
  const held = new Map<string, HeldMessage>();
  const seen = new Set<string>();
  let left = options.limit ?? Number.POSITIVE_INFINITY;
  try {
    while (left > 0) {
      const received = await from.receive();
      for (const message of received) held.set(message.id, message);
      const fresh = received.filter(({ id }) => !seen.has(id));
      // Nothing more, or nothing but what has been looked at and came again.
      if (fresh.length === 0) return;
      const judged = fresh.map((message) => {
        seen.add(message.id);
        const reading = readMessage(options.queue, message.body);
        const fate = left > 0 ? fateOf(reading, options) : 'passed_over';
        if (fate === 'replayed') left -= 1;
        return { message, reading, fate };
      });
      const going = judged.filter(({ fate }) => fate === 'replayed');
      if (going.length > 0 && !options.dryRun) {
        await to.send(
          going.flatMap(({ message, reading }) => bodiesOf(options.queue, message, reading)),
          GROUP,
        );
        await from.delete(going.map(({ message }) => message));
        for (const { message } of going) held.delete(message.id);
      }
      for (const { message, reading, fate } of judged) {
        const told = toldOf(reading);
        yield { id: message.id, fate, ...told, ...(fate === 'stays' && { reason: reading.reason }) };
      }
    }
  } finally {
    await from.giveBack([...held.values()]);
  }
}

function fateOf({ subject, events, reason }: Reading, { provider, type, since }: ReplayOptions): Fate['fate'] {
  const isWanted = (each: Subject) =>
    each.provider === (provider ?? each.provider) && (since === undefined || each.receivedAt >= since);
  if (subject === undefined) return 'stays';
  if (reason !== undefined) return isWanted(subject) ? 'stays' : 'passed_over';
  // A pack travels as a whole, since repeating its other events changes nothing.
  const wanted =
    events.length === 0
      ? type === undefined && isWanted(subject)
      : events.some((event) => isWanted(event) && event.type === (type ?? event.type));
  return wanted ? 'replayed' : 'passed_over';
}

function bodiesOf(queue: ReplayedQueue, { body }: HeldMessage, { events }: Reading): string[] {
  return queue === 'dead-letters' ? [body] : pack(events);
}

function readMessage(queue: ReplayedQueue, body: string): Reading {
  return queue === 'dead-letters' ? readDeadLetter(body) : readQuarantined(body);
}

function readDeadLetter(body: string): Reading {
  const unpacked = unpack(body);
  if ('error' in unpacked) return { events: [], reason: `not a message of events: ${unpacked.error}` };
  const { events } = unpacked;
  return { subject: events[0], events };
}

/** Reads the item anew, by today's rules. */
function readQuarantined(body: string): Reading {
  const unpacked = unpackQuarantined(body);
  if ('error' in unpacked) return { events: [], reason: `not a quarantined item: ${unpacked.error}` };
  const { item } = unpacked;
  const stays = (reason: string): Reading => ({ subject: item, events: [], reason });
  if (item.rawLength !== undefined) return stays('too large to have been kept whole');
  // SendGrid posts its items in an array; the others quarantine the whole of what was posted.
  const raw = item.provider === 'sendgrid' ? `[${item.raw}]` : item.raw;
  const normalised = providers[item.provider].normalise(Buffer.from(raw), Date.parse(item.receivedAt));
  if (isRefusal(normalised)) return stays(normalised.detail);
  const [reject] = normalised.rejects;
  if (reject !== undefined) return stays(reject.reason);
  return { subject: item, events: normalised.events.filter(({ type }) => type !== 'other') };
}

function toldOf({ subject, events }: Reading): Omit<Fate, 'id' | 'fate'> {
  return {
    ...(subject && { provider: subject.provider, receivedAt: subject.receivedAt }),
    events: events.length,
    types: [...new Set(events.map(({ type }) => type))],
  };
}
