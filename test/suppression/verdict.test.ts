import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decisionRecord } from '../../shared/suppression/evidence.ts';
import { DEFAULT_POLICY, type Limits, policyWith } from '../../shared/suppression/policy.ts';
import { EMPTY, join, type SuppressionRecord } from '../../shared/suppression/record.ts';
import { CAUSES, type Suppression, suppressionOf, suppressionsOf } from '../../shared/suppression/verdict.ts';
import { records } from '../support/arbitraries.ts';
import { law } from '../support/law.ts';
import {
  complaint,
  DAY_MS,
  day,
  decisionOf,
  delivery,
  factOf,
  hardBounce,
  history,
  onDay,
  refusal,
  resubscribe,
  softBounce,
  unsubscribe,
} from '../support/records.ts';

/** The verdict on the given day, far in the future unless told. */
function verdictOn(record: SuppressionRecord, number = 200, stream?: string): Suppression | undefined {
  return suppressionOf(record, DEFAULT_POLICY, onDay(number), stream);
}

function released(at: string, stream?: string): SuppressionRecord {
  return decisionRecord('released', decisionOf(at), stream);
}

function suppressed(at: string, changes?: Parameters<typeof decisionOf>[1], stream?: string): SuppressionRecord {
  return decisionRecord('suppressed', decisionOf(at, changes), stream);
}

test('of whom nothing is known, nothing speaks against', () => {
  expect(verdictOn(EMPTY)).toBeUndefined();
  expect(verdictOn(delivery(day(1)))).toBeUndefined();
});

describe('a hard bounce', () => {
  test('suppresses at once, for all mail, and says since when, why and what to do', () => {
    expect(verdictOn(hardBounce(day(1)), 1)).toEqual({
      reason: 'recipient_unknown',
      cause: 'hard_bounce',
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

describe('failures that count', () => {
  const full = (...days: number[]) => history(...days.map((number, index) => softBounce(day(number), `m${index}`)));

  test('three distinct messages over two days within two weeks suppress for thirty days from the last', () => {
    expect(verdictOn(full(1, 2, 3), 4)).toEqual({
      reason: 'mailbox_full',
      cause: 'repeated_failures',
      scope: '*',
      since: day(3),
      until: day(33),
      remedy: expect.stringContaining('mailbox is full'),
    });
  });

  test('two are not enough', () => {
    expect(verdictOn(full(1, 4), 5)).toBeUndefined();
  });

  test('several attempts at one message count once', () => {
    const attempts = [1, 2, 3, 4].map((number) => softBounce(day(number), 'm1'));
    expect(verdictOn(history(...attempts), 5)).toBeUndefined();
    expect(verdictOn(history(...attempts, softBounce(day(4), 'm2')), 5)).toBeUndefined();
  });

  test('one bad afternoon suppresses nobody', () => {
    expect(verdictOn(full(1, 1.1, 1.2, 1.3, 1.4), 2)).toBeUndefined();
    expect(verdictOn(full(1, 1.1, 2.9), 3)).toBeUndefined();
    expect(verdictOn(full(1, 1.1, 3), 3)).toBeDefined();
  });

  test('older ones than the window do not count', () => {
    expect(verdictOn(full(1, 8, 15), 16)).toBeUndefined();
    expect(verdictOn(full(1.1, 8, 15), 16)).toBeDefined();
  });

  test('the suppression runs out, to the millisecond', () => {
    expect(verdictOn(full(1, 2, 3), 32.9)).toBeDefined();
    expect(verdictOn(full(1, 2, 3), 33)).toBeUndefined();
  });

  test('later failures carry it on; a single one after a gap does not undo it', () => {
    expect(verdictOn(full(1, 2, 3, 10), 15)).toMatchObject({ until: day(40) });
    expect(verdictOn(full(1, 2, 3, 25), 26)).toMatchObject({ since: day(3), until: day(33) });
  });

  test('a delivery of another message sets the count back', () => {
    expect(verdictOn(history(full(1, 2, 3), delivery(day(4), 'other')), 5)).toBeUndefined();
    expect(verdictOn(history(full(1, 2, 3), delivery(day(2.5), 'other')), 5)).toBeUndefined();
    expect(verdictOn(history(full(1, 2, 3), delivery(day(0.5), 'other')), 5)).toBeDefined();
  });

  test('without message ids every event is a message of its own', () => {
    const at = (number: number) => ({ '*': { soft: [factOf(day(number), { reason: 'mailbox_full' as const })] } });
    expect(verdictOn(history(at(1), at(2), at(3)), 4)).toBeDefined();
  });

  test('each reason is counted for itself', () => {
    const mixed = history(softBounce(day(1), 'm1'), softBounce(day(2), 'm2'));
    expect(verdictOn(join(mixed, softBounce(day(3), 'm3', { reason: 'recipient_disabled' })), 4)).toBeUndefined();
  });

  test('a dead mailbox in temporary replies is suppressed when it stays dead', () => {
    const dead = (number: number) => softBounce(day(number), `m${number}`, { reason: 'recipient_unknown' });
    expect(verdictOn(history(dead(1), dead(2)), 4)).toBeUndefined();
    expect(verdictOn(history(dead(1), dead(2), dead(3)), 4)).toMatchObject({ until: undefined });
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
    expect(verdictOn({ '*': { suspected: factOf(day(1), { reason: 'complaint' }) } })).toBeUndefined();
  });
});

describe('unsubscribes', () => {
  test('of one stream hold there and block nothing else', () => {
    const record = unsubscribe(day(1), 'newsletter');
    expect(verdictOn(record, 2, 'newsletter')).toMatchObject({ cause: 'unsubscribe', scope: 'newsletter' });
    expect(verdictOn(record, 2, 'receipts')).toBeUndefined();
    expect(verdictOn(record, 2)).toBeUndefined();
  });

  test('of all mail hold everywhere', () => {
    const record = unsubscribe(day(1));
    expect(verdictOn(record, 2)).toMatchObject({ cause: 'unsubscribe', scope: '*' });
    expect(verdictOn(record, 2, 'newsletter')).toMatchObject({ cause: 'unsubscribe', scope: '*' });
  });

  test('end when the person comes back, and begin when they leave again', () => {
    const back = history(unsubscribe(day(1), 'newsletter'), resubscribe(day(2), 'newsletter'));
    expect(verdictOn(back, 3, 'newsletter')).toBeUndefined();
    const left = join(back, unsubscribe(day(3), 'newsletter'));
    expect(verdictOn(left, 4, 'newsletter')).toMatchObject({ since: day(3) });
  });

  test('are not lifted by coming back to another stream', () => {
    const record = history(unsubscribe(day(1), 'newsletter'), resubscribe(day(2), 'offers'));
    expect(verdictOn(record, 3, 'newsletter')).toBeDefined();
  });

  test('outlast any delivery', () => {
    expect(verdictOn(history(unsubscribe(day(1)), delivery(day(9), 'm9')))).toBeDefined();
  });
});

describe("refusals by the sender's own list", () => {
  test('are shown as what they are', () => {
    expect(verdictOn(refusal(day(1)))).toMatchObject({ reason: 'already_suppressed', cause: 'sender_list' });
  });

  test('end with the first delivery of another message, for then the list has let go', () => {
    expect(verdictOn(history(refusal(day(1), { messageId: 'm1' }), delivery(day(2), 'm2')))).toBeUndefined();
    expect(verdictOn(history(refusal(day(1), { messageId: 'm1' }), delivery(day(2), 'm1')))).toBeDefined();
  });

  test.each(['complaint', 'unsubscribed'] as const)(
    'for a %s a delivery proves nothing: what the person wants is not what the mailbox can',
    (reason) => {
      const record = history(refusal(day(1), { reason, messageId: 'm1' }, 'newsletter'), delivery(day(3), 'm2'));
      expect(verdictOn(record, 4, 'newsletter')).toMatchObject({ reason, cause: 'sender_list' });
    },
  );

  test('for an unsubscribe hold on their stream alone, and end with coming back', () => {
    const record = refusal(day(1), { reason: 'unsubscribed' }, 'newsletter');
    expect(verdictOn(record, 2)).toBeUndefined();
    expect(verdictOn(record, 2, 'newsletter')).toBeDefined();
    expect(verdictOn(join(record, resubscribe(day(2), 'newsletter')), 3, 'newsletter')).toBeUndefined();
  });
});

describe('a reactivation at Postmark', () => {
  const bounce = hardBounce(day(1), { provider: 'postmark', stream: 'outbound' });
  const reactivated = (at: string, stream = 'outbound') => resubscribe(at, stream, { provider: 'postmark' });

  test('takes back its own hard bounce on that stream', () => {
    expect(verdictOn(history(bounce, reactivated(day(2))))).toBeUndefined();
  });

  test('takes back neither a newer one, nor that of another stream or sender', () => {
    expect(verdictOn(history(bounce, reactivated(day(0.5))))).toBeDefined();
    expect(verdictOn(history(bounce, reactivated(day(2), 'broadcast')))).toBeDefined();
    expect(verdictOn(history(hardBounce(day(1), { stream: 'outbound' }), reactivated(day(2))))).toBeDefined();
    expect(verdictOn(history(bounce, resubscribe(day(2), 'outbound')))).toBeDefined();
  });

  test('takes back no complaint', () => {
    expect(verdictOn(history(complaint(day(1), 'outbound'), reactivated(day(2))))).toBeDefined();
  });
});

describe('a person releases', () => {
  const bad = history(
    hardBounce(day(1), { messageId: 'm1' }),
    complaint(day(2)),
    unsubscribe(day(3), 'newsletter'),
    refusal(day(4)),
    suppressed(day(5)),
    ...[1, 2, 4].map((number) => softBounce(day(number), `s${number}`)),
  );

  test('everything older, in all streams', () => {
    expect(
      suppressionsOf(bad, DEFAULT_POLICY, onDay(6))
        .map(({ cause }) => cause)
        .sort(),
    ).toEqual([...CAUSES].sort());
    expect(suppressionsOf(join(bad, released(day(6))), DEFAULT_POLICY, onDay(7))).toEqual([]);
  });

  test('and a replay of what is older does not bring it back', () => {
    expect(verdictOn(history(bad, released(day(6)), bad, hardBounce(day(5.9))), 7)).toBeUndefined();
  });

  test('what happens at the same moment is not newer', () => {
    expect(verdictOn(history(hardBounce(day(6)), complaint(day(6)), released(day(6))), 7)).toBeUndefined();
  });

  test('and what happens later counts again', () => {
    const record = join(bad, released(day(6)));
    expect(verdictOn(join(record, hardBounce(day(7))), 8)).toMatchObject({ since: day(7) });
    expect(verdictOn(join(record, softBounce(day(7), 's7')), 8)).toBeUndefined();
  });

  test('one stream, and only that', () => {
    const record = history(
      unsubscribe(day(1), 'newsletter'),
      unsubscribe(day(1), 'offers'),
      released(day(2), 'offers'),
    );
    expect(verdictOn(record, 3, 'offers')).toBeUndefined();
    expect(verdictOn(record, 3, 'newsletter')).toBeDefined();
    expect(verdictOn(history(hardBounce(day(1)), released(day(2), 'offers')), 3, 'offers')).toBeDefined();
  });
});

describe('a person suppresses', () => {
  test('until further notice, with name and note, whatever is delivered', () => {
    expect(verdictOn(history(suppressed(day(1), { note: 'asked by phone' }), delivery(day(2), 'm2')))).toEqual({
      reason: 'manual',
      cause: 'manual',
      scope: '*',
      since: day(1),
      until: undefined,
      remedy: 'Suppressed by support: asked by phone. Release it to mail again.',
    });
    expect(verdictOn(suppressed(day(1)))?.remedy).toBe('Suppressed by support. Release it to mail again.');
  });

  test('until a day', () => {
    const record = suppressed(day(1), { until: day(5) });
    expect(verdictOn(record, 4.9)).toMatchObject({ until: day(5) });
    expect(verdictOn(record, 5)).toBeUndefined();
  });

  test('and when that has run out, an older release still holds', () => {
    const record = history(hardBounce(day(1)), released(day(2)), suppressed(day(3), { until: day(5) }));
    expect(verdictOn(record, 4)).toMatchObject({ cause: 'manual' });
    expect(verdictOn(record, 6)).toBeUndefined();
  });

  test('one stream, and no other', () => {
    const record = suppressed(day(1), {}, 'newsletter');
    expect(verdictOn(record, 2, 'newsletter')).toMatchObject({ scope: 'newsletter' });
    expect(verdictOn(record, 2, 'receipts')).toBeUndefined();
  });
});

describe('where several hold', () => {
  test('the strongest is given as the cause', () => {
    const causes: [string, SuppressionRecord][] = [
      ['sender_list', refusal(day(1))],
      ['repeated_failures', history(...[1, 2, 3].map((n) => softBounce(day(n), `s${n}`)))],
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
    const full = history(...[1, 2, 3].map((number) => softBounce(day(number), `s${number}`)));
    const record = join(full, hardBounce(day(2), { reason: 'domain_invalid', messageId: 'h' }));
    expect(verdictOn(record, 4)).toMatchObject({ cause: 'hard_bounce', until: day(92) });
    expect(verdictOn(history(full, suppressed(day(1), { until: day(5) })), 4)).toMatchObject({
      cause: 'manual',
      until: day(33),
    });
    expect(verdictOn(join(record, complaint(day(3))), 4)).toMatchObject({ until: undefined });
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
        expect(suppressionsOf(after, DEFAULT_POLICY, now + DAY_MS)).toEqual([]);
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
        expect(suppressionsOf(complained, DEFAULT_POLICY, onDay(31)).map(({ cause }) => cause)).toContain('complaint');
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
