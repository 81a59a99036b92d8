// The router: made of rows of the table of routes, it checks access, reads the request and answers problems for errors.
import { PatternRouter } from 'hono/router/pattern-router';
import type { Config } from '../pipeline/config.ts';
import { InvalidCursor } from '../pipeline/cursor.ts';
import { parseJson } from '../providers/json.ts';
import { accessOf, signedAccess } from './access.ts';
import type { GatewayRequest } from './gateway.ts';
import { type HttpAnswer, json, problem } from './problem.ts';
import { Refused } from './refused.ts';
import type { Served } from './serve.ts';

export interface ApiOptions<Ports> {
  readonly work: readonly Served<Ports>[];
  readonly ports: Ports;
  /** Who may call. */
  readonly access: Config['api'];
  /** Told of the errors that the caller gets no details of. */
  readonly onError: (error: unknown, requestId: string) => void;
}

/** The API as one function; `now` is in milliseconds. Never rejects. */
export type Api = (request: GatewayRequest, now: number) => Promise<HttpAnswer>;

/** A bulk lookup of the longest addresses has 330 KB. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** What the AWS SDK calls an error that says: too much at once. */
const THROTTLED: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'ThrottlingError',
]);
/** Seconds. The SDK has tried several times by then. */
const RETRY_AFTER = '2';

/** An answer is of now: one that is kept would tell of an address that it may be mailed when it no longer may. */
const FRESH = { 'cache-control': 'no-store' };

export function createApi<Ports>({ work, ports, access: { keys, iam = false }, onError }: ApiOptions<Ports>): Api {
  // Of Hono only the router: its requests would encode and decode the path again, and take `..` out of an address.
  const router = new PatternRouter<Served<Ports>>();
  // The first match counts: a longer path is the more particular one, an address' history before the address.
  const particular = work.toSorted((a, b) => b.route.path.length - a.route.path.length);
  for (const served of particular) router.add(served.route.method, patternOf(served.route.path), served);

  const find = (method: string, path: string) => {
    const [[first]] = router.match(method, path);
    return first && { served: first[0], params: textsOf(first[1]) };
  };
  const methodsOf = (path: string) => {
    const all = [...new Set(work.map(({ route }) => route.method))];
    const known = all.filter((method) => find(method, path) !== undefined);
    return known.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  };

  async function answer(request: GatewayRequest, now: number): Promise<HttpAnswer> {
    const found = find(request.method === 'HEAD' ? 'GET' : request.method, request.path);
    if (found === undefined) return notFound(methodsOf(request.path));
    const { route, run } = found.served;
    const access =
      route.role && (iam ? signedAccess(request.signer) : accessOf(keys, request.headers['authorization'], route.role));
    if (access && !access.granted) {
      return problem(access.status, access.detail, access.status === 401 ? { 'www-authenticate': 'Bearer' } : {});
    }
    const outcome = await run(ports, {
      params: found.params,
      query: request.query,
      body: route.body && bodyOf(request),
      version: route.versioned && route.method !== 'GET' ? expectedVersion(request) : undefined,
      actor: access?.name ?? '',
      requestId: request.requestId,
      now,
    });
    return json(200, outcome, route.versioned && 'version' in outcome ? { etag: `"${outcome.version}"` } : {});
  }

  function failed(error: unknown, { requestId }: GatewayRequest): HttpAnswer {
    if (error instanceof Refused) return problem(error.status, error.message);
    if (error instanceof InvalidCursor) return problem(400, `query.cursor: ${error.message}`);
    onError(error, requestId);
    if (error instanceof Error && THROTTLED.has(error.name)) {
      return problem(429, 'the table is asked too much at once: try again later', { 'retry-after': RETRY_AFTER });
    }
    return problem(500, `something went wrong here, see the log of request ${requestId}`);
  }

  return async (request, now) => {
    const said = await answer(request, now).catch((error: unknown) => failed(error, request));
    return { ...said, headers: { ...FRESH, ...said.headers }, body: request.method === 'HEAD' ? '' : said.body };
  };
}

/**
 * An address may hold a slash: whatever stands in its place, line breaks too, is for the address' own check. Nothing at
 * all as well: it must not become the list, which has no `suppressed`.
 */
function patternOf(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1{[^]*}');
}

function textsOf(params: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
}

function notFound(methods: readonly string[]): HttpAnswer {
  const allow = methods.join(', ');
  return methods.length > 0
    ? problem(405, `use ${allow}`, { allow })
    : problem(404, 'no such path: GET /v1/openapi.json describes those there are');
}

function bodyOf({ body }: GatewayRequest): unknown {
  if (body.length > MAX_BODY_BYTES) {
    throw new Refused(413, `the body has ${body.length} bytes, at most ${MAX_BODY_BYTES} are taken`);
  }
  if (body.length === 0) return undefined;
  const value = parseJson(body);
  if (value === undefined) throw new Refused(400, 'body: not JSON');
  return value;
}

const ETAG = /^"(\d{1,15})"$/;

function expectedVersion({ headers }: GatewayRequest): number | undefined {
  const condition = headers['if-match']?.trim();
  // Every address has an answer, if only that nothing is known of it: any version will do.
  if (condition === undefined || condition === '*') return undefined;
  const version = ETAG.exec(condition)?.[1];
  if (version === undefined) throw new Refused(400, 'If-Match: expected one ETag as it was given, such as "3", or *');
  return Number(version);
}
