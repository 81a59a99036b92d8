import { describe, expect, test } from 'vitest';
import { duration, progressOn } from '../../cli/progress.ts';

function watched(isTTY: boolean) {
  let now = 0;
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) > 0 };
  const progress = progressOn(stream, 'rows', () => now);
  return { progress, written, wait: (ms: number) => (now += ms) };
}

describe('progress', () => {
  test('is drawn on a terminal: how much, how fast, how long still', () => {
    const { progress, written, wait } = watched(true);
    wait(10_000);
    progress.show(25_000, 0.25);
    expect(written).toEqual(['\r██████░░░░░░░░░░░░░░░░░░  25 %  25,000 rows, 2,500 a second, 30 s left\u001b[K']);
  });

  test('without a known end counts', () => {
    const { progress, written, wait } = watched(true);
    wait(2000);
    progress.show(4000);
    expect(written).toEqual(['\r4,000 rows, 2,000 a second\u001b[K']);
  });

  test('is not drawn more often than it can be seen, and is gone at the end', () => {
    const { progress, written, wait } = watched(true);
    for (let row = 0; row < 100; row += 1) {
      wait(10);
      progress.show(row, row / 100);
    }
    progress.end();
    expect(written.length).toBeLessThan(15);
    expect(written.at(-1)).toBe('\r\u001b[K');
  });

  test('is silent where nobody watches', () => {
    const { progress, written } = watched(false);
    progress.show(1, 0.5);
    progress.end();
    expect(written).toEqual([]);
  });
});

test.each([
  [0.4, '0 s'],
  [89, '89 s'],
  [95, '2 min'],
  [7500, '2 h 5 min'],
])('%d seconds are %s', (seconds, words) => {
  expect(duration(seconds)).toBe(words);
});
