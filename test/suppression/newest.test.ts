import { expect, test } from 'vitest';
import { newestFirst } from '../../shared/suppression/newest.ts';
import { day } from '../support/records.ts';

test.each([
  ['the later time', { at: day(2), id: 'a', text: 'a' }, { at: day(1), id: 'b', text: 'b' }],
  ['of one time the greater id', { at: day(1), id: 'b', by: 'a' }, { at: day(1), id: 'a', by: 'b' }],
  ['of one id the greater content', { at: day(1), id: 'a', text: 'b' }, { at: day(1), id: 'a', text: 'a' }],
])('%s comes first, in whichever order they are told', (_what, first, second) => {
  expect(newestFirst([first, second])).toEqual([first, second]);
  expect(newestFirst([second, first])).toEqual([first, second]);
});

test('contents are compared key by key in the order of the alphabet, however their keys are ordered', () => {
  const at = day(1);
  const greater = [
    { at, id: 'a', rule: 'y', text: 'f' },
    { text: 'f', rule: 'y', id: 'a', at },
    { rule: 'y', at, text: 'f', id: 'a' },
  ];
  const lesser = [
    { at, id: 'a', text: 'g', rule: 'x' },
    { rule: 'x', text: 'g', id: 'a', at },
    { text: 'g', id: 'a', at, rule: 'x' },
  ];
  for (const first of greater) {
    for (const second of lesser) {
      expect(newestFirst([first, second])).toEqual([first, second]);
      expect(newestFirst([second, first])).toEqual([first, second]);
    }
  }
});

test('the items themselves stay in their order', () => {
  const items = [
    { at: day(1), id: 'a' },
    { at: day(2), id: 'b' },
  ];
  newestFirst(items);
  expect(items.map(({ id }) => id)).toEqual(['a', 'b']);
});
