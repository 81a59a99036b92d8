import { describe, expect, test } from 'vitest';
import { type Service, service } from '../support/api.ts';
import { ANN, answered, expectProblem, READ, WRITE } from '../support/ask.ts';
import { recordsIn } from '../support/memory-ports.ts';
import { day, unsubscribe } from '../support/records.ts';

const PATH = `/v1/suppressions/${ANN}`;

const put = ({ ask }: Service, body: unknown, path = PATH) => ask('PUT', path, { headers: WRITE, body });

describe('a body made to hurt', () => {
  test.each([
    ['deep lists', '['.repeat(500_000)],
    ['deep lists that close', `${'['.repeat(500_000)}${']'.repeat(500_000)}`],
    ['deep objects', `${'{"note":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['deep lists and a long number', `${'['.repeat(100_000)}12345678901234567890${']'.repeat(100_000)}`],
    ['bytes that are no UTF-8 where JSON wants structure', Buffer.from([0x7b, 0xff, 0x7d]).toString('latin1')],
  ])('is a 400, no fault of the service: %s', async (_, body) => {
    const api = service();
    const answer = await put(api, body);
    expectProblem(answer, 400, /^body/);
    expect([api.errors, api.store.writes]).toEqual([[], []]);
  });

  test.each(['__proto__', 'constructor', 'prototype', 'toString'])(
    'changes no object through the key %s',
    async (key) => {
      const api = service();
      expectProblem(await put(api, `{"${key}":{"suppressed":false}}`), 400, `body.${key}: unknown key`);
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect({}).not.toHaveProperty('suppressed');
    },
  );

  test('gets no more back than was wrong first, however much is wrong', async () => {
    const keys = Array.from({ length: 50_000 }, (_, index) => `"x${index}":1`);
    const { statusCode, body } = await put(service(), `{${keys.join()}}`);
    expect(statusCode).toBe(400);
    expect(body.length).toBeLessThan(500);
  });

  test('is JSON whatever it is called, so that a plain curl works', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'image/png', '']) {
      const headers = { ...WRITE, 'content-type': type };
      const answer = await answered(service().ask('PUT', PATH, { headers, body: { note: 'asked us to' } }));
      expect(answer).toMatchObject({ suppressed: true });
    }
  });
});

describe('names that every object has', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'are streams like any other: %s',
    async (stream) => {
      const api = service();
      const query = `stream=${stream}`;
      expect(await answered(api.ask('GET', PATH, { query }))).toMatchObject({ suppressed: false });
      expect(await answered(put(api, { stream }))).toMatchObject({ suppressed: true, scope: stream });
      expect(await answered(api.ask('GET', PATH, { query }))).toMatchObject({ suppressed: true, scope: stream });
      expect(Object.keys(recordsIn(api.store)[ANN] ?? {})).toEqual([stream]);
      expect(await answered(api.ask('GET', PATH, { query: 'stream=other' }))).toMatchObject({ suppressed: false });
    },
  );

  test.each(['__proto__@example.com', 'constructor@__proto__'])('are addresses like any other: %s', async (address) => {
    const api = service();
    await put(api, {}, `/v1/suppressions/${address}`);
    const body = { addresses: [address, 'toString@example.com'] };
    const { results } = await answered(api.ask('POST', '/v1/suppressions/lookup', { body }));
    expect(results).toMatchObject([{ address, suppressed: true }, { suppressed: false }]);
  });
});

describe('headers', () => {
  test('of another method or another user do nothing', async () => {
    const api = service();
    const headers = {
      ...READ,
      'x-http-method-override': 'DELETE',
      'x-forwarded-for': '127.0.0.1',
      'x-amzn-oidc-identity': 'admin',
      cookie: 'authorization=Bearer bs_write',
    };
    expect((await api.ask('GET', PATH, { headers })).statusCode).toBe(200);
    expectProblem(await api.ask('PUT', PATH, { headers }), 403, /may only read/);
    expect(api.store.writes).toEqual([]);
  });

  test('of an answer hold nothing that the caller wrote', async () => {
    const api = service({ [ANN]: unsubscribe(day(1), 'news\r\nx-injected: 1') });
    const query = `stream=${encodeURIComponent('news\r\nx-injected: 1')}&%0d%0ax-injected=1`;
    for (const answer of [
      await api.ask('GET', PATH, { query }),
      await api.ask('GET', `${PATH}\r\nx-injected: 1`),
      await api.ask('GET\r\nx-injected: 1', PATH),
    ]) {
      for (const value of Object.values(answer.headers)) expect(value).toMatch(/^[\x20-\x7e]+$/);
      expect(Object.keys(answer.headers)).not.toContain('x-injected');
    }
  });

  test('let no page of another site read an answer, nor ask first whether it may', async () => {
    const origin = { origin: 'https://evil.example', 'access-control-request-method': 'PUT' };
    for (const answer of [
      await service().ask('OPTIONS', PATH, { headers: origin }),
      await service().ask('GET', PATH, { headers: { ...READ, ...origin } }),
    ]) {
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });
});

test('half a character in a note is kept as it came, and breaks nothing', async () => {
  const api = service();
  await put(api, '{"note":"half \\ud83d"}');
  const { decisions } = await answered(api.ask('GET', PATH));
  expect(decisions).toMatchObject([{ note: 'half \ud83d' }]);
});
