import { describe, expect, test, vi } from 'vitest';
import { classify } from '../../shared/classify/classify.ts';
import { EVENT_TYPES } from '../../shared/event/mail-event.ts';
import { belongsToHistory, expiresAt, historyEntryOf, historyOf } from '../../shared/pipeline/history.ts';
import { pack } from '../../shared/pipeline/pack.ts';
import { suppress } from '../../shared/pipeline/suppress.ts';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import { mailEventOf, mailEventWithout } from '../support/mail-event.ts';
import { memoryHistory, memoryIncidents, memoryStore } from '../support/memory-ports.ts';
import { day, onDay } from '../support/records.ts';

describe('an entry', () => {
  test('is what happened, with the verdict', () => {
    const event = mailEventOf({ stream: 'news' });
    expect(historyEntryOf(event, classify(event))).toEqual({
      address: 'ann@example.com',
      at: event.occurredAt,
      id: event.id,
      kind: 'bounce',
      provider: 'ses',
      reason: 'recipient_unknown',
      rule: classify(event).rule,
      action: 'suppress',
      messageId: '0100',
      stream: 'news',
      diagnostic: event.diagnostic,
      native: event.native,
    });
  });

  test('has no keys for what is not known', () => {
    const event = mailEventWithout(['messageId', 'diagnostic'], { native: { event: 'Bounce' } });
    const entry = historyEntryOf(event, classify(event));
    for (const key of ['messageId', 'stream', 'diagnostic']) expect(entry).not.toHaveProperty(key);
    expect(entry.native).toStrictEqual({ event: 'Bounce' });
  });

  test('is written of what failed or was wished, not of mail that arrives, nor of a retry that teaches nothing', () => {
    const written = (teaches: boolean) =>
      Object.fromEntries(EVENT_TYPES.map((type) => [type, belongsToHistory(mailEventOf({ type }), teaches)]));
    const whatever = {
      ...{ bounce: true, drop: true, complaint: true, unsubscribe: true, resubscribe: true },
      ...{ delivery: false, autoreply: false, other: false },
    };
    expect(written(false)).toEqual({ ...whatever, deferral: false });
    expect(written(true)).toEqual({ ...whatever, deferral: true });
  });

  test('is kept for so many days, in whole seconds', () => {
    expect(expiresAt('2026-03-02T09:00:00.999Z', 2)).toBe(Date.parse('2026-03-04T09:00:00.000Z') / 1000);
  });
});

describe('a page', () => {
  const history = memoryHistory();
  const events = [1, 2, 3].map((number) => mailEventOf({ id: `event ${number}`, occurredAt: day(number) }));

  test('goes on where the one before ended, newest first, with the remedy of each reason', async () => {
    await history.append(
      events.map((event) => historyEntryOf(event, classify(event))),
      onDay(4),
    );
    await history.append([{ address: 'ann@example.com', at: day(0), id: 'manual', kind: 'suppress' }], onDay(4));
    const first = await historyOf({ history }, 'ann@example.com', 2);
    expect(first.entries.map(({ id }) => id)).toEqual(['event 3', 'event 2']);
    expect(first.entries[0]?.remedy).toMatch(/^Remove the address/);
    const second = await historyOf({ history }, 'ann@example.com', 3, first.cursor ?? '');
    expect(second.entries.map(({ id, remedy }) => [id, remedy === null])).toEqual([
      ['event 1', false],
      ['manual', true],
    ]);
    expect(second.cursor).toBeNull();
  });

  test('is empty where no history is kept', async () => {
    expect(await historyOf({}, 'ann@example.com', 2)).toEqual({ entries: [], cursor: null });
  });
});

describe('beside the record', () => {
  function road() {
    const errors: unknown[] = [];
    return {
      store: memoryStore(),
      history: memoryHistory(),
      incidents: memoryIncidents(),
      policy: DEFAULT_POLICY,
      onError: (error: unknown) => errors.push(error),
      errors,
    };
  }

  const dead = mailEventOf({ id: 'dead', occurredAt: day(1) });
  const unproven = mailEventOf({
    id: 'unproven',
    recipient: 'bob@example.com',
    occurredAt: day(1),
    diagnostic: { text: '550 5.7.26 This mail is unauthenticated' },
  });
  const arrived = mailEventOf({ id: 'arrived', type: 'delivery', occurredAt: day(2), diagnostic: { text: '250 OK' } });
  const messages = [dead, unproven, arrived].map((event) => ({ id: event.id, body: pack([event])[0] ?? '' }));

  test('failures are remembered, and those that are not the recipients counted', async () => {
    const ports = road();
    expect(await suppress(ports, messages, onDay(3))).toMatchObject({ failed: [], events: 3 });
    expect([...ports.history.entries.values()].map(({ id }) => id).sort()).toEqual(['dead', 'unproven']);
    expect([...ports.incidents.counters.values()]).toMatchObject([{ reason: 'auth_failure', count: 1 }]);
    expect(ports.errors).toEqual([]);
  });

  test('a history that takes nothing brings back the messages it should have held, and no others', async () => {
    const ports = road();
    ports.history.failure = new Error('no history today');
    const { failed } = await suppress(ports, messages, onDay(3));
    expect(failed.map(({ id }) => id).sort()).toEqual(['dead', 'unproven']);
    expect(failed[0]?.error).toContain('no history today');
  });

  test('a history that has nothing to hold is not asked, nor are the counters', async () => {
    const ports = road();
    const asked = [vi.spyOn(ports.history, 'append'), vi.spyOn(ports.incidents, 'add')];
    expect((await suppress(ports, messages.slice(2), onDay(3))).failed).toEqual([]);
    for (const call of asked) expect(call).not.toHaveBeenCalled();
  });

  test('of retries only those that count are remembered', async () => {
    const ports = road();
    const deferral = (id: string, text: string) =>
      mailEventOf({ id, messageId: id, type: 'deferral', occurredAt: day(1), diagnostic: { text } });
    const retries = [
      deferral('full', '452 4.2.2 Mailbox full'),
      deferral('greylisted', '450 4.7.1 Greylisted, try again later'),
    ];
    await suppress(ports, [{ id: 'retries', body: pack(retries)[0] ?? '' }], onDay(3));
    expect([...ports.history.entries.values()].map(({ id }) => id)).toEqual(['full']);
  });

  test('nothing is remembered or counted of a message that comes again, its record not being stored', async () => {
    const ports = road();
    ports.store.faults = {
      onWrite() {
        throw new Error('throttled');
      },
    };
    const both = { id: 'both', body: pack([dead, unproven])[0] ?? '' };
    expect((await suppress(ports, [both], onDay(3))).failed).toEqual([{ id: 'both', error: 'throttled' }]);
    expect([ports.history.entries.size, ports.incidents.counters.size]).toEqual([0, 0]);
  });

  test('nothing is counted of a message that comes again for its history', async () => {
    const ports = road();
    ports.history.failure = new Error('no history today');
    await suppress(ports, messages, onDay(3));
    expect(ports.incidents.counters.size).toBe(0);
  });

  test('counters that take nothing bring nothing back, lest it is counted twice, but it is told', async () => {
    const ports = road();
    ports.incidents.failure = new Error('no counters today');
    expect((await suppress(ports, messages, onDay(3))).failed).toEqual([]);
    expect(ports.errors).toEqual([ports.incidents.failure]);
  });
});
