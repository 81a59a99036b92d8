import { describe, expect, test } from 'vitest';
import document from '../../docs/openapi.json' with { type: 'json' };
import { EXPLAIN_WORK } from '../../shared/api/explain-work.ts';
import { createApi } from '../../shared/api/router.ts';
import { answered, asking, expectProblem, KEYS } from '../support/ask.ts';

const errors: unknown[] = [];
const ask = asking(
  createApi({
    work: EXPLAIN_WORK,
    ports: { document },
    access: { keys: KEYS },
    onError: (error) => errors.push(error),
  }),
);
const explain = (body: unknown) => ask('POST', '/v1/explain', { body });

describe('POST /v1/explain', () => {
  test('explains a reply', async () => {
    expect(await answered(explain({ text: '550 5.1.1 No such user here' }))).toMatchObject({
      reason: 'recipient_unknown',
      fault: 'recipient',
      action: 'suppress',
      rule: expect.any(String),
      remedy: expect.any(String),
    });
  });

  test('takes a reply code as a number or as text', async () => {
    const text = 'mailbox is full';
    const [number, words] = await Promise.all([explain({ text, smtp: 452 }), explain({ text, smtp: '452' })]);
    expect(JSON.parse(number.body)).toMatchObject({ reason: 'mailbox_full', action: 'count' });
    expect(words.body).toBe(number.body);
  });

  test('believes a class only of the provider that is named', async () => {
    const question = { text: 'something nobody understands', nativeType: 'Permanent', nativeSubtype: 'NoEmail' };
    expect(await answered(explain(question))).toMatchObject({ reason: 'unknown' });
    expect(await answered(explain({ ...question, provider: 'ses' }))).toMatchObject({ action: 'suppress' });
  });

  test('says that nothing is known of nothing', async () => {
    expect(await answered(explain({}))).toMatchObject({ reason: 'unknown', rule: 'no-rule' });
  });

  const SENDGRID = [
    { email: 'ann@example.com', event: 'bounce', timestamp: 1_772_442_000, reason: '550 5.1.1 No such user' },
    { event: 'bounce', timestamp: 1_772_442_000 },
  ];

  test('explains the events of a raw payload, and names what is none', async () => {
    expect(await answered(explain({ provider: 'sendgrid', payload: SENDGRID }))).toMatchObject({
      events: [
        {
          event: { provider: 'sendgrid', type: 'bounce', recipient: 'ann@example.com' },
          verdict: { reason: 'recipient_unknown', action: 'suppress' },
        },
      ],
      rejects: [{ index: 1, reason: expect.stringContaining('email') }],
      notices: [],
    });
  });

  test('takes a payload also as the text that it was', async () => {
    const parsed = await explain({ provider: 'sendgrid', payload: SENDGRID });
    const text = await explain({ provider: 'sendgrid', payload: JSON.stringify(SENDGRID) });
    expect(text.body).toBe(parsed.body);
  });

  test('keeps every digit of a long id', async () => {
    const payload =
      '{"provider":"postmark","payload":{"RecordType":"Bounce","ID":9007199254740993,"Type":"HardBounce","Email":"ann@example.com","BouncedAt":"2026-03-02T09:00:00Z"}}';
    const { events } = await answered(explain(payload));
    expect(events[0].event.id).toContain('9007199254740993');
  });

  test.each([
    ['a code', { smtp: 99 }, /^body\.smtp: /],
    ['a code', { smtp: '5xx' }, 'body.smtp: expected a reply code such as 550'],
    ['an enhanced code', { enhanced: '5.1' }, 'body.enhanced: expected an enhanced status code such as 5.1.1'],
    ['a text', { text: 7 }, /^body\.text: /],
    ['a provider', { text: '550', provider: 'mailgun' }, /^body\.provider: .*sendgrid/],
    ['a provider that is missing', { payload: [] }, 'body.provider: whose payload is it?'],
    ['a key', { text: '550', smpt: 550 }, 'body.smpt: unknown key'],
    ['a key', { provider: 'ses', payload: {}, text: '550' }, 'body.text: not together with a payload'],
    ['the body', [], /^body: /],
    ['the body', undefined, /^body: /],
    ['a payload', { provider: 'sendgrid', payload: 'not JSON' }, /^body\.payload: nothing that sendgrid posts: /],
    ['a payload', { provider: 'postmark', payload: [] }, /^body\.payload: nothing that postmark posts: /],
  ])('names what is wrong with %s: %j', async (_, body, detail) => {
    expectProblem(await explain(body), 400, detail);
  });

  test('does not take a payload that is nested too deeply to be read', async () => {
    const payload = '['.repeat(200_000) + ']'.repeat(200_000);
    expectProblem(await explain(`{"provider":"ses","payload":${payload}}`), 400, 'body.payload: nested too deeply');
  });

  test('does not explain more events than it could answer', async () => {
    const payload = Array.from({ length: 1001 }, () => ({}));
    expectProblem(await explain({ provider: 'sendgrid', payload }), 413, /1001 events, at most 1000/);
  });

  test('is for callers with a key', async () => {
    expectProblem(await ask('POST', '/v1/explain', { headers: {}, body: {} }), 401, /key/);
  });
});

describe('GET /v1/openapi.json', () => {
  test('answers the document, whoever asks', async () => {
    expect(await answered(ask('GET', '/v1/openapi.json', { headers: {} }))).toEqual(document);
  });
});

test('nothing of this was an error of the service', () => expect(errors).toEqual([]));
