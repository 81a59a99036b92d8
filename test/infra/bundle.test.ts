import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle, type FunctionName } from '../../infra/bundle.ts';
import { secretHash } from '../../shared/api/access.ts';
import { BLOCK_LISTS } from '../../shared/classify/rules/known-block-lists.ts';
import { ROWS } from '../../shared/classify/rules/order.ts';
import { PACKED_RULES } from '../../shared/classify/rules/packed.ts';

const MAX_BYTES = 260_000;
/** The classifier's rows are data, not code, and are counted apart: they grow with every mail system that is known. */
const MAX_BYTES_PER_RULE = 130;
const NAMES: readonly FunctionName[] = ['ingest', 'ingest-ses', 'suppress', 'lookup', 'explain', 'publish'];

const directory = mkdtempSync(join(tmpdir(), 'bundles-'));
const fileOf = (name: FunctionName) => join(directory, name, 'index.js');
beforeAll(() => {
  for (const name of NAMES) bundle(name, join(directory, name));
});
afterAll(() => rmSync(directory, { recursive: true }));

describe('a bundle', () => {
  test.each(NAMES)('of %s has at most 260 KB of code', (name) => {
    const code = readFileSync(fileOf(name), 'utf8').replace(PACKED_RULES, '');
    expect(Buffer.byteLength(code)).toBeLessThanOrEqual(MAX_BYTES);
  });

  test('holds the rules only where events are classified, at most 130 bytes for each', () => {
    const holders = NAMES.filter((name) => readFileSync(fileOf(name), 'utf8').includes(PACKED_RULES));
    expect(holders).toEqual(['suppress', 'explain']);
    expect(PACKED_RULES.length / (ROWS.length + BLOCK_LISTS.length)).toBeLessThanOrEqual(MAX_BYTES_PER_RULE);
  });

  test.each(NAMES)('of %s names no path of the machine that built it', (name) => {
    const code = readFileSync(fileOf(name), 'utf8');
    expect(code).not.toContain(join(import.meta.dirname, '../..'));
    expect(code).not.toContain(directory);
  });

  test('has the same bytes every time', () => {
    bundle('suppress', join(directory, 'again'));
    expect(readFileSync(join(directory, 'again', 'index.js'))).toEqual(readFileSync(fileOf('suppress')));
  });
});

describe('the bundled functions run', () => {
  const aws = fakeAws();
  const environment = async () => ({
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'session',
    AWS_ENDPOINT_URL: await aws.url,
    TABLE_NAME: 'table',
    EVENTS_QUEUE_URL: `${await aws.url}/000000000000/events`,
    QUARANTINE_QUEUE_URL: `${await aws.url}/000000000000/quarantine`,
    BOUNCE_SUPPRESSOR_CONFIG: JSON.stringify({
      api: { keys: [{ name: 'test', hash: secretHash('key'), role: 'read' }] },
    }),
  });
  afterAll(() => aws.close());

  test('lookup answers its health', async () => {
    const { answer } = await invoke('lookup', get('/health'), await environment());
    expect(answer).toMatchObject({ statusCode: 200 });
  });

  test('lookup reads DynamoDB with the credentials of the environment', async () => {
    const { answer } = await invoke('lookup', get('/v1/suppressions/a@example.com'), await environment());
    expect(answer).toMatchObject({ statusCode: 200, body: expect.stringContaining('"suppressed":false') });
    expect(aws.calls).toContainEqual({
      operation: 'DynamoDB_20120810.BatchGetItem',
      key: 'AKIDEXAMPLE',
      token: 'session',
    });
  });

  test('lookup says in its log which credentials are missing', async () => {
    const { AWS_ACCESS_KEY_ID: _, ...without } = await environment();
    const { answer, log } = await invoke('lookup', get('/v1/suppressions/a@example.com'), without);
    expect(answer).toMatchObject({ statusCode: 500 });
    expect(log).toContain('no AWS credentials: AWS_ACCESS_KEY_ID');
  });

  test('ingest-ses sends to SQS', async () => {
    await invoke('ingest-ses', { source: 'aws.ses', detail: 'nothing that SES sends' }, await environment());
    expect(aws.calls).toContainEqual({ operation: 'AmazonSQS.SendMessageBatch', key: 'AKIDEXAMPLE', token: 'session' });
  });

  test('ingest refuses what is not configured', async () => {
    const post = { ...get('/webhooks/sendgrid'), requestContext: { http: { method: 'POST' } } };
    const { answer } = await invoke('ingest', post, await environment());
    expect(answer).toMatchObject({ statusCode: 404 });
  });

  test('suppress names the message that it can not read', async () => {
    const { answer } = await invoke('suppress', { Records: [{ messageId: 'm1', body: '{' }] }, await environment());
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
  });
});

function get(rawPath: string) {
  return { rawPath, headers: { authorization: 'Bearer key' }, requestContext: { http: { method: 'GET' } } };
}

/** Loads the bundle in a process of its own, as Lambda does, with nothing in the environment but what is given. */
async function invoke(name: FunctionName, event: unknown, env: Record<string, string>) {
  const script = `require(${JSON.stringify(fileOf(name))}).handler(${JSON.stringify(event)})
    .then((answer) => process.send(answer ?? null, () => process.disconnect()));`;
  const child = spawn(process.execPath, ['-e', script], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let answer: unknown;
  let log = '';
  child.on('message', (message) => {
    answer = message;
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  const [code] = await once(child, 'close');
  expect(code, log).toBe(0);
  return { answer, log };
}

interface Call {
  readonly operation: string;
  readonly key: string | undefined;
  readonly token: string | undefined;
}

/** Just enough of DynamoDB and SQS on loopback: an empty table, and a queue that takes everything. */
function fakeAws() {
  const calls: Call[] = [];
  const server = createServer(async (request, response) => {
    const operation = header(request, 'x-amz-target') ?? '';
    const key = /Credential=([^/]+)/.exec(header(request, 'authorization') ?? '')?.[1];
    calls.push({ operation, key, token: header(request, 'x-amz-security-token') });
    const body = await text(request);
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end(
      JSON.stringify(operation.startsWith('AmazonSQS') ? sent(body) : { Responses: {}, UnprocessedKeys: {} }),
    );
  }).listen(0, '127.0.0.1');
  const url = once(server, 'listening').then(() => `http://127.0.0.1:${port(server.address())}`);
  return { calls, url, close: () => server.close() };
}

function sent(body: string) {
  const { Entries }: { Entries: { Id: string; MessageBody: string }[] } = JSON.parse(body);
  return {
    Successful: Entries.map(({ Id, MessageBody }) => ({
      Id,
      MessageId: Id,
      MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
    })),
    Failed: [],
  };
}

async function text(request: IncomingMessage): Promise<string> {
  return Buffer.concat(await request.toArray()).toString('utf8');
}

function header({ headers }: IncomingMessage, name: string): string | undefined {
  return headers[name]?.toString();
}

function port(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}
