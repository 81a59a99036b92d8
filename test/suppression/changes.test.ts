import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesOf } from '../../shared/suppression/changes.ts';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import { EMPTY, join, type SuppressionRecord } from '../../shared/suppression/record.ts';
import { strongestOf } from '../../shared/suppression/verdict.ts';
import { records } from '../support/arbitraries.ts';
import { law } from '../support/law.ts';
import {
  complaint,
  day,
  delivery,
  factOf,
  hardBounce,
  history,
  onDay,
  softBounce,
  suppressed,
  unsubscribe,
} from '../support/records.ts';

const address = 'a@example.com';

function changes(before: SuppressionRecord, after: SuppressionRecord, at = onDay(9)) {
  return changesOf({ address, before, after, version: 3, at }, DEFAULT_POLICY);
}

describe('a write', () => {
  test('that suppresses tells why, since when, and by which fact', () => {
    expect(changes(EMPTY, hardBounce(day(1)))).toEqual([
      {
        address,
        scope: '*',
        version: 3,
        changedAt: day(9),
        suppressed: true,
        suppression: {
          fact: factOf(day(1)).id,
          reason: 'recipient_unknown',
          cause: 'hard_bounce',
          provider: 'ses',
          since: day(1),
          until: null,
        },
        before: null,
      },
    ]);
  });

  test('that lifts a suppression tells what had been', () => {
    const bounced = hardBounce(day(1), { messageId: 'm1' });
    expect(changes(bounced, history(bounced, delivery(day(3), 'm2')))).toMatchObject([
      { suppressed: false, suppression: null, before: { fact: factOf(day(1), { messageId: 'm1' }).id } },
    ]);
  });

  test('tells of a stream apart from all mail', () => {
    const bounced = hardBounce(day(1));
    expect(changes(bounced, history(bounced, unsubscribe(day(2), 'news')))).toMatchObject([
      { scope: 'news', suppressed: true, suppression: { cause: 'unsubscribe' } },
    ]);
  });

  test('tells of a stronger cause than before', () => {
    const bounced = hardBounce(day(1));
    expect(changes(bounced, history(bounced, complaint(day(2))))).toMatchObject([
      { suppressed: true, suppression: { cause: 'complaint' }, before: { cause: 'hard_bounce' } },
    ]);
  });

  test('tells of another cause though the fact is the same, as when a rule has learned', () => {
    const fact = factOf(day(1), { reason: 'already_suppressed' });
    const before = { '*': { mirrored: [fact] } };
    expect(changes(before, history(before, { '*': { hard: [fact] } }))).toMatchObject([
      { suppression: { fact: fact.id, cause: 'hard_bounce' }, before: { fact: fact.id, cause: 'sender_list' } },
    ]);
  });

  test('tells of another end though the fact is the same', () => {
    const before = suppressed(day(1), { until: day(20) });
    const after = history(before, hardBounce(day(2), { reason: 'domain_invalid' }));
    expect(changes(before, after)).toMatchObject([
      { suppression: { cause: 'manual', until: day(92) }, before: { cause: 'manual', until: day(20) } },
    ]);
  });

  test.each([
    ['a first soft bounce', EMPTY, softBounce(day(1), 'm1')],
    ['a delivery', delivery(day(1), 'm1'), history(delivery(day(1), 'm1'), delivery(day(2), 'm2'))],
    ['a delivery of the message that bounced', hardBounce(day(1)), history(hardBounce(day(1)), delivery(day(1)))],
  ])('that changes nothing for senders tells nothing: %s', (_, before, after) => {
    expect(changes(before, after)).toEqual([]);
  });
});

test('the same record changes nothing, and what is suppressed anew or no longer is always told', () => {
  law(
    fc.property(records, records, (before, more) => {
      const after = join(before, more);
      expect(changes(after, after)).toEqual([]);
      const [was, is] = [before, after].map((record) => strongestOf(record, DEFAULT_POLICY, onDay(9)));
      if ((was === undefined) !== (is === undefined)) {
        expect(changes(before, after).map(({ suppressed }) => suppressed)).toContain(is !== undefined);
      }
    }),
  );
});
