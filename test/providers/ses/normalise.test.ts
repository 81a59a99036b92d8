import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BOUNDS, mailEvent } from '../../../shared/event/mail-event.ts';
import { isRefusal } from '../../../shared/providers/provider.ts';
import { normaliseSesValue } from '../../../shared/providers/ses/normalise.ts';
import { ses } from '../../../shared/providers/ses/provider.ts';
import {
  ANN,
  bounce,
  complaint,
  MESSAGE_ID,
  mail,
  normalised,
  notification,
  onlyEvent,
  RECEIVED_AT,
  reference,
  sesEvent,
} from '../fixtures-ses.ts';

const BEN = { ...ANN, emailAddress: 'ben@example.com' };

describe('a bounce', () => {
  test('comes out with everything that is known of it', () => {
    expect(onlyEvent(bounce({ remoteMtaIp: '192.0.2.25' }))).toEqual({
      version: 1,
      id: expect.stringMatching(/^ses:bounce:/),
      provider: 'ses',
      type: 'bounce',
      recipient: 'ann@example.com',
      occurredAt: '2026-03-02T08:59:02.500Z',
      receivedAt: '2026-03-02T09:00:30.000Z',
      messageId: MESSAGE_ID,
      stream: 'newsletter',
      diagnostic: {
        smtpCode: 550,
        enhancedCode: '5.1.1',
        text: 'smtp; 550 5.1.1 no such mailbox here',
        remoteMta: '192.0.2.25',
        reportingMta: 'mx-out.example.net',
      },
      native: { event: 'Bounce', type: 'Permanent', subtype: 'General' },
      sender: { domain: 'shop.example', ip: '203.0.113.9' },
      metadata: { campaign: 'spring' },
    });
  });

  test.each([
    ['Permanent', 'General', 'bounce'],
    ['Permanent', 'NoEmail', 'bounce'],
    ['Permanent', 'Suppressed', 'drop'],
    ['Permanent', 'OnAccountSuppressionList', 'drop'],
    ['Permanent', 'OnTenantSuppressionList', 'drop'],
    ['Permanent', 'EmailValidationSuppressed', 'drop'],
    ['Permanent', 'UnsubscribedRecipient', 'unsubscribe'],
    ['Transient', 'General', 'bounce'],
    ['Transient', 'MailboxFull', 'bounce'],
    ['Transient', 'MessageTooLarge', 'bounce'],
    ['Transient', 'CustomTimeoutExceeded', 'bounce'],
    ['Transient', 'ContentRejected', 'bounce'],
    ['Transient', 'AttachmentRejected', 'bounce'],
    ['Undetermined', 'Undetermined', 'bounce'],
    ['SomethingNew', 'SomethingElse', 'bounce'],
  ])('%s/%s with a diagnostic is a %s, in its own words too', (bounceType, bounceSubType, type) => {
    const event = onlyEvent(bounce({ bounceType, bounceSubType }));
    expect(event).toMatchObject({ type, native: { event: 'Bounce', type: bounceType, subtype: bounceSubType } });
  });

  test('that is Transient/General and tells nothing else is an out-of-office reply', () => {
    const transient = (entry: object) =>
      onlyEvent(bounce({ bounceType: 'Transient', bounceSubType: 'General', bouncedRecipients: [entry] })).type;
    const { emailAddress, status, diagnosticCode } = ANN;
    expect(transient({ emailAddress })).toBe('autoreply');
    expect(transient({ emailAddress, status: '', diagnosticCode: null })).toBe('autoreply');
    expect(transient({ emailAddress, status })).toBe('bounce');
    expect(transient({ emailAddress, diagnosticCode })).toBe('bounce');
    // Other kinds are at times as bare, and final all the same.
    expect(onlyEvent(bounce({ bouncedRecipients: [{ emailAddress }] })).type).toBe('bounce');
  });

  test('names every recipient that bounced, and none of the others whom the message went to', () => {
    const destination = ['ann@example.com', 'ben@example.com', 'cleo@example.com'];
    const { events } = normalised(bounce({ bouncedRecipients: [ANN, BEN] }, { destination }));
    expect(events.map(({ recipient }) => recipient)).toEqual(['ann@example.com', 'ben@example.com']);
  });

  test.each(['delayed', 'Delayed'])(
    'judges each recipient alone: one with the action %s is only deferred',
    (action) => {
      const { events } = normalised(bounce({ bouncedRecipients: [ANN, { ...BEN, action, status: '4.4.1' }] }));
      expect(events.map(({ type }) => type)).toEqual(['bounce', 'deferral']);
    },
  );

  test.each([
    ['<Ann@Example.com>', 'ann@example.com'],
    ['"Ann" <ann@example.com>', 'ann@example.com'],
    ['rfc822;ann@example.com', 'ann@example.com'],
  ])('finds the address in %s, and keeps it as it was written', (emailAddress, recipient) => {
    const event = onlyEvent(bounce({ bouncedRecipients: [{ ...ANN, emailAddress }] }));
    expect(event).toMatchObject({ recipient, recipientRaw: emailAddress });
  });

  test.each(['', 'postmaster', undefined, 7])('with the address %j is about the only addressee', (emailAddress) => {
    const event = onlyEvent(bounce({ bouncedRecipients: [{ ...ANN, emailAddress }] }));
    expect(event.recipient).toBe('ann@example.com');
  });

  test('with an unusable address among several addressees is about none of them', () => {
    const destination = ['ann@example.com', 'ben@example.com'];
    const value = bounce({ bouncedRecipients: [{ ...ANN, emailAddress: 'mangled' }, BEN] }, { destination });
    const { events, rejects } = normalised(value);
    expect(events.map(({ recipient }) => recipient)).toEqual(['ben@example.com']);
    const reason = 'bounce.bouncedRecipients[0]: not an e-mail address';
    expect(rejects).toEqual([{ provider: 'ses', reason, index: 0, raw: value }]);
  });

  test('with bad entries in its list costs these, and not their neighbours', () => {
    const { events, rejects } = normalised(bounce({ bouncedRecipients: [null, ANN, 7, [], BEN] }));
    expect(events.map(({ recipient }) => recipient)).toEqual(['ann@example.com', 'ben@example.com']);
    expect(rejects.map(({ index }) => index)).toEqual([0, 2, 3]);
  });

  test.each([undefined, null, [], {}, 'ann@example.com'])('with the recipients %j is put aside whole', (list) => {
    const { events, rejects } = normalised(bounce({ bouncedRecipients: list }));
    expect(events).toEqual([]);
    expect(rejects[0]?.reason).toBe('bounce.bouncedRecipients: missing or names no recipient');
  });
});

describe('a complaint', () => {
  test.each([
    ['abuse', null, 'complaint'],
    ['fraud', null, 'complaint'],
    ['other', null, 'complaint'],
    [undefined, undefined, 'complaint'],
    ['something-new', 'SomethingNew', 'complaint'],
    // A rescue from the spam folder.
    ['not-spam', null, 'other'],
    ['auth-failure', null, 'other'],
    ['virus', null, 'other'],
    [undefined, 'OnAccountSuppressionList', 'drop'],
    [undefined, 'OnTenantSuppressionList', 'drop'],
  ])('with the feedback %s and the subtype %s is: %s', (complaintFeedbackType, complaintSubType, type) => {
    const event = onlyEvent(complaint({ complaintFeedbackType, complaintSubType }));
    expect(event.type).toBe(type);
    expect(event.native.type).toBe(complaintFeedbackType);
    expect(event.native.subtype).toBe(complaintSubType ?? undefined);
  });

  test('says how many share it, where the receiver hid who complained', () => {
    const several = {
      complainedRecipients: [{ emailAddress: 'ann@example.com' }, { emailAddress: 'ben@example.com' }],
    };
    const { events } = normalised(complaint(several));
    expect(events.map(({ recipient, suspects }) => [recipient, suspects])).toEqual([
      ['ann@example.com', 2],
      ['ben@example.com', 2],
    ]);
    expect(onlyEvent(complaint())).not.toHaveProperty('suspects');
    const rescued = normalised(complaint({ ...several, complaintFeedbackType: 'not-spam' }));
    expect(rescued.events.map(({ suspects }) => suspects)).toEqual([undefined, undefined]);
  });

  test('happened when it was received back, not when it was sent', () => {
    expect(onlyEvent(complaint()).occurredAt).toBe('2026-03-02T08:59:40.000Z');
  });
});

describe('deliveries and delays', () => {
  test('a delivery names those who got it, with the receiving server and its answer', () => {
    const delivery = {
      timestamp: '2026-03-02T08:59:01.100Z',
      recipients: ['ann@example.com', 'Ben@example.com'],
      smtpResponse: '250 2.6.0 Message received',
      reportingMTA: 'a1-2.smtp-out.example',
      remoteMtaIp: '192.0.2.25',
    };
    const { events, rejects } = normalised(sesEvent('Delivery', { delivery }));
    expect(rejects).toEqual([]);
    expect(events.map(({ type, recipient }) => [type, recipient])).toEqual([
      ['delivery', 'ann@example.com'],
      ['delivery', 'ben@example.com'],
    ]);
    expect(events[0]?.diagnostic).toMatchObject({ smtpCode: 250, enhancedCode: '2.6.0', remoteMta: '192.0.2.25' });
  });

  const delay = (timestamp: string) =>
    sesEvent('DeliveryDelay', {
      deliveryDelay: {
        timestamp,
        delayType: 'MailboxFull',
        expirationTime: '2026-03-02T20:59:00.000Z',
        delayedRecipients: [
          { emailAddress: 'ann@example.com', status: '4.2.2', diagnosticCode: 'smtp; 452 4.2.2 full' },
        ],
      },
    });

  test('a delay is a deferral', () => {
    expect(onlyEvent(delay('2026-03-02T09:00:00.000Z'))).toMatchObject({
      type: 'deferral',
      native: { event: 'DeliveryDelay', type: 'MailboxFull' },
      diagnostic: { smtpCode: 452, enhancedCode: '4.2.2' },
      occurredAt: '2026-03-02T09:00:00.000Z',
    });
  });

  test('two delays of one message are two events', () => {
    const ids = ['2026-03-02T09:00:00.000Z', '2026-03-02T09:05:00.000Z'].map((at) => onlyEvent(delay(at)).id);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('what SES refuses to send', () => {
  const destination = ['ann@example.com', 'ben@example.com'];

  test('a reject is a drop for everybody, since the message as a whole was refused', () => {
    const { events } = normalised(sesEvent('Reject', { reject: { reason: 'Bad content' } }, { destination }));
    expect(events.map(({ type, recipient }) => [type, recipient])).toEqual([
      ['drop', 'ann@example.com'],
      ['drop', 'ben@example.com'],
    ]);
    expect(events[0]).toMatchObject({ diagnostic: { text: 'Bad content' }, occurredAt: '2026-03-02T08:59:00.250Z' });
  });

  test.each(['Rendering Failure', 'RenderingFailure', 'RENDERING_FAILURE'])(
    'so is a %s, however it is spelt',
    (name) => {
      const failure = { templateName: 'welcome', errorMessage: "Attribute 'name' is not present." };
      expect(onlyEvent(sesEvent(name, { failure }))).toMatchObject({
        type: 'drop',
        native: { event: name },
        diagnostic: { text: "Attribute 'name' is not present." },
      });
    },
  );

  test.each([undefined, [], 'ann@example.com'])('with the addressees %j nobody is named', (destination) => {
    const { events, rejects } = normalised(sesEvent('Reject', { reject: {} }, { destination }));
    expect(events).toEqual([]);
    expect(rejects[0]?.reason).toBe('mail.destination: missing or names no recipient');
  });
});

describe('what says nothing about an address', () => {
  test.each([
    ['Send', { send: {} }],
    ['Open', { open: { timestamp: '2026-03-02T09:00:00.000Z', ipAddress: '192.0.2.1', userAgent: 'x' } }],
    ['Click', { click: { timestamp: '2026-03-02T09:00:00.000Z', link: 'https://shop.example/', linkTags: null } }],
    ['SomethingNew', { somethingNew: {} }],
    ['constructor', {}],
  ])('%s counts for the only addressee, and for nobody among several', (name, own) => {
    expect(onlyEvent(sesEvent(name, own))).toMatchObject({ type: 'other', recipient: 'ann@example.com' });
    const destination = ['ann@example.com', 'ben@example.com'];
    expect(normalised(sesEvent(name, own, { destination }))).toEqual({ events: [], rejects: [], notices: [] });
  });

  test('two clicks at one time on other links, or from other places, are two events', () => {
    const click = (changes: object) =>
      onlyEvent(
        sesEvent('Click', {
          click: {
            timestamp: '2026-03-02T09:00:00Z',
            link: 'https://shop.example/',
            ipAddress: '192.0.2.1',
            ...changes,
          },
        }),
      ).id;
    const ids = [
      click({}),
      click({ link: 'https://shop.example/other' }),
      click({ ipAddress: '192.0.2.2' }),
      click({}),
    ];
    expect(new Set(ids).size).toBe(3);
  });

  test('sending and opening are two events, even without times', () => {
    const ids = ['Send', 'Open', 'New', 'Newer'].map((name) => onlyEvent(sesEvent(name, {}, { timestamp: null })).id);
    expect(new Set(ids).size).toBe(4);
  });
});

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
