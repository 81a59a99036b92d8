// A killed process loses nothing that it acknowledged, and starts again where it was.
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { NO_SUCH_USER, sendgrid, sendgridEvent } from './events.ts';
import { configured, lookUp, post, startService, until } from './service.ts';

const { folder, config, credentials, clean } = configured();
afterAll(clean);

const BATCHES = 40;
const PER_BATCH = 25;
const addresses = (batch: number) => Array.from({ length: PER_BATCH }, (_, index) => `u${index}@batch${batch}.example`);
const request = (batch: number) =>
  sendgrid(
    credentials,
    addresses(batch).map((email) => sendgridEvent(email, NO_SUCH_USER)),
  );

test('SIGKILL in the middle of a run, then a restart, gives the same result as no kill', async () => {
  const start = () => startService(['--port', '0', '--config', config, '--data', join(folder, 'data')]);
  const first = await start();
  const acknowledged = new Set<number>();
  const sending = Array.from({ length: BATCHES }, async (_, batch) => {
    const response = await post(first.url, request(batch)).catch(() => undefined);
    if (response?.status === 200) acknowledged.add(batch);
    if (acknowledged.size === BATCHES / 4) await first.end('SIGKILL');
  });
  await Promise.all(sending);
  await first.end('SIGKILL');
  expect(acknowledged.size).toBeGreaterThanOrEqual(BATCHES / 4);

  const second = await start();
  try {
    // What was not acknowledged is sent again, as the senders do.
    for (let batch = 0; batch < BATCHES; batch += 1) {
      if (!acknowledged.has(batch)) expect((await post(second.url, request(batch))).status).toBe(200);
    }
    const all = Array.from({ length: BATCHES }, (_, batch) => addresses(batch)).flat();
    await until(
      async () => {
        const answers = await lookUp(second.url, credentials.apiKey, all);
        return answers.every(({ reason }) => reason === 'recipient_unknown') ? true : undefined;
      },
      () => 'not every acknowledged event survived the kill',
    );
  } finally {
    expect(await second.end('SIGTERM')).toBe(0);
  }
});

test('generated keys and records survive a restart with --data', async () => {
  const args = ['--port', '0', '--data', join(folder, 'generated')];
  const keyOf = (output: string) => /API key +(\S+)/.exec(output)?.[1] ?? '';
  const first = await startService(args);
  const key = keyOf(first.output());
  const headers = { authorization: `Bearer ${key}` };
  const put = await fetch(`${first.url}/v1/suppressions/kept@example.com`, { method: 'PUT', headers });
  expect(put.status).toBe(200);
  await first.end('SIGTERM');

  const second = await startService(args);
  try {
    expect(keyOf(second.output())).toBe(key);
    expect((await lookUp(second.url, key, ['kept@example.com']))[0]).toMatchObject({
      suppressed: true,
      reason: 'manual',
    });
  } finally {
    await second.end('SIGTERM');
  }
});
