// What people want goes before what their mailboxes can: leaving, coming back, lists, decisions.
import { describe, expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import { join, type SuppressionRecord } from '../../shared/suppression/record.ts';
import { strongestOf } from '../../shared/suppression/verdict.ts';
import {
  complaint,
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

  test('end also when the person comes back at the same moment', () => {
    const record = history(unsubscribe(day(1), 'newsletter'), resubscribe(day(1), 'newsletter'));
    expect(verdictOn(record, 2, 'newsletter')).toBeUndefined();
  });

  test('are lifted at Postmark only where Postmark told of them', () => {
    const back = resubscribe(day(2), 'newsletter', { provider: 'postmark' });
    const left = { newsletter: { unsubscribe: [factOf(day(1), { reason: 'unsubscribed', provider: 'postmark' })] } };
    expect(verdictOn(history(left, back), 3, 'newsletter')).toBeUndefined();
    expect(verdictOn(history(unsubscribe(day(1), 'newsletter'), back), 3, 'newsletter')).toBeDefined();
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
    expect(verdictOn(join(record, resubscribe(day(1), 'newsletter')), 3, 'newsletter')).toBeUndefined();
  });
});

describe('a reactivation at Postmark', () => {
  const bounce = hardBounce(day(1), { provider: 'postmark', stream: 'outbound' });
  const reactivated = (at: string, stream = 'outbound') => resubscribe(at, stream, { provider: 'postmark' });

  test('takes back its own hard bounce on that stream', () => {
    expect(verdictOn(history(bounce, reactivated(day(2))))).toBeUndefined();
    expect(verdictOn(history(bounce, reactivated(day(2)), resubscribe(day(3), 'outbound')))).toBeUndefined();
  });

  test('takes back neither a newer one, nor that of another stream or sender', () => {
    expect(verdictOn(history(bounce, reactivated(day(0.5))))).toBeDefined();
    expect(verdictOn(history(bounce, reactivated(day(2), 'broadcast')))).toBeDefined();
    expect(verdictOn(history(hardBounce(day(1), { stream: 'outbound' }), reactivated(day(2))))).toBeDefined();
    expect(verdictOn(history(bounce, resubscribe(day(2), 'outbound')))).toBeDefined();
  });

  test('takes back none of the same moment: a bounce and its own change come together', () => {
    expect(verdictOn(history(bounce, reactivated(day(1))))).toBeDefined();
  });

  test('takes back none that came without a stream', () => {
    expect(
      verdictOn(history(hardBounce(day(1), { provider: 'postmark' }), reactivated(day(2), 'undefined'))),
    ).toBeDefined();
  });

  test('takes back no complaint', () => {
    expect(verdictOn(history(complaint(day(1), 'outbound'), reactivated(day(2))))).toBeDefined();
  });
});

describe('a person releases', () => {
  const reasons = {
    hard_bounce: hardBounce(day(1), { messageId: 'm1' }),
    complaint: complaint(day(2)),
    unsubscribe: unsubscribe(day(3), 'newsletter'),
    sender_list: refusal(day(4)),
    manual: suppressed(day(5)),
    repeated_failures: history(...[0, 2, 5].map((number) => softBounce(day(number), `s${number}`))),
  };
  const bad = history(...Object.values(reasons));
  const standing = (record: SuppressionRecord, number: number) => strongestOf(record, DEFAULT_POLICY, onDay(number));

  test.each(Object.entries(reasons))('what is older, in whatever stream: %s', (cause, record) => {
    expect(standing(record, 6)).toMatchObject({ cause });
    expect(standing(join(record, released(day(6))), 7)).toBeUndefined();
    expect(standing(join(bad, released(day(6))), 7)).toBeUndefined();
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
      provider: undefined,
      fact: expect.stringContaining(day(1)),
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
