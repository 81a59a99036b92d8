// The record as text, as a list of its facts, and by its newest time.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import {
  EMPTY,
  encodeRecord,
  equalRecords,
  factsIn,
  join,
  newestAt,
  suppressionRecord,
} from '../../shared/suppression/record.ts';
import { records } from '../support/arbitraries.ts';
import { law } from '../support/law.ts';
import {
  day,
  delivery,
  factOf,
  hardBounce,
  history,
  released,
  softBounce,
  suppressed,
  unsubscribe,
} from '../support/records.ts';

describe('as text', () => {
  test('it comes back as the same record', () => {
    law(
      fc.property(records, (record) => {
        const text = encodeRecord(record);
        const back = z.parse(suppressionRecord, JSON.parse(text));
        expect(back).toEqual(record);
        expect(equalRecords(back, record)).toBe(true);
        expect(encodeRecord(back)).toBe(text);
      }),
      2000,
    );
  });

  test('the order of keys and of lists makes no difference', () => {
    const { at, id, ...rest } = factOf(day(1), { messageId: 'm1' });
    const twin = { '*': { hard: [{ ...rest, id, at }] } };
    expect(encodeRecord(twin)).toBe(encodeRecord(hardBounce(day(1), { messageId: 'm1' })));
    const [older, newer] = [delivery(day(1), 'm1')['*']?.delivered ?? [], delivery(day(2), 'm2')['*']?.delivered ?? []];
    expect(encodeRecord({ '*': { delivered: [...older, ...newer] } })).toBe(
      encodeRecord({ '*': { delivered: [...newer, ...older] } }),
    );
  });

  test('a part that is undefined is as one that is missing', () => {
    const vague = { '*': { hard: [{ ...factOf(day(1)), text: undefined }], soft: undefined, released: undefined } };
    expect(encodeRecord(vague)).toBe(encodeRecord(hardBounce(day(1))));
  });

  test('records that differ in anything differ', () => {
    expect(equalRecords(hardBounce(day(1)), hardBounce(day(1), { text: 'gone' }))).toBe(false);
    expect(equalRecords(hardBounce(day(1)), EMPTY)).toBe(false);
  });
});

describe('every fact of a record', () => {
  test('comes newest first, with its kind and scope', () => {
    const record = history(hardBounce(day(2)), softBounce(day(1), 'm'), unsubscribe(day(3), 'news'));
    expect(factsIn(record).map(({ kind, scope, fact }) => [kind, scope, fact.at])).toEqual([
      ['unsubscribe', 'news', day(3)],
      ['hard', '*', day(2)],
      ['soft', '*', day(1)],
    ]);
  });

  test('keeps the order of the record among those of the same moment', () => {
    const twins = history(softBounce(day(1), 'm1'), softBounce(day(1), 'm2'), hardBounce(day(1)));
    expect(factsIn(twins).map(({ fact }) => fact)).toEqual([...(twins['*']?.hard ?? []), ...(twins['*']?.soft ?? [])]);
  });
});

describe('the newest time of any fact', () => {
  test('of every register, list and scope', () => {
    expect(newestAt(EMPTY)).toBe('');
    expect(newestAt(history(hardBounce(day(1)), delivery(day(2)), softBounce(day(3), 'm')))).toBe(day(3));
    expect(newestAt(history(hardBounce(day(1)), suppressed(day(2)), released(day(3))))).toBe(day(3));
    expect(newestAt(history(hardBounce(day(1)), unsubscribe(day(4), 'newsletter')))).toBe(day(4));
  });

  test('a join is as new as the newer side', () => {
    law(
      fc.property(records, records, (a, b) => {
        expect(newestAt(join(a, b))).toBe([newestAt(a), newestAt(b)].sort().at(-1));
      }),
    );
  });
});
