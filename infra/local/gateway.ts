// API Gateway's HTTP API on a laptop: an HTTP server that turns requests into events of payload format 2.0.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { unescape as percentDecoded } from 'node:querystring';
import { type HttpAnswer, problem } from '../../shared/api/problem.ts';

export type HttpHandler = (event: unknown) => Promise<HttpAnswer>;

/** API Gateway's own limit; Lambda's, and with it ours, is lower. */
const MAX_BYTES = 10 * 1024 * 1024;
/** API Gateway hands these over as text, everything else in base64. */
const TEXT = /^(?:text\/|application\/(?:json|xml|javascript|[a-z0-9.+-]*\+(?:json|xml))\b)/i;

export interface Gateway {
  readonly port: number;
  close(): Promise<void>;
}

/** Rejects with the system's error when the port is taken. */
export async function startGateway(
  port: number,
  route: (path: string) => HttpHandler,
  onError: (error: unknown) => void,
): Promise<Gateway> {
  const server = createServer((request, response) => {
    answer(request, route).then(
      (result) => send(response, result),
      (error: unknown) => {
        onError(error);
        send(response, problem(500, 'something went wrong here, see the log'));
      },
    );
  });
  await listen(server, port);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the gateway listens on no port');
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

async function answer(request: IncomingMessage, route: (path: string) => HttpHandler): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes <= MAX_BYTES) chunks.push(chunk);
  }
  if (bytes > MAX_BYTES) return problem(413, `the body has ${bytes} bytes, at most ${MAX_BYTES} are taken`);
  const event = gatewayEvent(request, Buffer.concat(chunks));
  return route(event.rawPath)(event);
}

function gatewayEvent(request: IncomingMessage, body: Buffer) {
  const [path = '/', ...query] = (request.url ?? '/').split('?');
  const isText = TEXT.test(request.headers['content-type'] ?? '');
  return {
    version: '2.0',
    routeKey: '$default',
    // As API Gateway's HTTP API does.
    rawPath: percentDecoded(path),
    rawQueryString: query.join('?'),
    headers: Object.fromEntries(
      Object.entries(request.headersDistinct).map(([name, values]) => [name, values?.join(',')]),
    ),
    requestContext: {
      requestId: randomUUID(),
      stage: '$default',
      http: {
        method: request.method ?? 'GET',
        path,
        protocol: 'HTTP/1.1',
        sourceIp: request.socket.remoteAddress ?? '',
      },
    },
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

function send(response: ServerResponse, { statusCode, headers, body }: HttpAnswer): void {
  response.writeHead(statusCode, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
