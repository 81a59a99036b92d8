import { expect, test } from 'vitest';
import type { MailEvent } from '../../shared/event/mail-event.ts';
import { pack, quarantineBody, unpack } from '../../shared/pipeline/pack.ts';
import type { HeldMessage, HoldingQueue } from '../../shared/pipeline/ports.ts';
import { type Fate, type ReplayOptions, replay } from '../../shared/pipeline/replay.ts';
import { mailEventOf } from '../support/mail-event.ts';
import { memoryQueue } from '../support/memory-ports.ts';

/** Gives out two messages at a time, each once until it is given back; takes back only what it still has. */
function holdingQueue(...bodies: string[]) {
  const messages = new Map(bodies.map((body, index) => [`m${index}`, { body, held: false }]));
  const queue: HoldingQueue & { left: () => string[]; free: () => string[]; again: boolean } = {
    again: false,
    async receive() {
      const free = [...messages].filter(([, message]) => queue.again || !message.held).slice(0, 2);
      return free.map(([id, message]): HeldMessage => {
        message.held = true;
        return { id, body: message.body, receipt: id };
      });
    },
    async delete(gone) {
      for (const { receipt } of gone) messages.delete(receipt);
    },
    async giveBack(back) {
      for (const { receipt } of back) {
        const message = messages.get(receipt) ?? expect.fail('given back, though it is gone');
        message.held = false;
      }
    },
    left: () => [...messages.keys()],
    free: () => [...messages].filter(([, { held }]) => !held).map(([id]) => id),
  };
  return queue;
}

async function replayed(from: HoldingQueue, options: Partial<ReplayOptions> = {}, to = memoryQueue()) {
  const fates: Fate[] = [];
  for await (const fate of replay({ from, to }, { queue: 'dead-letters', dryRun: false, ...options })) fates.push(fate);
  return { fates: fates.map(({ id, fate, reason }) => [id, fate, ...(reason ? [reason] : [])]), told: fates, to };
}

const packOf = (...events: Partial<MailEvent>[]) => pack(events.map((event) => mailEventOf(event)))[0] ?? '';
const bounce = packOf({ id: 'b', type: 'bounce', provider: 'ses', receivedAt: '2026-03-01T00:00:00.000Z' });
const mixed = packOf(
  { id: 'c', type: 'complaint', provider: 'postmark', receivedAt: '2026-03-05T00:00:00.000Z' },
  { id: 'd', type: 'delivery', provider: 'postmark', receivedAt: '2026-03-05T00:00:00.000Z' },
);

test('dead letters go back to the events queue as they are, and leave this one', async () => {
  const from = holdingQueue(bounce, mixed, bounce);
  const { fates, to } = await replayed(from);
  expect(fates).toEqual([
    ['m0', 'replayed'],
    ['m1', 'replayed'],
    ['m2', 'replayed'],
  ]);
  expect(to.bodies).toEqual([bounce, mixed, bounce]);
  expect(from.left()).toEqual([]);
});

test('a dead letter goes back byte for byte, however it is written', async () => {
  const spaced = JSON.stringify(JSON.parse(bounce), null, 1);
  expect((await replayed(holdingQueue(spaced))).to.bodies).toEqual([spaced]);
});

test.each([
  [{ provider: 'ses' as const }, ['m0']],
  [{ type: 'delivery' as const }, ['m1']],
  [{ type: 'bounce' as const, provider: 'postmark' as const }, []],
  [{ since: '2026-03-02T00:00:00.000Z' }, ['m1']],
  [{ limit: 1 }, ['m0']],
  [{ limit: 0 }, []],
])('%j picks out %j; the others are given back at once', async (filter, picked) => {
  const from = holdingQueue(bounce, mixed);
  const { fates } = await replayed(from, filter);
  expect(fates.filter(([, fate]) => fate === 'replayed').map(([id]) => id)).toEqual(picked);
  expect(from.free()).toEqual(['m0', 'm1'].filter((id) => !picked.some((gone) => gone === id)));
});

test('tells of each message whose it is, since when it waits and what is in it', async () => {
  const { told } = await replayed(holdingQueue(mixed, 'nonsense'), { provider: 'postmark' });
  expect(told).toEqual([
    {
      id: 'm0',
      fate: 'replayed',
      provider: 'postmark',
      receivedAt: '2026-03-05T00:00:00.000Z',
      events: 2,
      types: ['complaint', 'delivery'],
    },
    { id: 'm1', fate: 'stays', events: 0, types: [], reason: 'not a message of events: not JSON' },
  ]);
});

test('what was received at the very time is of those since then', async () => {
  const { fates } = await replayed(holdingQueue(mixed), { since: '2026-03-05T00:00:00.000Z' });
  expect(fates).toEqual([['m0', 'replayed']]);
});

test('a limit counts what is replayed, passes over the rest of what was received, and ends the look', async () => {
  const from = holdingQueue(mixed, bounce, bounce, bounce, bounce, bounce);
  expect((await replayed(from, { limit: 2, provider: 'ses' })).fates).toEqual([
    ['m0', 'passed_over'],
    ['m1', 'replayed'],
    ['m2', 'replayed'],
    ['m3', 'passed_over'],
  ]);
  expect(from.free()).toEqual(['m0', 'm3', 'm4', 'm5']);
});

test('where nothing is to go, the events queue is not asked', async () => {
  const to = memoryQueue();
  to.failure = new Error('no queue today');
  expect((await replayed(holdingQueue(bounce), { provider: 'postmark' }, to)).fates).toEqual([['m0', 'passed_over']]);
});

test('a dry run tells the same and leaves everything where it is', async () => {
  const from = holdingQueue(bounce, mixed);
  const { fates, to } = await replayed(from, { dryRun: true });
  expect(fates.map(([, fate]) => fate)).toEqual(['replayed', 'replayed']);
  expect(to.bodies).toEqual([]);
  expect(from.free()).toEqual(['m0', 'm1']);
});

test('nothing is deleted that the events queue did not take', async () => {
  const from = holdingQueue(bounce);
  const to = memoryQueue();
  to.failure = new Error('no queue today');
  await expect(replayed(from, {}, to)).rejects.toThrow('no queue today');
  expect(from.free()).toEqual(['m0']);
});

test('a dead letter that is no message of events stays, with the reason', async () => {
  const from = holdingQueue('{"version":9}', bounce);
  const { fates } = await replayed(from);
  expect(fates).toEqual([
    ['m0', 'stays', expect.stringMatching(/^not a message of events: version: /)],
    ['m1', 'replayed'],
  ]);
  expect(from.free()).toEqual(['m0']);
});

test('whoever stops early leaves the rest as it was', async () => {
  const from = holdingQueue(bounce, bounce, bounce, bounce);
  for await (const { id } of replay({ from, to: memoryQueue() }, { queue: 'dead-letters', dryRun: true })) {
    if (id === 'm2') break;
  }
  expect(from.free()).toEqual(['m0', 'm1', 'm2', 'm3']);
});

test('messages that come again end the look through the queue', async () => {
  const from = holdingQueue(bounce, bounce);
  from.again = true;
  expect((await replayed(from, { dryRun: true })).fates).toHaveLength(2);
});

const quarantined = (provider: 'sendgrid' | 'postmark' | 'ses', raw: unknown) =>
  quarantineBody({ provider, reason: 'not understood then', index: 3, raw }, '2026-03-01T00:00:00.000Z');

test('a quarantined item that is understood today goes to the events queue as an event', async () => {
  const item = {
    email: 'gone@example.com',
    event: 'bounce',
    timestamp: 1_760_000_000,
    sg_event_id: 'x',
    reason: '550',
  };
  const from = holdingQueue(quarantined('sendgrid', item));
  const { fates, to } = await replayed(from, { queue: 'quarantine', type: 'bounce', provider: 'sendgrid' });
  expect(fates).toEqual([['m0', 'replayed']]);
  expect(unpack(to.bodies[0] ?? '')).toMatchObject({
    events: [{ id: 'sendgrid:bounce:x', recipient: 'gone@example.com', receivedAt: '2026-03-01T00:00:00.000Z' }],
  });
  expect(from.left()).toEqual([]);
});

const open = quarantined('sendgrid', { email: 'a@example.com', event: 'open', timestamp: 1_760_000_000 });

test('one that says nothing about an address is understood too, and needs no message', async () => {
  const { fates, to } = await replayed(holdingQueue(open), { queue: 'quarantine' });
  expect({ fates, bodies: to.bodies }).toEqual({ fates: [['m0', 'replayed']], bodies: [] });
});

test.each([{ type: 'bounce' as const }, { provider: 'ses' as const }, { since: '2026-03-02T00:00:00.000Z' }])(
  'one that says nothing about an address is passed over where %j is wanted',
  async (filter) => {
    const { fates } = await replayed(holdingQueue(open), { queue: 'quarantine', ...filter });
    expect(fates).toEqual([['m0', 'passed_over']]);
  },
);

test('what is no quarantined item stays, with the reason, whatever is wanted', async () => {
  const { told } = await replayed(holdingQueue('{"version":1}'), { queue: 'quarantine', provider: 'ses' });
  const reason = expect.stringMatching(/^not a quarantined item: provider: /);
  expect(told).toEqual([{ id: 'm0', fate: 'stays', events: 0, types: [], reason }]);
});

test.each([
  ['postmark', { RecordType: 'Bounce', Email: 'nobody' }, 'Email: missing or not an e-mail address'],
  ['postmark', [], 'body: not a JSON object'],
  ['ses', { eventType: 'Bounce' }, 'mail: missing or no object'],
] as const)('one that still fails stays, with today’s reason: %s %j', async (provider, raw, reason) => {
  const from = holdingQueue(quarantined(provider, raw));
  const { told } = await replayed(from, { queue: 'quarantine' });
  const receivedAt = '2026-03-01T00:00:00.000Z';
  expect(told).toEqual([{ id: 'm0', fate: 'stays', provider, receivedAt, events: 0, types: [], reason }]);
  expect(from.free()).toEqual(['m0']);
});

test('one that was too large to be kept whole stays', async () => {
  const from = holdingQueue(quarantined('sendgrid', 'x'.repeat(2_000_000)));
  expect((await replayed(from, { queue: 'quarantine' })).fates).toEqual([
    ['m0', 'stays', 'too large to have been kept whole'],
  ]);
});

test('filters also hold for what still fails', async () => {
  const from = holdingQueue(quarantined('ses', {}));
  expect((await replayed(from, { queue: 'quarantine', provider: 'postmark' })).fates).toEqual([['m0', 'passed_over']]);
});
