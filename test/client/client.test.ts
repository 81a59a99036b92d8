import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ApiError } from '../../shared/client/api-error.ts';
import { type Client, createClient } from '../../shared/client/client.ts';
import { asyncLaw } from '../support/law.ts';

interface Sent {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Headers;
  readonly body: { readonly addresses?: readonly string[]; readonly entries?: readonly unknown[] } | undefined;
}

type Answer = Response | Error | ((sent: Sent) => Response);

interface Fake {
  readonly client: Client;
  readonly sent: Sent[];
  /** Milliseconds of each wait. */
  readonly waits: number[];
}

/** A client whose requests are answered one after the other, the last answer as often as asked. */
function fake(...answers: Answer[]): Fake {
  const [sent, waits]: [Sent[], number[]] = [[], []];
  const client = createClient({
    url: 'https://api.example.com/',
    key: 'bs_key',
    wait: async (ms) => {
      waits.push(ms);
    },
    fetch: async (input, { method = 'GET', headers, body } = {}) => {
      const { origin, href } = new URL(String(input));
      const request = {
        method,
        path: href.slice(origin.length),
        headers: new Headers(headers),
        body: typeof body === 'string' ? JSON.parse(body) : undefined,
      };
      expect(origin).toBe('https://api.example.com');
      sent.push(request);
      const answer = answers[Math.min(sent.length, answers.length) - 1];
      if (answer === undefined || answer instanceof Error) throw answer;
      return typeof answer === 'function' ? answer(request) : answer.clone();
    },
  });
  return { client, sent, waits };
}

function problem(status: number, detail: string, headers: Record<string, string> = {}): Response {
  return Response.json(
    { type: 'about:blank', title: 'Title', status, detail },
    { status, headers: { ...headers, 'content-type': 'application/problem+json' } },
  );
}

const VERDICT = { suppressed: false, reason: null, cause: null, since: null, until: null, scope: null, remedy: null };
const LOOKUP = { address: 'ann@example.com', ...VERDICT, evidence: [], decisions: [], version: 3 };
const ok = (body: unknown) => Response.json(body);

/** Answers a bulk lookup: suppressed is who is named `no-...`. */
function bulk({ body }: Sent): Response {
  const results = body?.addresses?.map((raw) => {
    const address = raw.toLowerCase();
    return address.startsWith('no-')
      ? { ...VERDICT, address, suppressed: true, reason: 'mailbox_full', cause: 'repeated_failures' }
      : { ...VERDICT, address };
  });
  return ok({ results });
}

/** What the call throws, which must be an ApiError. */
async function errorOf(call: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await call.then(
    () => new Error('it did not fail'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiError)) throw error;
  return error;
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('a call', () => {
  test.each<
    [
      string,
      (client: Client) => Promise<unknown>,
      object,
      { method: string; path: string; body?: object; condition?: string },
    ]
  >([
    ['health', (api) => api.health(), { status: 'ok' }, { method: 'GET', path: '/health' }],
    [
      'lookup',
      (api) => api.lookup('ann+a/b@example.com', { stream: 'news & more' }),
      LOOKUP,
      { method: 'GET', path: '/v1/suppressions/ann%2Ba%2Fb%40example.com?stream=news+%26+more' },
    ],
    [
      'suppress',
      (api) => api.suppress('50%41@example.com', { note: 'asked', until: new Date(0), version: 3 }),
      LOOKUP,
      {
        method: 'PUT',
        path: '/v1/suppressions/50%2541%40example.com',
        body: { note: 'asked', until: '1970-01-01T00:00:00.000Z' },
        condition: '"3"',
      },
    ],
    [
      'release',
      (api) => api.release('ann@example.com', { note: 'a mistake', stream: 'news', version: 0 }),
      LOOKUP,
      {
        method: 'DELETE',
        path: '/v1/suppressions/ann%40example.com?note=a+mistake&stream=news',
        condition: '"0"',
      },
    ],
    [
      'incidents',
      (api) => api.incidents({ since: '2026-01-01T00:00:00Z', receiver: 'example.com', sender: '' }),
      { groups: [] },
      { method: 'GET', path: '/v1/incidents?since=2026-01-01T00%3A00%3A00Z&receiver=example.com&sender=' },
    ],
    [
      'domains.get',
      (api) => api.domains.get('example.com'),
      { rules: [] },
      { method: 'GET', path: '/v1/domains/example.com' },
    ],
    [
      'domains.set',
      (api) => api.domains.set('example.com', { rule: 'allow', note: 'ours', version: 1 }),
      { rules: [] },
      {
        method: 'PUT',
        path: '/v1/domains/example.com',
        body: { rule: 'allow', note: 'ours' },
        condition: '"1"',
      },
    ],
    [
      'domains.remove',
      (api) => api.domains.remove('example.com'),
      { rules: [] },
      { method: 'DELETE', path: '/v1/domains/example.com' },
    ],
    [
      'explain',
      (api) => api.explain({ text: '550', provider: 'ses' }),
      { confidence: 1 },
      { method: 'POST', path: '/v1/explain', body: { text: '550', provider: 'ses' } },
    ],
    [
      'explainPayload',
      (api) => api.explainPayload('ses', { a: 1 }),
      { events: [] },
      { method: 'POST', path: '/v1/explain', body: { provider: 'ses', payload: { a: 1 } } },
    ],
  ])('of %s is sent as the API takes it, and its answer given back', async (_, call, answer, expected) => {
    const { client, sent } = fake(ok(answer));
    expect(await call(client)).toEqual(answer);
    const { condition = null, ...request } = expected;
    expect(sent).toMatchObject([request]);
    const headers = sent[0]?.headers;
    expect(headers?.get('authorization')).toBe('Bearer bs_key');
    expect(headers?.get('if-match')).toBe(condition);
    expect(headers?.get('content-type')).toBe(request.body === undefined ? null : 'application/json');
  });

  test.each(['', '.', '..', 'ann\ud800@example.com'])(
    'about %j is not even sent: its path would be that of something else',
    async (address) => {
      const { client, sent } = fake(ok(LOOKUP));
      expect((await errorOf(client.lookup(address))).status).toBe(0);
      expect(sent).toEqual([]);
    },
  );
});

describe('createClient', () => {
  test.each(['', 'localhost:8787', 'api.example.com', 'file:///etc/passwd', 'https://'])(
    'takes no URL that is none of HTTP: %j',
    (url) => {
      expect(() => createClient({ url, key: 'bs_key' })).toThrow(ApiError);
    },
  );

  test.each(['', 'two words', 'line\nbreak', 'schlüssel'])('takes no key that no header can hold: %j', (key) => {
    expect(() => createClient({ url: 'https://api.example.com', key })).toThrow(/^key: /);
  });

  test('takes a URL with a path, as behind a proxy', async () => {
    const urls: string[] = [];
    const client = createClient({
      url: 'https://example.com/mail//',
      key: 'bs_key',
      fetch: async (url) => {
        urls.push(String(url));
        return ok({ status: 'ok' });
      },
    });
    await client.health();
    expect(urls).toEqual(['https://example.com/mail/health']);
  });

  test('sends the key nowhere else: it follows no redirection, and says the key in no error', async () => {
    const inits: (RequestInit | undefined)[] = [];
    const client = createClient({
      url: 'https://example.com',
      key: 'bs_secret',
      fetch: async (_, init) => {
        inits.push(init);
        throw new TypeError('fetch failed', { cause: new Error('unexpected redirect') });
      },
      attempts: 1,
    });
    const error = await errorOf(client.lookup('ann@example.com'));
    expect(inits[0]).toMatchObject({ redirect: 'error' });
    expect(`${error} ${error.stack}`).not.toContain('bs_secret');
  });

  test('gives up an attempt that gets no answer in time', async () => {
    const client = createClient({
      url: 'https://example.com',
      key: 'bs_key',
      timeoutMs: 1,
      attempts: 2,
      wait: async () => {},
      fetch: (_, init) =>
        new Promise((_, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        }),
    });
    const error = await errorOf(client.lookup('ann@example.com'));
    expect(error).toMatchObject({ status: 0, cause: expect.objectContaining({ name: 'TimeoutError' }) });
  });
});

describe('what can not be sent', () => {
  const circle: Record<string, unknown> = {};
  circle['itself'] = circle;

  test.each<[string, (client: Client) => Promise<unknown>]>([
    ['a date that is none', (client) => client.suppress('ann@example.com', { until: new Date(Number.NaN) })],
    ['a date that is none', (client) => client.incidents({ since: new Date(Number.NaN) })],
    ['a date that is none', (client) => all(client.list({ until: new Date(Number.NaN) }))],
    ['a payload that is no JSON', (client) => client.explainPayload('ses', circle)],
    ['a record that is no JSON', (client) => client.joinRecords([{ address: 'a@b.example', record: 1n }])],
    ['a domain that is no path', (client) => client.domains.get('..')],
  ])('is an ApiError like any other, never thrown on the spot nor tried again: %s', async (_, call) => {
    const { client, sent, waits } = fake(ok(LOOKUP));
    expect(await errorOf(call(client))).toMatchObject({ status: 0 });
    expect([sent, waits]).toEqual([[], []]);
  });
});

describe('lookupAll and filterSuppressed', () => {
  const many = Array.from({ length: 2500 }, (_, index) => `${index % 3 === 0 ? 'no' : 'yes'}-${index}@example.com`);

  test('ask in chunks of 1,000 and answer in the order of the question', async () => {
    const { client, sent } = fake(bulk);
    const answers = await client.lookupAll(many, { stream: 'news' });
    expect(answers.map(({ address }) => address)).toEqual(many);
    expect(sent.map(({ body }) => body)).toMatchObject(
      [1000, 1000, 500].map((length) => ({ addresses: { length }, stream: 'news' })),
    );
  });

  test('ask no more at once than the API takes, whatever garbage is among the addresses', async () => {
    const { client, sent } = fake(bulk);
    const garbage = ['a@example.com', 'ü'.repeat(400_000), 'b@example.com', 'x'.repeat(800_000), 'no-c@example.com'];
    const { send, suppressed } = await client.filterSuppressed(garbage);
    expect([...send, ...suppressed.map(({ address }) => address)]).toEqual(garbage);
    expect(sent.map(({ body }) => body?.addresses?.length)).toEqual([3, 2]);
  });

  test('ask nothing about nobody', async () => {
    const { client, sent } = fake(bulk);
    expect(await client.filterSuppressed([])).toEqual({ send: [], suppressed: [] });
    expect(sent).toEqual([]);
  });

  test('tell who may be mailed, as they were given, and who not and why', async () => {
    const { client } = fake(bulk);
    const given = ['YES@example.com', 'No-1@example.com', 'yes@example.com'];
    expect(await client.filterSuppressed(given)).toEqual({
      send: ['YES@example.com', 'yes@example.com'],
      suppressed: [{ address: 'No-1@example.com', reason: 'mailbox_full', cause: 'repeated_failures', until: null }],
    });
  });

  test('let nobody through when one of several chunks fails', async () => {
    const { client } = fake(bulk, problem(500, 'something went wrong'));
    expect(await errorOf(client.filterSuppressed(many))).toMatchObject({ status: 500 });
  });

  test('let nobody through by any answer but a plain "not suppressed" about each', async () => {
    const truth = fc.record({ suppressed: fc.oneof(fc.boolean(), fc.jsonValue()) });
    const results = fc.array(fc.oneof(truth, fc.jsonValue()), { maxLength: 3 });
    const bodies = fc.oneof(fc.jsonValue(), fc.record({ results }), fc.constant({ results: [{ suppressed: false }] }));
    const statuses = fc.constantFrom(200, 200, 201, 204, 301, 400, 404, 429, 500, 503);
    await asyncLaw(
      fc.asyncProperty(bodies, statuses, async (body, status) => {
        const { client } = fake(new Response(status === 204 ? null : JSON.stringify(body), { status }));
        const filtered = await client.filterSuppressed(['ann@example.com']).catch((error: unknown) => error);
        if (filtered instanceof ApiError) return;
        expect(filtered).toMatchObject({ suppressed: expect.any(Array), send: expect.any(Array) });
        const isTold = JSON.stringify(filtered).includes('"send":["ann@example.com"]');
        if (isTold) expect(body).toMatchObject({ results: [{ suppressed: false }] });
      }),
    );
  });

  test.each([
    ['fewer', { results: [] }],
    ['more', { results: [{ suppressed: false }, { suppressed: false }] }],
    ['others', { results: [{ address: 'ann@example.com' }] }],
    ['words in place of a truth', { results: [{ suppressed: 'false' }] }],
    ['nothing', {}],
    ['null', null],
  ])('take no answer for a "not suppressed" that holds %s', async (_, answer) => {
    const { client } = fake(ok(answer));
    expect((await errorOf(client.filterSuppressed(['ann@example.com']))).message).toContain('another shape');
  });
});

describe('paged answers', () => {
  test('are followed to their end, through pages with nothing on them', async () => {
    const { client, sent } = fake(
      ok({ results: [{ ...VERDICT, address: 'a' }], cursor: 'one' }),
      ok({ results: [], cursor: 'two' }),
      ok({ results: [{ ...VERDICT, address: 'b' }], cursor: null }),
    );
    const found = await all(client.list({ cause: 'manual', since: new Date(0), pageSize: 1 }));
    expect(found.map(({ address }) => address)).toEqual(['a', 'b']);
    const filter = '/v1/suppressions?cause=manual&since=1970-01-01T00%3A00%3A00.000Z&limit=1';
    expect(sent.map(({ path }) => path)).toEqual([filter, `${filter}&cursor=one`, `${filter}&cursor=two`]);
  });

  test('are asked for no further than they are read', async () => {
    const { client, sent } = fake(ok({ entries: [{ id: '1' }, { id: '2' }], cursor: 'more' }));
    for await (const _ of client.history('ann@example.com')) break;
    expect(sent.map(({ path }) => path)).toEqual(['/v1/suppressions/ann%40example.com/history']);
  });

  test('of records go on where an earlier call has ended', async () => {
    const page = { records: [], unreadable: [{ address: 'a', error: 'broken' }], cursor: null };
    const { client, sent } = fake(ok(page));
    expect(await all(client.records({ cursor: 'earlier', pageSize: 500 }))).toEqual([page]);
    expect(sent[0]?.path).toBe('/v1/records?limit=500&cursor=earlier');
  });

  test('without a cursor are an error, not an end', async () => {
    const { client } = fake(ok({ results: [] }));
    await errorOf(all(client.list()));
  });
});

describe('joinRecords', () => {
  const entry = (index: number, text = '') => ({ address: `user-${index}@example.com`, record: { text } });
  const joined: Answer = ({ body }) => {
    return ok({
      joined: (body?.entries?.length ?? 0) - 1,
      unchanged: 0,
      failed: [{ index: 0, error: 'record: wrong' }],
    });
  };

  test('sends at most 500 at once and sums up, the failed by their places among all', async () => {
    const { client, sent } = fake(joined);
    const entries = Array.from({ length: 1200 }, (_, index) => entry(index));
    expect(await client.joinRecords(entries)).toEqual({
      joined: 1197,
      unchanged: 0,
      failed: [0, 500, 1000].map((index) => ({ index, error: 'record: wrong' })),
    });
    expect(sent.flatMap(({ body }) => body?.entries)).toEqual(entries);
  });

  test('sends no more bytes at once than the API takes, and one that is larger by itself', async () => {
    const { client, sent } = fake(joined);
    const entries = [entry(0), entry(1, 'ü'.repeat(400_000)), entry(2), entry(3, 'x'.repeat(2_000_000)), entry(4)];
    await client.joinRecords(entries);
    expect(sent.map(({ body }) => body?.entries?.length)).toEqual([3, 1, 1]);
  });

  test('sends nothing of nothing', async () => {
    const { client, sent } = fake(joined);
    expect(await client.joinRecords([])).toEqual({ joined: 0, unchanged: 0, failed: [] });
    expect(sent).toEqual([]);
  });
});

describe('trouble', () => {
  test.each([
    ['a fault of the service', problem(500, 'something went wrong')],
    ['an answer of API Gateway in its own words', Response.json({ message: 'Service Unavailable' }, { status: 503 })],
    ['a page of some proxy', new Response('<html>', { status: 502 })],
    ['throttling', Response.json({ message: 'Too Many Requests' }, { status: 429 })],
    ['the network', new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') })],
  ])('that may pass is tried again, waiting longer each time: %s', async (_, answer) => {
    const { client, sent, waits } = fake(answer, answer, answer, ok(LOOKUP));
    expect(await client.lookup('ann@example.com')).toEqual(LOOKUP);
    expect(sent).toHaveLength(4);
    expect(waits).toHaveLength(3);
    for (const [index, longest] of [200, 400, 800].entries()) {
      expect(waits[index]).toBeGreaterThanOrEqual(longest / 2);
      expect(waits[index]).toBeLessThanOrEqual(longest);
    }
  });

  test('that stays is thrown in the end', async () => {
    const { client, sent } = fake(problem(503, 'try later'));
    expect(await errorOf(client.lookup('ann@example.com'))).toMatchObject({ status: 503, detail: 'try later' });
    expect(sent).toHaveLength(5);
  });

  test('of the network is told with its cause, and without the key', async () => {
    const failure = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:1') });
    const error = await errorOf(fake(failure).client.lookup('ann@example.com'));
    expect(error).toMatchObject({ status: 0, cause: failure, problem: undefined });
    expect(error.message).toBe('no answer from https://api.example.com: connect ECONNREFUSED 127.0.0.1:1');
  });

  test.each([
    ['2', 2000],
    ['60', 60_000],
  ])('with Retry-After: %s waits at least that long', async (seconds, ms) => {
    const { client, waits } = fake(problem(429, 'too much', { 'retry-after': seconds }), ok(LOOKUP));
    await client.lookup('ann@example.com');
    expect(waits).toEqual([ms]);
  });

  test('waits until the date that Retry-After names', async () => {
    const date = new Date(Date.now() + 30_000).toUTCString();
    const { client, waits } = fake(problem(503, 'later', { 'retry-after': date }), ok(LOOKUP));
    await client.lookup('ann@example.com');
    expect(waits[0]).toBeGreaterThan(20_000);
    expect(waits[0]).toBeLessThanOrEqual(30_000);
  });

  test('is told at once when it would have to wait for minutes', async () => {
    const { client, waits } = fake(problem(503, 'later', { 'retry-after': '3600' }));
    expect(await errorOf(client.lookup('ann@example.com'))).toMatchObject({ status: 503 });
    expect(waits).toEqual([]);
  });

  test.each([400, 401, 403, 404, 405, 412, 413])('that will not pass is not tried again: %i', async (status) => {
    const { client, sent } = fake(problem(status, 'address: not an e-mail address'));
    expect(await errorOf(client.lookup('ann@example.com'))).toMatchObject({
      status,
      detail: 'address: not an e-mail address',
      message: `${status}: address: not an e-mail address`,
      problem: { type: 'about:blank', title: 'Title', status, detail: 'address: not an e-mail address' },
    });
    expect(sent).toHaveLength(1);
  });

  test.each<[Answer, number]>([
    [problem(500, 'something went wrong'), 1],
    [new TypeError('fetch failed'), 1],
    [problem(503, 'try later'), 1],
    [problem(429, 'too much'), 5],
  ])('at a conditional change is tried again only where nothing was done', async (answer, times) => {
    const { client, sent } = fake(answer);
    await errorOf(client.suppress('ann@example.com', { version: 3 }));
    expect(sent).toHaveLength(times);
  });

  test('of an answer that is no JSON is no answer', async () => {
    const { client, sent } = fake(new Response('<html>Welcome'));
    expect(await errorOf(client.lookup('ann@example.com'))).toMatchObject({
      status: 0,
      message: expect.stringContaining('URL of the API'),
    });
    expect(sent).toHaveLength(1);
  });
});
