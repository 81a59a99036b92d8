// What /v1/explain answers: the verdict on a failure.
import * as z from 'zod/mini';
import { ACTIONS, FAULTS, PERMANENCES, REASON_NAMES } from '../../classify/reasons.ts';
import { mailEvent } from '../../event/mail-event.ts';
import { type Documented, describe, named, remedy } from './documented.ts';

const verdict = z
  .object({
    reason: z.enum(REASON_NAMES),
    permanence: z.enum(PERMANENCES),
    fault: z.enum(FAULTS),
    action: z.enum(ACTIONS),
    rule: z.string().check(describe('Which rule decided.')),
    confidence: z.number().check(z.minimum(0), z.maximum(1)),
    remedy,
    span: z.optional(
      z.tuple([z.int(), z.int()]).check(describe('Where the deciding words stand in the text, in UTF-16 code units.')),
    ),
    help: z.optional(z.string().check(describe('The receiver’s own help page.'))),
    list: z.optional(z.string().check(describe('The block list that the reply names.'))),
    retryAfter: z.optional(z.number().check(describe('Seconds to wait, as the reply says.'))),
  })
  .check(named('Classification'));

const events = z
  .object({
    events: z.array(z.object({ event: mailEvent.check(named('MailEvent')), verdict })),
    rejects: z
      .array(z.object({ index: z.int(), reason: z.string() }))
      .check(describe('Items that are no events, and why.')),
    notices: z.array(z.object({ kind: z.string(), detail: z.string() })),
  })
  .check(named('ExplainedPayload'));

export const explain = {
  summary: 'What does this failure mean? Nothing is stored.',
  description:
    'Either a reply in a few fields, answered by one verdict, or a raw webhook body of a provider, answered by its ' +
    'events with their verdicts.',
  fields: {
    payload: 'The body of a webhook, as JSON or as the text that it was; no other field but `provider` then.',
    text: 'The reply of the receiving server, as the provider passed it on.',
    smtp: 'The reply code, where the text does not begin with it.',
    enhanced: 'The enhanced status code, where the text holds none.',
    rhost: 'The server that refused.',
    provider: 'Who tells; without it no class below is believed.',
    nativeType: 'The provider’s own class: Permanent (SES), blocked or dropped (SendGrid), HardBounce (Postmark).',
    nativeSubtype: 'General (SES), or SendGrid’s bounce_classification.',
  },
  answer: z.union([verdict, events]),
} satisfies Documented;
