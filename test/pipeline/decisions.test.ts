import { describe, expect, test } from 'vitest';
import { type Decided, type DecisionAction, storeDecision } from '../../shared/pipeline/decisions.ts';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import { memoryHistory, memoryStore, recordsIn } from '../support/memory-ports.ts';
import { day, hardBounce, onDay } from '../support/records.ts';

const ANN = 'ann@example.com';
const DECIDED: Decided = { stream: undefined, by: 'support', id: 'manual:1' };
const NOW = onDay(2);
const later = (milliseconds: number) => new Date(NOW + milliseconds).toISOString();

function ports(seed: Parameters<typeof memoryStore>[0] = {}) {
  return { store: memoryStore(seed), history: memoryHistory(), policy: DEFAULT_POLICY };
}

function decide(
  api: ReturnType<typeof ports>,
  action: DecisionAction,
  changes: Partial<Decided> = {},
  expectedVersion?: number,
) {
  const decided = { ...DECIDED, ...changes };
  return storeDecision(api, ANN, action, decided, api.store.records.get(ANN), NOW, expectedVersion);
}

describe('a decision', () => {
  test('is stored and remembered without keys for what nobody said', async () => {
    const api = ports();
    await decide(api, 'suppress');
    const decision = { at: day(2), id: 'manual:1', by: 'support' };
    expect(recordsIn(api.store)).toStrictEqual({ [ANN]: { '*': { suppressed: decision } } });
    expect([...api.history.entries.values()]).toStrictEqual([{ address: ANN, kind: 'suppress', ...decision }]);
  });

  test('is remembered with all that was said', async () => {
    const api = ports();
    const said = { stream: 'newsletter', note: 'asked us to', until: day(9) };
    await decide(api, 'release', said);
    const decision = { at: day(2), id: 'manual:1', by: 'support', ...said };
    expect([...api.history.entries.values()]).toEqual([{ address: ANN, kind: 'release', ...decision }]);
  });

  test('is remembered with the time that it was put off to by a fact dated ahead', async () => {
    const api = ports({ [ANN]: hardBounce(later(60_000)) });
    await decide(api, 'release');
    expect([...api.history.entries.values()]).toMatchObject([{ kind: 'release', at: later(60_001) }]);
    expect(recordsIn(api.store)).toMatchObject({ [ANN]: { '*': { released: { at: later(60_001) } } } });
  });

  test('that was put off beyond its end ends as it begins', async () => {
    const api = ports({ [ANN]: hardBounce(later(60_000)) });
    await decide(api, 'suppress', { until: later(30_000) });
    const at = later(60_001);
    expect(recordsIn(api.store)).toMatchObject({ [ANN]: { '*': { suppressed: { at, until: at } } } });
    expect([...api.history.entries.values()]).toMatchObject([{ at, until: at }]);
  });

  test('that is stored, but not remembered, says so, and why', async () => {
    const api = ports();
    api.history.failure = new Error('no history today');
    await expect(decide(api, 'suppress')).rejects.toThrow(
      expect.objectContaining({
        message: 'the decision is stored, but not its history: Error: no history today',
        cause: api.history.failure,
      }),
    );
    expect(api.store.writes).toEqual([ANN]);
  });
});

describe('a decision upon a version', () => {
  test('is made of the version that it was made upon', async () => {
    const api = ports({ [ANN]: hardBounce(day(1)) });
    expect(await decide(api, 'release', {}, 1)).toMatchObject({ version: 2 });
  });

  test('changes nothing of another version, and names the one that is stored', async () => {
    const api = ports({ [ANN]: hardBounce(day(1)) });
    expect(await decide(api, 'release', {}, 0)).toEqual({ kind: 'conflict', version: 1 });
    expect([api.store.writes, [...api.history.entries]]).toEqual([[], []]);
  });

  test.each([
    ['the version of whoever was faster', 7],
    ['no version, where the record is gone', 0],
  ])('that loses the race names %s', async (_, version) => {
    const api = ports({ [ANN]: hardBounce(day(1)) });
    api.store.faults = {
      onWrite() {
        if (version === 0) api.store.records.delete(ANN);
        else api.store.records.set(ANN, { record: hardBounce(day(2)), version });
        return 'conflict';
      },
    };
    expect(await decide(api, 'release', {}, 1)).toEqual({ kind: 'conflict', version });
    expect([...api.history.entries]).toEqual([]);
  });
});
