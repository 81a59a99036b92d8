import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { classify } from '../../shared/classify/classify.ts';
import { REASON_NAMES, REASONS } from '../../shared/classify/reasons.ts';
import { verdictOf } from '../../shared/classify/verdict.ts';
import type { MailEvent } from '../../shared/event/mail-event.ts';
import { decisionRecord, evidenceOf, isOnlyDelivery } from '../../shared/suppression/evidence.ts';
import { EMPTY, suppressionRecord } from '../../shared/suppression/record.ts';
import { mailEventOf, mailEventWithout } from '../support/mail-event.ts';
import { complaint, day, decisionOf, delivery, hardBounce, history, softBounce } from '../support/records.ts';

/** What an event of the road teaches: where, as what, and for which reason. */
function taught(event: MailEvent): string[] {
  return Object.entries(evidenceOf(event, classify(event)) ?? {}).flatMap(([scope, parts]) =>
    Object.entries(parts).map(([part, fact]) => {
      const [first] = [fact].flat();
      return `${scope} ${part} ${first && 'reason' in first ? first.reason : 'no reason'}`;
    }),
  );
}

function bounced(text: string, changes: Partial<MailEvent> = {}): MailEvent {
  return mailEventOf({ diagnostic: { text }, ...changes });
}

describe('each type of event', () => {
  test.each([
    ['a bounce of a dead mailbox', bounced('550 5.1.1 user unknown'), ['* hard recipient_unknown']],
    ['a bounce of a full mailbox', bounced('552 5.2.2 mailbox full'), ['* soft mailbox_full']],
    ['a bounce for spam', bounced('550 5.7.1 message looks like spam'), []],
    ['a bounce for authentication', bounced('550 5.7.26 DMARC policy of the sender'), []],
    ['a bounce that says nothing', mailEventWithout(['diagnostic']), ['* soft unknown']],
    ['a deferral of a full mailbox', bounced('452 4.2.2 mailbox full', { type: 'deferral' }), ['* soft mailbox_full']],
    [
      'a deferral of a dead mailbox',
      bounced('450 4.1.1 user unknown', { type: 'deferral' }),
      ['* soft recipient_unknown'],
    ],
    ['a deferral that says nothing', mailEventWithout(['diagnostic'], { type: 'deferral' }), []],
    ['a delivery', mailEventOf({ type: 'delivery' }), ['* delivered no reason']],
    ['a complaint', mailEventOf({ type: 'complaint' }), ['* complaint complaint']],
    ['an unsubscribe', mailEventOf({ type: 'unsubscribe' }), ['* unsubscribe unsubscribed']],
    ['a resubscribe', mailEventOf({ type: 'resubscribe' }), ['* resubscribe subscribe']],
    ['an automatic reply', mailEventOf({ type: 'autoreply' }), []],
    ['an open', mailEventOf({ type: 'other', native: { event: 'Open' } }), []],
  ])('%s', (_what, event, facts) => {
    expect(taught(event)).toEqual(facts);
  });

  test('what a person decided about a stream stays within it, a failure of the mailbox holds for all mail', () => {
    const stream = 'newsletter';
    expect(taught(mailEventOf({ type: 'complaint', stream }))).toEqual(['newsletter complaint complaint']);
    expect(taught(mailEventOf({ type: 'unsubscribe', stream }))).toEqual(['newsletter unsubscribe unsubscribed']);
    expect(taught(mailEventOf({ type: 'resubscribe', stream }))).toEqual(['newsletter resubscribe subscribe']);
    expect(taught(bounced('550 5.1.1 user unknown', { stream }))).toEqual(['* hard recipient_unknown']);
    expect(taught(bounced('552 5.2.2 mailbox full', { stream }))).toEqual(['* soft mailbox_full']);
    expect(taught(mailEventOf({ type: 'delivery', stream }))).toEqual(['* delivered no reason']);
  });

  test('a complaint that one of several may have made is a suspicion', () => {
    expect(taught(mailEventOf({ type: 'complaint', suspects: 2 }))).toEqual(['* suspected complaint']);
  });
});

describe("a refusal by the sender's own list is mirrored, and counts nothing", () => {
  const stream = 'newsletter';
  test.each([
    [
      'SES, for the account',
      { provider: 'ses', native: { event: 'Bounce', subtype: 'OnAccountSuppressionList' } },
      '*',
    ],
    ['Postmark, by stream', { provider: 'postmark', native: { event: 'Bounce', type: 'ManuallyDeactivated' } }, stream],
    [
      'SendGrid, for the account',
      { provider: 'sendgrid', native: { event: 'dropped' }, diagnostic: { text: 'Bounced Address' } },
      '*',
    ],
  ] satisfies [string, Partial<MailEvent>, string][])('%s', (_what, changes, scope) => {
    const event = mailEventWithout([], { type: 'drop', diagnostic: { text: '' }, stream, ...changes });
    expect(taught(event)).toEqual([`${scope} mirrored already_suppressed`]);
  });

  test.each([
    ['Unsubscribed Address', ['newsletter mirrored unsubscribed']],
    ['Spam Reporting Address', ['newsletter mirrored complaint']],
    ['Invalid', ['* hard invalid_address']],
    ['Spam Content', []],
    ['Invalid SMTPAPI header', []],
    ['Recipient List over Package Quota', []],
  ])('SendGrid drops for %s', (text, facts) => {
    const native = { event: 'dropped' };
    expect(taught(mailEventOf({ provider: 'sendgrid', type: 'drop', native, diagnostic: { text }, stream }))).toEqual(
      facts,
    );
  });
});

describe('a fact', () => {
  test('tells which event of which message it was, what was replied and which rule decided', () => {
    const event = bounced('550 5.1.1 user unknown', {
      stream: 'newsletter',
      diagnostic: { smtpCode: 550, enhancedCode: '5.1.1', text: '550 5.1.1 user unknown' },
    });
    const verdict = classify(event);
    expect(evidenceOf(event, verdict)?.['*']?.hard?.[0]).toEqual({
      at: event.occurredAt,
      id: event.id,
      provider: 'ses',
      reason: 'recipient_unknown',
      rule: verdict.rule,
      messageId: event.messageId,
      stream: 'newsletter',
      smtpCode: 550,
      enhancedCode: '5.1.1',
      text: '550 5.1.1 user unknown',
    });
  });

  test('has no part that the event does not tell', () => {
    const event = mailEventWithout(['diagnostic', 'messageId']);
    const verdict = verdictOf({ reason: 'recipient_unknown', rule: 'any', confidence: 1 });
    const { occurredAt: at, id, provider } = event;
    const fact = { at, id, provider, reason: 'recipient_unknown', rule: 'any' };
    expect(evidenceOf(event, verdict)).toStrictEqual({ '*': { hard: [fact] } });
  });

  test('keeps only head and tail of a long reply', () => {
    const event = bounced(`550 5.1.1 user unknown ${'x'.repeat(2000)} the end`);
    const text = evidenceOf(event, classify(event))?.['*']?.hard?.[0]?.text ?? '';
    expect(text).toHaveLength(256);
    expect(text).toMatch(/^550 5\.1\.1 user unknown .* the end$/);
  });

  test('that counts keeps less of it, for a record holds many of them', () => {
    const event = bounced(`552 5.2.2 mailbox full ${'x'.repeat(2000)} the end`);
    expect(evidenceOf(event, classify(event))?.['*']?.soft?.[0]?.text).toHaveLength(80);
  });

  test('is a valid record for every type of event and every reason', () => {
    for (const reason of REASON_NAMES) {
      for (const type of [
        'bounce',
        'deferral',
        'drop',
        'complaint',
        'unsubscribe',
        'resubscribe',
        'delivery',
      ] as const) {
        const evidence = evidenceOf(mailEventOf({ type }), verdictOf({ reason, rule: 'any', confidence: 1 }));
        if (evidence !== undefined) expect(z.parse(suppressionRecord, evidence)).toEqual(evidence);
      }
    }
  });

  test('never holds a failure against a recipient who is not to blame', () => {
    for (const reason of REASON_NAMES) {
      if (REASONS[reason].action === 'suppress' || REASONS[reason].action === 'count') continue;
      const verdict = verdictOf({ reason, rule: 'any', confidence: 1 });
      expect([reason, evidenceOf(mailEventOf(), verdict)]).toEqual([reason, undefined]);
    }
  });
});

describe('a delivery', () => {
  test.each([
    ['tells when it was and of which message', mailEventOf({ type: 'delivery' }), { messageId: '0100' }],
    ['may be of no known message', mailEventWithout(['messageId'], { type: 'delivery' }), {}],
  ])('%s', (_what, event, message) => {
    const delivered = [{ at: event.occurredAt, id: event.id, ...message }];
    expect(evidenceOf(event, classify(event))).toStrictEqual({ '*': { delivered } });
  });
});

test.each(['autoreply', 'other'] as const)('%s is no failure, whatever a rule reads out of its text', (type) => {
  for (const reason of ['recipient_unknown', 'mailbox_full'] as const) {
    expect(evidenceOf(mailEventOf({ type }), verdictOf({ reason, rule: 'any', confidence: 1 }))).toBeUndefined();
  }
});

test("a person's decision is a record like any other", () => {
  const decision = decisionOf(day(1), { note: 'asked by phone', until: day(9) });
  expect(z.parse(suppressionRecord, decisionRecord('suppressed', decision))).toEqual({ '*': { suppressed: decision } });
  expect(decisionRecord('released', decision, 'newsletter')).toEqual({ newsletter: { released: decision } });
});

test('a decision that would end before its time ends at its time', () => {
  const decision = decisionOf(day(2), { until: day(1) });
  expect(decisionRecord('suppressed', decision)).toEqual({ '*': { suppressed: { ...decision, until: day(2) } } });
  const open = decisionOf(day(2));
  expect(decisionRecord('suppressed', open)).toStrictEqual({ '*': { suppressed: open } });
});

test('only deliveries: nothing worth remembering of an address without failures', () => {
  expect(isOnlyDelivery(EMPTY)).toBe(true);
  expect(isOnlyDelivery(history(delivery(day(1), 'm1'), delivery(day(2), 'm2')))).toBe(true);
  expect(isOnlyDelivery(history(delivery(day(1), 'm1'), softBounce(day(2), 'm2')))).toBe(false);
  expect(isOnlyDelivery(history(delivery(day(1), 'm1'), complaint(day(2), 'newsletter')))).toBe(false);
  expect(isOnlyDelivery(hardBounce(day(1)))).toBe(false);
});
