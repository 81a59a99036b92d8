// Times as the senders write them, turned into milliseconds since the epoch and ISO 8601 UTC.

/** How far a sender's clock may run ahead of ours before its time is cut back to receipt. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** From here on a bare number is milliseconds: as seconds it would lie in the year 5138. */
const MILLISECONDS_FROM = 1e11;
const LATEST_MS = Date.UTC(2100, 0, 1);

const NUMERIC = /^\d{1,13}(?:\.\d{1,9})?$/;
/** ISO 8601 with any number of fractional digits; `2018-10-08T14:05:45 +0000` stands in the SES documentation. */
const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:[.,](\d{1,9}))?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** Reads unix seconds, unix milliseconds (number or text, also fractional) or ISO text; undefined for anything else. */
export function parseTime(value: unknown): number | undefined {
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return NUMERIC.test(text) ? fromNumber(Number(text)) : fromIso(text);
}

function fromNumber(value: number): number | undefined {
  // Rounded, because 1.001 * 1000 is 1000.9999999999999.
  return inRange(value >= MILLISECONDS_FROM ? Math.trunc(value) : Math.round(value * 1000));
}

function fromIso(text: string): number | undefined {
  const parts = ISO.exec(text);
  if (parts === null) return undefined;
  const [, date = '', time, fraction = '', zone = 'Z'] = parts;
  // Date.parse takes 30 February for 2 March.
  if (new Date(date).getUTCDate() !== Number(date.slice(-2))) return undefined;
  const offset = zone.toUpperCase() === 'Z' ? 'Z' : zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
  return inRange(Date.parse(`${date}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}${offset}`));
}

function inRange(ms: number): number | undefined {
  return ms >= 0 && ms < LATEST_MS ? ms : undefined;
}

/** The event's time as ISO text, cut back to receipt plus {@link CLOCK_TOLERANCE_MS} when it lies in the future. */
export function occurredAt(eventMs: number, receivedMs: number): string {
  return toIso(Math.min(eventMs, receivedMs + CLOCK_TOLERANCE_MS));
}

export function toIso(ms: number): string {
  return new Date(ms).toISOString();
}
