import { expect, test } from 'vitest';
import { ROWS } from '../../shared/classify/rules/order.ts';
import { branchesOf } from '../../tools/required-literals.ts';

test.each(ROWS.map((row) => [row.id, row] as const))(
  'every alternative of %s holds a literal of three bytes or more, by which it can be skipped',
  (_id, { pattern }) => {
    const unfiltered = branchesOf(pattern).filter(({ needs }) => needs.length === 0);
    expect(unfiltered.map(({ source }) => source)).toEqual([]);
  },
);

test('what a pattern matches holds one literal of each set that it needs', () => {
  const cases: readonly (readonly [pattern: RegExp, text: string])[] = [
    [/mail ?box (?:is )?full/i, 'MAILBOX FULL'],
    [/(?:user|recipient)s? unknown/i, 'recipients unknown'],
    [/gr[ea]y-?list/i, 'graylist'],
    [/over (?:\w{1,9} ){0,3}quota/i, 'over the mail quota'],
    [/(?:mailbox|inbox) (?:is |was ){0,2}\w{1,9} (?:full|closed)/i, 'inbox was quite closed'],
    [/(?!no )relay{1,2}(?: access)? denied/i, 'relayy access denied'],
    [/\bspf\b|5\.7\.26(?!\d)/i, '5.7.26'],
  ];
  for (const [pattern, text] of cases) {
    expect(pattern.test(text)).toBe(true);
    const possible = branchesOf(pattern).filter(({ needs }) =>
      needs.every((texts) => texts.some((literal) => text.toLowerCase().includes(literal))),
    );
    expect(possible.map(({ needs }) => needs.length > 0)).toContain(true);
  }
});

test('a pattern that can match anything is said to hold no literal', () => {
  expect(branchesOf(/\w{1,9}|[a-z]{2}/i).map(({ needs }) => needs)).toEqual([[], []]);
});

test('of the sets that a pattern needs, the cheapest stands first', () => {
  const cost = (texts: readonly string[]) => texts.length;
  expect(branchesOf(/(?:full|closed|gone) [a-z]{1,9} (?:user|account) .{1,9} now/i, cost)[0]?.needs).toEqual([
    [' now'],
    [' user ', ' account '],
    ['full ', 'closed ', 'gone '],
  ]);
});
