// Failures that suppress only when repeated: how many, how far apart, within which time, and for how long.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_POLICY, type Limits, policyWith } from '../../shared/suppression/policy.ts';
import { join } from '../../shared/suppression/record.ts';
import { suppressionOf } from '../../shared/suppression/verdict.ts';
import { law } from '../support/law.ts';
import { day, delivery, factOf, history, onDay, softBounce, verdictOn } from '../support/records.ts';

describe('failures that count', () => {
  const full = (...days: number[]) => history(...days.map((number, index) => softBounce(day(number), `m${index}`)));

  test('three distinct messages over five days within thirty suppress for thirty days from the last', () => {
    expect(verdictOn(full(1, 3, 6), 7)).toEqual({
      reason: 'mailbox_full',
      cause: 'repeated_failures',
      scope: '*',
      provider: 'ses',
      fact: expect.stringContaining(day(6)),
      since: day(6),
      until: day(36),
      remedy: expect.stringContaining('mailbox is full'),
    });
  });

  test('two are not enough', () => {
    expect(verdictOn(full(1, 9), 10)).toBeUndefined();
  });

  test('several attempts at one message count once', () => {
    const attempts = [1, 3, 5, 7].map((number) => softBounce(day(number), 'm1'));
    expect(verdictOn(history(...attempts), 8)).toBeUndefined();
    expect(verdictOn(history(...attempts, softBounce(day(7), 'm2')), 8)).toBeUndefined();
  });

  test('one bad afternoon suppresses nobody, nor do four bad days', () => {
    expect(verdictOn(full(1, 1.1, 1.2, 1.3, 1.4), 2)).toBeUndefined();
    expect(verdictOn(full(1, 1.1, 5.9), 6)).toBeUndefined();
    expect(verdictOn(full(1, 1.1, 6), 6)).toBeDefined();
  });

  test('older ones than the window do not count', () => {
    expect(verdictOn(full(1, 16, 31), 32)).toBeUndefined();
    expect(verdictOn(full(1.1, 16, 31), 32)).toBeDefined();
  });

  test('the suppression runs out, to the millisecond', () => {
    expect(verdictOn(full(1, 3, 6), 35.9)).toBeDefined();
    expect(verdictOn(full(1, 3, 6), 36)).toBeUndefined();
  });

  test('later failures carry it on; a single one after a gap does not undo it', () => {
    expect(verdictOn(full(1, 3, 6, 10), 15)).toMatchObject({ until: day(40) });
    expect(verdictOn(full(1, 3, 6, 35), 35.5)).toMatchObject({ since: day(6), until: day(36) });
  });

  test('a delivery of another message sets the count back', () => {
    expect(verdictOn(history(full(1, 3, 6), delivery(day(7), 'other')), 8)).toBeUndefined();
    expect(verdictOn(history(full(1, 3, 6), delivery(day(4), 'other')), 8)).toBeUndefined();
    expect(verdictOn(history(full(1, 3, 6), delivery(day(0.5), 'other')), 8)).toBeDefined();
  });

  test('without message ids every event is a message of its own', () => {
    const at = (number: number) => ({ '*': { soft: [factOf(day(number), { reason: 'mailbox_full' as const })] } });
    expect(verdictOn(history(at(1), at(3), at(6)), 7)).toBeDefined();
  });

  test('each reason is counted for itself', () => {
    const mixed = history(softBounce(day(1), 'm1'), softBounce(day(3), 'm2'));
    expect(verdictOn(join(mixed, softBounce(day(6), 'm3', { reason: 'recipient_disabled' })), 7)).toBeUndefined();
  });

  test('a dead mailbox in temporary replies is suppressed when it stays dead', () => {
    const dead = (number: number) => softBounce(day(number), `m${number}`, { reason: 'recipient_unknown' });
    expect(verdictOn(history(dead(1), dead(6)), 7)).toBeUndefined();
    expect(verdictOn(history(dead(1), dead(3), dead(6)), 7)).toMatchObject({ until: undefined });
  });

  test('an outage of the domain over a few days suppresses none of its users', () => {
    const expired = (number: number) => softBounce(day(number), `m${number}`, { reason: 'delivery_expired' });
    expect(verdictOn(history(...[1, 2, 3, 4, 5, 6].map(expired)), 7)).toBeUndefined();
    expect(verdictOn(history(...[1, 2, 4, 6, 8].map(expired)), 9)).toMatchObject({ until: day(22) });
  });

  test('what is not understood never suppresses by default', () => {
    const unknown = Array.from({ length: 20 }, (_, n) => softBounce(day(n), `m${n}`, { reason: 'unknown' }));
    expect(verdictOn(history(...unknown), 21)).toBeUndefined();
  });

  const limited = Object.entries(DEFAULT_POLICY).flatMap(([reason, limits]) => [
    { reason: reason as keyof typeof DEFAULT_POLICY, limits },
  ]);
  test.each(limited)('$reason: who gets many messages a day is suppressed too', ({ reason, limits }) => {
    law(
      fc.property(fc.integer({ min: limits.messages, max: 60 }), (daily) => {
        const total = daily * (limits.spanDays + 1) + 1;
        const failures = Array.from({ length: total }, (_, n) => softBounce(day(n / daily), `m${n}`, { reason }));
        expect(verdictOn(history(...failures), limits.spanDays + 1)).toMatchObject({ reason });
      }),
      20,
    );
  });

  test('the longest span that the policy may ask for can be reached by the busiest address', () => {
    const limits: Limits = { messages: 8, spanDays: 14, windowDays: 30, suppressForDays: 1 };
    const failures = Array.from({ length: 301 }, (_, n) => softBounce(day(n / 20), `m${n}`));
    const policy = policyWith({ mailbox_full: limits });
    expect(suppressionOf(history(...failures), policy, onDay(15))).toBeDefined();
  });
});
