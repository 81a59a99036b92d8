import { describe, expect, test } from 'vitest';
import { hold, type IngestPorts, ingest, MAX_WEBHOOK_BYTES } from '../../shared/pipeline/ingest.ts';
import { unpack } from '../../shared/pipeline/pack.ts';
import type { Subscriptions } from '../../shared/pipeline/ports.ts';
import type { Normalised, Refusal, Reject } from '../../shared/providers/provider.ts';
import type { ActiveProvider } from '../../shared/providers/registry.ts';
import { mailEventOf } from '../support/mail-event.ts';
import { type MemoryQueue, memoryQueue } from '../support/memory-ports.ts';

const NOW = Date.parse('2026-03-02T09:00:30.000Z');
const NOTHING: Normalised = { events: [], rejects: [], notices: [] };
const REQUEST = { headers: {}, body: Buffer.from('{}') };
const CONFIRM = { topicArn: 'arn:aws:sns:eu-central-1:123456789012:ses-events', url: 'https://sns.example/confirm' };
const REJECT: Reject = { provider: 'sendgrid', reason: 'email: not an e-mail address', index: 1, raw: { email: 'x' } };

interface Road extends IngestPorts {
  readonly events: MemoryQueue;
  readonly quarantine: MemoryQueue;
  /** What was called, in order. */
  readonly calls: string[];
  readonly errors: unknown[];
}

/** A provider that answers as told, before queues in memory. */
function road(
  told: { refusal?: Refusal; normalised?: ReturnType<ActiveProvider['normalise']> } = {},
  subscriptions?: Subscriptions,
): Road {
  const calls: string[] = [];
  const errors: unknown[] = [];
  const provider: ActiveProvider = {
    name: 'sendgrid',
    verify: async () => {
      calls.push('verify');
      return told.refusal;
    },
    normalise: () => {
      calls.push('normalise');
      return told.normalised ?? NOTHING;
    },
  };
  return {
    providers: new Map([['sendgrid', provider]]),
    events: memoryQueue(),
    quarantine: memoryQueue(),
    subscriptions,
    onError: (error) => errors.push(error),
    calls,
    errors,
  };
}

function queuedIds({ events }: Road): string[] {
  return events.bodies.flatMap((body) => {
    const unpacked = unpack(body);
    return 'error' in unpacked ? [] : unpacked.events.map(({ id }) => id);
  });
}

describe('what is refused', () => {
  test.each(['mailgun', '', 'Sendgrid', 'constructor'])(
    'the path of a provider that is not configured: %j',
    async (name) => {
      const ports = road();
      const outcome = await ingest(ports, name, REQUEST, NOW);
      expect(outcome).toEqual({ kind: 'unknown_provider', detail: expect.stringContaining('providers') });
      expect(ports.calls).toEqual([]);
    },
  );

  test('a body over the limit, before anything is computed over it', async () => {
    const ports = road();
    const body = Buffer.alloc(MAX_WEBHOOK_BYTES + 1, ' ');
    const outcome = await ingest(ports, 'sendgrid', { headers: {}, body }, NOW);
    expect(outcome).toEqual({ kind: 'too_large', detail: 'the body has 4194305 bytes, at most 4194304 are taken' });
    expect(ports.calls).toEqual([]);
  });

  test('no body that is just within the limit', async () => {
    const body = Buffer.alloc(MAX_WEBHOOK_BYTES, ' ');
    expect((await ingest(road(), 'sendgrid', { headers: {}, body }, NOW)).kind).toBe('accepted');
  });

  test.each<Refusal>([
    { kind: 'unauthenticated', detail: 'signature: missing' },
    { kind: 'unauthenticated', detail: 'credentials: missing', challenge: 'basic' },
    { kind: 'malformed', detail: 'body: not a JSON object' },
    { kind: 'unavailable', detail: 'certificate: not to be had now' },
  ])('what the provider does not find genuine ($kind), before it is read', async (refusal) => {
    const ports = road({ refusal, normalised: { ...NOTHING, events: [mailEventOf()] } });
    expect(await ingest(ports, 'sendgrid', REQUEST, NOW)).toEqual(refusal);
    expect(ports.calls).toEqual(['verify']);
    expect(ports.events.bodies).toEqual([]);
  });

  test('what is genuine, but no payload at all', async () => {
    const malformed = { kind: 'malformed', detail: 'body: not JSON' } as const;
    const ports = road({ normalised: malformed });
    expect(await ingest(ports, 'sendgrid', REQUEST, NOW)).toEqual(malformed);
    expect([...ports.events.bodies, ...ports.quarantine.bodies]).toEqual([]);
  });
});

describe('what is accepted', () => {
  test('has a share of the queue by sender, so that the flood of one delays no other', async () => {
    const groups: unknown[] = [];
    const events = { send: async (_: readonly string[], group?: string) => void groups.push(group) };
    await hold({ ...road(), events }, { ...NOTHING, events: [mailEventOf({ provider: 'postmark' })] }, NOW);
    expect(groups).toEqual(['postmark']);
  });

  test('is held by the queue, in its order', async () => {
    const events = Array.from({ length: 250 }, (_, index) => mailEventOf({ id: `event-${index}` }));
    const ports = road({ normalised: { ...NOTHING, events } });
    const outcome = await ingest(ports, 'sendgrid', REQUEST, NOW);
    expect(outcome).toEqual({ kind: 'accepted', queued: 250, ignored: {}, quarantined: 0, notices: [] });
    expect(queuedIds(ports)).toEqual(events.map(({ id }) => id));
  });

  test('may hold nothing: an empty batch is a batch', async () => {
    const outcome = await ingest(road(), 'sendgrid', REQUEST, NOW);
    expect(outcome).toEqual({ kind: 'accepted', queued: 0, ignored: {}, quarantined: 0, notices: [] });
  });

  test('counts what says nothing about an address by its own name, and does not queue it', async () => {
    const other = (event: string) => mailEventOf({ id: event, type: 'other', native: { event } });
    const events = [other('open'), mailEventOf(), other('click'), other('open'), other('__proto__')];
    const ports = road({ normalised: { ...NOTHING, events } });
    const outcome = await ingest(ports, 'sendgrid', REQUEST, NOW);
    expect(outcome).toMatchObject({ queued: 1 });
    expect('ignored' in outcome && Object.entries(outcome.ignored)).toEqual([
      ['open', 2],
      ['click', 1],
      ['__proto__', 1],
    ]);
    expect(queuedIds(ports)).toEqual([mailEventOf().id]);
  });

  test('sends malformed items to the quarantine, one a message, while their neighbours go on', async () => {
    const second = { ...REJECT, index: 2, raw: 'no object' };
    const ports = road({ normalised: { ...NOTHING, events: [mailEventOf()], rejects: [REJECT, second] } });
    const outcome = await ingest(ports, 'sendgrid', REQUEST, NOW);
    expect(outcome).toMatchObject({ kind: 'accepted', queued: 1, quarantined: 2 });
    const receivedAt = '2026-03-02T09:00:30.000Z';
    expect(ports.quarantine.bodies.map((body) => JSON.parse(body))).toEqual([
      { ...REJECT, version: 1, receivedAt, raw: '{"email":"x"}' },
      { ...second, version: 1, receivedAt, raw: '"no object"' },
    ]);
    expect(queuedIds(ports)).toEqual([mailEventOf().id]);
  });

  test('passes on what an operator should hear of', async () => {
    const notices = [{ kind: 'topic_validated', detail: 'ok' } as const];
    const outcome = await ingest(road({ normalised: { ...NOTHING, notices } }), 'sendgrid', REQUEST, NOW);
    expect(outcome).toMatchObject({ kind: 'accepted', notices });
  });
});

describe('the queue has the last word', () => {
  const normalised = { ...NOTHING, events: [mailEventOf()], rejects: [REJECT] };

  test.each(['events', 'quarantine'] as const)('nothing is accepted when the queue of %s fails', async (name) => {
    const ports = road({ normalised });
    ports[name].failure = new Error('throttled');
    const outcome = await ingest(ports, 'sendgrid', REQUEST, NOW);
    expect(outcome).toEqual({ kind: 'unavailable', detail: expect.stringContaining('queue') });
    // The sender is not told why, the operator is.
    expect(ports.errors).toEqual([ports[name].failure]);
  });

  test.each(['events', 'quarantine'] as const)('nothing is answered before the queue of %s has it', async (name) => {
    const gate = Promise.withResolvers<void>();
    const ports = { ...road({ normalised }), [name]: { send: () => gate.promise } };
    let answered = false;
    const outcome = ingest(ports, 'sendgrid', REQUEST, NOW).finally(() => {
      answered = true;
    });
    // Every step that can run without the queue has run by the next turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    gate.resolve();
    expect((await outcome).kind).toBe('accepted');
  });
});

describe('a subscription that asks to be confirmed', () => {
  const normalised = { ...NOTHING, confirm: CONFIRM };

  test('is confirmed at its checked address', async () => {
    const asked: string[] = [];
    const ports = road({ normalised }, { confirm: async (url) => void asked.push(url) });
    expect(await ingest(ports, 'sendgrid', REQUEST, NOW)).toMatchObject({ kind: 'accepted', confirmed: 'now' });
    expect(asked).toEqual([CONFIRM.url]);
  });

  test('is left to a person where that is configured', async () => {
    expect(await ingest(road({ normalised }), 'sendgrid', REQUEST, NOW)).toMatchObject({
      kind: 'accepted',
      confirmed: 'by hand',
    });
  });

  test('comes again when it could not be confirmed', async () => {
    const failure = new Error('timeout');
    const ports = road({ normalised }, { confirm: () => Promise.reject(failure) });
    expect(await ingest(ports, 'sendgrid', REQUEST, NOW)).toEqual({
      kind: 'unavailable',
      detail: expect.stringContaining('SNS asks again'),
    });
    expect(ports.errors).toEqual([failure]);
  });

  test('is not confirmed while the queue is down', async () => {
    const asked: string[] = [];
    const ports = road(
      { normalised: { ...normalised, rejects: [REJECT] } },
      { confirm: async (url) => void asked.push(url) },
    );
    ports.quarantine.failure = new Error('throttled');
    expect((await ingest(ports, 'sendgrid', REQUEST, NOW)).kind).toBe('unavailable');
    expect(asked).toEqual([]);
  });
});

test('what arrives inside the account is held the same way, without a webhook', async () => {
  const ports = road();
  const outcome = await hold(ports, { ...NOTHING, events: [mailEventOf()], rejects: [REJECT] }, NOW);
  expect(outcome).toMatchObject({ kind: 'accepted', queued: 1, quarantined: 1 });
  expect(queuedIds(ports)).toEqual([mailEventOf().id]);
});
