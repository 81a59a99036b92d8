// The work behind the routes of the function `lookup`: all that reads or changes what is stored.
import { REASONS } from '../classify/reasons.ts';
import { toIso } from '../event/time.ts';
import type { Decided } from '../pipeline/decisions.ts';
import { decideDomain, readDomainRule } from '../pipeline/domains.ts';
import { historyOf } from '../pipeline/history.ts';
import { joinRecords } from '../pipeline/import.ts';
import { incidents } from '../pipeline/incidents.ts';
import { allRecords, list } from '../pipeline/list.ts';
import { decide, type LookupPorts, lookup } from '../pipeline/lookup.ts';
import type { Incidents, RecordList } from '../pipeline/ports.ts';
import type { AnswerOf } from './documentation.ts';
import { readAddress } from './fields.ts';
import { Refused } from './refused.ts';
import { DEFAULT_WINDOW_DAYS, STORED_ROUTES } from './routes/stored.ts';
import { type RawCall, serving } from './serve.ts';

export interface StoredPorts extends LookupPorts {
  readonly list: RecordList;
  readonly incidents: Incidents;
}

type Verdict = AnswerOf<'lookUpMany'>['results'][number];

const serve = serving<StoredPorts>()(STORED_ROUTES);

export const LOOKUP_WORK = [
  serve('health', async () => ({ status: 'ok' as const })),

  serve('lookUp', async (ports, { params, query, now }) => {
    const [answer] = await lookup(ports, [params.address], now, query.stream);
    if (answer === undefined) throw new Error('the lookup answered fewer addresses than it was asked');
    return answer;
  }),

  serve('lookUpMany', async (ports, { body, now }) => {
    const canonical = body.addresses.map(readAddress);
    const known = canonical.filter((address) => address !== undefined);
    const answers = await lookup(ports, known, now, body.stream);
    const byAddress = new Map(answers.map((answer) => [answer.address, answer]));
    return {
      results: body.addresses.map((raw, index) => {
        const answer = byAddress.get(canonical[index] ?? '');
        return answer === undefined ? malformed(raw) : withoutEvidence(answer);
      }),
    };
  }),

  serve('list', async (ports, { query, now }) => {
    checkWindow(query);
    return list(ports, query, now);
  }),

  serve('suppress', async (ports, call) => {
    const { params, body, version, now } = call;
    checkEnd(body.until, now);
    return decide(ports, 'suppressed', { ...params, ...decided(body, call) }, now, version);
  }),

  serve('release', async (ports, call) => {
    const { params, query, version, now } = call;
    return decide(ports, 'released', { ...params, ...decided(query, call) }, now, version);
  }),

  serve('history', async (ports, { params, query }) => historyOf(ports, params.address, query.limit, query.cursor)),

  serve('incidents', async (ports, { query, now }) => {
    const until = query.until ?? toIso(now);
    const since = query.since ?? toIso(Math.max(0, Date.parse(until) - DEFAULT_WINDOW_DAYS * DAY_MS));
    checkWindow({ since, until });
    return incidents(ports, { ...query, since, until }, now);
  }),

  serve('readDomain', async (ports, { params, now }) => readDomainRule(ports, params.domain, now)),

  serve('setDomain', async (ports, call) => {
    const { params, body, version, now } = call;
    checkEnd(body.until, now);
    return decideDomain(ports, params.domain, body.rule, decided(body, call), now, version);
  }),

  serve('removeDomain', async (ports, call) => {
    const { params, query, version, now } = call;
    return decideDomain(ports, params.domain, 'remove', decided(query, call), now, version);
  }),

  serve('exportRecords', async (ports, { query }) => allRecords(ports, query.limit, query.cursor)),

  serve('importRecords', async (ports, { body, now }) => joinRecords(ports, body.entries, now)),
];

const DAY_MS = 86_400_000;

interface Told {
  readonly stream?: string;
  readonly note?: string;
  readonly until?: string;
}

/** The same request twice is one decision. */
function decided({ stream, note, until }: Told, { actor, requestId }: Pick<RawCall, 'actor' | 'requestId'>): Decided {
  return {
    stream,
    by: actor,
    id: `manual:${requestId}`,
    ...(note !== undefined && { note }),
    ...(until !== undefined && { until }),
  };
}

function checkEnd(until: string | undefined, now: number): void {
  if (until !== undefined && Date.parse(until) <= now) throw new Refused(400, 'body.until: lies in the past');
}

function checkWindow({ since, until }: { readonly since?: string; readonly until?: string }): void {
  if (since !== undefined && until !== undefined && since >= until) {
    throw new Refused(400, 'query.until: does not lie after since');
  }
}

function withoutEvidence({ evidence: _, decisions: __, version: ___, ...verdict }: AnswerOf<'lookUp'>): Verdict {
  return verdict;
}

/** It can't be mailed, so it is answered as suppressed. */
function malformed(raw: string): Verdict {
  return {
    address: raw,
    suppressed: true,
    reason: 'invalid_address',
    cause: 'malformed',
    since: null,
    until: null,
    scope: '*',
    remedy: REASONS.invalid_address.remedy,
  };
}
