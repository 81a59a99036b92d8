// Between the AWS SDK and an emulator: a proxy on loopback that fails as the services and the network do.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import type { Random } from '../support/random-histories.ts';

/** What becomes of one call in so many; the others go through. */
const ODDS = 4;

/**
 * - `partial`: a batch of which the service did a part, and says so
 * - `throttled`, `internal error`, `unavailable`: answers of the service, which did nothing
 * - `reset before`, `reset after`: the connection breaks, before or after the service did it
 * - `silence before`, `silence after`: no answer comes until the client gives up
 */
export const PROXY_FAULTS = [
  'partial',
  'throttled',
  'internal error',
  'unavailable',
  'reset before',
  'reset after',
  'silence before',
  'silence after',
] as const;
type ProxyFault = (typeof PROXY_FAULTS)[number];

export interface FaultProxy {
  readonly endpoint: string;
  /** By operation and fault, such as `PutItem reset after`. */
  readonly faults: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** @param silenceMs longer than the client waits */
export async function startFaultProxy(target: string, random: Random, silenceMs: number): Promise<FaultProxy> {
  const faults = new Map<string, number>();

  const choose = (operation: string, body: string): ProxyFault | undefined => {
    if (random.below(ODDS) > 0) return undefined;
    const happened = (fault: ProxyFault) => faults.get(`${operation} ${fault}`) ?? 0;
    const possible = PROXY_FAULTS.filter(
      (fault) => fault !== 'partial' || partOf(operation, body, random) !== undefined,
    );
    // What has happened least to this operation.
    const fault = possible.reduce((least, each) => (happened(each) < happened(least) ? each : least));
    faults.set(`${operation} ${fault}`, happened(fault) + 1);
    return fault;
  };

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await textOf(incoming);
    const operation =
      String(incoming.headers['x-amz-target'] ?? '')
        .split('.')
        .at(-1) ?? '';
    const forward = (text = body) => send(target, incoming, text);
    const answer = ({ status, body: text }: Answer) => {
      response.writeHead(status, { 'content-type': incoming.headers['content-type'] ?? 'application/json' }).end(text);
    };
    const fault = choose(operation, body);
    switch (fault) {
      case undefined:
        return answer(await forward());
      case 'throttled':
        return answer({ status: 400, body: errorBody('ThrottlingException') });
      case 'internal error':
        return answer({ status: 500, body: errorBody('InternalServerError') });
      case 'unavailable':
        return answer({ status: 503, body: errorBody('ServiceUnavailable') });
      case 'reset after':
      case 'silence after':
        await forward();
        break;
      case 'partial': {
        const part = partOf(operation, body, random);
        const done = part?.body === undefined ? '{}' : (await forward(part.body)).body;
        return answer({ status: 200, body: JSON.stringify({ ...objectOf(done), ...part?.left }) });
      }
      case 'reset before':
      case 'silence before':
        break;
    }
    if (fault.startsWith('silence')) await new Promise((resolve) => setTimeout(resolve, silenceMs));
    incoming.socket.destroy();
  };

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy listens on no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    faults,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function errorBody(name: string): string {
  return JSON.stringify({ __type: `com.amazonaws.service#${name}`, message: name });
}

const byTable = z.record(z.string(), z.unknown());
const tableBatch = z.object({ RequestItems: byTable });
const keys = z.object({ Keys: z.array(z.unknown()) });
const queueBatch = z.object({ Entries: z.array(z.looseObject({ Id: z.string() })) });

interface Part {
  /** The request for what is done; undefined when nothing is. */
  readonly body: string | undefined;
  /** What the answer says of the rest. */
  readonly left: object;
}

/** A part of a batch, undefined for what is none. */
function partOf(operation: string, body: string, random: Random): Part | undefined {
  const value = objectOf(body);
  const split = <T>(items: readonly T[]) => {
    const done = random.below(items.length);
    return [items.slice(0, done), items.slice(done)] as const;
  };
  switch (operation) {
    case 'BatchGetItem': {
      const [[table, asked] = ['', undefined]] = Object.entries(tableBatch.parse(value).RequestItems);
      const { Keys, ...options } = keys.parse(asked);
      const [done, left] = split(Keys);
      const of = (some: readonly unknown[]) => ({
        [table]: { ...objectOf(JSON.stringify(asked)), ...options, Keys: some },
      });
      return {
        body: done.length > 0 ? JSON.stringify({ ...value, RequestItems: of(done) }) : undefined,
        left: { ...(done.length === 0 && { Responses: {} }), UnprocessedKeys: of(left) },
      };
    }
    case 'BatchWriteItem': {
      const [[table, writes] = ['', undefined]] = Object.entries(tableBatch.parse(value).RequestItems);
      const [done, left] = split(z.array(z.unknown()).parse(writes));
      return {
        body: done.length > 0 ? JSON.stringify({ ...value, RequestItems: { [table]: done } }) : undefined,
        left: { UnprocessedItems: { [table]: left } },
      };
    }
    case 'SendMessageBatch':
    case 'DeleteMessageBatch': {
      const [done, left] = split(queueBatch.parse(value).Entries);
      const Failed = left.map(({ Id }) => ({ Id, Code: 'InternalError', Message: 'busy', SenderFault: false }));
      return {
        body: done.length > 0 ? JSON.stringify({ ...value, Entries: done }) : undefined,
        left: { ...(done.length === 0 && { Successful: [] }), Failed },
      };
    }
    default:
      return undefined;
  }
}

function objectOf(json: string): object {
  const value: unknown = JSON.parse(json);
  return typeof value === 'object' && value !== null ? value : {};
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function send(target: string, incoming: IncomingMessage, body: string): Promise<Answer> {
  const { 'content-length': _, host: __, connection: ___, ...headers } = incoming.headers;
  return new Promise((resolve, reject) => {
    const { method, url } = incoming;
    const outgoing = request(new URL(url ?? '/', target), { method, headers }, (answer) => {
      textOf(answer).then((text) => resolve({ status: answer.statusCode ?? 500, body: text }), reject);
    });
    outgoing.once('error', reject).end(body);
  });
}
