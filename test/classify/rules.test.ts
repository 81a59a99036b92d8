import { readFileSync } from 'node:fs';
import { zstdDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify } from '../../shared/classify/classify.ts';
import { cleanText, withoutPages } from '../../shared/classify/clean.ts';
import { matcher } from '../../shared/classify/matcher.ts';
import { isReason } from '../../shared/classify/reasons.ts';
import { DECISIVE as COMPILED_DECISIVE, DECIDING, RULES } from '../../shared/classify/rules/compiled-rules.ts';
import { DECISIVE, ROWS, readsPages } from '../../shared/classify/rules/order.ts';
import type { Rule } from '../../shared/classify/rules/rule.ts';
import { mailSystemOf } from '../../shared/classify/systems.ts';
import { diagnosticOf } from '../../shared/event/diagnostic.ts';
import { COMPILED_FILE, compiledSource } from '../../tools/compile-rules.ts';
import { branchesOf } from '../../tools/required-literals.ts';
import { law } from '../support/law.ts';

const examples = ROWS.flatMap((row) => row.examples.map((example) => ({ id: row.id, row, example })));

/** The rule that decides a bounce of which nothing is known but the reply. */
function decides(reply: string): string {
  const diagnostic = diagnosticOf({ text: reply });
  return classify({ type: 'bounce', native: { event: 'bounce' }, ...(diagnostic && { diagnostic }) }).rule;
}

/** The compiled rules themselves: another version of the compression may make other bytes of them. */
function unpacked(source: string): Buffer {
  const [, packed = ''] = /'([\w+/=]+)'/.exec(source) ?? [];
  return zstdDecompressSync(Buffer.from(packed, 'base64'));
}

/** Every quantifier of a pattern that has no upper bound. */
function unbounded({ pattern }: Rule): string[] {
  const bare = pattern.source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  return bare.match(/.?(?:[*+]|\{\d+,\})/g) ?? [];
}

describe('every row of the rules', () => {
  test.each(examples)('$id decides $example', ({ id, row, example }) => {
    expect(row.pattern.test(cleanText(example)), `the pattern of ${id} does not match its own example`).toBe(true);
    const rule = decides(example);
    expect(rule, `${id} is shadowed: ${rule} decides its example, reword it or order the rows anew`).toBe(id);
  });

  test('has an id of its own, in words of lower case', () => {
    const ids = ROWS.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  test("has an id that is no verdict's without a row", () => {
    expect(
      ROWS.map(({ id }) => id).filter((id) =>
        /^(?:no-rule|before-recipient|event-|code-|ses-|postmark-|sendgrid-)/.test(id),
      ),
    ).toEqual([]);
  });

  test('knows its reason and how sure it is', () => {
    expect(ROWS.filter(({ reason }) => !isReason(reason)).map(({ id }) => id)).toEqual([]);
    expect(ROWS.filter(({ confidence }) => !(confidence > 0 && confidence <= 1)).map(({ id }) => id)).toEqual([]);
  });

  test('ignores letter case and keeps no state between replies', () => {
    expect(ROWS.filter(({ pattern }) => pattern.flags !== 'i').map(({ id }) => id)).toEqual([]);
  });

  test('matches no empty text', () => {
    expect(ROWS.filter(({ pattern }) => pattern.test('')).map(({ id }) => id)).toEqual([]);
  });

  test('bounds every repetition, so that its time grows with the length of the text and no faster', () => {
    expect(ROWS.flatMap((row) => unbounded(row).map((found) => `${row.id}: ${found}`))).toEqual([]);
  });

  test.each(ROWS)('$id reads 64 KB of its own words', ({ pattern }) => {
    const words = new Set(pattern.source.match(/[a-z][a-z' -]{2,}/gi));
    for (const word of [...words, pattern.source]) {
      expect(typeof pattern.test(word.repeat(Math.ceil(65_536 / word.length)))).toBe('boolean');
    }
  });
});

describe('what is around the words does not change the verdict', () => {
  test.each([
    ['a type in front', (reply: string) => `smtp; ${reply}`],
    ['a relay in front', (reply: string) => `host mx.example.com[192.0.2.1] said: ${reply}`],
    [
      'the recipient and a relay in front',
      (reply: string) => `<b@example.org>: host mx1.example.com[192.0.2.1] said: ${reply}`,
    ],
    ['the refused command behind', (reply: string) => `${reply} (in reply to RCPT TO command)`],
    ['blanks around', (reply: string) => `  ${reply}\r\n`],
  ])('%s', (_what, change) => {
    expect(examples.map(({ example }) => [example, decides(change(example))])).toEqual(
      examples.map(({ id, example }) => [example, id]),
    );
  });

  test('capitals', () => {
    const loud = examples.map(({ example }) => [example, decides(example.toUpperCase())]);
    expect(loud).toEqual(examples.map(({ id, example }) => [example, id]));
  });

  test("a relay's name that sounds like a verdict is none", () => {
    expect(decides('host mx.spam-virus-blacklist.example[192.0.2.1] said: 550 5.1.1 User unknown')).toBe(
      'unknown-user',
    );
    expect(decides('550 5.1.1 <quota@full.example>: User unknown')).toBe('unknown-user');
  });
});

describe('the compiled rules', () => {
  test('are those of the rows: after a change, npm run rules writes them anew', () => {
    expect(unpacked(readFileSync(COMPILED_FILE, 'utf8')).equals(unpacked(compiledSource()))).toBe(true);
  });

  test('tell apart what decides before the codes are asked', () => {
    const positions = ROWS.flatMap(({ pattern }, row) => branchesOf(pattern).map(() => row));
    expect(COMPILED_DECISIVE).toBe(positions.findLastIndex((row) => row < DECISIVE) + 1);
    expect(DECIDING).toBe(positions.length);
  });

  test('find the row that the patterns themselves find, in any text', () => {
    const firstMatchIn = matcher(RULES);
    const vocabulary = examples.flatMap(({ example }) => example.split(/(?<=\s)/));
    const replies = fc.oneof(
      fc.array(fc.constantFrom(...vocabulary), { maxLength: 12 }).map((words) => words.join('')),
      fc
        .tuple(fc.constantFrom(...examples), fc.nat(80), fc.nat(80), fc.constantFrom('', 'x', ' ', 'İ', '\n', '.'))
        .map(([{ example }, from, length, noise]) => example.slice(from, from + length) + noise + example),
    );
    law(
      fc.property(replies, (reply) => {
        const text = cleanText(reply);
        const system = mailSystemOf(reply);
        const expected = ROWS.find(
          (row) => (row.system ?? system) === system && row.pattern.test(readsPages(row) ? text : withoutPages(text)),
        );
        expect(firstMatchIn(text)(0, DECIDING, () => system)?.rule[0]).toBe(expected?.id);
      }),
      4000,
    );
  });
});
