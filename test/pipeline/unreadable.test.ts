// A record that can't be read is never "not suppressed", neither that of an address nor that of its domain.
import { describe, expect, test, vi } from 'vitest';
import { list } from '../../shared/pipeline/list.ts';
import { lookup } from '../../shared/pipeline/lookup.ts';
import { UnreadableRecord } from '../../shared/pipeline/ports.ts';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import { memoryList, memoryStore } from '../support/memory-ports.ts';
import { day, hardBounce, onDay } from '../support/records.ts';

const [ANN, BOB] = ['ann@example.com', 'bob@other.example'];
const NOW = onDay(40);

function damaged(...keys: readonly string[]) {
  const store = memoryStore({ [ANN]: hardBounce(day(1)), [BOB]: hardBounce(day(2)) });
  for (const key of keys) store.unreadable.add(key);
  const onUnreadable = vi.fn();
  return { store, list: memoryList(store), policy: DEFAULT_POLICY, onUnreadable };
}

const SUPPRESSED = {
  address: ANN,
  suppressed: true,
  reason: null,
  cause: 'unreadable',
  until: null,
  scope: '*',
  remedy: expect.stringContaining('can not be read'),
};

describe.each([
  ['an address', ANN],
  ['its domain', '@example.com'],
])('of %s', (_, key) => {
  test('a lookup says that it is suppressed and why, and others get their answer', async () => {
    const ports = damaged(key);
    const [ann, bob] = await lookup(ports, [ANN, BOB], NOW);
    expect(ann).toEqual({ ...SUPPRESSED, since: null, evidence: [], decisions: [], version: 0 });
    expect(bob).toMatchObject({ suppressed: true, reason: 'recipient_unknown' });
    expect(ports.onUnreadable).toHaveBeenCalledOnce();
  });

  test('the list says the same, in its place', async () => {
    const ports = damaged(key);
    const { results } = await list(ports, { limit: 10 }, NOW);
    expect(results).toEqual([expect.objectContaining({ address: BOB }), { ...SUPPRESSED, since: day(1) }]);
    expect(ports.onUnreadable).toHaveBeenCalledOnce();
  });
});

test('a lookup says so also where nobody wants to hear of it', async () => {
  const { onUnreadable: _, ...ports } = damaged(ANN);
  expect(await lookup(ports, [ANN], NOW)).toMatchObject([{ suppressed: true, cause: 'unreadable' }]);
});

test('a log tells it from other errors by its name', () => {
  expect(String(new UnreadableRecord('none of ours'))).toBe('UnreadableRecord: none of ours');
});

test('what can be read is told to nobody', async () => {
  const ports = damaged();
  await lookup(ports, [ANN, BOB], NOW);
  await list(ports, { limit: 10 }, NOW);
  expect(ports.onUnreadable).not.toHaveBeenCalled();
});
