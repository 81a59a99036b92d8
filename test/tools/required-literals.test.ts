import { expect, test } from 'vitest';
import { ROWS } from '../../shared/classify/rules/order.ts';
import { branchesOf } from '../../tools/required-literals.ts';

test.each(ROWS.map((row) => [row.id, row] as const))(
  'every alternative of %s holds a literal of three characters or more, by which it can be skipped',
  (_id, { pattern }) => {
    const unfiltered = branchesOf(pattern).filter(({ literals }) => !literals?.every((literal) => literal.length >= 3));
    expect(unfiltered.map(({ source }) => source)).toEqual([]);
  },
);

test('what a pattern matches holds one of its literals', () => {
  const cases: readonly (readonly [pattern: RegExp, text: string])[] = [
    [/mail ?box (?:is )?full/i, 'MAILBOX FULL'],
    [/(?:user|recipient)s? unknown/i, 'recipients unknown'],
    [/gr[ea]y-?list/i, 'graylist'],
    [/over (?:\w{1,9} ){0,3}quota/i, 'over the mail quota'],
    [/(?!no )relay{1,2}(?: access)? denied/i, 'relayy access denied'],
    [/\bspf\b|5\.7\.26(?!\d)/i, '5.7.26'],
  ];
  for (const [pattern, text] of cases) {
    expect(pattern.test(text)).toBe(true);
    const literals = branchesOf(pattern).flatMap((branch) => branch.literals ?? []);
    expect(literals.some((literal) => text.toLowerCase().includes(literal))).toBe(true);
  }
});

test('a pattern that can match anything is said to hold no literal', () => {
  expect(branchesOf(/\w{1,9}|[a-z]{2}/i).map(({ literals }) => literals)).toEqual([undefined, undefined]);
});
