// Fields of requests that several routes share.
import * as z from 'zod/mini';
import { canonicalAddress, canonicalDomain } from '../event/address.ts';
import { BOUNDS } from '../event/bounds.ts';
import '../event/messages.ts';

/** What `read` makes of a text, or a refusal in words of its own. */
function checked<T>(read: (text: string) => T | undefined, message: string) {
  return z.pipe(
    z.string(),
    z.transform((text, context): T => {
      const value = read(text);
      if (value !== undefined) return value;
      context.issues.push({ code: 'custom', message, input: text });
      return z.NEVER;
    }),
  );
}

/** Bytes that were no UTF-8 have become U+FFFD: that may well be an address, but none that anybody meant. */
export function readAddress(text: string): string | undefined {
  return text.includes('\ufffd') ? undefined : canonicalAddress(text);
}

export const address = checked(readAddress, 'not an e-mail address');

export const domain = checked((text) => canonicalDomain(text.replace(/^@/, '')), 'not a domain');

export const stream = z.string().check(z.minLength(1), z.maxLength(BOUNDS.stream));

export const note = z.string().check(z.maxLength(500));

/** Other years need more digits, and would not compare as text. */
const FIRST_MS = Date.parse('1970-01-01T00:00:00Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/** With any offset; becomes UTC with milliseconds. */
export const time = z.pipe(
  z.iso.datetime({ offset: true, error: 'expected a time such as 2027-01-31T00:00:00Z' }),
  z.transform((text, context): string => {
    const ms = Date.parse(text);
    if (ms >= FIRST_MS && ms <= LAST_MS) return new Date(ms).toISOString();
    context.issues.push({ code: 'custom', message: 'expected a time in the years from 1970 to 9999', input: text });
    return z.NEVER;
  }),
);

/** A whole number in a query, from 1. */
export function limitUpTo(maximum: number, byDefault: number) {
  const read = (text: string) => {
    const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
    return value >= 1 && value <= maximum ? value : undefined;
  };
  return z._default(checked(read, `expected a whole number from 1 to ${maximum}`), byDefault);
}

export const cursor = z.string().check(z.minLength(1));
