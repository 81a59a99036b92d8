import { describe, expect, test } from 'vitest';
import { domainRuleIn, domainRulesFor } from '../../shared/suppression/domain-rule.ts';
import { decisionRecord } from '../../shared/suppression/evidence.ts';
import { EMPTY, type SuppressionRecord } from '../../shared/suppression/record.ts';
import { day, decisionOf, history, onDay, released, suppressed } from '../support/records.ts';

function allowed(at: string, until: string): SuppressionRecord {
  return decisionRecord('released', decisionOf(at, { until }));
}

function ruleOn(number: number, ...decisions: SuppressionRecord[]): string | undefined {
  return domainRuleIn(history(...decisions), '*', onDay(number))?.rule;
}

describe('the rule in force', () => {
  test('is none without a decision', () => {
    expect(domainRuleIn(EMPTY, '*', onDay(1))).toBeUndefined();
  });

  test('is the newest decision, with its scope', () => {
    const decisions = history(suppressed(day(1), {}, 'news'), released(day(2), 'news'));
    expect(domainRuleIn(decisions, 'news', onDay(3))).toEqual({
      rule: 'allow',
      scope: 'news',
      decision: decisionOf(day(2)),
    });
    expect(ruleOn(3, released(day(1)), suppressed(day(2)))).toBe('suppress');
  });

  test('is the one that allows of two at the same moment', () => {
    expect(ruleOn(3, suppressed(day(1)), released(day(1)))).toBe('allow');
  });

  test('ends to the millisecond, and leaves an older one in force again', () => {
    expect(ruleOn(4.9, suppressed(day(1)), allowed(day(2), day(5)))).toBe('allow');
    expect(ruleOn(5, suppressed(day(1)), allowed(day(2), day(5)))).toBe('suppress');
  });

  test.each([
    ['of its own kind', [suppressed(day(2), { until: day(2) })]],
    ['that suppresses', [released(day(1)), suppressed(day(2), { until: day(2) })]],
    ['that allows', [suppressed(day(1)), allowed(day(2), day(2))]],
    ['at the same moment', [suppressed(day(2)), allowed(day(2), day(2))]],
  ])('is taken back by a decision %s and ends at its own time', (_what, decisions) => {
    expect(ruleOn(1, ...decisions)).toBeUndefined();
    expect(ruleOn(3, ...decisions)).toBeUndefined();
  });

  test('is none that was taken back, but one made after that', () => {
    expect(ruleOn(4, allowed(day(2), day(2)), suppressed(day(3)))).toBe('suppress');
  });
});

describe('about mail in general', () => {
  test('every stream that is suppressed counts, though all mail is allowed', () => {
    const domain = history(released(day(1)), suppressed(day(1), {}, 'news'));
    const { suppress, allowed } = domainRulesFor(domain, onDay(2));
    expect(suppress).toMatchObject([{ rule: 'suppress', scope: 'news' }]);
    expect(allowed).toBe(true);
  });

  test('an allowed stream says nothing', () => {
    const domain = history(suppressed(day(1)), released(day(1), 'news'));
    const { suppress, allowed } = domainRulesFor(domain, onDay(2));
    expect(suppress).toMatchObject([{ rule: 'suppress', scope: '*' }]);
    expect(allowed).toBe(false);
  });
});

describe('about a stream', () => {
  const domain = history(suppressed(day(1)), released(day(1), 'news'), suppressed(day(1), {}, 'news/offers'));

  test.each([
    ['receipts', ['*'], false],
    ['news', [], true],
    ['news/offers', ['news/offers'], true],
  ])('the narrower rules count, up to one that allows: %s', (stream, scopes, isAllowed) => {
    const { suppress, allowed } = domainRulesFor(domain, onDay(2), stream);
    expect(suppress.map(({ scope }) => scope)).toEqual(scopes);
    expect(allowed).toBe(isAllowed);
  });
});
