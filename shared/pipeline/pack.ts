// pack: the events of one webhook into as few queue messages as possible; unpack: back again, checked.
import * as z from 'zod/mini';
import { boundText } from '../event/diagnostic.ts';
import { type MailEvent, mailEvent, PROVIDER_NAMES } from '../event/mail-event.ts';
import type { Reject } from '../providers/provider.ts';
import { MAX_BODY_BYTES } from './ports.ts';

/** More would make one poisonous pack cost too many neighbours. */
export const MAX_EVENTS_PER_BODY = 100;

const HEAD = '{"version":1,"events":[';
const TAIL = ']}';

const packed = z.strictObject({ version: z.literal(1), events: z.array(mailEvent).check(z.minLength(1)) });

const quarantined = z.strictObject({
  version: z.literal(1),
  provider: z.enum(PROVIDER_NAMES),
  reason: z.string(),
  index: z.number(),
  /** ISO 8601 UTC. */
  receivedAt: z.iso.datetime({ precision: 3 }),
  /** The item as it came, as JSON. */
  raw: z.string(),
  /** Set when the item was too large to keep whole: its length in UTF-16 code units. */
  rawLength: z.optional(z.number()),
});
/** What the quarantine queue holds of a malformed item. */
export type Quarantined = z.infer<typeof quarantined>;

/** Bodies of at most {@link MAX_BODY_BYTES} bytes, events in order. */
export function pack(events: readonly MailEvent[]): string[] {
  const bodies: string[] = [];
  let parts: string[] = [];
  let bytes = 0;
  const close = () => {
    if (parts.length > 0) bodies.push(HEAD + parts.join(',') + TAIL);
    parts = [];
    // No comma stands before the first.
    bytes = HEAD.length + TAIL.length - 1;
  };
  close();
  for (const event of events) {
    const json = eventJson(event);
    const size = Buffer.byteLength(json) + 1;
    if (parts.length === MAX_EVENTS_PER_BODY || bytes + size > MAX_BODY_BYTES) close();
    parts.push(json);
    bytes += size;
  }
  close();
  return bodies;
}

/**
 * Every event is bounded and fits, save one that escaping swells to the sixfold, such as one full of control characters:
 * it travels without its metadata, the largest part that no verdict reads.
 */
function eventJson(event: MailEvent): string {
  const json = queueJson(event);
  if (HEAD.length + Buffer.byteLength(json) + TAIL.length <= MAX_BODY_BYTES) return json;
  const { metadata: _, ...rest } = event;
  return queueJson(rest);
}

/** The events of a body, or what is wrong with it. */
export function unpack(body: string): { events: MailEvent[] } | { error: string } {
  const result = parsed(packed, body);
  return 'error' in result ? result : { events: result.data.events };
}

/** The quarantined item of a body, or what is wrong with it. */
export function unpackQuarantined(body: string): { item: Quarantined } | { error: string } {
  const result = parsed(quarantined, body);
  return 'error' in result ? result : { item: result.data };
}

function parsed<T>(schema: z.ZodMiniType<T>, body: string): { data: T } | { error: string } {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { error: 'not JSON' };
  }
  const result = z.safeParse(schema, value);
  if (result.success) return { data: result.data };
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.') || 'message'}: ${message}`);
  return { error: problems.slice(0, 1).join() };
}

/** A quarantined item is kept whole up to SQS' own limit of 1 MiB a message: cost matters less than completeness. */
const MAX_QUARANTINE_BYTES = 1_048_576;
/** What is kept of a larger one: escaping can make six bytes of one code unit, and the rest of the body needs room. */
const MAX_RAW = Math.floor((MAX_QUARANTINE_BYTES - 4096) / 6);

/** One body an item. */
export function quarantineBody({ raw, ...reject }: Reject, receivedAt: string): string {
  const json = jsonOf(raw);
  const whole: Quarantined = { version: 1, ...reject, receivedAt, raw: json };
  const body = queueJson(whole);
  if (Buffer.byteLength(body) <= MAX_QUARANTINE_BYTES) return body;
  return queueJson({ ...whole, raw: boundText(json, MAX_RAW), rawLength: json.length } satisfies Quarantined);
}

function jsonOf(raw: unknown): string {
  try {
    return JSON.stringify(raw) ?? 'null';
  } catch {
    // Parsing goes deeper than writing: without this, such an item would be answered 503 and come again for ever.
    return '"nested too deeply to be written"';
  }
}

/**
 * JSON.stringify escapes control characters and lone surrogates; U+FFFE and U+FFFF too are refused by SQS. What lies
 * beyond U+FFFF it takes, but not every emulator does: a heart in a subject must not stop the local run.
 */
function queueJson(value: object): string {
  return JSON.stringify(value).replace(
    /[\ud800-\udfff\ufffe\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16)}`,
  );
}
