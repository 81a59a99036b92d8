import { expect, test, vi } from 'vitest';
import { futureTime, pastTime, wholeNumber } from '../../cli/arguments.ts';

test.each([
  ['2026-01-31', '2026-01-31T00:00:00.000Z'],
  ['2026-01-31T12:00:00+02:00', '2026-01-31T10:00:00.000Z'],
  ['1700000000', '2023-11-14T22:13:20.000Z'],
])('%s is a time', (text, iso) => {
  expect([pastTime(text), futureTime(text)]).toEqual([iso, iso]);
});

test('a span is counted from now, back or ahead', () => {
  vi.useFakeTimers({ now: Date.parse('2026-03-10T12:00:00.000Z') });
  expect(pastTime('7d')).toBe('2026-03-03T12:00:00.000Z');
  expect(futureTime('12h')).toBe('2026-03-11T00:00:00.000Z');
  expect(pastTime('90m')).toBe('2026-03-10T10:30:00.000Z');
  vi.useRealTimers();
});

test.each(['yesterday', '31.01.2026', '2026-02-30', '7w', '', '-1d'])('%j is none', (text) => {
  expect(() => pastTime(text)).toThrow('Expected a day (2027-01-31)');
});

test('whole numbers have their bounds', () => {
  expect(wholeNumber(1, 10)('10')).toBe(10);
  for (const text of ['0', '11', '1.5', '1e1', 'x', '']) {
    expect(() => wholeNumber(1, 10)(text)).toThrow('Expected a whole number from 1 to 10.');
  }
});
