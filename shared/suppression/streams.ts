// streams: the configured names under which the streams of several senders are one.
import * as z from 'zod/mini';
import { BOUNDS } from '../event/bounds.ts';
import { type MailEvent, PROVIDER_NAMES } from '../event/mail-event.ts';
import { ALL_MAIL } from './record.ts';

const name = z.string().check(
  z.minLength(1),
  z.maxLength(BOUNDS.stream),
  z.refine(
    (text) => text !== ALL_MAIL,
    `the name of a stream: ${ALL_MAIL} is all mail, and who leaves a newsletter still wants to reset a password`,
  ),
);

/** `provider:stream as the sender calls it` to the stream's own name: `sendgrid:1234` and `ses:news` to `newsletter`. */
export const streamNames = z.record(z.string(), name).check(({ value, issues }) => {
  for (const key of Object.keys(value)) {
    if (PROVIDER_NAMES.some((provider) => key.startsWith(`${provider}:`) && key !== `${provider}:`)) continue;
    const message = `expected ${PROVIDER_NAMES.join(', ')}, a colon and a stream, such as ses:marketing`;
    issues.push({ code: 'custom', message, path: [key], input: key });
  }
});
export type StreamNames = z.infer<typeof streamNames>;

/** The event under the configured name of its stream; a stream without one keeps the sender's. */
export function inNamedStream(event: MailEvent, names: StreamNames): MailEvent {
  const known = event.stream === undefined ? undefined : names[`${event.provider}:${event.stream}`];
  return known === undefined ? event : { ...event, stream: known };
}

/**
 * The scopes that hold for a stream, the narrowest first: `news/offers`, `news`, `*`. SES has topics below contact lists,
 * and who leaves the whole list leaves its topics.
 */
export function scopesOver(stream: string): string[] {
  if (stream === ALL_MAIL) return [ALL_MAIL];
  const above = stream.lastIndexOf('/');
  return [stream, ...scopesOver(above > 0 ? stream.slice(0, above) : ALL_MAIL)];
}
