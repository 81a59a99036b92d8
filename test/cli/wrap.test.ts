import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnsOf, harmless, wrap } from '../../cli/wrap.ts';
import { law } from '../support/law.ts';

const lines = (text: string, width: number) => wrap(text, width).map(([start, end]) => text.slice(start, end));

describe('wrap', () => {
  test.each([
    ['one two three', 8, ['one two', 'three']],
    ['one two', 7, ['one two']],
    ['abcdefghij kl', 4, ['abcd', 'efgh', 'ij', 'kl']],
    ['first\nsecond line', 20, ['first', 'second line']],
    ['收件人不存在', 4, ['收件', '人不', '存在']],
    ['', 10, ['']],
  ])('%j at %i columns is %j', (text, width, expected) => {
    expect(lines(text, width)).toEqual(expected);
  });

  test('keeps every line within the width and loses nothing but blanks', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '収', 'é', '📮'), maxLength: 80 });
    law(
      fc.property(texts, fc.integer({ min: 2, max: 30 }), (text, width) => {
        const broken = lines(text, width);
        expect(broken.filter((line) => columnsOf(line.trimEnd()) > width)).toEqual([]);
        expect(broken.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });
});

test('columns: East Asian letters and emoji take two, accents none', () => {
  expect(['abc', 'é', 'e\u0301', '収', '📮', '한', '！'].map(columnsOf)).toEqual([3, 1, 1, 2, 2, 2, 2]);
});

test('what could steer the terminal is blanked, character for character', () => {
  expect(harmless('a\u001b[2Jb\r\u202ec\u009b0m\nd')).toBe('a [2Jb  c 0m\nd');
});
