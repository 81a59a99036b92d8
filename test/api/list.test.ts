import { describe, expect, test } from 'vitest';
import { type Service, service } from '../support/api.ts';
import { ANN, answered, expectProblem, READ, WRITE } from '../support/ask.ts';
import { complaint, day, hardBounce, suppressed, unsubscribe } from '../support/records.ts';

const SEED = {
  [ANN]: hardBounce(day(1)),
  'bob@example.com': complaint(day(0.5)),
  'eve@example.com': unsubscribe(day(0.25), 'newsletter'),
  'joe@example.com': suppressed(day(0), { until: day(1) }),
};

/** The addresses of all pages, following the cursor as a client does. */
async function pages({ ask }: Service, path: string, query: string, field: string, of: string) {
  const found: string[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < 20; page += 1) {
    const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await answered(ask('GET', path, { query: `${query}${next}`, headers: READ }));
    expect(answer[field].length).toBeLessThanOrEqual(1);
    found.push(...answer[field].map((each: Record<string, string>) => each[of]));
    cursor = answer.cursor;
    if (cursor === null) break;
  }
  return found;
}

describe('GET /v1/suppressions', () => {
  test('answers who is suppressed and why, newest first, and not whose time has run out', async () => {
    const { results, cursor } = await answered(service(SEED).ask('GET', '/v1/suppressions'));
    expect(cursor).toBeNull();
    expect(results).toMatchObject([
      { address: ANN, suppressed: true, reason: 'recipient_unknown', cause: 'hard_bounce', since: day(1) },
      { address: 'bob@example.com', reason: 'complaint', scope: '*' },
      { address: 'eve@example.com', reason: 'unsubscribed', scope: 'newsletter' },
    ]);
    expect(results[0]).not.toHaveProperty('evidence');
  });

  test.each([
    ['reason=complaint', ['bob@example.com']],
    ['cause=unsubscribe', ['eve@example.com']],
    ['provider=ses', [ANN, 'bob@example.com', 'eve@example.com']],
    ['provider=postmark', []],
    [`since=${day(0.5)}`, [ANN, 'bob@example.com']],
    [`until=${day(0.5)}`, ['eve@example.com']],
    [`since=${day(0.25)}&until=${day(1)}&reason=unsubscribed`, ['eve@example.com']],
    ['since=2026-01-02T02%3A00%3A00%2B02%3A00', [ANN, 'bob@example.com']],
  ])('filters by %s', async (query, addresses) => {
    const { results } = await answered(service(SEED).ask('GET', '/v1/suppressions', { query }));
    expect(results.map(({ address }: { address: string }) => address)).toEqual(addresses);
  });

  test('goes on where the page before ended', async () => {
    const found = await pages(service(SEED), '/v1/suppressions', 'limit=1', 'results', 'address');
    expect(found).toEqual([ANN, 'bob@example.com', 'eve@example.com']);
  });

  test.each([
    ['limit=0', 'query.limit: expected a whole number from 1 to 1000'],
    ['limit=1001', 'query.limit: expected a whole number from 1 to 1000'],
    ['limit=1e2', 'query.limit: expected a whole number from 1 to 1000'],
    ['limit=', 'query.limit: expected a whole number from 1 to 1000'],
    ['reason=full', /^query\.reason: /],
    ['cause=because', /^query\.cause: /],
    ['provider=mailgun', /^query\.provider: .*postmark/],
    ['since=yesterday', 'query.since: expected a time such as 2027-01-31T00:00:00Z'],
    ['since=2026-02-30T00:00:00Z', /^query\.since: expected a time/],
    [`since=${day(1)}&until=${day(1)}`, 'query.until: does not lie after since'],
    ['cursor=', /^query\.cursor: /],
  ])('names what is wrong with %s', async (query, detail) => {
    expectProblem(await service(SEED).ask('GET', '/v1/suppressions', { query }), 400, detail);
  });
});

describe('GET /v1/suppressions/{address}/history', () => {
  const path = `/v1/suppressions/${ANN}/history`;

  test('tells the decisions of people with name, note and end, newest first', async () => {
    const { ask } = service();
    const body = { note: 'asked us to', until: day(9), stream: 'newsletter' };
    await ask('PUT', `/v1/suppressions/${ANN}`, { headers: WRITE, body });
    await ask('DELETE', `/v1/suppressions/${ANN}`, { headers: WRITE });
    expect(await answered(ask('GET', path))).toEqual({
      entries: [
        { address: ANN, kind: 'release', id: 'manual:request-2', by: 'support', remedy: null },
        { address: ANN, kind: 'suppress', at: day(2), id: 'manual:request-1', by: 'support', ...body, remedy: null },
      ].map((entry) => expect.objectContaining(entry)),
      cursor: null,
    });
  });

  test('goes on where the page before ended', async () => {
    const api = service();
    for (const method of ['PUT', 'DELETE', 'PUT']) await api.ask(method, `/v1/suppressions/${ANN}`, { headers: WRITE });
    const kinds = await pages(api, path, 'limit=1', 'entries', 'kind');
    expect(kinds).toEqual(['suppress', 'release', 'suppress']);
  });

  test('is empty where none is kept, or nothing happened', async () => {
    const empty = { entries: [], cursor: null };
    expect(await answered(service({}, { history: undefined }).ask('GET', path))).toEqual(empty);
    expect(await answered(service(SEED).ask('GET', path))).toEqual(empty);
  });

  test.each(['limit=501', 'limit=-1'])('names what is wrong with %s', async (query) => {
    const answer = await service().ask('GET', path, { query });
    expectProblem(answer, 400, 'query.limit: expected a whole number from 1 to 500');
  });

  test('is of an address', async () => {
    expectProblem(await service().ask('GET', '/v1/suppressions/ann/history'), 400, 'address: not an e-mail address');
  });
});
