import { describe, expect, test } from 'vitest';
import { MAX_BODY_BYTES } from '../../shared/api/router.ts';
import { ROUTES } from '../../shared/api/routes.ts';
import { service } from '../support/api.ts';
import { ANN, expectProblem, READ, WRITE } from '../support/ask.ts';

const BODIES: Readonly<Record<string, object>> = {
  '/v1/suppressions/lookup': { addresses: [ANN] },
  [`/v1/suppressions/${ANN}`]: {},
  '/v1/domains/example.com': { rule: 'suppress' },
  '/v1/records': { entries: [{ address: ANN, record: {} }] },
};

/** Every route of the function `lookup` that needs a key, with what it takes. */
const CALLS = Object.values(ROUTES)
  .filter(({ servedBy, role }) => servedBy === 'lookup' && role !== undefined)
  .map(({ method, path: pattern, role, ...route }) => {
    const path = pattern.replace('{address}', ANN).replace('{domain}', 'example.com');
    return { method, path, role, body: 'body' in route ? BODIES[path] : undefined };
  });

describe('access', () => {
  test('/health is open, whoever asks', async () => {
    for (const headers of [{}, READ, { authorization: 'Bearer bs_guess' }]) {
      expect(await service().ask('GET', '/health', { headers })).toMatchObject({
        statusCode: 200,
        headers: { 'content-type': 'application/json' },
        body: '{"status":"ok"}',
      });
    }
  });

  test.each(CALLS)('$method $path takes no one without a key', async ({ method, path, body }) => {
    const { ask, store } = service();
    for (const headers of [{}, { authorization: 'Bearer bs_guess' }]) {
      const answer = await ask(method, path, { headers, body });
      expectProblem(answer, 401, /key/);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
    expect([store.reads, store.writes]).toEqual([[], []]);
  });

  test.each(CALLS)('$method $path is for keys of role $role', async ({ method, path, role, body }) => {
    const { ask, store } = service();
    expect((await ask(method, path, { headers: WRITE, body })).statusCode).toBe(200);
    const writes = store.writes.length;
    const answer = await ask(method, path, { headers: READ, body });
    if (role === 'read') expect(answer.statusCode).toBe(200);
    else expectProblem(answer, 403, 'the key app may only read: this needs a key of role write');
    expect(store.writes).toHaveLength(writes);
  });

  test('a body is not even read for somebody without a key', async () => {
    const body = '{'.repeat(MAX_BODY_BYTES + 1);
    expectProblem(await service().ask('POST', '/v1/suppressions/lookup', { headers: {}, body }), 401, /key/);
  });
});

describe('a body', () => {
  const path = `/v1/suppressions/${ANN}`;

  test('of 1 MiB is taken, of more it is not', async () => {
    const { ask, store } = service();
    const body = `{"note":"asked"}${' '.repeat(MAX_BODY_BYTES)}`;
    const fits = await ask('PUT', path, { headers: WRITE, body: body.slice(0, MAX_BODY_BYTES) });
    expect(fits.statusCode).toBe(200);
    const answer = await ask('PUT', path, { headers: WRITE, body: body.slice(0, MAX_BODY_BYTES + 1) });
    expectProblem(answer, 413, 'the body has 1048577 bytes, at most 1048576 are taken');
    expect(store.writes).toEqual([ANN]);
  });

  test('is not looked at where none belongs', async () => {
    const { ask } = service();
    for (const method of ['GET', 'DELETE']) {
      expect((await ask(method, path, { headers: WRITE, body: '{' })).statusCode).toBe(200);
    }
  });
});

describe('a query', () => {
  test.each([...CALLS, { method: 'GET', path: '/health', body: undefined }])(
    'of $method $path with an unknown key is refused, which may be mistyped',
    async ({ method, path, body }) => {
      const { ask, store } = service();
      const query = 'steam=newsletter';
      expectProblem(await ask(method, path, { headers: WRITE, query, body }), 400, 'query.steam: unknown key');
      expect(store.writes).toEqual([]);
    },
  );

  test.each([
    ['stream=a&stream=b', 'query.stream: given more than once'],
    ['stream=a&stream=a', 'query.stream: given more than once'],
    ['x=1&x=2', 'query.x: given more than once'],
    ['stream=%ff', 'query.stream: not UTF-8'],
    ['__proto__=1', 'query.__proto__: unknown key'],
    ['', undefined],
    ['stream=%', undefined],
    [
      Array.from({ length: 1000 }, (_, index) => `x${index}=1`).join('&'),
      /^query\.x0, x1, x2, .{0,300}…: unknown key$/,
    ],
  ])('%.40s is answered in order', async (query, detail) => {
    const answer = await service().ask('GET', `/v1/suppressions/${ANN}`, { query });
    if (detail === undefined) expect(answer.statusCode).toBe(200);
    else expectProblem(answer, 400, detail);
  });
});

describe('a cursor that is none of ours', () => {
  const ofAnother = (kind: string, place: unknown) =>
    Buffer.from(JSON.stringify({ kind, place })).toString('base64url');

  test.each(['/v1/suppressions', '/v1/records', `/v1/suppressions/${ANN}/history`])(
    'is refused by GET %s',
    async (path) => {
      const { ask, errors } = service();
      const cursors = [
        'x',
        '🍪',
        'x'.repeat(10_000),
        'bnVsbA',
        ofAnother('nothing', 1),
        ofAnother('records', 'elsewhere'),
      ];
      for (const cursor of cursors) {
        const answer = await ask('GET', path, { query: `cursor=${encodeURIComponent(cursor)}` });
        expectProblem(answer, 400, /^query\.cursor: not a cursor of this list/);
      }
      expect(errors).toEqual([]);
    },
  );
});

describe('anything else', () => {
  test.each(['/', '/v1', '/v2/suppressions/a@b.example', '/healthy', '//health', ''])(
    'is no such path: %j',
    async (path) => {
      expectProblem(await service().ask('GET', path), 404, /no such path/);
    },
  );

  test.each([
    ['POST', '/health', 'GET, HEAD'],
    ['PATCH', `/v1/suppressions/${ANN}`, 'GET, HEAD, PUT, DELETE'],
    ['POST', `/v1/suppressions/${ANN}`, 'GET, HEAD, PUT, DELETE'],
    ['PUT', '/v1/suppressions', 'GET, HEAD'],
    ['PATCH', '/v1/records', 'GET, HEAD, POST'],
    ['POST', '/v1/domains/example.com', 'GET, HEAD, PUT, DELETE'],
    ['OPTIONS', '/health', 'GET, HEAD'],
    ['TRACE', `/v1/suppressions/${ANN}`, 'GET, HEAD, PUT, DELETE'],
    ['CONNECT', '/health', 'GET, HEAD'],
    ['ALL', '/health', 'GET, HEAD'],
  ])('is the wrong method: %s %s', async (method, path, allow) => {
    const answer = await service().ask(method, path);
    expectProblem(answer, 405, `use ${allow}`);
    expect(answer.headers['allow']).toBe(allow);
  });

  test('HEAD is GET without the body', async () => {
    const { ask } = service();
    const path = `/v1/suppressions/${ANN}`;
    const [head, get] = [await ask('HEAD', path), await ask('GET', path)];
    expect(head).toEqual({ ...get, body: '' });
    expect(await ask('HEAD', path, { headers: {} })).toMatchObject({ statusCode: 401, body: '' });
  });

  test.each(['%', '%zz', '', '\ud800@example.com', 'a\nb@example.com', 'a\0b@example.com', '\ufffd@b.c', '/'])(
    'a path with no address in it is refused, not thrown: %j',
    async (path) => {
      const answer = await service().ask('PUT', `/v1/suppressions/${path}`, { headers: WRITE, body: {} });
      expectProblem(answer, 400, 'address: not an e-mail address');
    },
  );

  test('no answer may be kept: tomorrow it may be another', async () => {
    for (const path of ['/health', '/nowhere', `/v1/suppressions/${ANN}`]) {
      expect((await service().ask('GET', path)).headers['cache-control']).toBe('no-store');
    }
  });
});

describe('trouble', () => {
  const READING = CALLS.filter(({ path, method }) => !(method === 'GET' && /history|incidents|records/.test(path)));

  test.each(READING)('is a 500 without details, never a "not suppressed": $method $path', async (call) => {
    const { ask, store, errors } = service({ [ANN]: {} });
    const failure = new Error('arn:aws:dynamodb:eu-central-1:123456789012:table/secret is gone');
    store.faults = {
      onRead() {
        throw failure;
      },
    };
    const answer = await ask(call.method, call.path, { headers: WRITE, body: call.body });
    expectProblem(answer, 500, 'something went wrong here, see the log of request request-1');
    expect(errors).toEqual([[failure, 'request-1']]);
  });

  test.each(['history', 'incidents'] as const)('with %s is a 500 as well', async (name) => {
    const api = service();
    api[name].failure = new Error('arn:aws:dynamodb is gone');
    const path = { history: `/v1/suppressions/${ANN}/history`, incidents: '/v1/incidents' }[name];
    expectProblem(await api.ask('GET', path), 500, /^something went wrong here/);
  });

  test.each(['ProvisionedThroughputExceededException', 'ThrottlingException', 'RequestLimitExceeded'])(
    'is a 429 when the table has too much to do: %s',
    async (name) => {
      const { ask, store, errors } = service();
      store.faults = {
        onRead() {
          throw Object.assign(new Error('arn:aws:dynamodb is busy'), { name });
        },
      };
      const answer = await ask('GET', `/v1/suppressions/${ANN}`);
      expectProblem(answer, 429, 'the table is asked too much at once: try again later');
      expect(answer.headers['retry-after']).toBe('2');
      expect(errors).toHaveLength(1);
    },
  );

  test('after a decision was stored is no 429, which says that trying again is safe', async () => {
    const { ask, store, history } = service();
    history.failure = Object.assign(new Error('too much'), { name: 'ThrottlingException' });
    const headers = { ...WRITE, 'if-match': '"0"' };
    expectProblem(await ask('PUT', `/v1/suppressions/${ANN}`, { headers }), 500, /^something went wrong here/);
    expect(store.writes).toEqual([ANN]);
  });
});
