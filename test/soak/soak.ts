// One run: senders, functions, queues, workers and an operator, all of them failing; then the comparison with the oracle.
import { EVENT_SOURCE, QUEUES } from '../../infra/resources.ts';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import { recordsIn } from '../support/memory-ports.ts';
import type { Random } from '../support/random-histories.ts';
import { BUILD, type Build } from './build.ts';
import { compare } from './compare.ts';
import { type Delivery, deliveries, isCutOff, START } from './deliveries.ts';
import type { Plan, Point } from './faults.ts';
import { SimulatedQueue } from './queue.ts';
import { type Senders, senders } from './requests.ts';
import { Way } from './senders.ts';
import { type Storage, storageOf } from './storage.ts';
import { World } from './world.ts';

const SUPPRESSORS = 8;
const REPLAY_MS = 3 * 60_000;
/** Messages at most that the operator brings back at a time: more than an outage adds meanwhile, however long the run. */
const REPLAYED = 100;
const KILL_MS = 10_000;
/** By then the last message has been brought back many times over. */
const PATIENCE_MS = 24 * 3_600_000;
const COUNTED_AT_ONCE = 100;

export interface SoakOptions {
  readonly deliveries: number;
  readonly seed: number;
  readonly plan: (random: Random) => Plan;
  readonly build?: Build;
  readonly senders?: Senders;
  /** Told now and then how many deliveries have got their final answer. */
  readonly onProgress?: (answered: number) => void;
}

export interface SoakResult {
  readonly counts: Readonly<Record<string, number>>;
  readonly faults: ReadonlyMap<string, number>;
  readonly points: ReadonlyMap<string, Point>;
  /** What is not as it should be, a sentence each. */
  readonly mismatches: readonly string[];
  /** All that was stored. */
  readonly storage: Storage;
}

/** @throws what no fault explains */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const { seed, build = BUILD } = options;
  const world = new World(seed, START, options.plan);
  const { clock, random } = world;
  const deadLetters = new SimulatedQueue(world, 900);
  const { maxReceiveCount, visibilityTimeoutSeconds } = QUEUES.events;
  const events = new SimulatedQueue(world, visibilityTimeoutSeconds, { maxReceiveCount, to: deadLetters });
  const quarantine = new SimulatedQueue(world, QUEUES.quarantine.visibilityTimeoutSeconds);
  const storage = storageOf(world, isCutOff);
  const confirmed = new Set<string>();
  const subscriptions = { confirm: async (url: string) => void confirmed.add(url) };
  const way = new Way(world, build, options.senders ?? senders(), { events, quarantine, subscriptions });
  const counts = { batches: 0, replayed: 0 };

  const suppressor = async (): Promise<void> => {
    for (;;) {
      await events.arrival();
      await clock.pause(random.below(500));
      await world.invoke('suppress', async (invocation) => {
        const queue = invocation.port('queue', events);
        const messages = await queue.receive(1 + random.below(EVENT_SOURCE.batchSize));
        if (messages.length === 0) return;
        counts.batches += 1;
        const { store, history, incidents } = invocation.ports(storage);
        const ports = {
          store,
          history,
          incidents,
          policy: DEFAULT_POLICY,
          onError: (error: unknown) => world.hear(error),
        };
        const { failed } = await build.suppress(ports, messages, clock.now);
        const again = new Set(failed.map(({ id }) => id));
        await queue.delete(messages.filter(({ id }) => !again.has(id)));
      });
    }
  };

  const operator = async (): Promise<void> => {
    for (;;) {
      await clock.pause(REPLAY_MS);
      await world.invoke('replay', async (invocation) => {
        const ports = invocation.ports({ from: deadLetters, to: events });
        const options = { queue: 'dead-letters', limit: 1 + random.below(REPLAYED), dryRun: false } as const;
        for await (const { fate } of build.replay(ports, options)) {
          if (fate === 'replayed') counts.replayed += 1;
        }
      });
    }
  };

  const misfortune = async (): Promise<void> => {
    for (;;) {
      await clock.pause(KILL_MS);
      if (world.plan.happens('killed')) world.killOne();
      if (way.answered % COUNTED_AT_ONCE === 0) options.onProgress?.(way.answered);
    }
  };

  for (let index = 0; index < SUPPRESSORS; index += 1) void suppressor();
  void operator();
  void misfortune();

  const isIdle = () => way.open === 0 && world.isIdle && events.size === 0 && deadLetters.size === 0;
  for (const wave of ['first contact', 'storm'] as const) {
    let deadline = Number.POSITIVE_INFINITY;
    void way.post(inWave(wave, deliveries(seed, options.deliveries))).then(() => {
      deadline = clock.now + PATIENCE_MS;
    });
    await clock.run(
      () => world.bug !== undefined || (deadline < Number.POSITIVE_INFINITY && isIdle()) || clock.now > deadline,
    );
    if (world.bug !== undefined) throw world.bug;
  }

  const mismatches = [
    ...way.mismatches,
    ...(way.open > 0 ? [`${way.open} deliveries were never taken`] : []),
    ...(events.size > 0 ? [`${events.size} messages are still in the events queue`] : []),
    ...(deadLetters.size > 0 ? [`${deadLetters.size} messages are still among the dead letters`] : []),
    ...compare(deliveries(seed, options.deliveries), {
      records: new Map(Object.entries(recordsIn(storage.records))),
      listed: storage.records.listed,
      history: storage.entries.entries.values(),
      incidents: storage.incidents.counters.values(),
      quarantined: quarantine.bodies,
      confirmed,
      now: clock.now,
    }),
  ];
  return {
    counts: {
      ...way.counts,
      messages: events.sent,
      ...counts,
      'dead letters': deadLetters.sent,
      quarantined: quarantine.sent,
      records: storage.records.records.size,
      'history entries': storage.entries.entries.size,
      'simulated minutes': Math.round((clock.now - START) / 60_000),
    },
    faults: world.ledger.faults,
    points: world.ledger.points,
    mismatches,
    storage,
  };
}

function* inWave(wave: Delivery['wave'], all: Iterable<Delivery>): Generator<Delivery, void> {
  for (const delivery of all) if (delivery.wave === wave) yield delivery;
}
