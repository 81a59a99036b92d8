import { describe, expect, test } from 'vitest';
import { type ListFilter, list } from '../../shared/pipeline/list.ts';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import type { SuppressionRecord } from '../../shared/suppression/record.ts';
import { type MemoryStore, memoryList, memoryStore } from '../support/memory-ports.ts';
import { day, hardBounce, history, onDay, softBounce, suppressed } from '../support/records.ts';

const ANN = 'ann@example.com';
const NOW = onDay(40);

/** Asks for the list, and tells how many items the index was asked for each time. */
async function listed(store: MemoryStore, filter: Partial<ListFilter> = {}) {
  const index = memoryList(store);
  const limits: number[] = [];
  const suppressed: typeof index.suppressed = (query) => {
    limits.push(query.limit);
    return index.suppressed(query);
  };
  const ports = { store, list: { ...index, suppressed }, policy: DEFAULT_POLICY };
  const { results, cursor } = await list(ports, { limit: 10, ...filter }, NOW);
  return { results, addresses: results.map(({ address }) => address), cursor, limits };
}

/** Beside the seed so many addresses that were suppressed on the first day, `user-0000` the last in the list. */
function many(count: number, seed: Readonly<Record<string, SuppressionRecord>> = {}): MemoryStore {
  const addresses = Array.from({ length: count }, (_, index) => `user-${String(index).padStart(4, '0')}@example.com`);
  return memoryStore({ ...Object.fromEntries(addresses.map((address) => [address, hardBounce(day(1))])), ...seed });
}

describe('the list', () => {
  test('tells until when an address is suppressed, and of what lasts for ever nothing', async () => {
    const store = memoryStore({ [ANN]: suppressed(day(2), { until: day(50) }), 'bob@example.com': hardBounce(day(1)) });
    expect((await listed(store)).results).toMatchObject([{ until: day(50) }, { until: null }]);
  });

  test('says of a record that can not be read that it suppresses, also where nobody wants to hear of it', async () => {
    const store = memoryStore({ [ANN]: hardBounce(day(1)) });
    store.unreadable.add(ANN);
    expect((await listed(store)).results).toMatchObject([{ address: ANN, cause: 'unreadable' }]);
    store.unreadable.clear();
    store.unreadable.add('@example.com');
    expect((await listed(store)).results).toMatchObject([{ address: ANN, cause: 'unreadable' }]);
  });

  test('reports no rule of a domain that can be read', async () => {
    const store = memoryStore({ [ANN]: hardBounce(day(1)), '@example.com': suppressed(day(2)) });
    const heard: unknown[] = [];
    const ports = { store, list: memoryList(store), policy: DEFAULT_POLICY };
    const { results } = await list({ ...ports, onUnreadable: (error) => heard.push(error) }, { limit: 10 }, NOW);
    expect(results).toMatchObject([{ address: ANN, cause: 'domain_rule' }]);
    expect(heard).toEqual([]);
  });
});

describe('a window of time', () => {
  test.each([
    ['since', { since: day(2) }, day(3), day(1)],
    ['until', { until: day(2) }, day(1), day(2)],
  ])('is about when the suppression began as it is judged today: %s', async (_, filter, indexed, judged) => {
    const store = memoryStore({ [ANN]: hardBounce(judged) });
    store.listed.set(ANN, indexed);
    expect((await listed(store, filter)).addresses).toEqual([]);
    expect((await listed(store)).addresses).toEqual([ANN]);
  });

  test('is where the index begins and ends to look, whatever lies outside', async () => {
    const store = many(1500, { [ANN]: hardBounce(day(2)), 'old@example.com': hardBounce(day(0)) });
    expect(await listed(store, { since: day(2) })).toMatchObject({ addresses: [ANN], cursor: null });
    expect(await listed(store, { until: day(1) })).toMatchObject({ addresses: ['old@example.com'], cursor: null });
  });
});

describe('a page', () => {
  test('is as large as asked for, where nothing is left out', async () => {
    const { addresses, cursor, limits } = await listed(many(30), { limit: 20 });
    expect(addresses).toHaveLength(20);
    expect(cursor).not.toBeNull();
    expect(limits).toEqual([20]);
  });

  test('goes on to look where some have run out', async () => {
    const gone = softBounce(day(1), 'm');
    const store = memoryStore({ [ANN]: hardBounce(day(0)), 'bob@example.com': history(gone) });
    store.listed.set('bob@example.com', day(1));
    expect(await listed(store, { limit: 1 })).toMatchObject({ addresses: [ANN], limits: [1, 1] });
  });

  test.each([
    ['reason', { reason: 'complaint' as const }],
    ['cause', { cause: 'complaint' as const }],
    ['provider', { provider: 'postmark' as const }],
  ])('that few pass looks at many at once, and at no more than 1,000: %s', async (_, filter) => {
    const store = many(1001);
    const { addresses, cursor, limits } = await listed(store, { ...filter, limit: 5 });
    expect({ addresses, limits }).toEqual({ addresses: [], limits: [250, 250, 250, 250] });
    // Where it ended: one is left.
    expect((await listed(store, { limit: 5, cursor: cursor ?? '' })).addresses).toEqual(['user-0000@example.com']);
  });
});
