// What the rules for a whole domain do to the verdict on one of its addresses.
import { describe, expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import { EMPTY, type SuppressionRecord } from '../../shared/suppression/record.ts';
import { strongestByScope, suppressionOf } from '../../shared/suppression/verdict.ts';
import {
  complaint,
  day,
  hardBounce,
  history,
  onDay,
  refusal,
  released,
  softBounce,
  suppressed,
  unsubscribe,
} from '../support/records.ts';

function verdict(record: SuppressionRecord, domain: SuppressionRecord, number = 20) {
  return suppressionOf(record, DEFAULT_POLICY, onDay(number), undefined, domain);
}

describe('a suppressed domain', () => {
  test('suppresses an address of which nothing is known, and says who decided and what to do', () => {
    const domain = suppressed(day(1), { note: 'spam trap', until: day(30) });
    expect(verdict(EMPTY, domain)).toEqual({
      reason: 'manual',
      cause: 'domain_rule',
      provider: undefined,
      fact: domain['*']?.suppressed?.id,
      scope: '*',
      since: day(1),
      until: day(30),
      remedy:
        'The whole domain is suppressed by support: spam trap. Release the address or remove the rule to mail again.',
    });
  });

  test('is a stronger cause than a complaint, a weaker one than a decision about the address', () => {
    const complained = complaint(day(5));
    expect(verdict(complained, suppressed(day(1)))).toMatchObject({ cause: 'domain_rule' });
    expect(verdict(history(complained, suppressed(day(6))), suppressed(day(1)))).toMatchObject({ cause: 'manual' });
  });

  test('does not hold for an address that was released since, or at that moment', () => {
    expect(verdict(released(day(2)), suppressed(day(1)))).toBeUndefined();
    expect(verdict(released(day(1)), suppressed(day(1)))).toBeUndefined();
    expect(verdict(released(day(1)), suppressed(day(2)))).toMatchObject({ cause: 'domain_rule' });
  });
});

describe('an allowed domain', () => {
  const repeated = history(...[1, 3, 6].map((number) => softBounce(day(number), `m${number}`)));

  test.each([
    ['hard bounces', hardBounce(day(5))],
    ['repeated failures', repeated],
    ["refusals by the sender's list", refusal(day(5))],
  ])('suppresses nobody for %s', (_what, record) => {
    expect(verdict(record, EMPTY)).toBeDefined();
    expect(verdict(record, released(day(1)))).toBeUndefined();
  });

  test.each([
    ['complaint', complaint(day(5))],
    ['unsubscribe', unsubscribe(day(5))],
    ['sender_list', refusal(day(5), { reason: 'unsubscribed' })],
    ['manual', suppressed(day(5))],
  ])('overrules no %s', (cause, record) => {
    expect(verdict(record, released(day(9)))).toMatchObject({ cause });
  });
});

test('the strongest of each scope stands for it', () => {
  const record = history(hardBounce(day(1)), complaint(day(2)), unsubscribe(day(3), 'news'));
  const causes = [...strongestByScope(record, DEFAULT_POLICY, onDay(9))].map(([scope, one]) => [scope, one?.cause]);
  expect(causes).toEqual([
    ['*', 'complaint'],
    ['news', 'unsubscribe'],
  ]);
});
