// The API as one table: the router is made from it.
import * as z from 'zod/mini';
import { canonicalAddress } from '../event/address.ts';
import { BOUNDS } from '../event/bounds.ts';
import { decide, type LookupAnswer, type LookupPorts, lookup } from '../pipeline/lookup.ts';
import type { Role } from './access.ts';

export const MAX_LOOKUP = 1000;

const stream = z.optional(z.string().check(z.minLength(1), z.maxLength(BOUNDS.stream)));
const note = z.optional(z.string().check(z.maxLength(500)));
const query = z.strictObject({ stream });
const releaseQuery = z.strictObject({ stream, note });

const lookupBody = z.strictObject({
  addresses: z.array(z.string()).check(z.maxLength(MAX_LOOKUP, `at most ${MAX_LOOKUP} addresses in one call`)),
  stream,
});
const suppressBody = z._default(
  z.strictObject({
    note,
    until: z.optional(z.iso.datetime({ offset: true, error: 'expected a time such as 2027-01-31T00:00:00Z' })),
    stream,
  }),
  {},
);

/** What a route's work gets to see of a request. */
interface ApiRequest {
  /** Path parameter, URL-decoded. */
  readonly address: string;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
  /** Name of the API key. */
  readonly actor: string;
  readonly requestId: string;
  /** Milliseconds. */
  readonly now: number;
}

/** The client's mistake: becomes a problem of status 400. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `:name` for parameters. */
  readonly path: string;
  /** Undefined: open to everybody. */
  readonly role: Role | undefined;
  readonly summary: string;
  readonly work: (ports: LookupPorts, request: ApiRequest) => Promise<object>;
}

export const ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/health',
    role: undefined,
    summary: 'Whether the API answers.',
    work: async () => ({ status: 'ok' }),
  },
  {
    method: 'POST',
    path: '/v1/suppressions/lookup',
    role: 'read',
    summary: `Looks up to ${MAX_LOOKUP} addresses up, answered in their order.`,
    work: async (ports, { body, now }) => ({ results: await lookUpAll(ports, parse(lookupBody, body, 'body'), now) }),
  },
  {
    method: 'GET',
    path: '/v1/suppressions/:address{.+}',
    role: 'read',
    summary: 'Whether an address may be mailed, and why not.',
    work: async (ports, { address, query: raw, now }) => {
      const { stream } = parse(query, raw, 'query');
      const [answer] = await lookup(ports, [addressOf(address)], now, stream);
      return found(answer);
    },
  },
  {
    method: 'PUT',
    path: '/v1/suppressions/:address{.+}',
    role: 'write',
    summary: 'Suppresses an address by hand.',
    work: async (ports, { address, body, actor, requestId, now }) => {
      const { note, until, stream } = parse(suppressBody, body, 'body');
      checkUntil(until, now);
      const decision = {
        address: addressOf(address),
        stream,
        by: actor,
        id: `manual:${requestId}`,
        ...(note !== undefined && { note }),
        ...(until !== undefined && { until: new Date(until).toISOString() }),
      };
      return decide(ports, 'suppressed', decision, now);
    },
  },
  {
    method: 'DELETE',
    path: '/v1/suppressions/:address{.+}',
    role: 'write',
    summary: 'Releases an address: what was known until now no longer suppresses it.',
    work: async (ports, { address, query: raw, actor, requestId, now }) => {
      const { stream, note } = parse(releaseQuery, raw, 'query');
      const decision = {
        address: addressOf(address),
        stream,
        by: actor,
        id: `manual:${requestId}`,
        ...(note !== undefined && { note }),
      };
      return decide(ports, 'released', decision, now);
    },
  },
];

function addressOf(raw: string): string {
  const address = canonicalAddress(raw);
  if (address === undefined) throw new BadRequest('address: not an e-mail address');
  return address;
}

/** In UTC a later time has a year of more than four digits, and the record that holds it could not be read again. */
const LATEST_MS = Date.parse('9999-12-31T23:59:59.999Z');

function checkUntil(until: string | undefined, now: number): void {
  if (until === undefined) return;
  const ms = Date.parse(until);
  if (ms <= now) throw new BadRequest('body.until: lies in the past');
  if (ms > LATEST_MS) throw new BadRequest('body.until: lies beyond the year 9999; leave it out to suppress for ever');
}

/** One that is no address can't be mailed: it is answered as suppressed, and its neighbours are answered too. */
async function lookUpAll(
  ports: LookupPorts,
  { addresses, stream }: z.infer<typeof lookupBody>,
  now: number,
): Promise<LookupAnswer[]> {
  const canonical = addresses.map(canonicalAddress);
  const answers = await lookup(
    ports,
    canonical.filter((address) => address !== undefined),
    now,
    stream,
  );
  const byAddress = new Map(answers.map((answer) => [answer.address, answer]));
  return addresses.map((raw, index) => byAddress.get(canonical[index] ?? '') ?? malformed(raw));
}

function malformed(address: string): LookupAnswer {
  return {
    address,
    suppressed: true,
    reason: 'invalid_address',
    cause: 'malformed',
    since: null,
    until: null,
    scope: '*',
    remedy: 'Correct or remove the address: it is malformed.',
    evidence: [],
    decisions: [],
  };
}

function found<T>(answer: T | undefined): T {
  if (answer === undefined) throw new Error('the lookup answered fewer addresses than it was asked');
  return answer;
}

function parse<T>(schema: z.ZodMiniType<T>, value: unknown, where: string): T {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : '';
  const path = [where, ...(issue?.path ?? []).map(String), ...(keys ? [keys] : [])].join('.');
  throw new BadRequest(`${path}: ${keys ? 'unknown key' : (issue?.message ?? 'invalid')}`);
}
