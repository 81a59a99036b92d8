// Random facts, records and events for the laws. The pools are small, so that ids, messages and times collide often.
import fc from 'fast-check';
import { EVENT_TYPES, type MailEvent, PROVIDER_NAMES } from '../../shared/event/mail-event.ts';
import {
  ALL_MAIL,
  type Decision,
  type Delivery,
  type Fact,
  type SuppressionRecord,
} from '../../shared/suppression/record.ts';
import { day, history } from './records.ts';

const times = fc.integer({ min: 0, max: 120 }).map((sixHours) => day(sixHours / 4));
const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const messageIds = fc.integer({ min: 1, max: 20 }).map((number) => `m${number}`);
const streams = fc.constantFrom('newsletter', 'receipts', '4711');

/** Same time and id do not make the same content: a corrupted twin must not make the join depend on order. */
const facts: fc.Arbitrary<Fact> = fc.record(
  {
    at: times,
    id: ids,
    provider: fc.constantFrom(...PROVIDER_NAMES),
    reason: fc.constantFrom('mailbox_full', 'delivery_expired', 'recipient_unknown'),
    rule: fc.constantFrom('quota', 'expired'),
    messageId: messageIds,
    stream: streams,
    text: fc.constantFrom('full', 'gone'),
  },
  { requiredKeys: ['at', 'id', 'provider', 'reason', 'rule'] },
);

const deliveries: fc.Arbitrary<Delivery> = fc.record(
  { at: times, id: ids, messageId: messageIds },
  { requiredKeys: ['at', 'id'] },
);

const decisions: fc.Arbitrary<Decision> = fc
  .record(
    { at: times, id: ids, by: fc.constant('support'), note: fc.constantFrom('asked', 'mistake'), until: times },
    { requiredKeys: ['at', 'id', 'by'] },
  )
  .map(({ until, ...decision }) => ({ ...decision, ...(until !== undefined && until >= decision.at && { until }) }));

const scopes = fc.oneof({ weight: 3, arbitrary: fc.constant(ALL_MAIL) }, { weight: 1, arbitrary: streams });

/** What one event or one decision teaches. Failures that count are frequent, so that their bounds are reached. */
const singleFacts: fc.Arbitrary<SuppressionRecord> = fc
  .tuple(
    scopes,
    fc.oneof(
      { weight: 6, arbitrary: facts.map((fact) => ({ soft: [fact] })) },
      { weight: 2, arbitrary: deliveries.map((delivery) => ({ delivered: [delivery] })) },
      {
        weight: 3,
        arbitrary: fc
          .tuple(fc.constantFrom('hard', 'complaint', 'suspected', 'unsubscribe', 'resubscribe', 'mirrored'), facts)
          .map(([kind, fact]) => ({ [kind]: [fact] })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('suppressed', 'released'), decisions)
          .map(([register, decision]) => ({ [register]: decision })),
      },
    ),
  )
  .map(([scope, part]) => ({ [scope]: part }));

/** So many failures of one kind that not all are remembered. */
export const floods: fc.Arbitrary<Fact[]> = fc
  .array(facts, { minLength: 12, maxLength: 40, size: 'max' })
  .map((many) => many.map((fact) => ({ ...fact, reason: 'mailbox_full' as const })));

/** The history of one address, event by event. */
export const histories: fc.Arbitrary<SuppressionRecord[]> = fc.oneof(
  { weight: 3, arbitrary: fc.array(singleFacts, { maxLength: 16, size: 'max' }) },
  { weight: 1, arbitrary: floods.map((many) => many.map((fact) => ({ [ALL_MAIL]: { soft: [fact] } }))) },
);

/** What is stored after a history. */
export const records: fc.Arbitrary<SuppressionRecord> = fc.oneof(
  { weight: 3, arbitrary: fc.array(singleFacts, { maxLength: 16, size: 'max' }).map((singles) => history(...singles)) },
  { weight: 1, arbitrary: floods.map((soft) => history({ [ALL_MAIL]: { soft } })) },
);

const replies = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        ...['550 ', '5.1.1 ', '450 ', '4.2.2 ', 'smtp; ', 'host mx.example.com[192.0.2.1] said: ', '\r\n550-5.1.1 '],
        ...['user ', 'unknown ', 'mailbox ', 'full ', 'spam ', 'disabled ', 'not found ', 'quota ', 'rejected ', '. '],
      ),
      { maxLength: 30 },
    )
    .map((words) => words.join('')),
);
/** Also names that every object has: a table must not answer with these. */
const words = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom('constructor', '__proto__', 'toString', 'Permanent', 'General', 'bounce', 'Invalid Address'),
);
const codes = fc.oneof(
  fc.tuple(fc.constantFrom(2, 4, 5), fc.nat(9), fc.nat(30)).map((parts) => parts.join('.')),
  fc.constantFrom('5.constructor', '', '5'),
);

/** What a classification looks at, more of it than the schema lets through. */
export const classifiables: fc.Arbitrary<Pick<MailEvent, 'provider' | 'type' | 'native' | 'diagnostic'>> = fc.record(
  {
    provider: fc.constantFrom(...PROVIDER_NAMES),
    type: fc.constantFrom(...EVENT_TYPES),
    native: fc.record({ event: words, type: words, subtype: words }, { requiredKeys: ['event'] }),
    diagnostic: fc.record(
      { smtpCode: fc.integer({ min: 200, max: 599 }), enhancedCode: codes, text: replies },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['provider', 'type', 'native'] },
);
