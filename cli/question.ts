// One failure as a person or a script describes it, and the event that the classifier makes its verdict on.
import * as z from 'zod/mini';
import '../shared/event/messages.ts';
import type { Classifiable } from '../shared/classify/classify.ts';
import { diagnosticOf } from '../shared/event/diagnostic.ts';
import { PROVIDER_NAMES } from '../shared/event/mail-event.ts';
import { isObject, parseJson } from '../shared/providers/json.ts';
import { bounceTypeOf } from '../shared/providers/postmark/payload.ts';
import { EVENTS } from '../shared/providers/sendgrid/payload.ts';
import { judgeBounce } from '../shared/providers/ses/judge.ts';

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

/** The keys of a line of NDJSON; others are ignored. */
const question = z.object({
  id: z.nullish(z.union([z.string(), z.number()], 'expected text or a number')),
  /** The reply, as the sender passed it on. */
  text: words,
  /** The reply code of RFC 5321, where the text does not begin with it. */
  smtp: code,
  /** The enhanced status code of RFC 3463, where the text holds none. */
  enhanced: words,
  /** The server that refused. */
  rhost: words,
  recipient: words,
  /** Who tells; without it no sender's classes are believed. */
  provider,
  /** The sender's own class: SES `Permanent`, SendGrid `blocked` or `dropped`, Postmark `HardBounce`. */
  nativeType: words,
  /** SES `General`, SendGrid's `bounce_classification`. */
  nativeSubtype: words,
});
export type Question = Partial<Omit<z.infer<typeof question>, 'id'>>;

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

/** The event that a sender's webhook would have brought; without a sender, a bounce of nobody's class. */
export function eventOf(question: Question): Classifiable {
  const { text, smtp, enhanced, rhost, provider } = question;
  const status = [smtp, enhanced].filter((code) => code !== undefined).join(' ');
  const diagnostic = diagnosticOf({ text, status, remoteMta: rhost });
  return { ...kindOf(question), ...(provider && { provider }), ...(diagnostic && { diagnostic }) };
}

function kindOf({ provider, nativeType, nativeSubtype, ...told }: Question): Pick<Classifiable, 'type' | 'native'> {
  const classes = { ...(nativeType && { type: nativeType }), ...(nativeSubtype && { subtype: nativeSubtype }) };
  const bounce = { type: 'bounce', native: { event: 'bounce', ...classes } } as const;
  switch (provider) {
    case undefined:
      return bounce;
    case 'sendgrid': {
      // `blocked` and `expired` are types of the event `bounce`; `dropped` and `deferred` are events of their own.
      const event = nativeType?.toLowerCase() ?? 'bounce';
      const type = EVENTS.get(event)?.type ?? 'bounce';
      return type === 'bounce' ? bounce : { type, native: { event } };
    }
    case 'postmark':
      return { ...bounce, type: bounceTypeOf(nativeType, undefined)?.type ?? 'bounce' };
    case 'ses': {
      const record = { bounceType: nativeType, bounceSubType: nativeSubtype };
      const [said] = judgeBounce(record, { status: told.enhanced ?? told.smtp, diagnosticCode: told.text });
      return { ...bounce, type: said?.type ?? 'bounce' };
    }
  }
}
