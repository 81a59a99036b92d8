import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BOUNDS } from '../../shared/event/bounds.ts';
import { EVENT_TYPES, type MailEvent, mailEvent as schema } from '../../shared/event/mail-event.ts';
import { MAX_EVENTS_PER_BODY, pack, quarantineBody, unpack } from '../../shared/pipeline/pack.ts';
import { MAX_BODY_BYTES } from '../../shared/pipeline/ports.ts';
import { normaliseSendGrid } from '../../shared/providers/sendgrid/normalise.ts';
import { law } from '../support/law.ts';
import { mailEventOf } from '../support/mail-event.ts';

/** What XML 1.0 can't hold, SQS refuses, and some emulators what lies beyond U+FFFF: the whole batch would be lost. */
const REFUSED_BY_SQS = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/;

/** Text with everything that is awkward to carry, more often than chance would give it. */
const text = (maxLength: number) =>
  fc.string({
    maxLength,
    unit: fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      fc.constantFrom('\0', '\x1b', '\x7f', '"', '\\', '\ud800', '\udc00', '\ufffe', '\uffff', '\u2028', '💌'),
    ),
    size: 'max',
  });
const bounded = (max: number) => text(max).map((value) => value.slice(0, max));

const event: fc.Arbitrary<MailEvent> = fc
  .record({
    id: bounded(BOUNDS.id),
    type: fc.constantFrom(...EVENT_TYPES),
    text: bounded(BOUNDS.text),
    event: bounded(BOUNDS.native),
    metadata: fc.dictionary(
      bounded(BOUNDS.metadataKey).filter((key) => key !== '__proto__'),
      bounded(BOUNDS.metadataValue),
      { maxKeys: BOUNDS.metadataKeys },
    ),
  })
  .map(({ id, type, text, event, metadata }) =>
    mailEventOf({ id, type, diagnostic: { text }, native: { event }, metadata }),
  );

/** Not shrunk when a law fails: that takes minutes for texts of this length. */
const batches = fc.noShrink(fc.array(event, { maxLength: 30, size: 'max' }));

function unpacked(body: string): MailEvent[] {
  const outcome = unpack(body);
  if ('error' in outcome) throw new Error(outcome.error);
  return outcome.events;
}

describe('pack', () => {
  test('keeps every event, in its order, through the queue and back', () => {
    law(
      fc.property(batches, (events) => {
        expect(pack(events).flatMap(unpacked)).toEqual(events);
      }),
      15,
    );
  });

  test('makes only bodies that SQS takes: bounded, and free of what it refuses', () => {
    law(
      fc.property(batches, (events) => {
        for (const body of pack(events)) {
          expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MAX_BODY_BYTES);
          expect(body).not.toMatch(REFUSED_BY_SQS);
        }
      }),
      15,
    );
  });

  test.each(['\0', '\x08', '\x1f', '\ufffe', '\uffff', '\ud800', '\udfff', '💌', '\u{10ffff}'])(
    'carries %j without writing it',
    (char) => {
      const events = [mailEventOf({ diagnostic: { text: `before${char}after` } })];
      const [body = ''] = pack(events);
      expect(body).not.toMatch(REFUSED_BY_SQS);
      expect(unpacked(body)).toEqual(events);
    },
  );

  test('puts at most 100 events into a body, and all of those that fit', () => {
    const sizes = pack(Array.from({ length: 250 }, () => mailEventOf())).map((body) => unpacked(body).length);
    expect(sizes).toEqual([MAX_EVENTS_PER_BODY, MAX_EVENTS_PER_BODY, 50]);
  });

  test('fills a body to the last byte before it begins another', () => {
    const padded = (length: number) => mailEventOf({ diagnostic: { text: 'x'.repeat(length) } });
    const lengths = (last: number) =>
      pack([...Array.from({ length: 40 }, () => padded(1000)), padded(last)]).map((body) => Buffer.byteLength(body));
    const [bare = 0] = lengths(0);
    const room = MAX_BODY_BYTES - bare;
    expect(lengths(room)).toEqual([MAX_BODY_BYTES]);
    expect(lengths(room + 1)).toEqual([expect.any(Number), expect.any(Number)]);
    // The same behind a body that is full.
    const full = Array.from({ length: 40 }, () => padded(1000)).concat(padded(room));
    expect(pack([...full, ...full]).map((body) => Buffer.byteLength(body))).toEqual([MAX_BODY_BYTES, MAX_BODY_BYTES]);
  });

  test('keeps the metadata of an event that fits to the last byte, and of none that is larger', () => {
    const { diagnostic, ...largest } = largestEvent('\0');
    const short = { id: 'id', messageId: 'id', recipient: 'ann@example.com', recipientRaw: 'Ann@example.com' };
    const swollen = (length: number): MailEvent => ({
      ...largest,
      ...short,
      diagnostic: { ...diagnostic, text: 'x'.repeat(length) },
    });
    const [bare = ''] = pack([swollen(0)]);
    const room = MAX_BODY_BYTES - Buffer.byteLength(bare);
    expect(pack([swollen(room)]).flatMap(unpacked)).toEqual([swollen(room)]);
    const { metadata: _, ...rest } = swollen(room + 1);
    expect(pack([swollen(room + 1)]).flatMap(unpacked)).toEqual([rest]);
  });

  test('makes no body of no events', () => {
    expect(pack([])).toEqual([]);
  });

  test.each([
    ['escapes', '\0'],
    ['what SQS refuses', '\uffff'],
    ['lone surrogates', '\ud800'],
    ['three bytes a character', '中'],
  ])('fits the largest event that the schema allows, all of %s', (_, char) => {
    const largest = largestEvent(char);
    expect(schema.safeParse(largest).success).toBe(true);
    const bodies = pack([mailEventOf(), largest, mailEventOf()]);
    for (const body of bodies) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MAX_BODY_BYTES);
    const events = bodies.flatMap(unpacked);
    // What is passed through for its own sake may be left behind; what a verdict or its explanation needs may not.
    expect(events.map(({ metadata: _, ...rest }) => rest)).toEqual(
      [mailEventOf(), largest, mailEventOf()].map(({ metadata: _, ...rest }) => rest),
    );
  });

  test('keeps the metadata of a large event that fits', () => {
    const largest = largestEvent('x');
    expect(pack([largest]).flatMap(unpacked)).toEqual([largest]);
  });

  test('makes at most 15 bodies of a SendGrid batch of 1,000 events', () => {
    const batch = Array.from({ length: 1000 }, (_, index) => ({
      email: `customer.number.${index}@some-domain-${index % 50}.example`,
      timestamp: 1_772_366_400 + index,
      'smtp-id': `<${'a1b2c3d4'.repeat(3)}.${index}@geopod-ismtpd-12>`,
      event: index % 3 === 0 ? 'bounce' : 'delivered',
      category: ['newsletter', 'spring-2026'],
      sg_event_id: `ZGVsaXZlcmVkLTAtMTIzNDU2Nzg5MDEyMzQ1Njc4OTAtYWJj${index}`,
      sg_message_id: `14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.${index}`,
      reason: '550 5.1.1 The email account that you tried to reach does not exist. Please check for typing errors.',
      response: '250 2.0.0 OK 1772366400 a1-20020a05620a0f8100b0076f1a2b3c4dsi1234567qkn.123 - gsmtp',
      status: '5.1.1',
      bounce_classification: 'Invalid Address',
      type: 'bounce',
      ip: '198.51.100.23',
      tls: 1,
      customer_id: String(100_000 + index),
      campaign: 'spring-sale',
    }));
    const normalised = normaliseSendGrid(Buffer.from(JSON.stringify(batch)), 1_772_370_000_000);
    if ('kind' in normalised) throw new Error(normalised.detail);
    expect(normalised.events).toHaveLength(1000);
    expect(pack(normalised.events).length).toBeLessThanOrEqual(15);
  });
});

describe('unpack', () => {
  test.each([
    ['no JSON', '{"version":1,', /^not JSON$/],
    ['another version', JSON.stringify({ version: 2, events: [mailEventOf()] }), /^version: /],
    ['no events', '{"version":1}', /^events: /],
    ['an empty list', '{"version":1,"events":[]}', /^events: /],
    ['a key that nobody knows', JSON.stringify({ version: 1, events: [mailEventOf()], more: 1 }), /more/],
    ['an event without a recipient', body({ recipient: undefined }), /^events\.0\.recipient: /],
    ['the first of several things', body({ recipient: 1, type: 2 }), /^events\.0\.type: (?!.*recipient)/],
    ['an event of an unknown type', body({ type: 'vanished' }), /^events\.0\.type: /],
    ['JSON that is no object', 'null', /^message: /],
  ])('says what is wrong with %s', (_, text, error) => {
    expect(unpack(text)).toEqual({ error: expect.stringMatching(error) });
  });

  function body(changes: object): string {
    return JSON.stringify({ version: 1, events: [{ ...mailEventOf(), ...changes }] });
  }
});

describe('quarantineBody', () => {
  const MAX_SQS_BYTES = 1_048_576;
  const reject = { provider: 'sendgrid', reason: 'email: not an e-mail address', index: 7 } as const;
  const RECEIVED_AT = '2026-03-02T09:00:30.000Z';

  test('keeps the item as it came, with the reason and the place', () => {
    const raw = { email: 'nonsense\uffff', nested: [1, null] };
    const body = quarantineBody({ ...reject, raw }, RECEIVED_AT);
    expect(JSON.parse(body)).toEqual({ version: 1, ...reject, receivedAt: RECEIVED_AT, raw: JSON.stringify(raw) });
    expect(body).not.toMatch(REFUSED_BY_SQS);
  });

  test('keeps an item of several hundred kilobytes whole', () => {
    const raw = { note: 'x'.repeat(900_000) };
    expect(JSON.parse(quarantineBody({ ...reject, raw }, RECEIVED_AT))).toMatchObject({ raw: JSON.stringify(raw) });
  });

  test.each([
    ['plain text', 'x'],
    ['escapes', '\0'],
    ['what SQS refuses', '\uffff'],
    ['quotes', '"'],
  ])('cuts an item that is too large, of %s, and tells its length', (_, char) => {
    const raw = `head${char.repeat(1_100_000)}tail`;
    const body = quarantineBody({ ...reject, raw }, RECEIVED_AT);
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MAX_SQS_BYTES);
    expect(body).not.toMatch(REFUSED_BY_SQS);
    const { raw: kept, rawLength } = JSON.parse(body);
    expect(rawLength).toBe(JSON.stringify(raw).length);
    expect(kept.startsWith('"head')).toBe(true);
    expect(kept.endsWith('tail"')).toBe(true);
  });

  test('takes an item that is nested too deeply to be written', () => {
    const depth = 200_000;
    const raw: unknown = JSON.parse('['.repeat(depth) + ']'.repeat(depth));
    expect(JSON.parse(quarantineBody({ ...reject, raw }, RECEIVED_AT))).toEqual({
      version: 1,
      ...reject,
      receivedAt: RECEIVED_AT,
      raw: '"nested too deeply to be written"',
    });
  });

  test('takes an item that is nothing at all', () => {
    expect(JSON.parse(quarantineBody({ ...reject, raw: undefined }, RECEIVED_AT))).toMatchObject({ raw: 'null' });
  });

  test('keeps an item whole that fits to the last byte, and cuts one that is larger', () => {
    const body = (length: number) => quarantineBody({ ...reject, raw: 'x'.repeat(length) }, RECEIVED_AT);
    const room = MAX_SQS_BYTES - Buffer.byteLength(body(0));
    expect(Buffer.byteLength(body(room))).toBe(MAX_SQS_BYTES);
    expect(JSON.parse(body(room))).not.toHaveProperty('rawLength');
    expect(JSON.parse(body(room + 1))).toHaveProperty('rawLength');
  });

  test('stays a body that SQS takes, whatever the item', () => {
    law(
      fc.property(fc.noShrink(fc.oneof(fc.jsonValue(), text(20_000))), (raw) => {
        const body = quarantineBody({ ...reject, raw }, RECEIVED_AT);
        expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MAX_SQS_BYTES);
        expect(body).not.toMatch(REFUSED_BY_SQS);
      }),
      15,
    );
  });
});

/** Every optional field there, and all text as long as it may be. */
function largestEvent(char: string): MailEvent {
  const full = (max: number) => char.repeat(max);
  return {
    version: 1,
    id: full(BOUNDS.id),
    provider: 'sendgrid',
    type: 'resubscribe',
    recipient: full(BOUNDS.address),
    recipientRaw: full(BOUNDS.address),
    occurredAt: '2026-03-02T09:00:00.000Z',
    receivedAt: '2026-03-02T09:00:00.000Z',
    messageId: full(BOUNDS.id),
    stream: full(BOUNDS.stream),
    diagnostic: {
      smtpCode: 550,
      enhancedCode: '5.111.111',
      text: full(BOUNDS.text),
      remoteMta: full(BOUNDS.host),
      reportingMta: full(BOUNDS.host),
    },
    native: { event: full(BOUNDS.native), type: full(BOUNDS.native), subtype: full(BOUNDS.native), inactive: false },
    suspects: 1_000_000,
    sender: { domain: full(BOUNDS.host), ip: full(BOUNDS.host) },
    tags: Array.from({ length: BOUNDS.tags }, () => full(BOUNDS.metadataValue)),
    metadata: Object.fromEntries(
      Array.from({ length: BOUNDS.metadataKeys }, (_, index) => [
        `${index}`.padStart(2, '0') + full(BOUNDS.metadataKey - 2),
        full(BOUNDS.metadataValue),
      ]),
    ),
  };
}
