// Arguments of the command line, read and refused in words.
import { InvalidArgumentError } from 'commander';
import { parseTime, toIso } from '../shared/event/time.ts';

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const SPAN = /^(\d{1,5})([mhd])$/;

/** `7d` is seven days ago; also a day or a time. Answers ISO 8601 UTC. */
export function pastTime(text: string): string {
  return timeOf(text, -1);
}

/** `7d` is in seven days; also a day or a time. Answers ISO 8601 UTC. */
export function futureTime(text: string): string {
  return timeOf(text, 1);
}

function timeOf(text: string, direction: 1 | -1): string {
  const [, count, unit] = SPAN.exec(text) ?? [];
  if (unit === 'm' || unit === 'h' || unit === 'd') return toIso(Date.now() + direction * Number(count) * UNITS[unit]);
  const time = parseTime(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  if (time !== undefined) return toIso(time);
  throw new InvalidArgumentError(
    'Expected a day (2027-01-31), a time (2027-01-31T12:00:00Z) or a span (90m, 12h, 7d).',
  );
}

/** A whole number from `minimum` on. */
export function wholeNumber(minimum: number, maximum = 1_000_000_000): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d{1,10}$/.test(text) && value >= minimum && value <= maximum) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${minimum} to ${maximum}.`);
  };
}
