// The soak under test: pipelines that are broken on purpose, each of which it has to find out.
import { describe, expect, test } from 'vitest';
import { hold, ingest } from '../../shared/pipeline/ingest.ts';
import type { Queue, RecordStore } from '../../shared/pipeline/ports.ts';
import { replay } from '../../shared/pipeline/replay.ts';
import { suppress } from '../../shared/pipeline/suppress.ts';
import { isRefusal } from '../../shared/providers/provider.ts';
import type { ActiveProvider } from '../../shared/providers/registry.ts';
import type { Random } from '../support/random-histories.ts';
import { BUILD, type Build } from './build.ts';
import { everythingFails, PartialFailure, type Plan } from './faults.ts';
import { senders } from './requests.ts';
import { soak } from './soak.ts';

const SENDERS = senders();

async function mismatchesOf(changes: Partial<Build>, plan = everythingFails): Promise<string> {
  const build = { ...BUILD, ...changes };
  const { mismatches } = await soak({ deliveries: 800, seed: 3, plan, senders: SENDERS, build });
  return mismatches.join('\n');
}

test('nothing is found in what is not broken', async () => {
  expect(await mismatchesOf({})).toBe('');
});

describe('on the way in', () => {
  test('a webhook that is answered before its events are queued', async () => {
    const atOnce = (queue: Queue): Queue => ({
      async send(bodies) {
        void queue.send(bodies).catch(() => {});
      },
    });
    const found = await mismatchesOf({ ingest: overEvents(atOnce), hold: holdOver(atOnce) });
    expect(found).toMatch(/the history lacks/);
    expect(found).toMatch(/the record of/);
  });

  test('entries that the queue did not take, while the call succeeded', async () => {
    const careless = (queue: Queue): Queue => ({
      async send(bodies) {
        try {
          await queue.send(bodies);
        } catch (error) {
          if (!(error instanceof PartialFailure)) throw error;
        }
      },
    });
    expect(await mismatchesOf({ ingest: overEvents(careless) })).toMatch(/the history lacks/);
  });

  test('requests that are not verified', async () => {
    const found = await mismatchesOf({ ingest: overProviders(() => ({ verify: async () => undefined })) });
    expect(found).toMatch(/forged, was answered with 200/);
    expect(found).toMatch(/history that nobody told of/);
  });

  test('a batch that is refused for one item of it', async () => {
    const strict = overProviders(({ normalise }) => ({
      normalise(body, receivedAt) {
        const normalised = normalise(body, receivedAt);
        const isWhole = isRefusal(normalised) || normalised.rejects.length === 0;
        return isWhole ? normalised : { kind: 'malformed', detail: 'an item is malformed' };
      },
    }));
    expect(await mismatchesOf({ ingest: strict })).toMatch(/genuine, was answered with 400/);
  });

  test('malformed items that are dropped', async () => {
    const dropping: Build['ingest'] = (ports, ...rest) =>
      ingest({ ...ports, quarantine: { send: async () => {} } }, ...rest);
    expect(await mismatchesOf({ ingest: dropping })).toMatch(/quarantine lacks/);
  });

  test('events whose id is new with every receipt', async () => {
    const renaming = overProviders(({ normalise }) => ({
      normalise(body, receivedAt) {
        const normalised = normalise(body, receivedAt);
        if (isRefusal(normalised)) return normalised;
        return {
          ...normalised,
          events: normalised.events.map((event) => ({ ...event, id: `${event.id} ${receivedAt}` })),
        };
      },
    }));
    expect(await mismatchesOf({ ingest: renaming })).toMatch(/history that nobody told of/);
  });
});

describe('on the way to the record', () => {
  test('writes that do not look at the version', async () => {
    const overwriting: Build['suppress'] = (ports, ...rest) =>
      suppress({ ...ports, store: unconditional(ports.store) }, ...rest);
    expect(await mismatchesOf({ suppress: overwriting })).toMatch(/the record of/);
  });

  test('failed messages of a batch that are not named', async () => {
    const silent: Build['suppress'] = async (...args) => ({ ...(await suppress(...args)), failed: [] });
    expect(await mismatchesOf({ suppress: silent })).toMatch(/the history lacks/);
  });

  test('messages that are done with before they are stored', async () => {
    const early: Build['suppress'] = async (...args) => {
      void suppress(...args);
      return { failed: [], events: 0, written: 0, reasons: {} };
    };
    expect(await mismatchesOf({ suppress: early })).toMatch(/the history lacks/);
  });

  test('a history whose failures fail no message', async () => {
    const forgetful: Build['suppress'] = ({ history, ...ports }, ...rest) =>
      suppress(
        {
          ...ports,
          history: history && { ...history, append: (...entry) => history.append(...entry).catch(() => {}) },
        },
        ...rest,
      );
    const found = await mismatchesOf({ suppress: forgetful });
    expect(found).toMatch(/the history lacks/);
    expect(found).not.toMatch(/the record of/);
  });
});

describe('on the way back', () => {
  test('dead letters that nobody replays', async () => {
    const found = await mismatchesOf({ replay: async function* () {} });
    expect(found).toMatch(/messages are still among the dead letters/);
    expect(found).toMatch(/the history lacks/);
  });

  test('dead letters that are deleted though the events queue did not take them', async () => {
    const careless: Build['replay'] = ({ from, to }, options) =>
      replay({ from, to: { send: (bodies) => to.send(bodies).catch(() => {}) } }, { ...options });
    expect(await mismatchesOf({ replay: careless }, throttled)).toMatch(/the history lacks/);
    expect(await mismatchesOf({}, throttled)).toBe('');
  });
});

/** So many calls that many messages become dead letters, and are brought back with difficulty. */
function throttled(random: Random): Plan {
  return {
    crashAt: () => undefined,
    failureAt: () => (random.below(6) === 0 ? 'throttled' : undefined),
    happens: () => false,
  };
}

function overEvents(changed: (queue: Queue) => Queue): Build['ingest'] {
  return (ports, ...rest) => ingest({ ...ports, events: changed(ports.events) }, ...rest);
}

function holdOver(changed: (queue: Queue) => Queue): Build['hold'] {
  return (ports, ...rest) => hold({ ...ports, events: changed(ports.events) }, ...rest);
}

function overProviders(changed: (provider: ActiveProvider) => Partial<ActiveProvider>): Build['ingest'] {
  return (ports, ...rest) => {
    const broken = [...ports.providers].map(([name, own]) => [name, { ...own, ...changed(own) }] as const);
    return ingest({ ...ports, providers: new Map(broken) }, ...rest);
  };
}

function unconditional(store: RecordStore): RecordStore {
  return {
    read: (addresses) => store.read(addresses),
    async write(address, record, _expected, listedSince) {
      for (;;) {
        const current = (await store.read([address])).get(address);
        const version = current !== undefined && 'version' in current ? current.version : undefined;
        if (await store.write(address, record, version, listedSince)) return true;
      }
    },
  };
}
