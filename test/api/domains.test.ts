import { describe, expect, test } from 'vitest';
import { service } from '../support/api.ts';
import { ANN, answered, expectProblem, WRITE } from '../support/ask.ts';
import { day, hardBounce } from '../support/records.ts';

const PATH = '/v1/domains/example.com';
const put = (body: unknown) => ({ headers: WRITE, body });

describe('/v1/domains/{domain}', () => {
  test('has no rules until somebody makes one', async () => {
    const nothing = { domain: 'example.com', rules: [], version: 0 };
    expect(await answered(service().ask('GET', PATH))).toEqual(nothing);
  });

  test('suppresses all addresses of the domain, until the rule is removed', async () => {
    const { ask } = service();
    const rule = { rule: 'suppress', scope: '*', since: day(2), until: null, by: 'support', note: 'spam trap' };
    const made = { domain: 'example.com', rules: [rule], version: 1 };
    expect(await answered(ask('PUT', PATH, put({ rule: 'suppress', note: 'spam trap' })))).toEqual(made);
    expect(await answered(ask('GET', PATH))).toEqual(made);
    expect(await answered(ask('GET', `/v1/suppressions/${ANN}`))).toMatchObject({
      suppressed: true,
      cause: 'domain_rule',
    });
    expect(await answered(ask('DELETE', PATH, { headers: WRITE }))).toMatchObject({ rules: [], version: 2 });
    expect(await answered(ask('GET', `/v1/suppressions/${ANN}`))).toMatchObject({ suppressed: false });
  });

  test('allows a domain whose failures suppress nobody then', async () => {
    const { ask } = service({ [ANN]: hardBounce(day(1)) });
    await ask('PUT', PATH, put({ rule: 'allow', until: day(9) }));
    expect(await answered(ask('GET', `/v1/suppressions/${ANN}`))).toMatchObject({ suppressed: false });
  });

  test('may be about one stream', async () => {
    const { ask } = service();
    const answer = await answered(ask('PUT', PATH, put({ rule: 'suppress', stream: 'newsletter' })));
    expect(answer.rules).toMatchObject([{ rule: 'suppress', scope: 'newsletter' }]);
    const query = 'stream=newsletter';
    expect(await answered(ask('GET', `/v1/suppressions/${ANN}`, { query }))).toMatchObject({ suppressed: true });
    const other = ask('GET', `/v1/suppressions/${ANN}`, { query: 'stream=receipts' });
    expect(await answered(other)).toMatchObject({ suppressed: false });
  });

  test.each([
    ['in capitals', 'EXAMPLE.Com', 'example.com'],
    ['with its @', '@example.com', 'example.com'],
    ['in letters beyond ASCII', 'bücher.example', 'xn--bcher-kva.example'],
  ])('takes a domain %s', async (_, written, domain) => {
    expect(await answered(service().ask('GET', `/v1/domains/${written}`))).toMatchObject({ domain });
  });

  test.each(['', 'exa mple.com', 'a/b', 'ann@example.com', '*', '\ufffd.com', 'a..b', '-a.com', 'a\0.com'])(
    'answers %j, which is no domain, with a problem',
    async (domain) => {
      const { ask, store } = service();
      const answer = await ask('PUT', `/v1/domains/${domain}`, put({ rule: 'suppress' }));
      expectProblem(answer, 400, 'domain: not a domain');
      expect([store.reads, store.writes]).toEqual([[], []]);
    },
  );

  test.each([
    ['no body', undefined, /^body: .*object/],
    ['no rule', {}, /^body\.rule: /],
    ['another rule', { rule: 'block' }, /^body\.rule: .*allow/],
    ['an end in the past', { rule: 'allow', until: day(1) }, 'body.until: lies in the past'],
    ['an unknown key', { rule: 'allow', streams: [] }, 'body.streams: unknown key'],
  ])('names what is wrong with the body: %s', async (_, body, detail) => {
    const { ask, store } = service();
    expectProblem(await ask('PUT', PATH, put(body)), 400, detail);
    expect(store.writes).toEqual([]);
  });
});
