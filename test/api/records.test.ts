import { describe, expect, test } from 'vitest';
import { MAX_ENTRIES } from '../../shared/api/routes/stored.ts';
import { service } from '../support/api.ts';
import { ANN, answered, expectProblem, WRITE } from '../support/ask.ts';
import { recordsIn } from '../support/memory-ports.ts';
import { complaint, day, hardBounce, suppressed } from '../support/records.ts';

const SEED = {
  [ANN]: hardBounce(day(1)),
  'bob@example.com': {},
  '@example.com': suppressed(day(1)),
};

describe('/v1/records', () => {
  test('gives out every record by pages, rules of domains too', async () => {
    const { ask } = service(SEED);
    const found: Record<string, unknown> = {};
    let query = 'limit=2';
    for (;;) {
      const { records, unreadable, cursor } = await answered(ask('GET', '/v1/records', { query }));
      expect(unreadable).toEqual([]);
      for (const { address, record } of records) found[address] = record;
      if (cursor === null) break;
      query = `limit=2&cursor=${cursor}`;
    }
    expect(found).toEqual(SEED);
  });

  test('names a record that can not be read, and gives out its neighbours', async () => {
    const { ask, store } = service(SEED);
    store.unreadable.add(ANN);
    expect(await answered(ask('GET', '/v1/records'))).toMatchObject({
      records: [{ address: '@example.com' }, { address: 'bob@example.com' }],
      unreadable: [{ address: ANN, error: 'none of ours' }],
    });
  });

  test('takes in what it gave out, and twice changes nothing', async () => {
    const { records } = await answered(service(SEED).ask('GET', '/v1/records'));
    const { ask, store } = service();
    const body = { entries: records };
    const first = await answered(ask('POST', '/v1/records', { headers: WRITE, body }));
    expect(first).toEqual({ joined: 2, unchanged: 1, failed: [] });
    expect(recordsIn(store)).toEqual({ [ANN]: SEED[ANN], '@example.com': SEED['@example.com'] });
    const second = await answered(ask('POST', '/v1/records', { headers: WRITE, body }));
    expect(second).toEqual({ joined: 0, unchanged: 3, failed: [] });
  });

  test('names the entries that it can not take, at no cost to their neighbours', async () => {
    const { ask, store } = service();
    const entries = [
      { address: 'nobody', record: {} },
      { address: ANN, record: complaint(day(1)) },
      { address: 'bob@example.com', record: { '*': { hard: 'yes' } } },
      { address: 'bob@example.com', record: hardBounce(day(9)) },
      { address: 'bob@example.com', record: null },
      { address: 'bob@example.com', record: JSON.parse('{"__proto__":{"hard":[]},"constructor":{"a":1}}') },
      { address: 'bob@example.com', record: {}, history: [{ address: ANN }] },
    ];
    const answer = await answered(ask('POST', '/v1/records', { headers: WRITE, body: { entries } }));
    expect(answer).toMatchObject({ joined: 1, failed: [0, 2, 3, 4, 5, 6].map((index) => ({ index })) });
    expect(store.writes).toEqual([ANN]);
  });

  test.each([
    ['no body', undefined, /^body: .*object/],
    ['a list', [], /^body: .*object/],
    ['an entry without an address', { entries: [{ record: {} }] }, /^body\.entries\.0\.address: /],
    ['an entry without a record', { entries: [{ address: ANN }] }, /^body\.entries\.0\.record: /],
    ['an unknown key', { entries: [{ address: ANN, record: {}, records: {} }] }, 'body.entries.0.records: unknown key'],
    [
      'more entries than it takes',
      { entries: Array.from({ length: MAX_ENTRIES + 1 }, () => ({ address: ANN, record: {} })) },
      'body.entries: at most 500 entries in one call',
    ],
  ])('names what is wrong with the body: %s', async (_, body, detail) => {
    const { ask, store } = service();
    expectProblem(await ask('POST', '/v1/records', { headers: WRITE, body }), 400, detail);
    expect(store.writes).toEqual([]);
  });
});
