import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REASON_NAMES } from '../../shared/classify/reasons.ts';
import { PROVIDER_NAMES } from '../../shared/event/mail-event.ts';
import {
  EMPTY,
  encodeRecord,
  equalRecords,
  type Fact,
  factsIn,
  join,
  SOFT_DAYS_PER_REASON,
  SOFT_PER_REASON,
  type SuppressionRecord,
} from '../../shared/suppression/record.ts';
import { floods, histories, records } from '../support/arbitraries.ts';
import { law } from '../support/law.ts';
import {
  complaint,
  day,
  delivery,
  factOf,
  hardBounce,
  history,
  resubscribe,
  softBounce,
  unsubscribe,
} from '../support/records.ts';

/** The messages of the failures that are remembered, newest first. */
function softMessages(record: SuppressionRecord, reason = 'mailbox_full'): (string | undefined)[] {
  return record['*']?.soft?.filter((fact) => fact.reason === reason).map(({ messageId }) => messageId) ?? [];
}

describe('the laws of the join', () => {
  test('order: join(a, b) = join(b, a)', () => {
    law(
      fc.property(records, records, (a, b) => {
        expect(join(a, b)).toEqual(join(b, a));
      }),
      800,
    );
  });

  test('grouping: join(a, join(b, c)) = join(join(a, b), c)', () => {
    law(
      fc.property(records, records, records, (a, b, c) => {
        expect(join(a, join(b, c))).toEqual(join(join(a, b), c));
      }),
      800,
    );
  });

  test('repetition: join(a, a) = a, and nothing joined to a record leaves it as it is', () => {
    law(
      fc.property(records, (a) => {
        expect(join(a, a)).toEqual(a);
        expect(join(a, EMPTY)).toEqual(a);
        expect(join(EMPTY, a)).toEqual(a);
      }),
      800,
    );
  });

  test('absorption: what a record already holds changes it no more', () => {
    law(
      fc.property(records, records, (a, b) => {
        const both = join(a, b);
        expect(equalRecords(join(both, a), both)).toBe(true);
        expect(equalRecords(join(both, b), both)).toBe(true);
      }),
      800,
    );
  });

  test('a history that comes twice, shuffled and split over workers ends in the same record', () => {
    const twice = histories.chain((singles) => {
      const all = [...singles, ...singles];
      return fc.tuple(fc.constant(singles), fc.shuffledSubarray(all, { minLength: all.length }));
    });
    law(
      fc.property(twice, ([singles, shuffled]) => {
        const ofWorker = (number: number) => history(...shuffled.filter((_, index) => index % 3 === number));
        expect(history(ofWorker(0), ofWorker(1), ofWorker(2))).toEqual(history(...singles));
      }),
      1000,
    );
  });

  test('size: no history outgrows the bounds', () => {
    law(
      fc.property(records, floods, (record, soft) => {
        for (const scope of Object.values(join(record, { '*': { soft } }))) {
          expect(scope.delivered?.length ?? 0).toBeLessThanOrEqual(2);
          for (const failures of Map.groupBy(scope.soft ?? [], ({ reason }) => reason).values()) {
            expect(failures.length).toBeLessThanOrEqual(SOFT_PER_REASON + SOFT_DAYS_PER_REASON);
          }
        }
      }),
    );
  });
});

describe('what is remembered', () => {
  test('the newest fact of a kind, however late an older one comes', () => {
    const record = history(hardBounce(day(3)), hardBounce(day(5)), hardBounce(day(1)));
    expect(record).toEqual(hardBounce(day(5)));
  });

  test('each kind for itself: a late event of one never erases a complaint', () => {
    const record = history(complaint(day(1)), hardBounce(day(2)), delivery(day(3), 'm3'), resubscribe(day(4)));
    expect(record['*']?.complaint).toEqual(complaint(day(1))['*']?.complaint);
    expect(Object.keys(record['*'] ?? {}).sort()).toEqual(['complaint', 'delivered', 'hard', 'resubscribe']);
  });

  test.each(['hard', 'complaint', 'suspected', 'unsubscribe', 'resubscribe', 'mirrored', 'soft'])(
    'facts of the kind %s, of each sender and reason the newest',
    (kind) => {
      const told = (at: string, changes?: Partial<Fact>) => ({ '*': { [kind]: [factOf(at, changes)] } });
      const record = history(told(day(2), { provider: 'postmark' }), told(day(3)), told(day(4), { reason: 'unknown' }));
      expect(factsIn(record).map(({ kind: found, fact }) => [found, fact.at])).toEqual([
        [kind, day(4)],
        [kind, day(3)],
        [kind, day(2)],
      ]);
    },
  );

  test('fifteen claims of a kind: what three senders may say for five reasons, and no more', () => {
    const claims = PROVIDER_NAMES.flatMap((provider) =>
      REASON_NAMES.slice(0, 6).map((reason, index) => hardBounce(day(index), { provider, reason })),
    );
    const hard = history(...claims)['*']?.hard ?? [];
    expect(hard).toHaveLength(15);
    expect(hard.map(({ at }) => at)).not.toContain(day(0));
  });

  test('each stream for itself', () => {
    const record = history(unsubscribe(day(1), 'newsletter'), unsubscribe(day(2), 'offers'));
    expect(record).toEqual({ ...unsubscribe(day(1), 'newsletter'), ...unsubscribe(day(2), 'offers') });
  });

  test.each(['constructor', '__proto__', 'toString'])('a stream may be called %s', (stream) => {
    const record = history(unsubscribe(day(1), stream), unsubscribe(day(2), stream), unsubscribe(day(3)));
    expect(Object.keys(record).sort()).toEqual(['*', stream].sort());
    expect(encodeRecord(record)).toBe(encodeRecord(join(record, record)));
  });

  test('the two newest deliveries, by distinct messages', () => {
    const record = history(
      delivery(day(1), 'm1'),
      delivery(day(2), 'm2'),
      delivery(day(3), 'm3'),
      delivery(day(4), 'm3'),
    );
    expect(record['*']?.delivered?.map(({ at, messageId }) => [at, messageId])).toEqual([
      [day(4), 'm3'],
      [day(2), 'm2'],
    ]);
  });

  test('several attempts at one message on one day are one failure, the last', () => {
    const record = history(softBounce(day(1), 'm1'), softBounce(day(1.1), 'm1'), softBounce(day(1.2), 'm1'));
    expect(record).toEqual(softBounce(day(1.2), 'm1'));
  });

  test('one message may fail for two reasons', () => {
    const record = history(softBounce(day(1), 'm1'), softBounce(day(2), 'm1', { reason: 'delivery_expired' }));
    expect(softMessages(record)).toEqual(['m1']);
    expect(softMessages(record, 'delivery_expired')).toEqual(['m1']);
  });

  test('the newest messages per reason: a flood of one kind leaves another in memory', () => {
    const flood = Array.from({ length: 100 }, (_, n) => softBounce(day(2 + n / 1000), `m${n}`));
    const record = history(softBounce(day(1.9), 'x', { reason: 'delivery_expired' }), ...flood);
    expect(softMessages(record)).toEqual(['m99', 'm98', 'm97', 'm96', 'm95', 'm94', 'm93', 'm92']);
    expect(softMessages(record, 'delivery_expired')).toEqual(['x']);
  });

  test('nothing from before two deliveries, save for the day in which they may be those of the failed message', () => {
    const failures = [1, 1.9, 2, 2.1, 2.9, 3.1, 4.1].map((number) => softBounce(day(number), `s${number}`));
    const both = history(delivery(day(3), 'm1'), delivery(day(4), 'm2'));
    const kept = ['s4.1', 's3.1', 's2.9', 's2.1', 's2'];
    expect(softMessages(history(...failures, both))).toEqual(kept);
    expect(softMessages(history(both, ...failures))).toEqual(kept);
    expect(softMessages(history(...failures, delivery(day(4), 'm2')))).toHaveLength(failures.length);
  });

  test('beside them the newest failure of each day, so that a busy address shows for how long it fails', () => {
    const flood = Array.from({ length: 60 }, (_, n) => softBounce(day(1 + n / 20), `m${n}`));
    expect(softMessages(history(...flood))).toEqual([
      ...['m59', 'm58', 'm57', 'm56', 'm55', 'm54', 'm53', 'm52'],
      ...['m49', 'm29', 'm9'],
    ]);
  });
});
