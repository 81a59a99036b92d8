// A line of NDJSON or a bare reply, read leniently into a question to the classifier.
import * as z from 'zod/mini';
import '../shared/event/messages.ts';
import { PROVIDER_NAMES } from '../shared/event/mail-event.ts';
import type { Question } from '../shared/pipeline/explain.ts';
import { isObject, parseJson } from '../shared/providers/json.ts';

/** Null, blank and left out are the same: exports write all three. */
const words = z.pipe(
  z.nullish(z.string()),
  z.transform((value) => value?.trim() || undefined),
);
const code = z.pipe(
  z.nullish(z.union([z.string(), z.number()], 'expected text or a number')),
  z.transform((value) => (value == null ? undefined : String(value).trim() || undefined)),
);
const provider = z.pipe(
  z.pipe(
    z.nullish(z.string()),
    z.transform((value) => value?.trim().toLowerCase() || undefined),
  ),
  z.optional(z.enum(PROVIDER_NAMES)),
);

/** The keys of a line of NDJSON, see {@link Question}; others are ignored. */
const question = z.object({
  id: z.nullish(z.union([z.string(), z.number()], 'expected text or a number')),
  text: words,
  smtp: code,
  enhanced: words,
  rhost: words,
  recipient: words,
  provider,
  nativeType: words,
  nativeSubtype: words,
});

export type Line = { readonly id: string | number } & ({ readonly question: Question } | { readonly error: string });

/** Reads a line that is not blank: a JSON object, or else the bare text of a reply. `number` is its id by default. */
export function readLine(line: string, number: number): Line {
  const text = line.trim();
  if (!text.startsWith('{')) return { id: number, question: { text } };
  const value = parseJson(text);
  if (!isObject(value)) return { id: number, error: 'not JSON, though it begins with {' };
  const given = value['id'];
  const id = typeof given === 'string' || typeof given === 'number' ? given : number;
  const parsed = z.safeParse(question, value);
  if (!parsed.success) {
    return { id, error: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') };
  }
  return { id, question: parsed.data };
}
