import { describe, expect, test } from 'vitest';
import type { HttpAnswer } from '../../shared/api/problem.ts';
import { MAX_LOOKUP } from '../../shared/api/routes/stored.ts';
import { type Service, service } from '../support/api.ts';
import { ANN, expectProblem, WRITE } from '../support/ask.ts';
import { recordsIn } from '../support/memory-ports.ts';
import { day, hardBounce, unsubscribe } from '../support/records.ts';

function lookUp({ ask }: Service, body: unknown): Promise<HttpAnswer> {
  return ask('POST', '/v1/suppressions/lookup', { body });
}

describe('GET /v1/suppressions/{address}', () => {
  test('answers 200 and why, for an address that is suppressed', async () => {
    const { ask } = service({ [ANN]: hardBounce(day(1)) });
    const answer = await ask('GET', `/v1/suppressions/${ANN}`);
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(answer.body)).toMatchObject({
      address: ANN,
      suppressed: true,
      reason: 'recipient_unknown',
      cause: 'hard_bounce',
      since: day(1),
      until: null,
    });
  });

  test('answers 200 for an address that nobody has heard of', async () => {
    const answer = await service().ask('GET', `/v1/suppressions/${ANN}`);
    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ address: ANN, suppressed: false, reason: null });
  });

  test.each([
    ['as it is', 'ann@example.com', ANN],
    ['in capitals', 'Ann@Example.COM', ANN],
    ['with its display name', 'Ann <ann@example.com>', ANN],
    ['with a plus', 'ann+shop@example.com', 'ann+shop@example.com'],
    ['with a slash', 'ann/shop@example.com', 'ann/shop@example.com'],
    ['with what looks like a path', 'ann/../bob@example.com', 'ann/../bob@example.com'],
    ['with what looks like the history', 'ann/history@example.com', 'ann/history@example.com'],
    ['with a percent sign', '50%off@example.com', '50%off@example.com'],
    ['with what looks encoded', '50%41@example.com', '50%41@example.com'],
    ['with a question mark', 'who?@example.com', 'who?@example.com'],
    ['with a number sign', 'a#b@example.com', 'a#b@example.com'],
    ['with an ampersand and an equals sign', 'a&b=c@example.com', 'a&b=c@example.com'],
    ['with letters beyond ASCII', 'jürgen@bücher.example', 'jürgen@xn--bcher-kva.example'],
    ['quoted, with a blank', '"ann lee"@example.com', '"ann lee"@example.com'],
    ['that is named like a route', 'lookup@example.com', 'lookup@example.com'],
  ])('finds an address %s', async (_, written, address) => {
    const { ask } = service({ [address]: hardBounce(day(1)) });
    const answer = await ask('GET', `/v1/suppressions/${written}`);
    expect(JSON.parse(answer.body)).toMatchObject({ address, suppressed: true });
  });

  test('narrows to the stream that the query names, decoded', async () => {
    const { ask } = service({ [ANN]: unsubscribe(day(1), 'news & more') });
    const of = async (query: string) =>
      JSON.parse((await ask('GET', `/v1/suppressions/${ANN}`, { query })).body).suppressed;
    expect(await of('stream=news%20%26%20more')).toBe(true);
    expect(await of('stream=news+%26+more')).toBe(true);
    expect(await of('stream=receipts')).toBe(false);
    expect(await of('')).toBe(false);
  });

  test.each(['ann', 'ann@', '@example.com', 'ann@exa mple.com', 'ann%40example.com', 'lookup', 'a\ufffd@example.com'])(
    'answers 400 for what is no address: %j',
    async (address) => {
      const { ask, store } = service();
      expectProblem(await ask('GET', `/v1/suppressions/${address}`), 400, 'address: not an e-mail address');
      expect(store.reads).toEqual([]);
    },
  );

  test.each([
    ['stream=', /^query\.stream: /],
    [`stream=${'x'.repeat(257)}`, /^query\.stream: /],
    ['steam=newsletter', 'query.steam: unknown key'],
    ['stream=a&address=b&x=1', 'query.address, x: unknown key'],
  ])('names what is wrong with the query %j', async (query, detail) => {
    expectProblem(await service().ask('GET', `/v1/suppressions/${ANN}`, { query }), 400, detail);
  });
});

describe('POST /v1/suppressions/lookup', () => {
  test('answers in the order of the question, each in canonical form', async () => {
    const api = service({ [ANN]: hardBounce(day(1)) });
    const addresses = ['bob@example.com', 'ANN@Example.com', 'bob@example.com', '"Ann" <ann@example.com>'];
    const { results } = JSON.parse((await lookUp(api, { addresses })).body);
    expect(results.map(({ address, suppressed }: Record<string, unknown>) => [address, suppressed])).toEqual([
      ['bob@example.com', false],
      [ANN, true],
      ['bob@example.com', false],
      [ANN, true],
    ]);
  });

  test('narrows to a stream', async () => {
    const api = service({ [ANN]: unsubscribe(day(1), 'newsletter') });
    const { results } = JSON.parse((await lookUp(api, { addresses: [ANN], stream: 'newsletter' })).body);
    expect(results).toMatchObject([{ suppressed: true, reason: 'unsubscribed', scope: 'newsletter' }]);
  });

  test('answers one that is no address as suppressed, and its neighbours as ever', async () => {
    const api = service({ [ANN]: hardBounce(day(1)) });
    const answer = await lookUp(api, { addresses: [ANN, 'not an address', '', 'bob@example.com'] });
    expect(answer.statusCode).toBe(200);
    const malformed = { suppressed: true, reason: 'invalid_address', cause: 'malformed', until: null };
    expect(JSON.parse(answer.body).results).toMatchObject([
      { address: ANN, suppressed: true, cause: 'hard_bounce' },
      { address: 'not an address', ...malformed },
      { address: '', ...malformed },
      { address: 'bob@example.com', suppressed: false },
    ]);
  });

  test('takes none, and as many as it says', async () => {
    const api = service({ 'user-999@example.com': hardBounce(day(1)) });
    expect(JSON.parse((await lookUp(api, { addresses: [] })).body)).toEqual({ results: [] });
    const addresses = Array.from({ length: MAX_LOOKUP }, (_, index) => `user-${index}@example.com`);
    const { results } = JSON.parse((await lookUp(api, { addresses })).body);
    expect(results).toHaveLength(1000);
    expect(results[998]).toMatchObject({ address: 'user-998@example.com', suppressed: false });
    expect(results[999]).toMatchObject({ address: 'user-999@example.com', suppressed: true });
  });

  test('does not take one more', async () => {
    const api = service();
    const addresses = Array.from({ length: MAX_LOOKUP + 1 }, () => ANN);
    expectProblem(await lookUp(api, { addresses }), 400, 'body.addresses: at most 1000 addresses in one call');
    expect(api.store.reads).toEqual([]);
  });

  test.each([
    ['no body', undefined, /^body: .*object/],
    ['no JSON', '{"addresses":', 'body: not JSON'],
    ['a list', [ANN], /^body: .*object/],
    ['no addresses', {}, /^body\.addresses: .*array/],
    ['addresses that are text', { addresses: ANN }, /^body\.addresses: .*array/],
    ['an address that is no text', { addresses: [ANN, 7] }, /^body\.addresses\.1: .*string/],
    ['an unknown key', { addresses: [], streams: ['a'] }, 'body.streams: unknown key'],
    ['an empty stream', { addresses: [], stream: '' }, /^body\.stream: /],
  ])('names what is wrong with the body: %s', async (_, body, detail) => {
    expectProblem(await lookUp(service(), body), 400, detail);
  });
});

describe('PUT and DELETE /v1/suppressions/{address}', () => {
  test('suppress and release, by the name of the key, under the id of the request', async () => {
    const { ask, store } = service();
    const body = { note: 'asked us to', until: '2026-02-01T02:00:00+02:00' };
    const put = await ask('PUT', `/v1/suppressions/${ANN}`, { headers: WRITE, body });
    expect(JSON.parse(put.body)).toMatchObject({ address: ANN, suppressed: true, cause: 'manual' });
    const query = 'note=a%20mistake';
    const released = await ask('DELETE', `/v1/suppressions/${ANN}`, { headers: WRITE, query });
    expect(JSON.parse(released.body)).toMatchObject({ address: ANN, suppressed: false });
    expect(recordsIn(store)[ANN]?.['*']).toMatchObject({
      suppressed: { id: 'manual:request-1', by: 'support', note: 'asked us to', until: '2026-02-01T00:00:00.000Z' },
      released: { id: 'manual:request-2', by: 'support', note: 'a mistake' },
    });
  });

  test('need no body', async () => {
    const { ask } = service();
    const put = await ask('PUT', `/v1/suppressions/${ANN}`, { headers: WRITE });
    expect(JSON.parse(put.body)).toMatchObject({ suppressed: true, reason: 'manual', until: null });
  });

  test('may be about one stream', async () => {
    const { ask, store } = service();
    await ask('PUT', `/v1/suppressions/${ANN}`, { headers: WRITE, body: { stream: 'newsletter' } });
    await ask('DELETE', `/v1/suppressions/${ANN}`, { headers: WRITE, query: 'stream=newsletter' });
    expect(Object.keys(recordsIn(store)[ANN] ?? {})).toEqual(['newsletter']);
  });

  test.each([
    ['until', { until: 'tomorrow' }, 'body.until: expected a time such as 2027-01-31T00:00:00Z'],
    ['until', { until: '2027-01-31' }, 'body.until: expected a time such as 2027-01-31T00:00:00Z'],
    ['until', { until: day(1) }, 'body.until: lies in the past'],
    ['until', { until: day(2) }, 'body.until: lies in the past'],
    ['until', { until: '9999-12-31T23:59:59-01:00' }, /^body\.until: /],
    ['note', { note: 'x'.repeat(501) }, /^body\.note: /],
    ['note', { note: 7 }, /^body\.note: /],
    ['a key', { untill: day(9) }, 'body.untill: unknown key'],
    ['the body', 'null', /^body: .*object/],
    ['the body', 'until: tomorrow', 'body: not JSON'],
  ])('PUT names what is wrong with %s: %j', async (_, body, detail) => {
    const { ask, store } = service();
    expectProblem(await ask('PUT', `/v1/suppressions/${ANN}`, { headers: WRITE, body }), 400, detail);
    expect(store.writes).toEqual([]);
  });

  test.each([
    ['until=2027-01-31T00:00:00Z', 'query.until: unknown key'],
    ['stream=', /^query\.stream: /],
    [`note=${'x'.repeat(501)}`, /^query\.note: /],
  ])('DELETE names what is wrong with the query %j', async (query, detail) => {
    const { ask, store } = service();
    expectProblem(await ask('DELETE', `/v1/suppressions/${ANN}`, { headers: WRITE, query }), 400, detail);
    expect(store.writes).toEqual([]);
  });

  test.each(['PUT', 'DELETE'])('%s writes nothing for what is no address', async (method) => {
    const { ask, store } = service();
    const answer = await ask(method, '/v1/suppressions/ann', { headers: WRITE });
    expectProblem(answer, 400, 'address: not an e-mail address');
    expect(store.writes).toEqual([]);
  });
});
