import { describe, expect, test } from 'vitest';
import { decide, type LookupPorts, lookup, type ManualChange } from '../../shared/pipeline/lookup.ts';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import { type MemoryStore, memoryStore, recordsIn } from '../support/memory-ports.ts';
import {
  complaint,
  day,
  decisionOf,
  delivery,
  hardBounce,
  history,
  onDay,
  refusal,
  resubscribe,
  softBounce,
  unsubscribe,
} from '../support/records.ts';

const [ANN, BOB, CAT] = ['ann@example.com', 'bob@example.com', 'cat@example.com'];

function ports(seed: Parameters<typeof memoryStore>[0] = {}): LookupPorts & { store: MemoryStore } {
  return { store: memoryStore(seed), policy: DEFAULT_POLICY };
}

describe('lookup', () => {
  test('answers in the order of the question, the same address as often as it is asked', async () => {
    const asked = [CAT, ANN, BOB, ANN];
    const answers = await lookup(ports({ [ANN]: hardBounce(day(1)) }), asked, onDay(2));
    expect(answers.map(({ address, suppressed }) => [address, suppressed])).toEqual([
      [CAT, false],
      [ANN, true],
      [BOB, false],
      [ANN, true],
    ]);
  });

  test('answers nothing to no question', async () => {
    expect(await lookup(ports(), [], onDay(1))).toEqual([]);
  });

  test('says of an address that nothing is known of that it may be mailed, with every field there', async () => {
    expect(await lookup(ports(), [ANN], onDay(1))).toEqual([
      {
        address: ANN,
        suppressed: false,
        reason: null,
        cause: null,
        since: null,
        until: null,
        scope: null,
        remedy: null,
        evidence: [],
        decisions: [],
        version: 0,
      },
    ]);
  });

  test('says why, since when, until when and what to do', async () => {
    const record = hardBounce(day(1), { reason: 'domain_invalid', text: '550 5.1.2 Host unknown' });
    const [answer] = await lookup(ports({ [ANN]: record }), [ANN], onDay(2));
    expect(answer).toMatchObject({
      suppressed: true,
      reason: 'domain_invalid',
      cause: 'hard_bounce',
      since: day(1),
      until: day(91),
      scope: '*',
      remedy: expect.stringContaining('domain'),
      evidence: [{ kind: 'hard', scope: '*', at: day(1), text: '550 5.1.2 Host unknown' }],
    });
  });

  test('shows all the evidence and all decisions, newest first, also of what does not suppress', async () => {
    const record = history(
      softBounce(day(2), 'm2'),
      softBounce(day(4), 'm4'),
      complaint(day(3), 'newsletter'),
      unsubscribe(day(5), 'newsletter'),
      resubscribe(day(6), 'newsletter'),
      refusal(day(1)),
      delivery(day(7)),
      { '*': { suppressed: decisionOf(day(1)), released: decisionOf(day(8)) } },
      { receipts: { suppressed: decisionOf(day(9), { until: day(10) }) } },
    );
    const [answer] = await lookup(ports({ [ANN]: record }), [ANN], onDay(20));
    expect(answer?.suppressed).toBe(false);
    expect(answer?.evidence.map(({ kind, at, scope }) => [kind, at, scope])).toEqual([
      ['resubscribe', day(6), 'newsletter'],
      ['unsubscribe', day(5), 'newsletter'],
      ['soft', day(4), '*'],
      ['complaint', day(3), 'newsletter'],
      ['soft', day(2), '*'],
      ['mirrored', day(1), '*'],
    ]);
    expect(answer?.evidence.every(({ remedy }) => remedy.length > 0)).toBe(true);
    expect(answer?.decisions.map(({ action, at, scope }) => [action, at, scope])).toEqual([
      ['suppress', day(9), 'receipts'],
      ['release', day(8), '*'],
      ['suppress', day(1), '*'],
    ]);
  });

  test('narrows to a stream what is asked for a stream', async () => {
    const store = ports({ [ANN]: unsubscribe(day(1), 'newsletter') });
    const suppressed = async (stream?: string) => (await lookup(store, [ANN], onDay(2), stream))[0]?.suppressed;
    expect(await suppressed('newsletter')).toBe(true);
    expect(await suppressed('receipts')).toBe(false);
    expect(await suppressed()).toBe(false);
  });

  test('fails when the store fails: an error is never a "no"', async () => {
    const { store, policy } = ports();
    store.faults = {
      onRead() {
        throw new Error('the table is gone');
      },
    };
    await expect(lookup({ store, policy }, [ANN], onDay(1))).rejects.toThrow('the table is gone');
    await expect(decide({ store, policy }, 'released', change('1'), onDay(1))).rejects.toThrow('the table is gone');
  });
});

function change(id: string, changes: Partial<ManualChange> = {}): ManualChange {
  return { address: ANN, stream: undefined, by: 'support', id: `manual:${id}`, ...changes };
}

describe('decide', () => {
  test('suppresses by hand, with who, why and until when', async () => {
    const api = ports();
    const answer = await decide(api, 'suppressed', change('1', { note: 'asked us to', until: day(9) }), onDay(2));
    const decision = { at: day(2), id: 'manual:1', by: 'support', note: 'asked us to', until: day(9) };
    expect(recordsIn(api.store)).toEqual({ [ANN]: { '*': { suppressed: decision } } });
    expect(answer).toMatchObject({
      suppressed: true,
      reason: 'manual',
      cause: 'manual',
      since: day(2),
      until: day(9),
      decisions: [{ action: 'suppress', scope: '*', ...decision }],
    });
    expect((await lookup(api, [ANN], onDay(10)))[0]?.suppressed).toBe(false);
  });

  test('decides for one stream where one is named', async () => {
    const api = ports();
    await decide(api, 'suppressed', change('1', { stream: 'newsletter' }), onDay(2));
    expect((await lookup(api, [ANN], onDay(3), 'newsletter'))[0]).toMatchObject({ suppressed: true });
    expect((await lookup(api, [ANN], onDay(3), 'receipts'))[0]).toMatchObject({ suppressed: false });
  });

  test('releases what was known until then, and nothing that comes later', async () => {
    const api = ports({ [ANN]: history(hardBounce(day(1)), complaint(day(2)), unsubscribe(day(3), 'newsletter')) });
    expect(await decide(api, 'released', change('1'), onDay(4))).toMatchObject({ suppressed: false });
    expect((await lookup(api, [ANN], onDay(5), 'newsletter'))[0]).toMatchObject({ suppressed: false });
    await api.store.write(ANN, history(recordsIn(api.store)[ANN] ?? {}, hardBounce(day(6))), 2, day(6));
    expect((await lookup(api, [ANN], onDay(7)))[0]).toMatchObject({ suppressed: true, since: day(6) });
  });

  test('releases also what a sender with a fast clock has dated ahead', async () => {
    const ahead = new Date(onDay(2) + 4 * 60_000).toISOString();
    const api = ports({ [ANN]: hardBounce(ahead) });
    expect(await decide(api, 'released', change('1'), onDay(2))).toMatchObject({ suppressed: false });
    expect((await lookup(api, [ANN], onDay(2)))[0]).toMatchObject({ suppressed: false });
  });

  test('lets the last of several decisions win, though all are of one millisecond', async () => {
    const api = ports({ [ANN]: hardBounce(day(1)) });
    const now = onDay(2);
    expect(await decide(api, 'released', change('1'), now)).toMatchObject({ suppressed: false });
    expect(await decide(api, 'suppressed', change('2'), now)).toMatchObject({ suppressed: true, cause: 'manual' });
    expect(await decide(api, 'released', change('3'), now)).toMatchObject({ suppressed: false });
    expect(await decide(api, 'suppressed', change('4'), now)).toMatchObject({ suppressed: true, cause: 'manual' });
  });

  test('knows what was stored while it decided: a release that lost the race releases that too', async () => {
    const api = ports();
    const late = hardBounce(new Date(onDay(2) + 60_000).toISOString());
    let raced = false;
    api.store.faults = {
      onWrite() {
        if (raced) return undefined;
        raced = true;
        api.store.records.set(ANN, { record: late, version: 1 });
        return 'conflict';
      },
    };
    expect(await decide(api, 'released', change('1'), onDay(2))).toMatchObject({ suppressed: false });
  });

  test('fails when the decision could not be stored', async () => {
    const { store, policy } = ports();
    store.faults = {
      onWrite() {
        throw new Error('the table is full');
      },
    };
    await expect(decide({ store, policy }, 'suppressed', change('1'), onDay(1))).rejects.toThrow('the table is full');
    expect(store.records.size).toBe(0);
  });
});
