// `npm run scale`: what happens where many workers write to one address at once, which no arithmetic tells. The real
// `suppress` runs over a store with real compare-and-swap, on a simulated clock.
import { styleText } from 'node:util';
import { table } from '../../cli/table.ts';
import { pack } from '../../shared/pipeline/pack.ts';
import { suppress } from '../../shared/pipeline/suppress.ts';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import { Clock } from '../soak/clock.ts';
import { mailEventOf } from '../support/mail-event.ts';
import { type MemoryStore, memoryStore } from '../support/memory-ports.ts';
import { Random } from '../support/random-histories.ts';

const START = Date.parse('2026-03-02T09:00:00.000Z');
const SEED = 1;
/** Milliseconds of a read or a write, at least and at most. */
const LATENCY = { least: 3, most: 9 };
const BATCHES = 2000;
const WORKERS = [1, 2, 5, 10, 20, 50, 100, 200];
/** Each batch tells one event of the address. */
const KINDS = {
  'dead address': { smtpCode: 550, enhancedCode: '5.1.1', text: '550 5.1.1 No such user here' },
  'full mailbox': { smtpCode: 452, enhancedCode: '4.2.2', text: '452 4.2.2 The mailbox is over its quota' },
};
type Reply = (typeof KINDS)[keyof typeof KINDS];

interface Outcome {
  readonly perSecond: number;
  readonly writesPerBatch: number;
  /** Batches that lost so often that the queue has to bring them again. */
  readonly returned: number;
}

const rows: string[][] = [];
for (const [kind, reply] of Object.entries(KINDS)) {
  for (const workers of WORKERS) {
    const { perSecond, writesPerBatch, returned } = await simulate(workers, reply);
    rows.push([
      kind,
      String(workers),
      Math.round(perSecond).toLocaleString('en'),
      writesPerBatch.toFixed(2),
      `${((returned / BATCHES) * 100).toFixed(1)} %`,
    ]);
  }
}
process.stdout.write(`${styleText('bold', 'One address, told of by every batch')}\n\n`);
process.stdout.write(
  `${table(['failures of a', 'workers', 'batches/s', 'writes a batch', 'returned to the queue'], rows)}\n`,
);

async function simulate(workers: number, reply: Reply): Promise<Outcome> {
  const random = new Random(SEED);
  const clock = new Clock(START, random);
  const store = memoryStore();
  let [attempts, returned, stored, next, idle] = [0, 0, 0, 0, 0];
  const slow = overNetwork(store, clock, random, () => {
    attempts += 1;
  });
  const onError = (error: unknown) => {
    throw error;
  };
  const work = async () => {
    while (next < BATCHES) {
      const number = next;
      next += 1;
      const ports = { store: slow, history: undefined, incidents: undefined, policy: DEFAULT_POLICY, onError };
      const { failed } = await suppress(ports, [{ id: `message-${number}`, body: bodyOf(number, reply) }], clock.now);
      if (failed.length > 0) returned += 1;
      else stored += 1;
    }
    idle += 1;
  };
  for (let worker = 0; worker < workers; worker += 1) void work();
  await clock.run(() => idle === workers);
  const seconds = (clock.now - START) / 1000;
  return { perSecond: stored / seconds, writesPerBatch: attempts / BATCHES, returned };
}

function bodyOf(batch: number, diagnostic: Reply): string {
  const event = mailEventOf({
    id: `event-${batch}`,
    messageId: `mail-${batch}`,
    recipient: 'hot@example.com',
    occurredAt: new Date(START - 86_400_000 + batch * 1000).toISOString(),
    diagnostic,
  });
  const [body = ''] = pack([event]);
  return body;
}

function overNetwork(store: MemoryStore, clock: Clock, random: Random, onWrite: () => void) {
  const pause = () => clock.pause(LATENCY.least + random.below(LATENCY.most - LATENCY.least + 1));
  return {
    async read(addresses: readonly string[]) {
      await pause();
      const found = await store.read(addresses);
      await pause();
      return found;
    },
    async write(...args: Parameters<MemoryStore['write']>) {
      onWrite();
      await pause();
      const isWritten = await store.write(...args);
      await pause();
      return isWritten;
    },
  };
}
