// The router: made of the table of routes, it checks access, reads the request and answers problems for errors.
import { Hono } from 'hono';
import type { ApiKey } from '../pipeline/config.ts';
import type { LookupPorts } from '../pipeline/lookup.ts';
import { accessOf } from './access.ts';
import type { GatewayRequest } from './gateway.ts';
import { type HttpAnswer, json, problem } from './problem.ts';
import { BadRequest, ROUTES, type Route } from './routes.ts';

export interface ApiPorts extends LookupPorts {
  readonly keys: readonly ApiKey[];
  /** Told of the errors that the caller gets no details of. */
  readonly onError: (error: unknown, requestId: string) => void;
}

/** The API as one function; `now` is in milliseconds. Never rejects. */
export type Api = (request: GatewayRequest, now: number) => Promise<HttpAnswer>;

/** No `Request` can be made of these. Under any other name that no route has they are answered 405 all the same. */
const UNREQUESTABLE = /^(?:CONNECT|TRACE|TRACK)$/;

interface Call {
  readonly request: GatewayRequest;
  readonly now: number;
}

export function createApi(ports: ApiPorts): Api {
  const app = new Hono<{ Bindings: Call }>();
  for (const route of ROUTES) {
    app.on(route.method, route.path, async ({ env, req }) =>
      toResponse(await answer(ports, route, env, req.param('address') ?? '', req.query())),
    );
  }
  // Behind the routes: the paths are known, so it is the method that is wrong.
  for (const path of new Set(ROUTES.map((route) => route.path))) {
    const allow = ROUTES.filter((route) => route.path === path).map(({ method }) => method);
    app.all(path, () => toResponse(problem(405, `use ${allow.join(', ')}`, { allow: allow.join(', ') })));
  }
  app.notFound(() => toResponse(problem(404, 'no such path: see GET /health and the paths under /v1/suppressions')));
  app.onError((error, { env }) => {
    if (error instanceof BadRequest) return toResponse(problem(400, error.message));
    ports.onError(error, env.request.requestId);
    return toResponse(problem(500, `something went wrong here, see the log of request ${env.request.requestId}`));
  });
  return async (request, now) => {
    const url = `https://api.invalid${normalPath(request.path)}${request.query && `?${request.query}`}`;
    const method = UNREQUESTABLE.test(request.method) ? 'OTHER' : request.method;
    return fromResponse(await app.request(url, { method }, { request, now }));
  };
}

async function answer(
  ports: ApiPorts,
  { role, work }: Route,
  { request, now }: Call,
  address: string,
  query: Record<string, string>,
): Promise<HttpAnswer> {
  const access = role && accessOf(ports.keys, request.headers['authorization'], role);
  if (access && !access.granted) {
    return problem(access.status, access.detail, access.status === 401 ? { 'www-authenticate': 'Bearer' } : {});
  }
  const call = { address, query, body: bodyOf(request), actor: access?.name ?? '', requestId: request.requestId, now };
  return json(200, await work(ports, call));
}

function bodyOf({ body }: GatewayRequest): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new BadRequest('body: not JSON');
  }
}

/**
 * API Gateway hands the path over decoded, function URLs as it was sent: both become the encoded form that the router
 * decodes. An address may hold a slash, so only what stands between slashes is encoded.
 */
function normalPath(path: string): string {
  return decoded(path).toWellFormed().split('/').map(encodeURIComponent).join('/');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function toResponse({ statusCode, headers, body }: HttpAnswer): Response {
  return new Response(body, { status: statusCode, headers });
}

async function fromResponse(response: Response): Promise<HttpAnswer> {
  return { statusCode: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
}
