// Entries of the history and of the incidents, as they are read back from where they are stored.
import { describe, expect, test } from 'vitest';
import type * as z from 'zod/mini';
import { BOUNDS } from '../../shared/event/bounds.ts';
import { EVENT_TYPES } from '../../shared/event/mail-event.ts';
import { historyEntry } from '../../shared/suppression/history.ts';
import { incident } from '../../shared/suppression/incident.ts';
import { day } from '../support/records.ts';

function refused(schema: z.ZodMiniType, value: unknown): string[] {
  return schema.safeParse(value).error?.issues.map(({ path }) => path.join('.')) ?? [];
}

describe('an entry of the history', () => {
  const least = { address: 'ann@example.com', at: day(1), id: 'ses:bounce:1', kind: 'bounce' };
  const full = {
    ...least,
    ...{ provider: 'ses', reason: 'mailbox_full', rule: 'quota', action: 'count', messageId: 'm1', stream: 'news' },
    diagnostic: { smtpCode: 552, enhancedCode: '5.2.2', text: 'full' },
    native: { event: 'Bounce', type: 'Transient', subtype: 'MailboxFull' },
    ...{ by: 'support', note: 'asked by phone', until: day(2) },
  };

  test('comes back whole, and may lack all but address, time, id and kind', () => {
    expect(historyEntry.parse(full)).toEqual(full);
    expect(historyEntry.parse(least)).toEqual(least);
    expect(historyEntry.parse({ ...least, native: { event: 'Bounce' } })).toMatchObject({
      native: { event: 'Bounce' },
    });
    expect(refused(historyEntry, {})).toEqual(['address', 'at', 'id', 'kind']);
  });

  test.each([...EVENT_TYPES, 'suppress', 'release'])('may be of the kind %s', (kind) => {
    expect(refused(historyEntry, { ...least, kind })).toEqual([]);
  });

  test.each(['suppress', 'count', 'retry', 'alert', 'none'])('may tell the action %s', (action) => {
    expect(refused(historyEntry, { ...least, action })).toEqual([]);
  });

  test.each([
    ['kind', { kind: 'withdraw' }],
    ['at', { at: '2026-01-01T12:00:00Z' }],
    ['until', { until: '2026-01-01' }],
    ['id', { id: 'x'.repeat(BOUNDS.id + 1) }],
    ['action', { action: 'block' }],
    ['native.event', { native: {} }],
    ['', { seen: true }],
  ])('is refused for its %j', (path, wrong) => {
    expect(refused(historyEntry, { ...full, ...wrong })).toEqual([path]);
  });
});

describe('an incident', () => {
  const least = {
    ...{ hour: day(1), reason: 'auth_failure', receiver: 'example.com', sender: '', count: 1 },
    ...{ firstSeen: day(1), lastSeen: day(1.1), example: { provider: 'ses', rule: 'dmarc' } },
  };

  test('comes back whole; only the example may lack parts', () => {
    const example = { ...least.example, text: '550 5.7.26', help: 'https://example.com/help', list: 'zen' };
    expect(incident.parse({ ...least, example })).toEqual({ ...least, example });
    expect(incident.parse(least)).toEqual(least);
    expect(refused(incident, {})).toEqual(Object.keys(least));
  });

  test.each([
    ['count', { count: 0 }],
    ['count', { count: 1.5 }],
    ['hour', { hour: '2026-01-01T12:00:00Z' }],
    ['example.rule', { example: { provider: 'ses' } }],
    ['example', { example: { ...least.example, seen: true } }],
    ['', { seen: true }],
  ])('is refused for its %j: %j', (path, wrong) => {
    expect(refused(incident, { ...least, ...wrong })).toEqual([path]);
  });
});
