// Nothing that is posted with the right signature breaks the endpoint, or loses what stands beside it.
// `FUZZ_CASES=100000 npx vitest run test/proof/payloads.test.ts` posts a hundred thousand of each sender.
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { PROVIDER_NAMES, type ProviderName } from '../../shared/event/mail-event.ts';
import { MAX_BODY_BYTES } from '../../shared/pipeline/ports.ts';
import { isObject } from '../../shared/providers/json.ts';
import { bounceOf, endpoint, type Posted, signedBytes, signedPost } from '../support/genuine.ts';
import { Random } from '../support/random-histories.ts';
import { BYTE_KINDS, restructured, rewritten, VALUE_KINDS } from './hostile-payloads.ts';

const CASES = Number(process.env['FUZZ_CASES'] ?? 600);
const SEED = Number(process.env['SEED'] ?? 1);

/** What SQS takes in one message. */
const MAX_SQS_BYTES = 1_048_576;

const NEIGHBOURS = ['before@example.com', 'after@example.com'] as const;
const answered = z.object({
  queued: z.number(),
  // No record: its schema leaves out the key `__proto__`, which an event may well be called.
  ignored: z.unknown(),
  quarantined: z.number(),
});

interface Seen {
  readonly statusCode: number;
  /** Items that were queued, counted as ignored, or quarantined. */
  readonly accounted: number;
  readonly recipients: readonly string[];
}

/** Posts it to an endpoint of its own and checks what holds for every request. */
async function post(request: Posted): Promise<Seen> {
  const { post, queued, events, quarantine } = endpoint();
  const { statusCode, headers, body } = await post(request);
  expect(statusCode, body).toBeLessThan(500);
  const bodies = [...events.bodies, ...quarantine.bodies];
  for (const text of events.bodies) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_BODY_BYTES);
  for (const text of quarantine.bodies) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_SQS_BYTES);
  if (statusCode !== 200) {
    expect({ statusCode, type: headers['content-type'], bodies }, body).toEqual({
      statusCode: 400,
      type: 'application/problem+json',
      bodies: [],
    });
    return { statusCode, accounted: 0, recipients: [] };
  }
  const answer = answered.parse(JSON.parse(body));
  const unpacked = queued();
  expect({ queued: unpacked.length, quarantined: quarantine.bodies.length }).toEqual({
    queued: answer.queued,
    quarantined: answer.quarantined,
  });
  const ignored = Object.values(answer.ignored ?? {}).reduce((sum, count) => sum + Number(count), 0);
  return {
    statusCode,
    accounted: answer.queued + answer.quarantined + ignored,
    recipients: unpacked.map(({ recipient }) => recipient),
  };
}

/** The hostile one alone, or between two good ones where the sender posts batches. */
function batchOf(provider: ProviderName, hostile: unknown): readonly unknown[] {
  const [before, after] = NEIGHBOURS;
  return provider === 'sendgrid' ? [bounceOf(provider, before), hostile, bounceOf(provider, after)] : [hostile];
}

/** Of an event that SES knows and we don't nothing is kept when it names no single addressee. */
function tellsOfBounce(payload: unknown): boolean {
  return isObject(payload) && [payload['RecordType'], payload['eventType']].includes('Bounce');
}

describe.each(PROVIDER_NAMES)('of %s', (provider) => {
  const healthy = bounceOf(provider, 'ann@example.com');

  test(`${CASES} payloads of another structure break nothing, and each item is accounted for`, async () => {
    const random = new Random(SEED);
    const statuses: Record<number, number> = {};
    for (let number = 0; number < CASES; number += 1) {
      const kind = VALUE_KINDS[number % VALUE_KINDS.length] ?? '';
      const batch = batchOf(provider, restructured(healthy, kind, random));
      const seen = await post(signedPost(provider, batch));
      statuses[seen.statusCode] = (statuses[seen.statusCode] ?? 0) + 1;
      if (provider === 'sendgrid') {
        const lost = NEIGHBOURS.filter((neighbour) => !seen.recipients.includes(neighbour));
        expect({ lost, accounted: seen.accounted }, JSON.stringify(batch[1])).toEqual({ lost: [], accounted: 3 });
      } else if (seen.statusCode === 200 && tellsOfBounce(batch[0])) {
        expect(seen.accounted, JSON.stringify(batch[0])).toBeGreaterThan(0);
      }
    }
    expect(statuses[200]).toBeGreaterThan(CASES / 2);
    report('structure', statuses);
  });

  test(`${CASES} payloads of other bytes break nothing`, async () => {
    const random = new Random(SEED);
    const bytes = Buffer.from(JSON.stringify(provider === 'sendgrid' ? batchOf(provider, healthy) : healthy));
    const statuses: Record<number, number> = {};
    for (let number = 0; number < CASES; number += 1) {
      const kind = BYTE_KINDS[number % BYTE_KINDS.length] ?? '';
      const { statusCode } = await post(signedBytes(provider, rewritten(bytes, kind, random)));
      statuses[statusCode] = (statuses[statusCode] ?? 0) + 1;
    }
    expect(statuses[200]).toBeGreaterThan(0);
    report('bytes', statuses);
  });

  test.each([1000, 10_000, 100_000])('arrays %i deep cost nobody else anything', async (depth) => {
    const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const hostile = JSON.stringify(healthy).replace('{', `{"extra":${deep},`);
    const [before, after] = NEIGHBOURS.map((neighbour) => JSON.stringify(bounceOf(provider, neighbour)));
    const body = provider === 'sendgrid' ? `[${before},${hostile},${deep},${after}]` : hostile;
    const { recipients } = await post(signedBytes(provider, Buffer.from(body)));
    expect(recipients).toEqual(provider === 'sendgrid' ? expect.arrayContaining([...NEIGHBOURS]) : ['ann@example.com']);
  });

  function report(what: string, statuses: Readonly<Record<number, number>>): void {
    if (process.env['FUZZ_CASES'] === undefined) return;
    const megabytes = Math.round(process.memoryUsage().rss / 1e6);
    process.stdout.write(`${provider}, ${what}: ${JSON.stringify(statuses)}, ${megabytes} MB\n`);
  }
});
