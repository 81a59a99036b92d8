import { expect, test } from 'vitest';
import { table } from '../../cli/table.ts';

const HEADINGS = ['address', 'reply'];

test('columns are as wide as their longest cell, colours not counted', () => {
  const rows = [
    ['\u001b[31ma@example.com\u001b[39m', 'gone'],
    ['b@b.example', 'full'],
  ];
  expect(table(HEADINGS, rows, undefined).split('\n')).toEqual([
    'address        reply',
    '─────────────  ─────',
    '\u001b[31ma@example.com\u001b[39m  gone',
    'b@b.example    full',
  ]);
});

test('characters that take two columns count as two', () => {
  const [, rule, row] = table(HEADINGS, [['用户@例.cn', 'x']], undefined).split('\n');
  expect(rule).toBe('──────────  ─────'.replace('──────────', '─'.repeat(10)));
  expect(row).toBe('用户@例.cn  x');
});

test('the last column gives way where the terminal ends', () => {
  const [, rule, row, short] = table(
    HEADINGS,
    [
      ['a@example.com', 'a reply that goes on'],
      ['b', 'no'],
    ],
    24,
  ).split('\n');
  expect(row).toBe('a@example.com  a reply …');
  expect(rule).toHaveLength(24);
  expect(short).toBe('b              no');
});

test('a terminal that is too narrow for the rest still shows the headings', () => {
  expect(table(HEADINGS, [['a@example.com', 'a long reply']], 10).split('\n')[0]).toBe('address        reply');
});
