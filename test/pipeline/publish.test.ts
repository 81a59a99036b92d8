import { describe, expect, test } from 'vitest';
import { type Bus, publish } from '../../shared/pipeline/publish.ts';
import type { Change, Write } from '../../shared/suppression/changes.ts';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import { EMPTY, type SuppressionRecord } from '../../shared/suppression/record.ts';
import { complaint, day, delivery, hardBounce, history, onDay } from '../support/records.ts';

function write(address: string, after: SuppressionRecord, before: SuppressionRecord = EMPTY): Write {
  return { address, before, after, version: 1, at: onDay(3) };
}

/** A bus that remembers what it was handed, call by call. */
function memoryBus(): Bus & { readonly calls: (readonly Change[])[] } {
  const calls: (readonly Change[])[] = [];
  return { calls, publish: async (changes) => void calls.push(changes) };
}

const WRITES = [
  write('a@example.com', hardBounce(day(1))),
  write('b@example.com', delivery(day(1))),
  write('c@example.com', history(complaint(day(1)), complaint(day(2), 'news'))),
];

describe('publish', () => {
  test('hands over at once what several writes changed, and counts it', async () => {
    const bus = memoryBus();
    expect(await publish(bus, DEFAULT_POLICY, WRITES)).toBe(3);
    expect(bus.calls.map((changes) => changes.map(({ address, scope }) => [address, scope]))).toEqual([
      [
        ['a@example.com', '*'],
        ['c@example.com', '*'],
        ['c@example.com', 'news'],
      ],
    ]);
  });

  test('troubles nobody with writes that change nothing for senders', async () => {
    const bus = memoryBus();
    expect(await publish(bus, DEFAULT_POLICY, WRITES.slice(1, 2))).toBe(0);
    expect(bus.calls).toEqual([]);
  });

  test('fails when the bus does, so that the same writes come again', async () => {
    const bus: Bus = { publish: () => Promise.reject(new Error('the bus is busy')) };
    await expect(publish(bus, DEFAULT_POLICY, WRITES)).rejects.toThrow('the bus is busy');
  });
});
