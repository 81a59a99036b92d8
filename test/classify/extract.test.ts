import { describe, expect, test } from 'vitest';
import { classify } from '../../shared/classify/classify.ts';
import { helpIn, secondsIn } from '../../shared/classify/extract.ts';

describe("the receiver's help page", () => {
  test.each([
    [
      '550 5.1.1 gone, see https://help.example.com/a/answer/6596?p=NoSuchUser - mx',
      'https://help.example.com/a/answer/6596?p=NoSuchUser',
    ],
    ['554 blocked (https://postmaster.example.com/block).', 'https://postmaster.example.com/block'],
    ['554 see <http://www.example.com/why>.', 'http://www.example.com/why'],
    ['554 visit HTTPS://EXAMPLE.COM/WHY!', 'HTTPS://EXAMPLE.COM/WHY'],
  ])('in %j', (text, page) => {
    expect(helpIn(text)).toBe(page);
  });

  test.each(['', '550 no such user', 'http://', 'see www.example.com', 'javascript://example.com/x'])(
    '%j names none',
    (text) => {
      expect(helpIn(text)).toBeUndefined();
    },
  );
});

describe('the seconds to wait', () => {
  const retryAfterIn = (text: string) =>
    classify({ type: 'bounce', native: { event: 'bounce' }, diagnostic: { text } }).retryAfter;

  test.each([
    ['450 Greylisted, try again in 5 minutes', 300],
    ['451 4.7.1 Greylisted for 300 seconds', 300],
    ['421 retry after 1 hour', 3600],
    ['450 please wait 30s', 30],
    ['451 4.7.1 Greylisted for 240 seconds', 240],
    ['450 Greylisted, retry in 299 s', 299],
    ['450-4.2.0 Greylisted, try again in\n450 minutes', 27_000],
    ['450 TRY AGAIN IN 2 HOURS', 7200],
  ])('%j', (text, seconds) => {
    expect(retryAfterIn(text)).toBe(seconds);
  });

  test.each([
    '',
    '450 try again later',
    '550 sent 5 minutes ago',
    '450 try again in 1234567 minutes',
    '450 try again. 5 minutes',
  ])('%j names none', (text) => {
    expect(retryAfterIn(text)).toBeUndefined();
  });
});

test('words without an amount tell no seconds', () => {
  expect(secondsIn('wait')).toBeUndefined();
  expect(secondsIn('try again in 90 S')).toBe(90);
});
