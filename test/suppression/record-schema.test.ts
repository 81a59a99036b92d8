// What the stored record takes, and what it refuses and why.
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { suppressionRecord } from '../../shared/suppression/record.ts';
import { day, decisionOf, factOf, hardBounce } from '../support/records.ts';

function issues(value: unknown) {
  return z.safeParse(suppressionRecord, value).error?.issues;
}

describe('a time', () => {
  test.each(['1970-01-01T00:00:00.000Z', '2026-03-02T09:00:00.000Z', '2099-12-31T23:59:59.999Z'])('may be %s', (at) => {
    expect(issues(hardBounce(at))).toBeUndefined();
  });

  test.each(['1969-12-31T23:59:59.999Z', '2100-01-01T00:00:00.000Z', '0026-03-02T09:00:00.000Z'])(
    'is not %s, which would be older or newer than all else for ever',
    (at) => {
      expect(issues(hardBounce(at))).toMatchObject([
        { path: ['*', 'hard', 0, 'at'], message: 'expected a time from 1970 to 2099' },
      ]);
    },
  );
});

describe('the end of a decision', () => {
  const withEnd = (until: string) => ({ news: { suppressed: decisionOf(day(2), { until }) } });

  test.each([day(2), day(3)])('may be its own time or later: %s', (until) => {
    expect(issues(withEnd(until))).toBeUndefined();
  });

  test('is as exact as its time, so that the two compare as texts', () => {
    expect(issues(withEnd('2026-01-05T12:00:00Z'))).toMatchObject([{ path: ['news', 'suppressed', 'until'] }]);
  });

  test('may not lie before it', () => {
    expect(issues(withEnd(day(1.9)))).toEqual([
      { code: 'custom', path: ['news', 'suppressed', 'until'], message: 'lies before `at`' },
    ]);
  });
});

test.each([[null], ['text'], [[]], [undefined], [3]])('%j is no record', (value) => {
  expect(issues(value)).toMatchObject([{ path: [], message: 'expected an object of scopes' }]);
});

test.each([
  ['an unknown kind', { bounced: [factOf(day(1))] }, []],
  ['an unknown reason', { hard: [{ ...factOf(day(1)), reason: 'gone' }] }, ['hard', 0, 'reason']],
  ['an unknown part of a fact', { hard: [{ ...factOf(day(1)), seen: true }] }, ['hard', 0]],
  ['a fact without a time', { hard: [{ ...factOf(day(1)), at: undefined }] }, ['hard', 0, 'at']],
  ['a day for a time', { hard: [factOf('2026-01-01')] }, ['hard', 0, 'at']],
  ['a time in seconds', { hard: [factOf('2026-01-01T12:00:00Z')] }, ['hard', 0, 'at']],
  ['a fact that is no list', { hard: factOf(day(1)) }, ['hard']],
  ['decisions in a list', { released: [decisionOf(day(1))] }, ['released']],
])('%s is refused where it stands', (_what, scope, path) => {
  expect(issues({ '*': scope })).toMatchObject([{ path: ['*', ...path] }]);
});

test('every scope tells its own problems', () => {
  const broken = { '*': 3, news: { hard: [{ ...factOf(day(1)), reason: 'gone' }] } };
  expect(issues(broken)?.map(({ path }) => path)).toEqual([['*'], ['news', 'hard', 0, 'reason']]);
});
