import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { type Gateway, type HttpHandler, startGateway } from '../../../infra/local/gateway.ts';
import { type GatewayRequest, parseGatewayEvent } from '../../../shared/api/gateway.ts';
import { type HttpAnswer, json } from '../../../shared/api/problem.ts';

let gateway: Gateway;
let errors: unknown[];

afterEach(() => gateway.close());

async function start(handler: HttpHandler, route: (path: string) => HttpHandler = () => handler): Promise<void> {
  errors = [];
  gateway = await startGateway(0, route, (error) => errors.push(error));
}

interface Sent {
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: Buffer | string;
}

/** Sends the path as it stands, where fetch would tidy it up. */
async function send(method: string, path: string, { headers = {}, body = '' }: Sent = {}) {
  const sent = request({ host: '127.0.0.1', port: gateway.port, method, path, headers });
  sent.end(body);
  const [response] = await once(sent, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const answer: { status: number; headers: IncomingHttpHeaders; body: string } = {
    status: response.statusCode,
    headers: response.headers,
    body: Buffer.concat(chunks).toString(),
  };
  return answer;
}

/** What a function reads of a request that was sent so. */
async function received(method: string, path: string, sent?: Sent): Promise<GatewayRequest & { event: unknown }> {
  const events: unknown[] = [];
  await start(async (event) => {
    events.push(event);
    return json(200, {});
  });
  await send(method, path, sent);
  return { ...parseGatewayEvent(events[0]), event: events[0] };
}

const BYTES = Buffer.from([0x00, 0xff, 0xfe, 0x0d, 0x0a, 0xc3, 0x28, 0x80]);
const TEXT = '\ufeff[{"note":"ü💌\\u2028"}]\r\n';

describe('a request', () => {
  test('arrives as method, path, query, headers and id', async () => {
    const { method, path, query, headers, requestId } = await received('DELETE', '/v1/a?stream=a%20b&note=x+y?z', {
      headers: { 'X-Webhook-Token': 'secret', 'X-Twice': ['one', 'two'] },
    });
    expect({ method, path, query }).toEqual({ method: 'DELETE', path: '/v1/a', query: 'stream=a%20b&note=x+y?z' });
    expect(headers).toMatchObject({ 'x-webhook-token': 'secret', 'x-twice': 'one,two' });
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each([
    ['/v1/suppressions/a%2Bb%40example.com', '/v1/suppressions/a+b@example.com'],
    ['/v1/suppressions/a%2Fb@example.com', '/v1/suppressions/a/b@example.com'],
    ['/v1/suppressions/50%25off@example.com', '/v1/suppressions/50%off@example.com'],
    ['/v1/%zz', '/v1/%zz'],
    ['//twice/./..', '//twice/./..'],
  ])('has its path decoded, as API Gateway does: %s', async (sent, path) => {
    expect((await received('GET', sent)).path).toBe(path);
  });

  test.each([
    ['application/json', TEXT, false],
    ['Application/JSON; charset=utf-8', TEXT, false],
    ['text/plain; charset=UTF-8', TEXT, false],
    ['application/problem+json', TEXT, false],
    ['application/octet-stream', BYTES, true],
    ['application/jsonl', BYTES, true],
    ['image/png', BYTES, true],
    ['application/x-www-form-urlencoded', TEXT, true],
  ])('of type %s keeps every byte of its body', async (type, body, isBase64Encoded) => {
    const { event, ...read } = await received('POST', '/webhooks/sendgrid', {
      headers: { 'content-type': type },
      body,
    });
    expect(read.body.equals(Buffer.from(body))).toBe(true);
    expect(event).toMatchObject({ version: '2.0', isBase64Encoded });
  });

  test('without a type keeps every byte too', async () => {
    expect((await received('POST', '/', { body: BYTES })).body.equals(BYTES)).toBe(true);
  });

  test('without a body has none', async () => {
    const { event, body } = await received('GET', '/health');
    expect(body).toHaveLength(0);
    expect(event).not.toHaveProperty('body');
  });

  test('goes to the handler of its decoded path', async () => {
    const paths: string[] = [];
    await start(
      async () => json(200, {}),
      (path) => {
        paths.push(path);
        return async () => json(200, { path });
      },
    );
    expect((await send('POST', '/webhooks%2Fses')).body).toBe('{"path":"/webhooks/ses"}');
    expect(paths).toEqual(['/webhooks/ses']);
  });

  test('over 10 MiB is refused before any handler sees it', async () => {
    let called = false;
    await start(async () => {
      called = true;
      return json(200, {});
    });
    const answer = await send('POST', '/', { body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect(answer).toMatchObject({ status: 413, headers: { 'content-type': 'application/problem+json' } });
    expect(called).toBe(false);
  });
});

describe('an answer', () => {
  test('goes out with its status, headers and body', async () => {
    const told: HttpAnswer = { statusCode: 401, headers: { 'www-authenticate': 'Bearer' }, body: '{"text":"ü💌"}' };
    await start(async () => told);
    const { status, headers, body } = await send('GET', '/');
    expect({ status, body }).toEqual({ status: 401, body: told.body });
    expect(headers).toMatchObject({ 'www-authenticate': 'Bearer', 'content-length': '17' });
  });

  test('is a 500 without details when the handler fails, which is told apart', async () => {
    const failure = new Error('something secret');
    await start(() => Promise.reject(failure));
    const answer = await send('GET', '/');
    expect(answer).toMatchObject({ status: 500, headers: { 'content-type': 'application/problem+json' } });
    expect(answer.body).not.toContain('secret');
    expect(errors).toEqual([failure]);
  });

  test('to one is not held up by another', async () => {
    const gate = Promise.withResolvers<void>();
    await start(
      async () => json(200, {}),
      (path) => async () => {
        if (path === '/slow') await gate.promise;
        return json(200, { path });
      },
    );
    const slow = send('GET', '/slow');
    expect((await send('GET', '/fast')).body).toBe('{"path":"/fast"}');
    gate.resolve();
    expect((await slow).body).toBe('{"path":"/slow"}');
  });
});

describe('the port', () => {
  const handler: HttpHandler = async () => json(200, {});

  test('that is taken is an error of the system', async () => {
    await start(handler);
    const again = startGateway(
      gateway.port,
      () => handler,
      () => {},
    );
    await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE', port: gateway.port });
  });

  test('is free again after closing, even with a client that keeps its connection', async () => {
    await start(handler);
    const { port } = gateway;
    await fetch(`http://127.0.0.1:${port}/`).then((response) => response.text());
    await gateway.close();
    gateway = await startGateway(
      port,
      () => handler,
      () => {},
    );
    expect(gateway.port).toBe(port);
  });
});
