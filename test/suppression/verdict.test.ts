import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import { EMPTY, type Fact, join, type SuppressionRecord } from '../../shared/suppression/record.ts';
import { strongestOf, suppressionOf } from '../../shared/suppression/verdict.ts';
import { records } from '../support/arbitraries.ts';
import { law } from '../support/law.ts';
import {
  complaint,
  DAY_MS,
  day,
  delivery,
  factOf,
  hardBounce,
  history,
  onDay,
  refusal,
  released,
  resubscribe,
  softBounce,
  suppressed,
  unsubscribe,
  verdictOn,
} from '../support/records.ts';

test('of whom nothing is known, nothing speaks against', () => {
  expect(verdictOn(EMPTY)).toBeUndefined();
  expect(verdictOn(delivery(day(1)))).toBeUndefined();
});

describe('a hard bounce', () => {
  test('suppresses at once, for all mail, and says since when, why and what to do', () => {
    expect(verdictOn(hardBounce(day(1)), 1)).toEqual({
      reason: 'recipient_unknown',
      cause: 'hard_bounce',
      provider: 'ses',
      fact: factOf(day(1)).id,
      scope: '*',
      since: day(1),
      until: undefined,
      remedy: expect.stringContaining('Remove the address'),
    });
    expect(verdictOn(hardBounce(day(1), { stream: 'newsletter' }), 1, 'receipts')).toMatchObject({ scope: '*' });
  });

  test('is cleared by the delivery of another message after it', () => {
    const bounce = hardBounce(day(1), { messageId: 'm1' });
    expect(verdictOn(history(bounce, delivery(day(1.01), 'm2')))).toBeUndefined();
    expect(verdictOn(history(delivery(day(1.01), 'm2'), bounce))).toBeUndefined();
  });

  test('is not cleared by a delivery before it', () => {
    const bounce = hardBounce(day(1), { messageId: 'm1' });
    expect(verdictOn(history(bounce, delivery(day(0.9), 'm2')))).toBeDefined();
    expect(verdictOn(history(bounce, delivery(day(1), 'm2')))).toBeDefined();
  });

  test('is not cleared by the delivery of its own message: an asynchronous bounce follows it', () => {
    const bounce = hardBounce(day(1), { messageId: 'm1' });
    expect(verdictOn(history(bounce, delivery(day(0.9), 'm1')))).toBeDefined();
    // The times of two servers: the bounce may even seem to come first.
    expect(verdictOn(history(bounce, delivery(day(1.1), 'm1')))).toBeDefined();
    expect(verdictOn(history(bounce, delivery(day(1.1), 'm1'), delivery(day(1.2), 'm2')))).toBeUndefined();
    expect(verdictOn(history(bounce, delivery(day(1.1), 'm2'), delivery(day(1.2), 'm1')))).toBeUndefined();
  });

  test('without a message id waits a day, since the delivery may be that of its own message', () => {
    const bounce = hardBounce(day(1));
    expect(verdictOn(history(bounce, delivery(day(1.9), 'm2')))).toBeDefined();
    expect(verdictOn(history(bounce, delivery(day(2), 'm2')))).toBeDefined();
    expect(verdictOn(history(bounce, delivery(day(2.01), 'm2')))).toBeUndefined();
  });

  test('stands again when the mailbox fails again', () => {
    const record = history(hardBounce(day(1), { messageId: 'm1' }), delivery(day(2), 'm2'));
    expect(verdictOn(join(record, hardBounce(day(3), { messageId: 'm3' })))).toMatchObject({ since: day(3) });
  });

  test.each([
    ['recipient_unknown', undefined],
    ['invalid_address', undefined],
    ['recipient_moved', undefined],
    ['domain_invalid', day(91)],
    ['recipient_disabled', day(91)],
  ] as const)('%s holds until %s', (reason, until) => {
    const bounce = hardBounce(day(1), { reason });
    expect(verdictOn(bounce, 90.9)).toMatchObject({ reason, until });
    expect(verdictOn(bounce, 91) === undefined).toBe(until !== undefined);
  });
});

describe('complaints', () => {
  test('suppress for ever and are cleared by no delivery and no other late event', () => {
    const record = history(complaint(day(1)), delivery(day(3), 'm3'), resubscribe(day(4)), hardBounce(day(0.5)));
    expect(verdictOn(record)).toMatchObject({ cause: 'complaint', since: day(1), until: undefined });
  });

  test('about one stream, all mail in general is affected, another stream is not', () => {
    const record = complaint(day(1), 'newsletter');
    expect(verdictOn(record, 2, 'newsletter')).toMatchObject({ cause: 'complaint', scope: 'newsletter' });
    expect(verdictOn(record, 2, 'receipts')).toBeUndefined();
    expect(verdictOn(record, 2)).toMatchObject({ cause: 'complaint', scope: 'newsletter' });
  });

  test('that one of several may have made suppress nobody', () => {
    expect(verdictOn({ '*': { suspected: [factOf(day(1), { reason: 'complaint' })] } })).toBeUndefined();
  });
});

describe('where several hold', () => {
  test('the strongest is given as the cause', () => {
    const causes: [string, SuppressionRecord][] = [
      ['sender_list', refusal(day(1))],
      ['repeated_failures', history(...[-2, 1, 3].map((n) => softBounce(day(n), `s${n}`)))],
      ['unsubscribe', unsubscribe(day(1))],
      ['hard_bounce', hardBounce(day(1))],
      ['complaint', complaint(day(1))],
      ['manual', suppressed(day(1))],
    ];
    let record = EMPTY;
    for (const [cause, more] of causes) {
      record = join(record, more);
      expect(verdictOn(record, 4)?.cause).toBe(cause);
    }
  });

  test('the address may be mailed when the last of them has run out', () => {
    const full = history(...[-2, 1, 3].map((number) => softBounce(day(number), `s${number}`)));
    const record = join(full, hardBounce(day(2), { reason: 'domain_invalid', messageId: 'h' }));
    expect(verdictOn(record, 4)).toMatchObject({ cause: 'hard_bounce', until: day(92) });
    expect(verdictOn(history(full, suppressed(day(1), { until: day(5) })), 4)).toMatchObject({
      cause: 'manual',
      until: day(33),
    });
    expect(verdictOn(join(record, complaint(day(3))), 4)).toMatchObject({ until: undefined });
  });
});

describe('of one cause', () => {
  const hard = (number: number, reason: Fact['reason'], provider: Fact['provider']) =>
    hardBounce(day(number), { reason, provider });

  test.each([
    ['what holds for ever', hard(2, 'recipient_unknown', 'ses'), hard(1, 'domain_invalid', 'ses')],
    ['what holds for ever', hard(2, 'recipient_unknown', 'ses'), hard(3, 'domain_invalid', 'ses')],
    ['what holds longer', hard(3, 'domain_invalid', 'ses'), hard(2, 'domain_invalid', 'postmark')],
    ['what holds longer', hard(3, 'domain_invalid', 'postmark'), hard(2, 'domain_invalid', 'ses')],
    ['the older, for both hold for ever', hard(1, 'recipient_unknown', 'ses'), hard(2, 'invalid_address', 'ses')],
    [
      'the older, for both hold for ever',
      hard(1, 'recipient_unknown', 'ses'),
      hard(2, 'recipient_unknown', 'postmark'),
    ],
  ])('%s is given', (_what, given, other) => {
    const { at, reason, provider } = given['*']?.hard?.[0] ?? {};
    expect(verdictOn(history(given, other), 4)).toMatchObject({ since: at, reason, provider });
  });
});

test('only failures run out: for ever is a complaint, whatever limits its reason has', () => {
  const complained = { '*': { complaint: [factOf(day(1), { reason: 'domain_invalid' })] } };
  expect(verdictOn(complained, 100)).toMatchObject({ cause: 'complaint', until: undefined });
});

test('a hard bounce without limits in the policy holds for ever', () => {
  expect(suppressionOf(hardBounce(day(1), { reason: 'domain_invalid' }), {}, onDay(2))).toMatchObject({
    cause: 'hard_bounce',
    until: undefined,
  });
});

describe('laws', () => {
  test('time alone never suppresses: what holds later holds now, unless it happens in between', () => {
    law(
      fc.property(records, fc.integer({ min: 31, max: 200 }), fc.integer({ min: 0, max: 200 }), (record, now, wait) => {
        if (verdictOn(record, now + wait) !== undefined) expect(verdictOn(record, now)).toBeDefined();
      }),
      1500,
    );
  });

  test('it holds until the time that it names, and not a millisecond longer', () => {
    law(
      fc.property(records, (record) => {
        const until = verdictOn(record, 31)?.until;
        if (until === undefined) return;
        expect(suppressionOf(record, DEFAULT_POLICY, Date.parse(until) - 1)).toBeDefined();
        expect(suppressionOf(record, DEFAULT_POLICY, Date.parse(until))).toBeUndefined();
      }),
      1500,
    );
  });

  test('a release now leaves nothing standing, whatever is replayed', () => {
    law(
      fc.property(records, records, (record, replayed) => {
        const now = onDay(31);
        const after = history(record, released(new Date(now).toISOString()), replayed);
        expect(strongestOf(after, DEFAULT_POLICY, now + DAY_MS)).toBeUndefined();
      }),
      1500,
    );
  });

  test('a complaint stands whatever else happens, unless a person releases it', () => {
    law(
      fc.property(records, (record) => {
        const complained = join(record, complaint(day(15)));
        const release = record['*']?.released;
        if (release !== undefined && release.at >= day(15)) return;
        expect(strongestOf(complained, DEFAULT_POLICY, onDay(31))?.cause).toMatch(/^(complaint|manual)$/);
      }),
      1500,
    );
  });

  test('asking changes nothing', () => {
    law(
      fc.property(records, (record) => {
        const before = structuredClone(record);
        expect(verdictOn(record, 31)).toEqual(verdictOn(record, 31));
        expect(record).toEqual(before);
      }),
    );
  });
});
