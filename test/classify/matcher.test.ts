import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CompiledRule,
  type FirstMatch,
  MAX_LITERAL,
  MIN_LITERAL,
  matcher,
} from '../../shared/classify/matcher.ts';
import type { MailSystem } from '../../shared/classify/systems.ts';
import { columnsOf, type Literals } from '../../tools/literal-columns.ts';
import { law } from '../support/law.ts';

interface Row {
  readonly pattern: string;
  readonly literals: Literals;
  readonly system?: MailSystem;
  readonly readsPages?: boolean;
}

/** A matcher of these rows, whose ids are their positions; `rarest` is the frequency of three bytes. */
function matcherOf(rows: readonly Row[], frequencyOf: (bytes: Buffer) => number = () => 0) {
  const read: number[] = [];
  const firstMatchIn = matcher({
    ...columnsOf(
      rows.map(({ literals }) => literals),
      frequencyOf,
    ),
    branches: rows.length,
    branch: (index) => {
      read.push(index);
      const { pattern = '', system = '', readsPages = false } = rows[index] ?? {};
      const rule: CompiledRule = [String(index), 'unknown', 1, system, '', readsPages];
      return { rule, source: pattern };
    },
  });
  return { firstMatchIn, read };
}

const noSystem = () => undefined;
const idOf = (first: FirstMatch, from = 0, to = 1000) => first(from, to, noSystem)?.rule[0];

/** A row that is found by one literal, and matches it. */
const row = (literal: string): Row => ({ pattern: literal, literals: [[literal]] });

describe('the first row that matches', () => {
  const { firstMatchIn } = matcherOf([row('quota'), row('user'), row('use'), row('full')]);

  test.each([
    ['the user is over quota', '0'],
    ['the user is full', '1'],
    ['of no use', '2'],
    ['USER', '1'],
    ['full', '3'],
    ['ful', undefined],
    ['', undefined],
    ['us', undefined],
  ])('in %j is %s', (text, id) => {
    expect(idOf(firstMatchIn(text))).toBe(id);
  });

  test('is told with its words, as they are written', () => {
    expect(firstMatchIn('The Mailbox is FULL')(0, 4, noSystem)?.words).toBe('FULL');
  });

  test('is one from a position on, below another', () => {
    const text = 'the user is over quota and full';
    expect(idOf(firstMatchIn(text), 1)).toBe('1');
    expect(idOf(firstMatchIn(text), 2)).toBe('2');
    expect(idOf(firstMatchIn(text), 3)).toBe('3');
    expect(idOf(firstMatchIn(text), 0, 0)).toBeUndefined();
    expect(idOf(firstMatchIn(text), 0, 1)).toBe('0');
    expect(idOf(firstMatchIn(text), 3, 3)).toBeUndefined();
  });

  test('is looked for again in each text: nothing is left of the one before', () => {
    expect(idOf(firstMatchIn('quota'))).toBe('0');
    expect(idOf(firstMatchIn('nothing'))).toBeUndefined();
    expect(idOf(firstMatchIn('x'.repeat(9000)))).toBeUndefined();
    expect(idOf(firstMatchIn('full'))).toBe('3');
  });
});

describe('a pattern is run only', () => {
  test('where its literal stands, and compiled once', () => {
    const { firstMatchIn, read } = matcherOf([row('quota'), row('user'), row('full')]);
    idOf(firstMatchIn('some user'));
    idOf(firstMatchIn('another user'));
    expect(read).toEqual([1]);
  });

  test('where one of each of its two sets of literals stands', () => {
    const { firstMatchIn, read } = matcherOf([
      {
        pattern: '(?:user|account) .*(?:gone|full)',
        literals: [
          ['gone', 'full'],
          ['user', 'account'],
        ],
      },
      row('never'),
    ]);
    expect(idOf(firstMatchIn('the user is away'))).toBeUndefined();
    expect(idOf(firstMatchIn('the letter is gone'))).toBeUndefined();
    expect(read).toEqual([]);
    expect(idOf(firstMatchIn('the account is full'))).toBe('0');
    expect(idOf(firstMatchIn('gone is the user'))).toBeUndefined();
    expect(read).toEqual([0]);
  });

  test('in the reply of its mail system, which is asked for last', () => {
    const { firstMatchIn } = matcherOf([{ ...row('quota'), system: 'google' }, row('over quota')]);
    const asked = (text: string, system: MailSystem | undefined) => {
      let times = 0;
      const match = firstMatchIn(text)(0, 2, () => {
        times += 1;
        return system;
      });
      return [match?.rule[0], times];
    };
    expect(asked('over quota', 'google')).toEqual(['0', 1]);
    expect(asked('over quota', 'yahoo')).toEqual(['1', 1]);
    expect(asked('over quota', undefined)).toEqual(['1', 1]);
    expect(asked('quarter', 'google')).toEqual([undefined, 0]);
  });
});

test('the address of a page is read only by rows that read pages', () => {
  const { firstMatchIn } = matcherOf([row('spam'), { ...row('spam'), readsPages: true }]);
  expect(idOf(firstMatchIn('see https://example.com/spam.html'))).toBe('1');
  expect(idOf(firstMatchIn('spam, see https://example.com/x'))).toBe('0');
});

describe('a literal is found', () => {
  const lengths = Array.from({ length: MAX_LITERAL - MIN_LITERAL + 1 }, (_, step) => MIN_LITERAL + step);
  const alphabet = 'abcdefgh';

  test.each(lengths.flatMap((length) => lengths.map((anchor) => ({ length, rarest: anchor - MIN_LITERAL }))))(
    'of $length bytes by those at $rarest, at the edges of a text too',
    ({ length, rarest }) => {
      const literal = alphabet.slice(0, length);
      const gram = literal.slice(rarest, rarest + MIN_LITERAL);
      const { firstMatchIn } = matcherOf([row(literal)], (bytes) => (bytes.toString() === gram ? 0 : 1));
      for (const text of [literal, `x${literal}`, `${literal}x`, `${'x'.repeat(4090)}${literal}`]) {
        expect(idOf(firstMatchIn(text))).toBe('0');
      }
      expect(idOf(firstMatchIn(literal.slice(1)))).toBeUndefined();
      expect(idOf(firstMatchIn(literal.slice(0, -1)))).toBeUndefined();
    },
  );

  test('beside others of the same slot, of which one or several stand there', () => {
    const { firstMatchIn, read } = matcherOf([row('abcdx'), row('abcdy'), row('abcdy'), row('abc'), row('abcdyzzz')]);
    expect(idOf(firstMatchIn('abcdx'))).toBe('0');
    expect(idOf(firstMatchIn('abcdx'), 1)).toBe('3');
    expect(read.splice(0)).toEqual([0, 3]);
    expect(idOf(firstMatchIn('abcdy'))).toBe('1');
    expect(idOf(firstMatchIn('abcdy'), 2)).toBe('2');
    expect(idOf(firstMatchIn('abcdy'), 3)).toBe('3');
    expect(idOf(firstMatchIn('abcdy'), 4)).toBeUndefined();
    expect(read).toEqual([1, 2]);
  });

  test('in a text that needs more room than there was, down to its end', () => {
    const { firstMatchIn } = matcherOf([row('邮箱')]);
    for (const length of [1300, 1360, 1365, 1400, 3000]) {
      expect(idOf(firstMatchIn(`${'件'.repeat(length)}邮箱`))).toBe('0');
      expect(idOf(firstMatchIn('件'.repeat(length)))).toBeUndefined();
    }
  });

  test('not in what the text before has left behind', () => {
    const { firstMatchIn, read } = matcherOf([row('quota')], (bytes) => (bytes.toString() === 'quo' ? 0 : 1));
    idOf(firstMatchIn('xxxxta'));
    expect(idOf(firstMatchIn('xquo'))).toBeUndefined();
    expect(read).toEqual([]);
  });

  test('in letters of any script', () => {
    const { firstMatchIn } = matcherOf([row('邮箱'), row('пере')]);
    expect(idOf(firstMatchIn('收件人邮箱已满'))).toBe('0');
    expect(idOf(firstMatchIn('ящик ПЕРЕполнен'))).toBe('1');
  });

  test.each([31, 32, 33, 64])('where only the last of %d rows could match, and does not', (count) => {
    const { firstMatchIn } = matcherOf([
      ...Array.from({ length: count - 1 }, (_, index) => row(`w${index}-`)),
      { pattern: 'user (?=gone)', literals: [['user']] },
    ]);
    expect(idOf(firstMatchIn('the user stays'), 0, count)).toBeUndefined();
  });

  test.each([1, 31, 32, 33, 64, 100])('of %d rows', (count) => {
    const words = Array.from({ length: count }, (_, index) => `w${index}-`);
    const { firstMatchIn, read } = matcherOf(words.map(row));
    expect(words.map((word) => idOf(firstMatchIn(`a ${word} b`)))).toEqual(words.map((_, index) => String(index)));
    expect(idOf(firstMatchIn('none of them'), 0, count)).toBeUndefined();
    expect(idOf(firstMatchIn(`w${count - 1}-`), count - 1, count)).toBe(String(count - 1));
    expect(read.toSorted((a, b) => a - b)).toEqual(words.map((_, index) => index));
  });
});

test('the rows found are those whose patterns match, whatever the literals and the text', () => {
  const piece = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é', '邮'), minLength: 3, maxLength: 5 });
  law(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 40 }),
      fc.array(piece, { maxLength: 6 }),
      (literals, text) => {
        const parts = literals.map((literal) => {
          let part = literal;
          while (Buffer.byteLength(part) > MAX_LITERAL) part = part.slice(0, -1);
          return part;
        });
        const { firstMatchIn } = matcherOf(
          literals.map((pattern, index) => ({ pattern, literals: [[parts[index] ?? '']] })),
          (bytes) => bytes.readUIntLE(0, 3) % 7,
        );
        const expected = literals.findIndex((literal) => text.join('').includes(literal));
        expect(idOf(firstMatchIn(text.join('')))).toBe(expected < 0 ? undefined : String(expected));
      },
    ),
    2000,
  );
});
