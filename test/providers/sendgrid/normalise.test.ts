import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BOUNDS } from '../../../shared/event/bounds.ts';
import { type MailEvent, mailEvent } from '../../../shared/event/mail-event.ts';
import { isRefusal, type Normalised } from '../../../shared/providers/provider.ts';
import { sendgrid } from '../../../shared/providers/sendgrid/provider.ts';
import { EVENT_SECONDS, RECEIVED_AT, sendgridItem } from '../fixtures-sendgrid.ts';
import { reference } from '../fixtures-ses.ts';

function normalised(items: unknown): Normalised {
  const outcome = sendgrid.normalise(Buffer.from(JSON.stringify(items)), RECEIVED_AT);
  if (isRefusal(outcome)) throw new Error(outcome.detail);
  for (const event of outcome.events) expect(mailEvent.safeParse(event).error).toBeUndefined();
  return outcome;
}

function onlyEvent(event: string, fields: Readonly<Record<string, unknown>> = {}): MailEvent {
  const { events, rejects, notices } = normalised([sendgridItem(event, fields)]);
  expect({ rejects, notices }).toEqual({ rejects: [], notices: [] });
  const [only] = events;
  if (only === undefined) throw new Error('no event');
  return only;
}

function onlyReason(item: unknown): string | undefined {
  const { events, rejects, notices } = normalised([item]);
  expect({ events, notices }).toEqual({ events: [], notices: [] });
  return rejects[0]?.reason;
}

describe('a body', () => {
  test.each(['', '[', 'event=bounce', '\u0000'])('%j is no JSON: malformed', (text) => {
    expect(sendgrid.normalise(Buffer.from(text), RECEIVED_AT)).toEqual({
      kind: 'malformed',
      detail: 'body: not JSON',
    });
  });

  test.each(['{}', 'null', '"bounce"', '7'])('%s is no batch: malformed', (text) => {
    expect(sendgrid.normalise(Buffer.from(text), RECEIVED_AT)).toEqual({
      kind: 'malformed',
      detail: 'body: not an array of SendGrid events',
    });
  });

  test('an empty batch is a batch', () => {
    expect(normalised([])).toEqual({ events: [], rejects: [], notices: [] });
  });

  test('may be laid out as SendGrid does, with line ends between items and escaped angle brackets', () => {
    const text = JSON.stringify([sendgridItem('open'), sendgridItem('click')])
      .replaceAll('},{', '},\r\n{')
      .replaceAll('<', '\\u003c')
      .replaceAll('>', '\\u003e');
    expect(sendgrid.normalise(Buffer.from(`${text}\r\n`), RECEIVED_AT)).toMatchObject({
      events: [{ native: { event: 'open' } }, { native: { event: 'click' } }],
    });
  });
});

describe('an event', () => {
  test('a bounce carries who, when, why, what sent it and what came with it', () => {
    const event = onlyEvent('bounce', {
      email: 'Ann <ANN+news@Example.com>',
      reason: '550 5.1.1 No such user here ',
      status: '5.1.1',
      type: 'bounce',
      bounce_classification: ' Invalid Address ',
      ip: '198.51.100.7',
      tls: 1,
      cert_err: '1',
      category: ['welcome', 'trial'],
      order: 4711,
      'is VIP': true,
    });
    expect(event).toEqual({
      version: 1,
      id: 'sendgrid:bounce:bounce-0-19942112-k3JvKQ',
      provider: 'sendgrid',
      type: 'bounce',
      recipient: 'ann+news@example.com',
      recipientRaw: 'Ann <ANN+news@Example.com>',
      occurredAt: '2026-03-01T12:00:00.000Z',
      receivedAt: '2026-03-01T12:00:30.000Z',
      messageId: 'Wb5Sr9oNTdmkYTPu7JXhQA',
      diagnostic: { smtpCode: 550, enhancedCode: '5.1.1', text: '550 5.1.1 No such user here' },
      native: { event: 'bounce', type: 'bounce', subtype: 'Invalid Address' },
      sender: { ip: '198.51.100.7' },
      tags: ['welcome', 'trial'],
      metadata: { order: '4711', 'is VIP': 'true' },
    });
  });

  test.each([
    ['bounce', 'bounce'],
    ['dropped', 'drop'],
    ['deferred', 'deferral'],
    ['delivered', 'delivery'],
    ['spamreport', 'complaint'],
    ['unsubscribe', 'unsubscribe'],
    ['group_unsubscribe', 'unsubscribe'],
    ['group_resubscribe', 'resubscribe'],
    ['processed', 'other'],
    ['open', 'other'],
    ['click', 'other'],
    ['read_aloud', 'other'],
    ['constructor', 'other'],
  ])('%s is a %s', (event, type) => {
    expect(onlyEvent(event, { asm_group_id: 7 })).toMatchObject({ type, native: { event } });
  });

  test('has a name in any letter case, kept as it was sent', () => {
    expect(onlyEvent(' Processed ')).toMatchObject({ type: 'other', native: { event: 'Processed' } });
    expect(onlyEvent('DROPPED')).toMatchObject({ type: 'drop', native: { event: 'DROPPED' } });
  });

  test.each(['bounce', 'blocked', 'expired', undefined])(
    'a bounce of the type %s tells it: not each is hard',
    (type) => {
      const event = onlyEvent('bounce', { type, reason: '552 5.2.2 over quota' });
      expect(event).toMatchObject({ type: 'bounce', diagnostic: { smtpCode: 552, enhancedCode: '5.2.2' } });
      expect(event.native.type).toBe(type);
    },
  );

  test('a drop tells what refused it: its status says nothing of the mailbox', () => {
    const event = onlyEvent('dropped', { reason: 'Bounced Address', status: '5.0.0' });
    expect(event.diagnostic).toEqual({ text: 'Bounced Address', enhancedCode: '5.0.0' });
    expect(event.native).toEqual({ event: 'dropped' });
  });

  test('a deferral has its answer in `response`, or else in `reason`', () => {
    const response = '451 4.7.1 Greylisted, try again later';
    expect(onlyEvent('deferred', { response, attempt: '5' }).diagnostic).toMatchObject({ text: response });
    expect(onlyEvent('deferred', { reason: response }).diagnostic).toMatchObject({ text: response });
    expect(onlyEvent('deferred', { response: ' ', reason: response }).diagnostic).toMatchObject({ text: response });
  });

  test('a deferral tells the From address: only its domain is kept', () => {
    const event = onlyEvent('deferred', {
      from: 'News <news@Shop.example>',
      domain: 'example.com',
      ip: '198.51.100.7',
    });
    expect(event.sender).toEqual({ domain: 'shop.example', ip: '198.51.100.7' });
    expect(event.metadata).toBeUndefined();
  });
});

describe('time', () => {
  test.each([
    ['unix seconds', EVENT_SECONDS],
    ['unix seconds as text', String(EVENT_SECONDS)],
    ['unix milliseconds, as in Single Sends', EVENT_SECONDS * 1000],
    ['unix seconds with a fraction', EVENT_SECONDS + 0.0004],
  ])('may be %s', (_form, timestamp) => {
    expect(onlyEvent('open', { timestamp }).occurredAt).toBe('2026-03-01T12:00:00.000Z');
  });

  test('from a clock that runs ahead is cut back to receipt', () => {
    expect(onlyEvent('open', { timestamp: EVENT_SECONDS + 86_400 }).occurredAt).toBe('2026-03-01T12:05:30.000Z');
  });
});

describe('ids', () => {
  test('of the same event are the same, whenever it comes', () => {
    const body = Buffer.from(JSON.stringify([sendgridItem('bounce', { sg_event_id: undefined })]));
    const first = sendgrid.normalise(body, RECEIVED_AT);
    const second = sendgrid.normalise(body, RECEIVED_AT + 3_600_000);
    if (isRefusal(first) || isRefusal(second)) throw new Error('refused');
    expect(first.events[0]?.id).toMatch(/^sendgrid:bounce:sha256-[\w-]{22}$/);
    expect(second.events[0]?.id).toBe(first.events[0]?.id);
  });

  test('are hashed when they are too long or not plain', () => {
    expect(onlyEvent('open', { sg_event_id: ' abc== ' }).id).toBe('sendgrid:other:abc==');
    for (const id of ['x'.repeat(129), 'with blank', 'ünïcode']) {
      expect(onlyEvent('open', { sg_event_id: id }).id).toMatch(/^sendgrid:other:sha256-[\w-]{22}$/);
    }
  });

  test('of events that came without one differ when the events do', () => {
    const without = { sg_event_id: '' };
    const variants = [
      onlyEvent('bounce', without),
      onlyEvent('deferred', without),
      onlyEvent('open', without),
      onlyEvent('click', without),
      onlyEvent('click', { ...without, url: 'https://shop.example/a' }),
      onlyEvent('bounce', { ...without, email: 'bob@example.com' }),
      onlyEvent('bounce', { ...without, timestamp: EVENT_SECONDS + 1 }),
      onlyEvent('bounce', { ...without, sg_message_id: 'other' }),
      onlyEvent('bounce', { ...without, reason: '550 no' }),
    ];
    expect(new Set(variants.map(({ id }) => id)).size).toBe(variants.length);
    expect(onlyEvent('bounce', { ...without, email: 'ANN@example.com' }).id).toBe(variants[0]?.id);
  });

  test.each([
    ['14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0', '14c5d75ce93.dfd.64b469'],
    ['14c583da911.2c36.1c804d.filter-406.22375.55148AA99.0', '14c583da911.2c36.1c804d'],
    ['LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0', 'LRzXl_NHStOGhQ4kofSm_A'],
    ['fPJrJPIRTxC_obpgfTy74w.stfilter-015.5185.55F883564.0', 'fPJrJPIRTxC_obpgfTy74w'],
    ['Wb5Sr9oNTdmkYTPu7JXhQA.recvd-6d8c9f7b5-x2x4q-1-69A42B40-1C.0', 'Wb5Sr9oNTdmkYTPu7JXhQA'],
    [' 14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0', '14c5d75ce93.dfd.64b469'],
    ['sent.by.hand', 'sent.by.hand'],
    ['.filter0001.16648', '.filter0001.16648'],
  ])('of the message %s have the name of the server cut off', (sent, messageId) => {
    expect(onlyEvent('delivered', { sg_message_id: sent }).messageId).toBe(messageId);
  });

  test('of the message are found in smtp-id when that is all there is', () => {
    expect(onlyEvent('bounce', { sg_message_id: '' }).messageId).toBe('Wb5Sr9oNTdmkYTPu7JXhQA');
    expect(onlyEvent('bounce', { sg_message_id: undefined, 'smtp-id': '' }).messageId).toBeUndefined();
    expect(onlyEvent('bounce', { sg_message_id: undefined, 'smtp-id': '<@>' }).messageId).toBeUndefined();
  });
});

describe('the stream', () => {
  test('of an unsubscribe or complaint is its group', () => {
    expect(onlyEvent('group_unsubscribe', { asm_group_id: 7 }).stream).toBe('7');
    expect(onlyEvent('group_resubscribe', { asm_group_id: '7' }).stream).toBe('7');
    expect(onlyEvent('spamreport', { asm_group_id: 7 }).stream).toBe('7');
    expect(onlyEvent('spamreport').stream).toBeUndefined();
  });

  test('of an unsubscribe from all mail is none, whatever group the message was sent to', () => {
    expect(onlyEvent('unsubscribe', { asm_group_id: 7 })).not.toHaveProperty('stream');
  });

  test('without a group, leaving one counts for all mail, and rejoining one for none', () => {
    expect(onlyEvent('group_unsubscribe')).not.toHaveProperty('stream');
    expect(onlyReason(sendgridItem('group_resubscribe'))).toBe('asm_group_id: missing from group_resubscribe');
    expect(onlyReason(sendgridItem('group_resubscribe', { asm_group_id: null }))).toMatch(/^asm_group_id: /);
  });
});

describe('custom arguments', () => {
  test("are not taken for SendGrid's fields on events where it sets none of that name", () => {
    const custom = {
      reason: '550 5.1.1 no',
      response: '250 ok',
      status: '5.1.1',
      type: 'bounce',
      from: 'eve@x.example',
    };
    const event = onlyEvent('spamreport', { ...custom, id: '1' });
    expect(event.diagnostic).toBeUndefined();
    expect(event.sender).toBeUndefined();
    expect(event.native).toEqual({ event: 'spamreport' });
    expect(event.metadata).toEqual({ ...custom, id: '1' });
    expect(onlyEvent('dropped', { reason: 'Invalid', type: 'invoice' })).toMatchObject({
      native: { event: 'dropped' },
      metadata: { type: 'invoice' },
    });
    expect(onlyEvent('delivered', { response: '250 OK', reason: 'renewal', status: 'paid' })).toMatchObject({
      diagnostic: { text: '250 OK', smtpCode: 250 },
      metadata: { reason: 'renewal', status: 'paid' },
    });
  });

  test("don't hold the recipient's own address on the network or browser", () => {
    for (const event of ['open', 'click', 'unsubscribe', 'group_unsubscribe', 'read_aloud']) {
      const text = JSON.stringify(onlyEvent(event, { ip: '203.0.113.9', useragent: 'Browser/1.0' }));
      expect(text).not.toMatch(/203\.0\.113\.9|Browser/);
    }
  });

  test('are passed on as text when they are scalars, and left out otherwise', () => {
    const event = onlyEvent('open', { a: 'x', b: 1.5, c: false, d: null, e: { f: 1 }, g: [1], '': 'nameless' });
    expect(event.metadata).toEqual({ a: 'x', b: '1.5', c: 'false' });
  });

  test('keep every digit of a long number', () => {
    const text = JSON.stringify([sendgridItem('open', { order: 'DIGITS' })]).replace('"DIGITS"', '9007199254740993');
    expect(sendgrid.normalise(Buffer.from(text), RECEIVED_AT)).toMatchObject({
      events: [{ metadata: { order: '9007199254740993' } }],
    });
  });

  test('named like parts of JavaScript are names like any other', () => {
    const text = JSON.stringify([sendgridItem('open')]).replace(
      '{',
      '{"__proto__":"p","constructor":"c","toString":"t",',
    );
    const outcome = sendgrid.normalise(Buffer.from(text), RECEIVED_AT);
    expect(isRefusal(outcome) ? outcome : Object.entries(outcome.events[0]?.metadata ?? {})).toEqual([
      ['__proto__', 'p'],
      ['constructor', 'c'],
      ['toString', 't'],
    ]);
  });

  test('that name the campaign or template pass, what is internal to SendGrid does not', () => {
    const event = onlyEvent('processed', {
      singlesend_name: 'Spring',
      template_id: 'd-1',
      sg_template_name: 'Version 3',
      template_hash: 'ab12',
      sg_user_id: 12345,
      send_at: 0,
      pool: { name: 'main', id: '210' },
    });
    expect(event.metadata).toEqual({ singlesend_name: 'Spring', template_id: 'd-1' });
  });

  test.each([
    ['welcome', ['welcome']],
    [
      ['welcome', ' ', 'trial'],
      ['welcome', 'trial'],
    ],
    [
      ['2026', 2026, null, {}],
      ['2026', '2026'],
    ],
    [[], undefined],
    ['', undefined],
    [{}, undefined],
    [undefined, undefined],
  ])('the category %j makes the tags %j', (category, tags) => {
    expect(onlyEvent('open', { category }).tags).toEqual(tags);
  });
});

describe('a bad item', () => {
  test.each([
    ['event', undefined, 'event: missing or not text'],
    ['event', ' ', 'event: missing or not text'],
    ['event', 7, 'event: missing or not text'],
    ['timestamp', undefined, 'timestamp: missing or not a time in unix seconds'],
    ['timestamp', 'noon', 'timestamp: missing or not a time in unix seconds'],
    ['timestamp', -1, 'timestamp: missing or not a time in unix seconds'],
    ['email', undefined, 'email: missing or not an e-mail address'],
    ['email', ['ann@example.com'], 'email: missing or not an e-mail address'],
    ['email', 'ann at example.com', 'email: missing or not an e-mail address'],
  ])('with %s %j is set aside, and the field named', (field, value, reason) => {
    expect(onlyReason(sendgridItem('dropped', { reason: 'Invalid', [field]: value }))).toBe(reason);
  });

  test('of an unknown event without an address is set aside, not lost', () => {
    expect(onlyReason(sendgridItem('account_upgraded', { email: undefined }))).toMatch(/^email: /);
  });

  test('is kept as it came, with its place in the batch', () => {
    const pairs = [{ Key: 'email', Value: 'ann@example.com' }];
    const { events, rejects } = normalised([sendgridItem('open'), pairs, null, sendgridItem('click'), 'text']);
    expect(events).toHaveLength(2);
    expect(rejects).toEqual([
      { provider: 'sendgrid', reason: 'item: not a JSON object', index: 1, raw: pairs },
      { provider: 'sendgrid', reason: 'item: not a JSON object', index: 2, raw: null },
      { provider: 'sendgrid', reason: 'item: not a JSON object', index: 4, raw: 'text' },
    ]);
  });

  test('costs exactly one reject and none of its neighbours', () => {
    const good = fc.constantFrom('bounce', 'dropped', 'open', 'spamreport').map((event) => sendgridItem(event));
    const bad = fc.oneof(
      fc.jsonValue().filter((value) => typeof value !== 'object' || value === null || Array.isArray(value)),
      fc.constantFrom('event', 'timestamp', 'email').map((field) => sendgridItem('bounce', { [field]: undefined })),
    );
    fc.assert(
      fc.property(fc.array(good, { maxLength: 20 }), bad, fc.nat(), (items, item, place) => {
        const index = place % (items.length + 1);
        const { events, rejects } = normalised([...items.slice(0, index), item, ...items.slice(index)]);
        expect(events).toHaveLength(items.length);
        expect(rejects).toMatchObject([{ index }]);
      }),
    );
  });
});

describe('a change of the account', () => {
  test('is told to the operator, and is no event', () => {
    const { events, rejects, notices } = normalised([
      { event: 'account_status_change', sg_event_id: 'x', timestamp: EVENT_SECONDS, type: 'compliance_suspend' },
    ]);
    expect({ events, rejects }).toEqual({ events: [], rejects: [] });
    expect(notices).toEqual([
      { kind: 'account_status_change', detail: 'SendGrid changed the status of the account: compliance_suspend' },
    ]);
  });

  test('is told also where it does not say which', () => {
    const { notices } = normalised([{ event: 'account_status_change', timestamp: EVENT_SECONDS }]);
    expect(notices).toMatchObject([{ detail: 'SendGrid changed the status of the account: unknown' }]);
  });
});

describe('input', () => {
  test('of any kind gets an answer, not an exception', () => {
    const fields = fc.dictionary(
      fc.constantFrom(...Object.keys(sendgridItem('')), 'category', 'asm_group_id', 'reason', 'response', 'ip', 'x'),
      fc.jsonValue(),
    );
    const near = fc
      .tuple(fc.constantFrom('bounce', 'dropped', 'deferred', 'delivered', 'open', 'group_resubscribe'), fields)
      .map(([event, changes]) => sendgridItem(event, changes));
    fc.assert(fc.property(fc.array(fc.oneof(near, fc.jsonValue())), (items) => void normalised(items)));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(Buffer.from)), (bytes) => {
        expect(sendgrid.normalise(Buffer.from(bytes), RECEIVED_AT)).toBeTypeOf('object');
      }),
    );
  });

  test('of any length fits the bounds of an event', () => {
    const long = 'x'.repeat(100_000);
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}${long}`, long]));
    const event = onlyEvent('bounce', {
      ...many,
      sg_event_id: long,
      sg_message_id: long,
      reason: long,
      status: long,
      type: long,
      bounce_classification: long,
      ip: `fe80::1%${long}`,
      asm_group_id: long,
      category: Array.from({ length: 100 }, () => long),
    });
    expect(event.native.subtype).toHaveLength(BOUNDS.native);
    expect(event.tags).toHaveLength(BOUNDS.tags);
    expect(Object.keys(event.metadata ?? {})).toHaveLength(BOUNDS.metadataKeys);
  });
});

const samples = reference('samples/');
const MALFORMED = ['sendgrid-custom-arg-only-docs.json', 'sendgrid-malformed-array-of-arrays-2020.json'];

test.skipIf(!existsSync(samples))(
  'every reference sample of SendGrid (needs the reference material) is understood, save the malformed ones',
  () => {
    const files = readdirSync(samples).filter((name) => /^sendgrid-(?!api-)/.test(name));
    const rejected = files.filter((file) => {
      const items: unknown = JSON.parse(readFileSync(new URL(file, samples), 'utf8'));
      return normalised(items).rejects.length > 0;
    });
    expect(files.length).toBeGreaterThan(MALFORMED.length);
    expect(rejected.sort()).toEqual(MALFORMED);
  },
);
