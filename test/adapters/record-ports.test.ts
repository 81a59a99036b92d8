import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { InvalidCursor } from '../../shared/pipeline/cursor.ts';
import type { RecordList } from '../../shared/pipeline/ports.ts';
import { useEmulators } from '../support/emulators.ts';
import { asyncLaw } from '../support/law.ts';
import { PORT_KINDS, type Ports } from '../support/port-kinds.ts';
import { complaint, day, hardBounce, history, onDay, softBounce } from '../support/records.ts';

useEmulators('dynamodb');

const ANN = 'ann@example.com';
const RECORD = history(hardBounce(day(1)), softBounce(day(2), 'm1'), complaint(day(3), 'newsletter'));

function addresses(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `user-${index}@example.com`);
}

describe.each(PORT_KINDS)('records $kind', ({ open }) => {
  let store: Ports['store'];
  beforeEach(async () => {
    ({ store } = await open());
  });

  test('are read back as they were created', async () => {
    expect(await store.write(ANN, RECORD, undefined, undefined)).toBe(true);
    expect(await store.read([ANN])).toEqual(new Map([[ANN, { record: RECORD, version: 1 }]]));
  });

  test('are updated from the version that was read, which counts up', async () => {
    await store.write(ANN, hardBounce(day(1)), undefined, day(1));
    expect(await store.write(ANN, RECORD, 1, day(3))).toBe(true);
    expect((await store.read([ANN])).get(ANN)).toEqual({ record: RECORD, version: 2 });
  });

  test('are not created where somebody else has created one', async () => {
    await store.write(ANN, RECORD, undefined, undefined);
    expect(await store.write(ANN, {}, undefined, undefined)).toBe(false);
    expect((await store.read([ANN])).get(ANN)).toEqual({ record: RECORD, version: 1 });
  });

  test('are not updated when somebody else has updated them', async () => {
    await store.write(ANN, hardBounce(day(1)), undefined, undefined);
    await store.write(ANN, RECORD, 1, undefined);
    expect(await store.write(ANN, {}, 1, undefined)).toBe(false);
    expect((await store.read([ANN])).get(ANN)).toEqual({ record: RECORD, version: 2 });
  });

  test('are not updated where there is none', async () => {
    expect(await store.write(ANN, RECORD, 7, undefined)).toBe(false);
    expect(await store.read([ANN])).toEqual(new Map());
  });

  test('let one of many writers at once win', async () => {
    const won = await Promise.all(addresses(20).map(() => store.write(ANN, RECORD, undefined, undefined)));
    expect(won.filter(Boolean)).toHaveLength(1);
  });

  test('are found, however many are asked for and however often', async () => {
    const all = addresses(230);
    const known = all.filter((_, index) => index % 23 === 0);
    await Promise.all(known.map((address) => store.write(address, RECORD, undefined, undefined)));
    const found = await store.read(all.flatMap((address) => [address, address]));
    expect([...found.keys()].toSorted()).toEqual(known.toSorted());
  });

  test('answer nothing to no question', async () => {
    expect(await store.read([])).toEqual(new Map());
  });
});

describe.each(PORT_KINDS)('the list $kind', ({ open }) => {
  let ports: Ports;
  beforeEach(async () => {
    ports = await open();
  });

  /** Writes one address for each day, and keeps them. */
  async function listed(...days: readonly number[]): Promise<void> {
    await Promise.all(
      days.map((number) => ports.store.write(`day-${number}@example.com`, RECORD, undefined, day(number))),
    );
  }

  async function daysOf(query: Parameters<RecordList['suppressed']>[0]): Promise<string[]> {
    return (await ports.list.suppressed(query)).map(({ address }) => address.replace('@example.com', ''));
  }

  test('has what was written as suppressed, newest first, with record and time', async () => {
    await listed(3, 1, 2);
    await ports.store.write('unlisted@example.com', RECORD, undefined, undefined);
    expect(await ports.list.suppressed({ limit: 10 })).toEqual(
      [3, 2, 1].map((number) => ({ address: `day-${number}@example.com`, record: RECORD, since: day(number) })),
    );
  });

  test('moves an address that is suppressed anew, and drops one that no longer is', async () => {
    await listed(1, 2, 3);
    await ports.store.write('day-1@example.com', RECORD, 1, day(4));
    await ports.store.write('day-2@example.com', RECORD, 1, undefined);
    expect(await daysOf({ limit: 10 })).toEqual(['day-1', 'day-3']);
  });

  test('begins at a time and ends before another', async () => {
    await listed(1, 2, 3, 4, 5);
    expect(await daysOf({ since: day(2), until: day(4), limit: 10 })).toEqual(['day-3', 'day-2']);
    expect(await daysOf({ since: day(4), limit: 10 })).toEqual(['day-5', 'day-4']);
    expect(await daysOf({ until: day(2), limit: 10 })).toEqual(['day-1']);
    expect(await daysOf({ since: day(4), until: day(2), limit: 10 })).toEqual([]);
  });

  test('goes on behind an address, even one that is no longer there', async () => {
    await listed(1, 2, 3, 4);
    const after = { since: day(3), address: 'day-3@example.com' };
    expect(await daysOf({ after, limit: 10 })).toEqual(['day-2', 'day-1']);
    await ports.store.write('day-3@example.com', RECORD, 1, undefined);
    expect(await daysOf({ after, limit: 1 })).toEqual(['day-2']);
    expect(await daysOf({ after, since: day(2), limit: 10 })).toEqual(['day-2']);
    expect(await daysOf({ after, until: day(2), limit: 10 })).toEqual(['day-1']);
  });

  test('is the same in pages of any size, with many of one time and letters of any alphabet', async () => {
    const names = addresses(60).concat(['ÿ@example.com', '\u{1f600}@example.com', '\uff5e@example.com', 'a#b@c.d']);
    await Promise.all(
      names.map((name, index) => ports.store.write(name, hardBounce(day(1)), undefined, day(index % 7))),
    );
    const whole = (await ports.list.suppressed({ limit: 100 })).map(({ address, since }) => ({ address, since }));
    expect(whole.map(({ address }) => address).toSorted()).toEqual(names.toSorted());
    expect(whole.map(({ since }) => since)).toEqual(
      whole
        .map(({ since }) => since)
        .toSorted()
        .reverse(),
    );
    await asyncLaw(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (limit) => {
        const paged: { address: string; since: string }[] = [];
        for (;;) {
          const after = paged.at(-1);
          const page = await ports.list.suppressed({ ...(after && { after }), limit });
          paged.push(...page.map(({ address, since }) => ({ address, since })));
          if (page.length < limit) break;
        }
        expect(paged).toEqual(whole);
      }),
      15,
    );
  });
});

describe.each(PORT_KINDS)('all records $kind', ({ open }) => {
  let ports: Ports;
  beforeEach(async () => {
    ports = await open();
  });

  test('come once each, page by page, and nothing of what lies beside them', async () => {
    const names = addresses(57);
    await Promise.all(
      names.map((name, index) => ports.store.write(name, RECORD, undefined, index % 2 ? day(index) : undefined)),
    );
    const entries = names.flatMap((address) =>
      [1, 2, 3].map((number) => ({ address, at: day(number), id: `event-${number}`, kind: 'bounce' as const })),
    );
    await ports.history.append(entries, onDay(4));
    for (const limit of [1, 10, 57, 100]) {
      const found: string[] = [];
      let next: string | undefined;
      do {
        const page = await ports.list.all(limit, next);
        expect(page.records.length).toBeLessThanOrEqual(limit);
        found.push(...page.records.map(({ address }) => address));
        next = page.next;
      } while (next !== undefined);
      expect(found.toSorted()).toEqual(names.toSorted());
    }
    expect((await ports.list.all(100)).records[0]?.record).toEqual(RECORD);
  });

  test('do not go on where no page has ended', async () => {
    for (const from of ['', 'nonsense', '[1,2]', '["",""]', '["a","\\ud800"]', '["a"]']) {
      await expect(ports.list.all(10, from)).rejects.toThrow(InvalidCursor);
    }
  });
});
