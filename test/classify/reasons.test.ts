import { describe, expect, test } from 'vitest';
import { ACTIONS, FAULTS, isReason, PERMANENCES, REASON_NAMES, REASONS } from '../../shared/classify/reasons.ts';

const rows = REASON_NAMES.map((name) => ({ name, ...REASONS[name] }));
const named = (condition: (row: (typeof rows)[number]) => boolean) => rows.filter(condition).map(({ name }) => name);

test('exactly five failures suppress at once, and what the recipient asked for', () => {
  expect(named(({ action }) => action === 'suppress')).toEqual([
    'recipient_unknown',
    'invalid_address',
    'domain_invalid',
    'recipient_disabled',
    'recipient_moved',
    'complaint',
    'unsubscribed',
  ]);
});

test('nobody is suppressed or counted for the fault of the sender, the content, a policy or the receiver', () => {
  expect(named(({ action, fault }) => (action === 'suppress' || action === 'count') && fault !== 'recipient')).toEqual([
    'delivery_expired',
    'unknown',
  ]);
});

test('only what lasts suppresses at once', () => {
  expect(named(({ action, permanence }) => action === 'suppress' && permanence !== 'permanent')).toEqual([]);
});

test('what the sender has to mend raises an alert or is tried again', () => {
  expect(
    named(
      ({ fault, action }) => (fault === 'sender' || fault === 'content') && action !== 'alert' && action !== 'retry',
    ),
  ).toEqual([]);
});

test('what is no failure has no fault, no permanence and no action', () => {
  const none = named(({ fault, permanence, action }) => [fault, permanence, action].every((value) => value === 'none'));
  expect(named(({ fault, permanence, action }) => [fault, permanence, action].includes('none'))).toEqual(none);
});

describe('every reason', () => {
  test.each(rows)('$name has known facts, a remedy in whole sentences and a source', (row) => {
    expect(PERMANENCES).toContain(row.permanence);
    expect(FAULTS).toContain(row.fault);
    expect(ACTIONS).toContain(row.action);
    expect(row.remedy).toMatch(/^[A-Z].*\.$/s);
    expect(row.source).not.toBe('');
  });
});

test('a name that every object has is no reason', () => {
  expect(['toString', 'constructor', '__proto__', ''].filter(isReason)).toEqual([]);
  expect(REASON_NAMES.every(isReason)).toBe(true);
});
