// Every call that a worker awaits, one after the other: what if it dies just before it, and what if just after?
import { expect, test } from 'vitest';
import type { WebhookRequest } from '../../shared/providers/provider.ts';
import { crashOnce, type Mishap, type Side } from './faults.ts';
import { type Senders, senders } from './requests.ts';
import { type SoakResult, soak } from './soak.ts';

/** Few deliveries, but of each sender, and with an outage that leads through the dead letters. */
const SCENARIO = { deliveries: 32, seed: 18, senders: signedOnce() };
const MISHAPS: readonly Mishap[] = ['outage'];

function signedOnce(): Senders {
  const own = senders();
  const requests = new Map<number, WebhookRequest>();
  return {
    ...own,
    requestOf(delivery) {
      const request = requests.get(delivery.number) ?? own.requestOf(delivery);
      requests.set(delivery.number, request);
      return request;
    },
  };
}

function runWith(call: number, side: Side): Promise<SoakResult> {
  return soak({ ...SCENARIO, plan: () => crashOnce(call, side, MISHAPS) });
}

function callsOf({ points }: SoakResult): number {
  return [...points.values()].reduce((sum, { calls }) => sum + calls, 0);
}

test('the scenario without a crash leads through every step', async () => {
  const { mismatches, points, counts } = await runWith(-1, 'before');
  expect(mismatches).toEqual([]);
  expect([...points.keys()].toSorted()).toEqual([
    'ingest answer',
    'ingest certificates.fetch',
    'ingest events.send',
    'ingest postmark.verify',
    'ingest quarantine.send',
    'ingest sendgrid.verify',
    'ingest ses.verify',
    'ingest subscriptions.confirm',
    'ingest-ses answer',
    'ingest-ses events.send',
    'ingest-ses quarantine.send',
    'replay from.delete',
    'replay from.giveBack',
    'replay from.receive',
    'replay to.send',
    'suppress history.append',
    'suppress incidents.add',
    'suppress queue.delete',
    'suppress queue.receive',
    'suppress store.read',
    'suppress store.write',
  ]);
  expect(counts).toMatchObject({ replayed: expect.any(Number), quarantined: expect.any(Number) });
  expect(counts['replayed']).toBeGreaterThan(0);
  expect(counts['quarantined']).toBeGreaterThan(0);
});

test.each(['before', 'after'] as const)('a crash %s any call changes nothing in the end', async (side) => {
  const calls = callsOf(await runWith(-1, side));
  for (let call = 0; call < calls; call += 1) {
    const result = await runWith(call, side);
    expect(result.mismatches, `call ${call}`).toEqual([]);
    const crashes = [...result.points.values()].reduce((sum, point) => sum + point[side], 0);
    expect(crashes, `call ${call}`).toBe(1);
  }
});
