// JSON as the senders write it: a byte order mark is tolerated, and integers above 2^53 keep every digit.

/** A number of 16 digits or more outside of text: only then is the slower, exact reading needed. */
const LONG_INTEGER = /[:[,]\s*-?\d{16}/;

/** The parsed value, or undefined when the bytes are not JSON (undefined is no JSON value). */
export function parseJson(body: Buffer | string): unknown {
  const text = typeof body === 'string' ? body : body.toString('utf8');
  const json = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  try {
    return LONG_INTEGER.test(json) ? JSON.parse(json, keepDigits) : JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Integers that a double can't hold become text: Postmark's `ID` is an int64. */
function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
    ? context?.source
    : value;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
