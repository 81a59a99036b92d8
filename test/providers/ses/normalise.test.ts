import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BOUNDS } from '../../../shared/event/bounds.ts';
import { mailEvent } from '../../../shared/event/mail-event.ts';
import { isRefusal } from '../../../shared/providers/provider.ts';
import { normaliseSesValue } from '../../../shared/providers/ses/normalise.ts';
import { ses } from '../../../shared/providers/ses/provider.ts';
import {
  ANN,
  bounce,
  complaint,
  mail,
  normalised,
  notification,
  onlyEvent,
  RECEIVED_AT,
  reference,
  sesEvent,
} from '../fixtures-ses.ts';

const BEN = { ...ANN, emailAddress: 'ben@example.com' };

describe('the id', () => {
  const feedback = (event: Record<string, unknown>) => {
    const { eventType, ...rest } = event;
    const { tags: _, ...feedbackMail } = mail;
    return notification({ ...rest, notificationType: eventType, mail: feedbackMail }, { Subject: null });
  };

  test('is the same by feedback notification and by event publishing', () => {
    expect(onlyEvent(feedback(bounce())).id).toBe(onlyEvent(bounce()).id);
    expect(onlyEvent(feedback(complaint())).id).toBe(onlyEvent(complaint()).id);
    const delivery = { timestamp: '2026-03-02T08:59:01.100Z', recipients: ['ann@example.com'] };
    const delivered = sesEvent('Delivery', { delivery });
    expect(onlyEvent(feedback(delivered)).id).toBe(onlyEvent(delivered).id);
  });

  test('of a bounce does not hang on the time or the feedback id, which the two paths may tell differently', () => {
    const other = { feedbackId: 'other', timestamp: '2026-03-02T08:59:03Z' };
    expect(onlyEvent(bounce(other)).id).toBe(onlyEvent(bounce()).id);
  });

  test('does not hang on when it was received', () => {
    for (const value of [bounce(), sesEvent('Send', {}, { timestamp: undefined })]) {
      expect(onlyEvent(value, RECEIVED_AT + 60_000).id).toBe(onlyEvent(value).id);
    }
  });

  test('tells recipients, messages and types apart', () => {
    const ids = [
      bounce(),
      bounce({ bouncedRecipients: [BEN] }),
      bounce({}, { messageId: 'another' }),
      bounce({ bounceSubType: 'Suppressed' }),
      complaint(),
      complaint({ complaintFeedbackType: 'not-spam' }),
      bounce({}, { messageId: undefined }),
      bounce({ feedbackId: 'other' }, { messageId: undefined }),
      bounce({ feedbackId: undefined }, { messageId: undefined }),
      bounce({ feedbackId: undefined, timestamp: '2026-03-02T08:59:03Z' }, { messageId: undefined }),
    ].map((value) => onlyEvent(value).id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the time', () => {
  test.each([
    ['2018-10-08T14:05:45 +0000', '2018-10-08T14:05:45.000Z'],
    ['2026-03-02T10:59:02.1234567+02:00', '2026-03-02T08:59:02.123Z'],
    ['2026-03-02T08:59:02Z', '2026-03-02T08:59:02.000Z'],
    // In the future: cut back to receipt and five minutes.
    ['2027-01-01T00:00:00Z', '2026-03-02T09:05:30.000Z'],
    // Unreadable: the message's own time.
    ['yesterday', '2026-03-02T08:59:00.250Z'],
    [undefined, '2026-03-02T08:59:00.250Z'],
  ])('%s is read as %s', (timestamp, at) => {
    expect(onlyEvent(bounce({ timestamp })).occurredAt).toBe(at);
  });

  test('is that of receipt where none is told', () => {
    expect(onlyEvent(bounce({ timestamp: null }, { timestamp: null })).occurredAt).toBe('2026-03-02T09:00:30.000Z');
  });
});

describe('the sender', () => {
  test('is read from the envelope sender where no tag tells it, in whatever writing', () => {
    const sender = (source: unknown) => onlyEvent(bounce({}, { source, tags: undefined })).sender;
    expect(sender('news@shop.example')).toEqual({ domain: 'shop.example' });
    expect(sender('=?UTF-8?Q?Caf=C3=A9?= <news@shop.example>')).toEqual({ domain: 'shop.example' });
    expect(sender('nobody')).toBeUndefined();
  });

  test('never has the address of whoever called the API', () => {
    const tags = { 'ses:source-ip': ['198.51.100.7'] };
    expect(onlyEvent(bounce({}, { tags })).sender).toEqual({ domain: 'shop.example' });
  });

  test('is the domain that the tag tells, rather than that of the envelope, beside the server that sent', () => {
    const tags = { 'ses:from-domain': [' Shop.Example '], 'ses:outgoing-ip': ['203.0.113.9'] };
    const { sender } = onlyEvent(bounce({}, { source: 'bounces@mail.other.example', tags }));
    expect(sender).toEqual({ domain: 'shop.example', ip: '203.0.113.9' });
  });

  test('is that of the envelope where the tag is no text', () => {
    const { sender } = onlyEvent(bounce({}, { source: 'a@mail.example', tags: { 'ses:from-domain': [7] } }));
    expect(sender).toEqual({ domain: 'mail.example' });
  });
});

describe('any value', () => {
  const address = fc.constantFrom('ann@example.com', 'BEN@example.com', 'mangled', '', null);
  const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.string());
  const person = fc.oneof(address, fc.record({ emailAddress: address, action: anything, status: anything }), anything);
  const own = fc.dictionary(
    fc.constantFrom(
      'timestamp',
      'bounceType',
      'bounceSubType',
      'complaintSubType',
      'contactList',
      'smtpResponse',
      'link',
    ),
    anything,
  );
  const people = fc.record({
    bouncedRecipients: fc.array(person),
    complainedRecipients: fc.array(person),
    delayedRecipients: fc.array(person),
    recipients: fc.array(person),
  });
  const record = fc.oneof(
    fc.tuple(own, people).map(([a, b]) => ({ ...a, ...b })),
    anything,
  );
  const event = fc.record({
    eventType: fc.constantFrom(
      'Bounce',
      'Complaint',
      'Delivery',
      'DeliveryDelay',
      'Reject',
      'Subscription',
      'Open',
      'New',
    ),
    mail: fc.record(
      {
        destination: fc.oneof(fc.array(person, { maxLength: 2 }), anything),
        messageId: anything,
        timestamp: anything,
        source: anything,
        tags: fc.oneof(fc.dictionary(fc.string(), anything), anything),
      },
      { requiredKeys: [] },
    ),
    bounce: record,
    complaint: record,
    delivery: record,
    deliveryDelay: record,
    reject: record,
    subscription: record,
  });

  test('gives valid events and reasoned rejects, and never an exception', () => {
    fc.assert(
      fc.property(fc.oneof({ weight: 4, arbitrary: event }, { weight: 1, arbitrary: fc.jsonValue() }), (value) => {
        const outcome = normaliseSesValue(value, RECEIVED_AT);
        if (isRefusal(outcome)) return;
        for (const one of outcome.events) expect(mailEvent.safeParse(one).error).toBeUndefined();
        for (const { reason } of outcome.rejects) expect(reason).toMatch(/^[\w.[\]]+: ./);
      }),
      { numRuns: 1000 },
    );
  });

  test('of bytes gives an answer too', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          expect(ses.normalise(Buffer.from(bytes), RECEIVED_AT)).toBeTypeOf('object');
        },
      ),
    );
  });

  test('of any length fits the bounds of an event', () => {
    const long = 'x'.repeat(100_000);
    const event = onlyEvent({
      ...bounce(
        {
          bounceType: long,
          bounceSubType: long,
          bouncedRecipients: [{ ...ANN, diagnosticCode: long }],
          reportingMTA: long,
        },
        { messageId: long, tags: { 'ses:configuration-set': [long], [long]: [long] } },
      ),
    });
    expect(mailEvent.safeParse(event).error).toBeUndefined();
    expect(event.native.type).toHaveLength(BOUNDS.native);
  });
});

const samples = reference('samples/');

test.skipIf(!existsSync(samples))('every reference sample of SES (needs the reference material) is understood', () => {
  const types: Record<string, string> = {};
  for (const file of readdirSync(samples).filter((name) => name.startsWith('ses-'))) {
    const event = onlyEvent(JSON.parse(readFileSync(new URL(file, samples), 'utf8')));
    expect(mailEvent.safeParse(event).error).toBeUndefined();
    types[event.type] =
      `${types[event.type] ?? ''} ${file.replace(/^ses-(bounce-synth|eventbridge)-|(-thirdparty)?\.json$/g, '')}`;
  }
  expect(types).toEqual({
    bounce:
      ' attachmentrejected contentrejected customtimeoutexceeded mailboxfull messagetoolarge noemail undetermined unknown-subtype unknown-type bounced',
    drop: ' emailvalidationsuppressed onaccountsuppressionlist ontenantsuppressionlist suppressed rendering-failed',
    unsubscribe: ' unsubscribedrecipient subscribed',
    complaint: ' complaint',
    delivery: ' delivered',
    deferral: ' delivery-delayed',
    other: ' sent',
  });
});

const notice = reference('samples/sns-ses-validation-notice-synth.json');

test.skipIf(!existsSync(notice))(
  'the reference notice of a validated topic (needs the reference material) is one',
  () => {
    const { events, rejects, notices } = normalised(JSON.parse(readFileSync(notice, 'utf8')));
    expect({ events, rejects }).toEqual({ events: [], rejects: [] });
    expect(notices).toMatchObject([{ kind: 'topic_validated' }]);
  },
);
