import { describe, expect, test } from 'vitest';
import { explanation } from '../../cli/explanation.ts';
import type { Paint } from '../../cli/labels.ts';
import { columnsOf } from '../../cli/wrap.ts';
import { type Verdict, verdictOf } from '../../shared/classify/verdict.ts';

const plain: Paint = (_, text) => text;
const painted: Paint = (format, text) => `<${[format].flat().join('+')}>${text}</>`;

const TEXT = '550 5.1.1 <ann@example.com>: Recipient address rejected: no such user in this table of ours';
const START = TEXT.indexOf('no such user');
const VERDICT: Verdict = verdictOf({
  reason: 'recipient_unknown',
  rule: 'no-such-user',
  confidence: 0.876,
  span: [START, START + 'no such user'.length],
});

describe('an explanation', () => {
  test('without colours underlines the words that decided by carets, also across a line break', () => {
    const shown = explanation(VERDICT, TEXT, { paint: plain, columns: 65 }).split('\n');
    expect(shown.slice(0, 5)).toEqual([
      '  550 5.1.1 <ann@example.com>: Recipient address rejected: no',
      '                                                           ^^',
      '  such user in this table of ours',
      '  ^^^^^^^^^',
      '',
    ]);
  });

  test('with colours marks them in place', () => {
    const [first] = explanation(VERDICT, TEXT, { paint: painted, columns: 120 }).split('\n');
    expect(first).toContain(': <bold+underline>no such user</> in');
  });

  test('tells what follows, in words', () => {
    const shown = explanation(VERDICT, TEXT, { paint: plain, columns: 80, recipient: 'ann@example.com' });
    expect(shown).toMatch(/^ {2}Reason {7}recipient_unknown$/m);
    expect(shown).toMatch(/^ {2}Recipient {4}ann@example\.com$/m);
    expect(shown).toMatch(/^ {2}Permanence {3}permanent$/m);
    expect(shown).toMatch(/^ {2}Action {7}suppress: never mail this address again$/m);
    expect(shown).toMatch(/^ {2}Confidence {3}88 %$/m);
    expect(shown).toMatch(/^ {2}Rule {9}no-such-user$/m);
    expect(shown).toMatch(/^ {2}Remedy {7}Remove the address/m);
    expect(shown).not.toMatch(/Help|Block list|Retry after/);
  });

  test.each([
    [1, '1 second'],
    [90, '90 seconds'],
    [300, '5 minutes'],
    [3600, '1 hour'],
    [5400, '90 minutes'],
    [172_800, '2 days'],
  ])('tells a wait of %i seconds as %s', (retryAfter, words) => {
    const verdict = { ...VERDICT, retryAfter };
    expect(explanation(verdict, TEXT, { paint: plain, columns: 80 })).toContain(`  Retry after  ${words}\n`);
  });

  test('names the block list and the help page where they are known', () => {
    const verdict = { ...VERDICT, list: 'zen.spamhaus.org', help: 'https://example.com/help' };
    const shown = explanation(verdict, TEXT, { paint: plain, columns: 80 });
    expect(shown).toMatch(/^ {2}Block list {3}zen\.spamhaus\.org$/m);
    expect(shown).toMatch(/^ {2}Help {9}https:\/\/example\.com\/help$/m);
  });

  test.each([40, 61, 80, 200])('keeps within %i columns', (columns) => {
    const shown = explanation({ ...VERDICT, list: 'x'.repeat(90) }, TEXT.repeat(4), { paint: plain, columns });
    expect(shown.split('\n').filter((line) => columnsOf(line) > columns)).toEqual([]);
  });

  test('passes on nothing that steers the terminal, and keeps the marks in place', () => {
    const hostile = '\u001b[31m\r550 no such user';
    const span: Verdict['span'] = [hostile.indexOf('no'), hostile.length];
    const shown = explanation({ ...VERDICT, span }, hostile, { paint: plain, columns: 80 }).split('\n');
    expect(shown.slice(0, 2)).toEqual(['   [31m 550 no such user', '            ^^^^^^^^^^^^']);
  });

  test('says so where there is no text', () => {
    const shown = explanation(verdictOf({ reason: 'unknown', rule: 'no-rule', confidence: 0 }), '', {
      paint: plain,
      columns: undefined,
    });
    expect(shown).toMatch(/^ {2}\(no text\)\n/);
  });
});
