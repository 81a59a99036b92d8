// One call over HTTP: tried again while that may help, and either the API's own answer or an ApiError.
import { ApiError, type Problem } from './api-error.ts';

export interface ClientOptions {
  /** Where the API is, such as https://abc123.execute-api.eu-central-1.amazonaws.com. */
  readonly url: string;
  /** The API key; its role must allow what is called. */
  readonly key: string;
  /** @default the global fetch */
  readonly fetch?: typeof fetch;
  /** How long one attempt may take. @default 30_000, what API Gateway allows */
  readonly timeoutMs?: number;
  /** How often a call is tried in all. @default 5 */
  readonly attempts?: number;
  /** How to wait between attempts, for tests. */
  readonly wait?: (ms: number) => Promise<void>;
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path segments, not yet encoded. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: object;
  /** Changes something only if this version is stored. */
  readonly version?: number | undefined;
}

/** Answers the parsed body; rejects with an ApiError. */
export type Transport = (call: Call) => Promise<unknown>;

/** Of whatever is waited for: a caller that must wait longer is better told. */
const LONGEST_WAIT_MS = 60_000;
const FIRST_WAIT_MS = 200;
const LONGEST_BACK_OFF_MS = 10_000;

/** @throws ApiError for options that no call could be made with */
export function transport(options: ClientOptions): Transport {
  const { attempts = 5, wait = sleep } = options;
  check(options);
  return async (call) => {
    const request = requestOf(options, call);
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await attemptOnce(options, request);
      if (!('error' in outcome)) return outcome.answer;
      const { error, retryAfterMs = 0 } = outcome;
      if (attempt >= attempts || !mayHelp(error, call) || retryAfterMs > LONGEST_WAIT_MS) throw error;
      await wait(Math.max(retryAfterMs, backOff(attempt)));
    }
  };
}

type Outcome = { readonly answer: unknown } | { readonly error: ApiError; readonly retryAfterMs?: number };

/**
 * Everything that is asked of the API may be asked twice, save a change on condition: where its answer was lost, the
 * second one would be refused for the first one's sake. Only 429 says that nothing was done: API Gateway answers 503 also
 * for a function that was late.
 */
function mayHelp({ status, cause }: ApiError, { version }: Call): boolean {
  if (status === 429) return true;
  return version === undefined && (status >= 500 || (status === 0 && cause !== undefined));
}

/** Doubling and blurred, so that many clients don't come back at once. */
function backOff(attempt: number): number {
  const longest = Math.min(LONGEST_BACK_OFF_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
  return longest * (0.5 + Math.random() / 2);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

function check({ url, key }: ClientOptions): void {
  const { protocol, username, password } = URL.canParse(url) ? new URL(url) : {};
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw new ApiError(0, `url: ${url} is no http or https URL, such as http://localhost:8787`);
  }
  // Whoever logs the URL would log them.
  if (username || password) throw new ApiError(0, 'url: holds a user name or a password: the API takes a key alone');
  if (!/^[\x21-\x7e]+$/.test(key)) throw new ApiError(0, 'key: an API key is visible ASCII without blanks');
}

interface HttpRequest {
  readonly url: URL;
  readonly init: RequestInit;
}

function requestOf(options: ClientOptions, call: Call): HttpRequest {
  const { method, body, version } = call;
  const headers = new Headers({ authorization: `Bearer ${options.key}`, accept: 'application/json' });
  if (body) headers.set('content-type', 'application/json');
  if (version !== undefined) headers.set('if-match', `"${version}"`);
  // A redirect would take the key to somebody else, or a PUT to a GET.
  const init = { method, headers, redirect: 'error' } as const;
  return { url: urlOf(options.url, call), init: { ...init, ...(body && { body: jsonOf(body) }) } };
}

/** @throws ApiError for what has no JSON: circles, BigInt */
export function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch (error) {
    throw new ApiError(0, `this can't be sent as JSON: ${reasonOf(error)}`);
  }
}

async function attemptOnce({ timeoutMs = 30_000, ...options }: ClientOptions, request: HttpRequest): Promise<Outcome> {
  const { url, init } = request;
  const send = options.fetch ?? fetch;
  let response: Response;
  let text: string;
  try {
    response = await send(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    text = await response.text();
  } catch (cause) {
    return { error: new ApiError(0, `no answer from ${url.origin}: ${reasonOf(cause)}`, { cause }) };
  }
  const value = parsed(text);
  if (response.ok && value !== undefined) return { answer: value };
  return { error: errorOf(response, value), ...retryAfter(response) };
}

function urlOf(base: string, { path, query = {} }: Call): URL {
  for (const segment of path) {
    // URLs take these out, and half a character becomes another: it would be another address that is asked about.
    if (segment === '' || segment === '.' || segment === '..' || !segment.isWellFormed()) {
      throw new ApiError(0, `${JSON.stringify(segment)} can't be asked about`);
    }
  }
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path.map(encodeURIComponent).join('/')}`;
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

/** What fetch throws says only "fetch failed"; its cause says why. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function errorOf({ status, ok, statusText }: Response, value: unknown): ApiError {
  if (ok) return new ApiError(0, 'the answer is not JSON: is this the URL of the API?');
  if (isProblem(value)) return new ApiError(status, value.detail, { problem: value });
  // API Gateway's own errors are { "message": "Too Many Requests" }.
  const message = isObject(value) && typeof value['message'] === 'string' ? value['message'] : statusText;
  return new ApiError(status, message || 'an error without details');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isProblem(value: unknown): value is Problem {
  return (
    isObject(value) &&
    typeof value['detail'] === 'string' &&
    typeof value['title'] === 'string' &&
    typeof value['type'] === 'string' &&
    typeof value['status'] === 'number'
  );
}

/** Seconds or a date, RFC 9110 10.2.3. */
function retryAfter({ headers }: Response): { retryAfterMs?: number } {
  const value = headers.get('retry-after');
  if (value === null) return {};
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return ms > 0 ? { retryAfterMs: ms } : {};
}
