// Requests that the OpenAPI document allows, and such that it does not, thrown at the API: every answer is one that the
// document promises, none is a fault of the service. FUZZ_CASES=100000 throws more than the few thousand of every run.
import { request as send } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import document from '../../docs/openapi.json' with { type: 'json' };
import { type Service as LocalService, serve } from '../../infra/local/serve.ts';
import { EXPLAIN_WORK } from '../../shared/api/explain-work.ts';
import { createApi } from '../../shared/api/router.ts';
import { service } from '../support/api.ts';
import { records } from '../support/arbitraries.ts';
import { asking, KEYS } from '../support/ask.ts';
import { asyncLaw } from '../support/law.ts';
import { memoryList } from '../support/memory-ports.ts';
import { brokenPromise, OPERATIONS } from '../support/operations.ts';
import { ADDRESSES, LAST, queryOf, type Request, requests } from '../support/requests.ts';

const CASES = Number(process.env['FUZZ_CASES'] ?? 8000);
const SEQUENCE = 8;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

type Ask = (request: Request, query: string, headers: Record<string, string>) => Promise<Answer>;

/** What was answered so far, an operation and a status each. */
const seen = new Set<string>();

/** Asks one after the other, with cursors and ETags of the answers before; throws at an answer that must not be. */
async function converse(ask: Ask, sequence: readonly Request[], troubled: boolean): Promise<void> {
  let [cursor, etag] = ['', '"0"'];
  for (const request of sequence) {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, value === LAST ? etag : value]),
    );
    const { status, headers: said, body } = await ask(request, queryOf(request, cursor), headers);
    const type = said['content-type'];
    const fail = (what: string) => {
      const { method, path, query, body: sent } = request;
      throw new Error(`${JSON.stringify({ method, path, query, headers, sent: sent.slice(0, 500) })}: ${what}`);
    };
    const broken = brokenPromise(request.operation, status, type, body);
    if (broken !== undefined) fail(broken);
    if (said['cache-control'] !== 'no-store') fail('an answer that may be kept');
    if (
      Object.entries(said)
        .flat()
        .some((text) => /[^\x20-\x7e]|^access-control/.test(text ?? ''))
    )
      fail('a header');
    if (!troubled && (status >= 500 || status === 429)) fail(`a fault without a reason: ${body}`);
    // What a schema can't say is a 400 still: an end in the past, a cursor that is none.
    if (!troubled && request.valid && ![200, 400, 412].includes(status)) fail(`refused: ${body}`);
    seen.add(`${request.operation.operationId} ${status}`);
    cursor = status === 200 ? (JSON.parse(body).cursor ?? cursor) : cursor;
    etag = said['etag'] ?? etag;
  }
}

const troubles = fc.option(fc.constantFrom('ThrottlingException', 'Error', 'conflict', 'unreadable'), {
  nil: undefined,
  freq: 4,
});

describe('the API over memory', () => {
  const explainErrors: unknown[] = [];
  const explain = asking(
    createApi({
      work: EXPLAIN_WORK,
      ports: { document },
      access: { keys: KEYS },
      onError: (error) => explainErrors.push(error),
    }),
  );

  test('answers as the document promises, whatever it is asked', async () => {
    const seeds = fc.record(Object.fromEntries([...ADDRESSES, '@example.com'].map((address) => [address, records])));
    await asyncLaw(
      fc.asyncProperty(
        seeds,
        troubles,
        fc.array(requests, { minLength: SEQUENCE, maxLength: SEQUENCE }),
        async (seed, trouble, sequence) => {
          const stored = troubledService(seed, trouble);
          const ask: Ask = async ({ method, path, body, operation }, query, headers) => {
            const isExplained = ['explain', 'openapi'].includes(operation.operationId);
            const { statusCode, ...answer } = await (isExplained ? explain : stored)(method, path, {
              query,
              headers,
              body,
            });
            return { status: statusCode, ...answer };
          };
          await converse(ask, sequence, trouble !== undefined);
        },
      ),
      Math.ceil(CASES / SEQUENCE),
    );
    expect(explainErrors).toEqual([]);
  });

  test('has given every answer that the document promises', () => {
    const promised = OPERATIONS.flatMap(({ operationId, responses }) =>
      Object.keys(responses).map((status) => `${operationId} ${status}`),
    );
    const ofGateway = promised.filter((name) => {
      const [operation = '', status = ''] = name.split(' ');
      // Only API Gateway says 503; what asks no table can't fail for it, and has nothing else that does.
      return (
        status === '503' || (['health', 'openapi', 'explain'].includes(operation) && ['429', '500'].includes(status))
      );
    });
    expect(promised.filter((name) => !seen.has(name))).toEqual(ofGateway);
  });
});

function troubledService(seed: Parameters<typeof service>[0], trouble: string | undefined) {
  const fail = () => {
    if (trouble === undefined || trouble === 'conflict' || trouble === 'unreadable') return;
    throw Object.assign(new Error('something with the table'), { name: trouble });
  };
  const failing = async () => {
    fail();
    return [];
  };
  const isDown = trouble === 'Error' || trouble === 'ThrottlingException';
  const api = service(
    seed,
    isDown
      ? {
          list: {
            ...memoryList(service(seed).store),
            suppressed: failing,
            all: async () => ({ records: await failing(), next: undefined }),
          },
          history: { append: async () => fail(), read: failing },
          incidents: { add: async () => fail(), read: failing },
        }
      : {},
  );
  api.store.faults = { onRead: fail, onWrite: () => (trouble === 'conflict' ? 'conflict' : undefined) };
  if (trouble === 'unreadable') for (const address of seed ? Object.keys(seed) : []) api.store.unreadable.add(address);
  return api.ask;
}

describe('the API over HTTP, DynamoDB and all', () => {
  let local: LocalService;
  const errors: unknown[] = [];
  beforeAll(async () => {
    process.env['LOG_LEVEL'] = 'ERROR';
    local = await serve({ port: 0, config: undefined, data: undefined, onError: (error) => errors.push(error) });
  });
  afterAll(() => local.stop());

  test('answers as the document promises, whatever it is asked', async () => {
    const ask: Ask = (request, query, headers) => overHttp(local, request, query, headers);
    await asyncLaw(
      fc.asyncProperty(fc.array(requests, { minLength: 4, maxLength: 4 }), (sequence) =>
        converse(ask, sequence, false),
      ),
      Math.ceil(CASES / 50),
    );
    expect(errors).toEqual([]);
  });
});

function overHttp(
  local: LocalService,
  request: Request,
  query: string,
  headers: Record<string, string>,
): Promise<Answer> {
  const { operation, method, body } = request;
  const [before = '', after = ''] = operation.path.split(/\{\w+\}/);
  const param = request.path.slice(before.length, request.path.length - after.length);
  const path = operation.path.includes('{')
    ? `${before}${encodeURIComponent(param.toWellFormed())}${after}`
    : operation.path;
  const authorization = headers['authorization']?.replace('bs_write', local.credentials.apiKey);
  const sent = {
    ...headers,
    ...(authorization !== undefined && { authorization }),
    // By the type a gateway decides whether a function gets text or base64.
    'content-type': ['application/json', 'application/octet-stream', 'text/plain'][body.length % 3] ?? '',
  };
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(local.url);
    const options = {
      hostname,
      port,
      // As it stands: a URL would take `..` out.
      path: `${path}${query === '' ? '' : `?${query}`}`,
      method,
      headers: Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, latin(value)])),
    };
    const outgoing = send(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const said = Object.fromEntries(
          Object.entries(response.headers).map(([name, value]) => [name, value?.toString()]),
        );
        resolve({ status: response.statusCode ?? 0, headers: said, body: Buffer.concat(chunks).toString() });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** What a header can hold. */
function latin(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}
