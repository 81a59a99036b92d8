import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLOCK_TOLERANCE_MS, occurredAt, parseTime, toIso } from '../../shared/event/time.ts';

const NOON = Date.UTC(2026, 2, 2, 12, 0, 0);

import { law } from '../support/law.ts';

describe('every way the senders write a time', () => {
  test.each([
    ['unix seconds', NOON / 1000, NOON],
    ['unix seconds as text', String(NOON / 1000), NOON],
    ['unix seconds with blanks around', ` ${NOON / 1000} `, NOON],
    ['unix seconds with a fraction', NOON / 1000 + 0.25, NOON + 250],
    ['unix seconds with a fraction as text', `${NOON / 1000}.03746`, NOON + 37],
    ['unix milliseconds', NOON + 7, NOON + 7],
    ['unix milliseconds as text', String(NOON + 7), NOON + 7],
    ['unix milliseconds with a fraction', NOON + 7.75, NOON + 7],
    ['ISO with Z', '2026-03-02T12:00:00Z', NOON],
    ['ISO with milliseconds', '2026-03-02T12:00:00.250Z', NOON + 250],
    ['ISO with seven digits of fraction', '2026-03-02T12:00:00.2509999Z', NOON + 250],
    ['ISO with one digit of fraction', '2026-03-02T12:00:00.5Z', NOON + 500],
    ['ISO with a comma', '2026-03-02T12:00:00,5Z', NOON + 500],
    ['ISO with an offset and no colon', '2026-03-02T17:30:00+0530', NOON],
    ['ISO with an offset behind a blank', '2026-03-02T12:00:00 +0000', NOON],
    ['ISO in small letters', '2026-03-02t12:00:00z', NOON],
    ['ISO without a zone', '2026-03-02T12:00:00', NOON],
    ['the last second that is read as seconds', 99_999_999_999, undefined],
    ['the first millisecond that is read as milliseconds', 100_000_000_000, 100_000_000_000],
    ['ISO with an offset', '2026-03-02T07:00:00-05:00', NOON],
    ['ISO with a fraction and an offset', '2026-03-02T17:30:00.0000000+05:30', NOON],
    ['ISO with an offset without colon', '2026-03-02T14:00:00+0200', NOON],
    ['ISO with a blank before the offset', '2026-03-02T12:00:00 +0000', NOON],
    ['ISO in lower case', '2026-03-02t12:00:00z', NOON],
    ['ISO with a blank for the T', '2026-03-02 12:00:00Z', NOON],
    ['ISO without a zone: UTC', '2026-03-02T12:00:00', NOON],
  ])('%s', (_form, value, ms) => {
    expect(parseTime(value)).toBe(ms);
  });

  test('seconds that end in an even millisecond keep it', () => {
    expect(parseTime('1.001')).toBe(1001);
    expect(parseTime('1481050260.003')).toBe(1481050260003);
  });
});

describe('what is no time', () => {
  test.each([
    ...['', ' ', 'yesterday', '2026-03-02', '12:00:00', '2026-03-02T12:00Z', 'Mon, 2 Mar 2026 12:00:00 GMT'],
    ...['2026-13-02T12:00:00Z', '2026-03-02T25:00:00Z', '2026-03-02T12:00:61Z', '2026-03-02T12:00:00+99:99'],
    ...['2026-02-30T12:00:00Z', '2026-04-31T12:00:00Z', '2025-02-29T12:00:00Z'],
    ...['-1', '1e9', '0x10', '20260302120000', '1.2.3', '\u0661\u0662'],
    ...[null, undefined, true, {}, [], [1], 12n, new Date(NOON)],
  ])('%s', (value) => {
    expect(parseTime(value)).toBeUndefined();
  });

  test.each([
    ['before 1970', -1],
    ['before 1970, by a fraction', -0.001],
    ['from 2100 on', Date.UTC(2100, 0, 1)],
    ['microseconds', NOON * 1000],
    ['not a number', Number.NaN],
    ['endless', Number.POSITIVE_INFINITY],
    ['1969 as text', '1969-12-31T23:59:59Z'],
    ['2100 as text', '2100-01-01T00:00:00Z'],
  ])('out of range: %s', (_what, value) => {
    expect(parseTime(value)).toBeUndefined();
  });

  test('the ends of the range belong to it', () => {
    expect(parseTime(0)).toBe(0);
    expect(parseTime('2099-12-31T23:59:59.999Z')).toBe(Date.UTC(2100, 0, 1) - 1);
    expect(parseTime('2024-02-29T00:00:00Z')).toBe(Date.UTC(2024, 1, 29));
  });
});

describe('a clock that runs ahead', () => {
  test('is cut back to receipt and the tolerance', () => {
    expect(occurredAt(NOON + CLOCK_TOLERANCE_MS + 1, NOON)).toBe('2026-03-02T12:05:00.000Z');
    expect(occurredAt(Date.UTC(2099, 0, 1), NOON)).toBe('2026-03-02T12:05:00.000Z');
  });

  test('within the tolerance it is believed, and the past always', () => {
    expect(occurredAt(NOON + 1000, NOON)).toBe('2026-03-02T12:00:01.000Z');
    expect(occurredAt(0, NOON)).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('laws', () => {
  const instants = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) - 1 });

  test('every millisecond survives ISO text, in any zone', () => {
    law(
      fc.property(instants, fc.integer({ min: -14 * 60, max: 14 * 60 }), (ms, minutes) => {
        expect(parseTime(toIso(ms))).toBe(ms);
        const local = new Date(ms + minutes * 60_000).toISOString().slice(0, -1);
        const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
        const zone = `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
        if (/^(?:19|20)/.test(local)) expect(parseTime(`${local}${zone}`)).toBe(ms);
      }),
    );
  });

  test('seconds with three digits of fraction and milliseconds are the same time', () => {
    law(
      fc.property(instants, (ms) => {
        const seconds = `${Math.floor(ms / 1000)}.${String(ms % 1000).padStart(3, '0')}`;
        expect(parseTime(seconds)).toBe(ms);
        expect(parseTime(Number(seconds))).toBe(ms);
        if (ms >= 1e11) expect(parseTime(ms)).toBe(ms);
      }),
      1_000,
    );
  });

  test('nothing makes it throw, and what comes out is a time that can be written', () => {
    law(
      fc.property(fc.oneof(fc.anything(), fc.double(), fc.stringMatching(/^[0-9TZ:. +-]{0,30}$/)), (value) => {
        const ms = parseTime(value);
        if (ms !== undefined) expect(toIso(ms)).toMatch(/^\d{4}-/);
      }),
      2_000,
    );
  });
});
