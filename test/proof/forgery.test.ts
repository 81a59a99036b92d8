// Nothing forged gets in. `FORGERIES=10000 npx vitest run test/proof/forgery.test.ts` tries ten thousand of each sender.
import { describe, expect, test } from 'vitest';
import { LOCAL_CERTIFICATE_URL } from '../../infra/local/credentials.ts';
import { PROVIDER_NAMES } from '../../shared/event/mail-event.ts';
import { bounceOf, endpoint, own, signedPost } from '../support/genuine.ts';
import { Random } from '../support/random-histories.ts';
import { FORGERIES, GENUINE } from './forgeries.ts';

const COUNT = Number(process.env['FORGERIES'] ?? 1000);
const SEED = Number(process.env['SEED'] ?? 1);

describe.each(PROVIDER_NAMES)('a request of %s', (provider) => {
  test('that is genuine is taken in, so that refusing means something', async () => {
    const target = endpoint({ pinned: false });
    expect(await target.post(GENUINE[provider])).toMatchObject({ statusCode: 200 });
    expect(target.queued()).toMatchObject([{ provider, recipient: 'ann@example.com' }]);
  });

  test(`that was forged in any of ${COUNT} ways is refused with a problem document, and nothing comes of it`, async () => {
    const kinds = Object.entries(FORGERIES[provider]);
    const endpoints = [endpoint(), endpoint({ pinned: false })];
    const random = new Random(SEED);
    const accepted: unknown[] = [];
    const tried: Record<string, number> = {};
    for (let number = 0; number < COUNT; number += 1) {
      const [kind, forge] = kinds[number % kinds.length] ?? [];
      if (kind === undefined || forge === undefined) throw new Error('no kind of forgery');
      tried[kind] = (tried[kind] ?? 0) + 1;
      const request = forge(random);
      const answer = await random.of(endpoints).post(request);
      const isRefused = answer.statusCode >= 400 && answer.statusCode < 500;
      if (!isRefused || answer.headers['content-type'] !== 'application/problem+json') {
        accepted.push({ kind, number, request, answer });
      }
    }
    expect(accepted).toEqual([]);
    expect(endpoints.flatMap(({ events, quarantine }) => [...events.bodies, ...quarantine.bodies])).toEqual([]);
    expect(Object.keys(tried)).toEqual(kinds.map(([kind]) => kind));
    expect(Math.min(...Object.values(tried))).toBe(Math.floor(COUNT / kinds.length));
    if (process.env['FORGERIES'] !== undefined) process.stdout.write(`${provider}: ${JSON.stringify(tried)}\n`);
  });
});

describe.each(['sendgrid', 'ses'] as const)('a genuine request of %s', (provider) => {
  const replayed = (secondsAgo: number) =>
    signedPost(provider, [bounceOf(provider, 'ann@example.com')], own, GENUINE_AT - secondsAgo * 1000);
  const GENUINE_AT = Date.parse('2026-03-02T09:00:30.000Z');

  test('that is replayed after the configured age is refused, one second before it is taken', async () => {
    const target = endpoint({ maxAgeSeconds: 3600 });
    expect((await target.post(replayed(3600))).statusCode).toBe(200);
    expect((await target.post(replayed(3601))).statusCode).toBe(401);
    expect((await target.post(replayed(86_400))).statusCode).toBe(401);
    expect(target.queued()).toHaveLength(1);
  });
});

test('a certificate is fetched from the one place that SNS has for it', async () => {
  const target = endpoint({ pinned: false });
  await target.post(GENUINE.ses);
  expect(target.fetched).toEqual([LOCAL_CERTIFICATE_URL]);
});
