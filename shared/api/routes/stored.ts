// Routes to all that is stored, served by the function `lookup`.
import * as z from 'zod/mini';
import { REASON_NAMES } from '../../classify/reasons.ts';
import { BOUNDS } from '../../event/bounds.ts';
import { PROVIDER_NAMES } from '../../event/mail-event.ts';
import { CAUSES } from '../../suppression/standing.ts';
import { address, cursor, domain, limitUpTo, note, stream, time } from '../fields.ts';
import type { Routes } from '../route.ts';

export const MAX_LOOKUP = 1000;
/** Each may take a read and a write. */
export const MAX_ENTRIES = 500;
/** Each may hold a whole reply. */
export const MAX_HISTORY = 500;
export const MAX_PAGE = 1000;

/** What is looked at where no window is asked for. */
export const DEFAULT_WINDOW_DAYS = 7;

export const REASONS_ASKED = [...REASON_NAMES, 'manual'] as const;
export const CAUSES_ASKED = [...CAUSES, 'malformed', 'unreadable'] as const;

const ofAddress = z.object({ address });
const ofDomain = z.object({ domain });

/** What people say about a decision. */
const told = { note: z.exactOptional(note), stream: z.exactOptional(stream) };
const toldTill = { ...told, until: z.exactOptional(time) };

const reading = { role: 'read', servedBy: 'lookup' } as const;
const writing = { role: 'write', servedBy: 'lookup' } as const;

export const STORED_ROUTES = {
  lookUp: {
    ...reading,
    method: 'GET',
    path: '/v1/suppressions/{address}',
    params: ofAddress,
    query: z.strictObject({ stream: z.exactOptional(stream) }),
    versioned: true,
  },
  lookUpMany: {
    ...reading,
    method: 'POST',
    path: '/v1/suppressions/lookup',
    body: z.strictObject({
      addresses: z.array(z.string()).check(z.maxLength(MAX_LOOKUP, `at most ${MAX_LOOKUP} addresses in one call`)),
      stream: z.exactOptional(stream),
    }),
  },
  list: {
    ...reading,
    method: 'GET',
    path: '/v1/suppressions',
    query: z.strictObject({
      reason: z.exactOptional(z.enum(REASONS_ASKED)),
      cause: z.exactOptional(z.enum(CAUSES_ASKED)),
      provider: z.exactOptional(z.enum(PROVIDER_NAMES)),
      since: z.exactOptional(time),
      until: z.exactOptional(time),
      limit: limitUpTo(MAX_PAGE, 100),
      cursor: z.exactOptional(cursor),
    }),
  },
  suppress: {
    ...writing,
    method: 'PUT',
    path: '/v1/suppressions/{address}',
    params: ofAddress,
    body: z._default(z.strictObject(toldTill), {}),
    versioned: true,
  },
  release: {
    ...writing,
    method: 'DELETE',
    path: '/v1/suppressions/{address}',
    params: ofAddress,
    query: z.strictObject(told),
    versioned: true,
  },
  history: {
    ...reading,
    method: 'GET',
    path: '/v1/suppressions/{address}/history',
    params: ofAddress,
    query: z.strictObject({ limit: limitUpTo(MAX_HISTORY, 100), cursor: z.exactOptional(cursor) }),
  },
  incidents: {
    ...reading,
    method: 'GET',
    path: '/v1/incidents',
    query: z.strictObject({
      since: z.exactOptional(time),
      until: z.exactOptional(time),
      reason: z.exactOptional(z.enum(REASON_NAMES)),
      receiver: z.exactOptional(domain),
      sender: z.exactOptional(z.string().check(z.maxLength(BOUNDS.host))),
      limit: limitUpTo(MAX_PAGE, 100),
    }),
  },
  readDomain: {
    ...reading,
    method: 'GET',
    path: '/v1/domains/{domain}',
    params: ofDomain,
    versioned: true,
  },
  setDomain: {
    ...writing,
    method: 'PUT',
    path: '/v1/domains/{domain}',
    params: ofDomain,
    body: z.strictObject({ rule: z.enum(['suppress', 'allow']), ...toldTill }),
    versioned: true,
  },
  removeDomain: {
    ...writing,
    method: 'DELETE',
    path: '/v1/domains/{domain}',
    params: ofDomain,
    query: z.strictObject(told),
    versioned: true,
  },
  exportRecords: {
    ...reading,
    method: 'GET',
    path: '/v1/records',
    query: z.strictObject({ limit: limitUpTo(MAX_PAGE, 100), cursor: z.exactOptional(cursor) }),
  },
  importRecords: {
    ...writing,
    method: 'POST',
    path: '/v1/records',
    body: z.strictObject({
      entries: z
        .array(
          // What they hold is checked one by one: a bad one must not cost its neighbours.
          z.strictObject({ address: z.string(), record: z.unknown(), history: z.exactOptional(z.unknown()) }),
        )
        .check(z.maxLength(MAX_ENTRIES, `at most ${MAX_ENTRIES} entries in one call`)),
    }),
  },
  health: {
    role: undefined,
    servedBy: 'lookup',
    method: 'GET',
    path: '/health',
  },
} as const satisfies Routes;
