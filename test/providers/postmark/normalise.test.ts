import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BOUNDS } from '../../../shared/event/bounds.ts';
import { type MailEvent, mailEvent } from '../../../shared/event/mail-event.ts';
import { postmark } from '../../../shared/providers/postmark/provider.ts';
import { isRefusal, type Normalised } from '../../../shared/providers/provider.ts';
import { EVENT_TIME, postmarkPost, RECEIVED_AT } from '../fixtures-postmark.ts';
import { reference } from '../fixtures-ses.ts';

function normalised(post: unknown): Normalised {
  const outcome = postmark.normalise(Buffer.from(JSON.stringify(post)), RECEIVED_AT);
  if (isRefusal(outcome)) throw new Error(outcome.detail);
  for (const event of outcome.events) expect(mailEvent.safeParse(event).error).toBeUndefined();
  return outcome;
}

function onlyEvent(record: string, fields: Readonly<Record<string, unknown>> = {}): MailEvent {
  const { events, rejects, notices } = normalised(postmarkPost(record, fields));
  expect({ rejects, notices }).toEqual({ rejects: [], notices: [] });
  const [only] = events;
  if (only === undefined) throw new Error('no event');
  return only;
}

describe('a body', () => {
  test.each([
    ['', 'body: not JSON'],
    ['{', 'body: not JSON'],
    ['[]', 'body: not a JSON object'],
    ['null', 'body: not a JSON object'],
    ['"Bounce"', 'body: not a JSON object'],
    ['{}', 'body: no RecordType, so this is no Postmark webhook'],
    ['{"RecordType":7}', 'body: no RecordType, so this is no Postmark webhook'],
    [
      '{"From":"ann@example.com","FromFull":{"Email":"ann@example.com"}}',
      'body: inbound mail (FromFull): this URL takes the webhooks of a message stream, not inbound processing',
    ],
  ])('%s is malformed, and told why', (text, detail) => {
    expect(postmark.normalise(Buffer.from(text), RECEIVED_AT)).toEqual({ kind: 'malformed', detail });
  });
});

describe('a record', () => {
  test('of a bounce carries who, when, why, what sent it and what came with it', () => {
    expect(onlyEvent('Bounce', { Email: 'Ann@Example.com' })).toEqual({
      version: 1,
      id: 'postmark:bounce:901542550',
      provider: 'postmark',
      type: 'bounce',
      recipient: 'ann@example.com',
      recipientRaw: 'Ann@Example.com',
      occurredAt: '2026-03-01T12:00:00.123Z',
      receivedAt: '2026-03-01T12:00:30.000Z',
      messageId: '5b1f3f0e-6c0a-4f57-9d5a-3f0f5f1f7a11',
      stream: 'outbound',
      diagnostic: { smtpCode: 550, enhancedCode: '5.1.1', text: 'smtp;550 5.1.1 No such user here' },
      native: { event: 'Bounce', type: 'HardBounce', inactive: true },
      sender: { domain: 'shop.example' },
      tags: ['receipt'],
      metadata: { order: '4711' },
    });
  });

  test.each([
    ['SpamComplaint', 'complaint'],
    ['Delivery', 'delivery'],
    ['Open', 'other'],
    ['Click', 'other'],
    ['Forward', 'other'],
    ['constructor', 'other'],
  ])('%s is a %s', (record, type) => {
    expect(onlyEvent(record, { Recipient: 'ann@example.com' })).toMatchObject({ type, native: { event: record } });
  });

  test('has a name in any letter case, kept as it was sent', () => {
    const event = onlyEvent('BOUNCE', { Email: 'ann@example.com', Type: 'hardbounce' });
    expect(event).toMatchObject({ type: 'bounce', native: { event: 'BOUNCE', type: 'hardbounce' } });
  });

  test('of a delivery says what the server answered', () => {
    expect(onlyEvent('Delivery').diagnostic).toMatchObject({ smtpCode: 250, enhancedCode: '2.0.0' });
  });

  test('of an open or click keeps nothing of the browser or the place', () => {
    const personal = { UserAgent: 'Browser/1.0', Geo: { IP: '203.0.113.9' }, Client: { Name: 'Mailer' } };
    expect(JSON.stringify(onlyEvent('Open', personal))).not.toMatch(/Browser|203\.0|Mailer/);
  });
});

describe('a bounce', () => {
  test.each([
    ['HardBounce', 1, 'bounce'],
    ['Transient', 2, 'deferral'],
    ['Unsubscribe', 16, 'unsubscribe'],
    ['Subscribe', 32, 'other'],
    ['AutoResponder', 64, 'autoreply'],
    ['AddressChange', 128, 'other'],
    ['DnsError', 256, 'deferral'],
    ['SpamNotification', 512, 'bounce'],
    ['OpenRelayTest', 1024, 'autoreply'],
    ['Unknown', 2048, 'bounce'],
    ['SoftBounce', 4096, 'bounce'],
    ['VirusNotification', 8192, 'bounce'],
    ['ChallengeVerification', 16384, 'autoreply'],
    ['BadEmailAddress', 100000, 'bounce'],
    ['SpamComplaint', 100001, 'complaint'],
    ['ManuallyDeactivated', 100002, 'drop'],
    ['Unconfirmed', 100003, 'drop'],
    ['Blocked', 100006, 'bounce'],
    ['SMTPApiError', 100007, 'drop'],
    ['InboundError', 100008, 'other'],
    ['DMARCPolicy', 100009, 'bounce'],
    ['TemplateRenderingFailed', 100010, 'drop'],
  ])('of the type %s (%i) is a %s, by name and by code', (name, code, type) => {
    const expected = { type, native: { event: 'Bounce', type: name } };
    expect(onlyEvent('Bounce', { Type: name, TypeCode: undefined })).toMatchObject(expected);
    expect(onlyEvent('Bounce', { Type: undefined, TypeCode: code })).toMatchObject(expected);
    expect(onlyEvent('Bounce', { Type: name.toUpperCase(), TypeCode: code }).type).toBe(type);
  });

  test('goes by its name before its code: complaints come with the code of SpamNotification', () => {
    expect(onlyEvent('SpamComplaint', { TypeCode: 512 }).type).toBe('complaint');
    expect(onlyEvent('Bounce', { Type: 'SpamComplaint', TypeCode: 512 }).type).toBe('complaint');
  });

  test.each([
    ['MailboxMoved', 100042],
    ['constructor', undefined],
    [undefined, undefined],
    [undefined, '1'],
  ])('of the unknown type %s (%s) is still a bounce', (name, code) => {
    const event = onlyEvent('Bounce', { Type: name, TypeCode: code });
    expect(event.type).toBe('bounce');
    expect(event.native.type).toBe(name);
  });

  test('has no diagnostic but the words of the server: not the sentence that Postmark has for the type', () => {
    expect(onlyEvent('Bounce', { Details: '' })).not.toHaveProperty('diagnostic');
  });

  test.each([true, false])('tells whether Postmark stopped sending: %s', (inactive) => {
    expect(onlyEvent('Bounce', { Inactive: inactive }).native.inactive).toBe(inactive);
  });

  test('that does not tell whether Postmark stopped sending claims nothing', () => {
    for (const inactive of [undefined, null, 'true']) {
      expect(onlyEvent('Bounce', { Inactive: inactive }).native).not.toHaveProperty('inactive');
    }
  });
});

describe('a change of subscription', () => {
  test.each([
    [false, undefined, 'Customer', 'resubscribe'],
    [false, null, 'Recipient', 'resubscribe'],
    [false, 'ManualSuppression', 'Recipient', 'resubscribe'],
    [true, 'HardBounce', 'Recipient', 'bounce'],
    [true, 'SpamComplaint', 'Recipient', 'complaint'],
    [true, 'ManualSuppression', 'Recipient', 'unsubscribe'],
    [true, 'manualsuppression', 'RECIPIENT', 'unsubscribe'],
    // The sender's own people put the address on Postmark's list.
    [true, 'ManualSuppression', 'Customer', 'drop'],
    [true, 'ManualSuppression', 'Admin', 'drop'],
    [true, 'ManualSuppression', undefined, 'drop'],
    [true, 'LegalHold', 'Admin', 'drop'],
    [true, undefined, undefined, 'drop'],
  ])('to suppress: %s, for %s, by %s is a %s', (suppress, reason, origin, type) => {
    const event = onlyEvent('SubscriptionChange', {
      SuppressSending: suppress,
      SuppressionReason: reason,
      Origin: origin,
    });
    expect(event.type).toBe(type);
    expect(event.stream).toBe('outbound');
    expect(event.native).toEqual({
      event: 'SubscriptionChange',
      ...(reason && { type: reason }),
      ...(origin && { subtype: origin }),
    });
  });

  test('by hand is about no message', () => {
    expect(onlyEvent('SubscriptionChange', { MessageID: null })).not.toHaveProperty('messageId');
  });

  test.each([undefined, null, 'true', 1])('to suppress: %j could mean either, and is set aside', (suppress) => {
    const { events, rejects } = normalised(postmarkPost('SubscriptionChange', { SuppressSending: suppress }));
    expect(events).toEqual([]);
    expect(rejects).toMatchObject([{ reason: 'SuppressSending: neither true nor false', index: 0 }]);
  });
});

describe('time', () => {
  test.each([
    ['seven fractional digits', EVENT_TIME, '2026-03-01T12:00:00.123Z'],
    ['six', '2026-03-01T12:00:00.123456Z', '2026-03-01T12:00:00.123Z'],
    ['none', '2026-03-01T12:00:00Z', '2026-03-01T12:00:00.000Z'],
    ['an offset', '2026-03-01T08:00:00.9070259-04:00', '2026-03-01T12:00:00.907Z'],
    ['a date ahead of receipt, cut back', '2026-03-02T12:00:00Z', '2026-03-01T12:05:30.000Z'],
    ['nothing: receipt', undefined, '2026-03-01T12:00:30.000Z'],
    ['nothing that can be read: receipt', 'yesterday', '2026-03-01T12:00:30.000Z'],
  ])('may have %s', (_what, time, occurredAt) => {
    expect(onlyEvent('Bounce', { BouncedAt: time }).occurredAt).toBe(occurredAt);
  });

  test.each([
    ['Delivery', 'DeliveredAt'],
    ['Open', 'ReceivedAt'],
    ['Click', 'ReceivedAt'],
    ['SubscriptionChange', 'ChangedAt'],
  ])('of %s stands in %s', (record, field) => {
    expect(onlyEvent(record, { [field]: '2026-02-28T23:00:00Z' }).occurredAt).toBe('2026-02-28T23:00:00.000Z');
  });
});

describe('ids', () => {
  test('keep every digit of an int64', () => {
    const text = JSON.stringify(postmarkPost('Bounce', { ID: 'DIGITS' })).replace('"DIGITS"', '4323372036854775807');
    expect(postmark.normalise(Buffer.from(text), RECEIVED_AT)).toMatchObject({
      events: [{ id: 'postmark:bounce:4323372036854775807' }],
    });
  });

  test('of the same event are the same, whenever it comes', () => {
    for (const post of [postmarkPost('Click'), postmarkPost('Bounce', { ID: undefined, BouncedAt: undefined })]) {
      const body = Buffer.from(JSON.stringify(post));
      const first = postmark.normalise(body, RECEIVED_AT);
      const second = postmark.normalise(body, RECEIVED_AT + 3_600_000);
      if (isRefusal(first) || isRefusal(second)) throw new Error('refused');
      expect(first.events[0]?.id).toMatch(/^postmark:\w+:sha256-[\w-]{22}$/);
      expect(second.events[0]?.id).toBe(first.events[0]?.id);
    }
  });

  test('of different events differ', () => {
    const variants = [
      onlyEvent('Bounce'),
      onlyEvent('SpamComplaint', { ID: 901542550 }),
      onlyEvent('Delivery'),
      onlyEvent('Open'),
      onlyEvent('Click'),
      onlyEvent('Click', { OriginalLink: 'https://shop.example/b' }),
      onlyEvent('Click', { Recipient: 'bob@example.com' }),
      onlyEvent('Click', { ReceivedAt: '2026-03-01T12:00:01Z' }),
      onlyEvent('Click', { MessageID: 'other' }),
    ];
    expect(new Set(variants.map(({ id }) => id)).size).toBe(variants.length);
  });

  test('are not taken from an ID that is none, or that is not the id of the event', () => {
    for (const id of [0, '', null, undefined]) {
      expect(onlyEvent('Bounce', { ID: id }).id).toMatch(/^postmark:bounce:sha256-/);
    }
    expect(onlyEvent('Delivery', { ID: 23 }).id).toMatch(/^postmark:delivery:sha256-/);
  });
});

describe('what comes along', () => {
  test.each(['', ' ', null, undefined])('the tag %j is no tag', (tag) => {
    expect(onlyEvent('Bounce', { Tag: tag })).not.toHaveProperty('tags');
  });

  test.each([{}, null, undefined, 'text', [1]])('the metadata %j is none', (metadata) => {
    expect(onlyEvent('Bounce', { Metadata: metadata })).not.toHaveProperty('metadata');
  });
});

describe('a bad post', () => {
  test.each([
    ['Bounce', { Type: 'Unsubscribe', TypeCode: 16, Email: undefined }, 'Email'],
    ['Bounce', { Email: 'ann at example.com' }, 'Email'],
    ['Bounce', { Email: 7 }, 'Email'],
    ['Delivery', { Recipient: 'nobody' }, 'Recipient'],
    ['Forward', {}, 'Email'],
  ])('without an address (%s %j) is set aside as it came, and the field named', (record, fields, field) => {
    const post = postmarkPost(record, fields);
    const reason = `${field}: missing or not an e-mail address`;
    expect(normalised(post)).toEqual({
      events: [],
      rejects: [{ provider: 'postmark', reason, index: 0, raw: JSON.parse(JSON.stringify(post)) }],
      notices: [],
    });
  });
});

describe('input', () => {
  const records = ['Bounce', 'SpamComplaint', 'Delivery', 'Open', 'Click', 'SubscriptionChange', 'Forward'];

  test('of any kind gets an answer, not an exception', () => {
    const keys = [...new Set(records.flatMap((record) => Object.keys(postmarkPost(record))))];
    const fields = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue());
    fc.assert(
      fc.property(fc.constantFrom(...records), fields, (record, changes) => {
        const { events, rejects } = normalised(postmarkPost(record, { ...changes, RecordType: record }));
        expect(events.length + rejects.length).toBe(1);
      }),
    );
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(Buffer.from)), (bytes) => {
        expect(postmark.normalise(Buffer.from(bytes), RECEIVED_AT)).toBeTypeOf('object');
      }),
    );
  });

  test('of any length fits the bounds of an event', () => {
    const long = 'x'.repeat(100_000);
    const event = onlyEvent('Bounce', {
      ID: long,
      Type: long,
      Tag: long,
      MessageID: long,
      MessageStream: long,
      Details: long,
      Metadata: Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}${long}`, long])),
    });
    expect(event.native.type).toHaveLength(BOUNDS.native);
    expect(Object.keys(event.metadata ?? {})).toHaveLength(BOUNDS.metadataKeys);
  });
});

const samples = reference('samples/');
/** Without an address: an excerpt of the documentation. */
const INCOMPLETE = ['postmark-subscription-change-reactivation-fragment.json'];

test.skipIf(!existsSync(samples))(
  'every reference sample of Postmark (needs the reference material) is understood, save the incomplete ones',
  () => {
    const files = readdirSync(samples).filter((name) => /^postmark-(?!api-)/.test(name));
    const rejected = files.filter((file) => {
      const post: unknown = JSON.parse(readFileSync(new URL(file, samples), 'utf8'));
      return normalised(post).rejects.length > 0;
    });
    expect(files.length).toBeGreaterThan(INCOMPLETE.length);
    expect(rejected).toEqual(INCOMPLETE);
  },
);
