// The typed client of the API, for the sending application and the command line. It has no dependencies.
import type {
  Classification,
  Domain,
  ExplainedPayload,
  Health,
  HistoryEntry,
  HistoryPage,
  Imported,
  Incidents,
  Lookup,
  LookupMany,
  RecordPage,
  SuppressionPage,
  Verdict,
} from './answers.ts';
import { ApiError } from './api-error.ts';
import { chunksOf, type Entry, joinedChunks } from './chunks.ts';
import { type Call, type ClientOptions, transport } from './transport.ts';

export type {
  Classification,
  Domain,
  ExplainedPayload,
  HistoryEntry,
  Imported,
  Incidents,
  Lookup,
  RecordPage,
  SuppressionRecord,
  Verdict,
} from './answers.ts';
export { ApiError, type Problem } from './api-error.ts';
export type { Entry } from './chunks.ts';
export type { ClientOptions } from './transport.ts';

type Provider = NonNullable<HistoryEntry['provider']>;
/** ISO 8601 with any offset. */
type Time = string | Date;

export interface InStream {
  /** Without it: mail in general. */
  readonly stream?: string | undefined;
}

export interface Conditional {
  /** Decides only if this version is stored, as the answer before said: else an ApiError of status 412. */
  readonly version?: number | undefined;
}

export interface Why extends InStream, Conditional {
  readonly note?: string | undefined;
}

export interface Until {
  /** For ever without it. */
  readonly until?: Time | undefined;
}

export interface ListFilter {
  readonly reason?: Verdict['reason'] | undefined;
  readonly cause?: Verdict['cause'] | undefined;
  /** Who told of what suppresses. */
  readonly provider?: Provider | undefined;
  /** When the suppression began: from, inclusive. */
  readonly since?: Time | undefined;
  /** Exclusive. */
  readonly until?: Time | undefined;
  /** How many are fetched at once, at most 1,000. */
  readonly pageSize?: number | undefined;
}

export interface IncidentQuery {
  readonly since?: Time | undefined;
  readonly until?: Time | undefined;
  readonly reason?: HistoryEntry['reason'];
  /** Domain of the recipients. */
  readonly receiver?: string | undefined;
  /** Sending domain or IP. */
  readonly sender?: string | undefined;
  readonly limit?: number | undefined;
}

export interface Question {
  /** The reply of the receiving server. */
  readonly text?: string | undefined;
  readonly smtp?: string | number | undefined;
  readonly enhanced?: string | undefined;
  readonly rhost?: string | undefined;
  readonly provider?: Provider | undefined;
  readonly nativeType?: string | undefined;
  readonly nativeSubtype?: string | undefined;
}

export interface Filtered {
  /** May be mailed: as they were given, in their order. */
  readonly send: string[];
  readonly suppressed: (Pick<Verdict, 'reason' | 'cause' | 'until'> & {
    /** As it was given. */
    readonly address: string;
  })[];
}

/** Every method rejects with an {@link ApiError} for whatever goes wrong: an error is never an answer. */
export interface Client {
  health(): Promise<Health>;
  lookup(address: string, options?: InStream): Promise<Lookup>;
  /** In the order asked; any number of addresses. */
  lookupAll(addresses: readonly string[], options?: InStream): Promise<Verdict[]>;
  /** Before sending: who may be mailed, and who not and why. */
  filterSuppressed(addresses: readonly string[], options?: InStream): Promise<Filtered>;
  suppress(address: string, options?: Why & Until): Promise<Lookup>;
  release(address: string, options?: Why): Promise<Lookup>;
  /** Newest first. */
  list(filter?: ListFilter): AsyncGenerator<Verdict, void>;
  /** Newest first. */
  history(address: string, options?: { readonly pageSize?: number | undefined }): AsyncGenerator<HistoryEntry, void>;
  incidents(query?: IncidentQuery): Promise<Incidents>;
  readonly domains: {
    get(domain: string): Promise<Domain>;
    set(domain: string, rule: { readonly rule: 'suppress' | 'allow' } & Why & Until): Promise<Domain>;
    remove(domain: string, options?: Why): Promise<Domain>;
  };
  /** All records by pages; the `cursor` of one is where a later call may go on. */
  records(options?: {
    readonly pageSize?: number | undefined;
    readonly cursor?: string | undefined;
  }): AsyncGenerator<RecordPage, void>;
  /** Any number of entries; `failed` tells of those that can't be taken, by their place among all. */
  joinRecords(entries: readonly Entry[]): Promise<Imported>;
  explain(question: Question): Promise<Classification>;
  /** @param payload the body of a webhook: parsed JSON, or the text that it was */
  explainPayload(provider: Provider, payload: unknown): Promise<ExplainedPayload>;
}

/** What one call of the API takes. */
const MAX_LOOKUP = 1000;

/** @throws ApiError when the URL is none, or the key can't be one */
export function createClient(options: ClientOptions): Client {
  const send = transport(options);

  /** Answers only what has this shape: else a proxy's page would be an answer without `suppressed`. */
  async function call<T>(request: Call, has: (answer: Partial<T>) => boolean): Promise<T> {
    const answer: unknown = await send(request);
    if (isAnswer(answer, has)) return answer;
    throw new ApiError(0, 'the answer has another shape: is this the URL of the API, and of this version?');
  }

  async function* pages<T extends { readonly cursor: string | null }>(
    request: Omit<Call, 'method'>,
    from: string | undefined,
  ): AsyncGenerator<T, void> {
    let cursor = from;
    do {
      const query = { ...request.query, cursor };
      const page: T = await call<T>({ method: 'GET', ...request, query }, (answer) => answer.cursor !== undefined);
      yield page;
      cursor = page.cursor ?? undefined;
    } while (cursor !== undefined);
  }

  const suppressions = (address: string, ...more: string[]) => ['v1', 'suppressions', address, ...more];
  const isLookup = (answer: Partial<Lookup>) => typeof answer.suppressed === 'boolean';
  const isDomain = (answer: Partial<Domain>) => Array.isArray(answer.rules);

  const client: Client = {
    health: () => call({ method: 'GET', path: ['health'] }, ({ status }) => status === 'ok'),

    lookup: (address, { stream } = {}) =>
      call({ method: 'GET', path: suppressions(address), query: { stream } }, isLookup),

    async lookupAll(addresses, { stream } = {}) {
      const found: Verdict[] = [];
      for (const chunk of chunksOf(addresses, MAX_LOOKUP)) {
        const { results } = await call<LookupMany>(
          { method: 'POST', path: suppressions('lookup'), body: { addresses: chunk, stream } },
          (answer) =>
            answer.results?.length === chunk.length &&
            answer.results.every(({ suppressed }) => typeof suppressed === 'boolean'),
        );
        found.push(...results);
      }
      return found;
    },

    async filterSuppressed(addresses, inStream) {
      const found = await client.lookupAll(addresses, inStream);
      const filtered: Filtered = { send: [], suppressed: [] };
      for (const [index, { suppressed, reason, cause, until }] of found.entries()) {
        const address = addresses[index] ?? '';
        if (suppressed) filtered.suppressed.push({ address, reason, cause, until });
        else filtered.send.push(address);
      }
      return filtered;
    },

    suppress: async (address, { version, until, note, stream } = {}) =>
      call(
        { method: 'PUT', path: suppressions(address), body: { note, stream, until: timeOf(until) }, version },
        isLookup,
      ),

    release: (address, { version, note, stream } = {}) =>
      call({ method: 'DELETE', path: suppressions(address), query: { note, stream }, version }, isLookup),

    async *list({ since, until, pageSize, reason, cause, provider } = {}) {
      const query = {
        reason: reason ?? undefined,
        cause: cause ?? undefined,
        provider,
        since: timeOf(since),
        until: timeOf(until),
        limit: pageSize,
      };
      const path = ['v1', 'suppressions'];
      for await (const { results } of pages<SuppressionPage>({ path, query }, undefined)) yield* results;
    },

    async *history(address, { pageSize } = {}) {
      const request = { path: suppressions(address, 'history'), query: { limit: pageSize } };
      for await (const { entries } of pages<HistoryPage>(request, undefined)) yield* entries;
    },

    incidents: async ({ since, until, reason, receiver, sender, limit } = {}) =>
      call(
        {
          method: 'GET',
          path: ['v1', 'incidents'],
          query: { since: timeOf(since), until: timeOf(until), reason, receiver, sender, limit },
        },
        ({ groups }) => Array.isArray(groups),
      ),

    domains: {
      get: (domain) => call({ method: 'GET', path: ['v1', 'domains', domain] }, isDomain),
      set: async (domain, { version, until, rule, note, stream }) =>
        call(
          {
            method: 'PUT',
            path: ['v1', 'domains', domain],
            body: { rule, note, stream, until: timeOf(until) },
            version,
          },
          isDomain,
        ),
      remove: (domain, { version, note, stream } = {}) =>
        call({ method: 'DELETE', path: ['v1', 'domains', domain], query: { note, stream }, version }, isDomain),
    },

    records: ({ pageSize, cursor } = {}) => pages({ path: ['v1', 'records'], query: { limit: pageSize } }, cursor),

    joinRecords: (entries) =>
      joinedChunks(entries, (chunk) =>
        call<Imported>({ method: 'POST', path: ['v1', 'records'], body: { entries: chunk } }, ({ failed }) =>
          Array.isArray(failed),
        ),
      ),

    explain: (question) =>
      call(
        { method: 'POST', path: ['v1', 'explain'], body: question },
        ({ confidence }: Partial<Classification>) => typeof confidence === 'number',
      ),

    explainPayload: (provider, payload) =>
      call(
        { method: 'POST', path: ['v1', 'explain'], body: { provider, payload } },
        ({ events }: Partial<ExplainedPayload>) => Array.isArray(events),
      ),
  };
  return client;
}

function isAnswer<T>(answer: unknown, has: (answer: Partial<T>) => boolean): answer is T {
  return typeof answer === 'object' && answer !== null && has(answer);
}

function timeOf(time: Time | undefined): string | undefined {
  if (!(time instanceof Date)) return time;
  if (Number.isNaN(time.getTime())) throw new ApiError(0, 'a time is an invalid Date');
  return time.toISOString();
}
