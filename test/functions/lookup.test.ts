import { beforeEach, describe, expect, test } from 'vitest';
import { TABLE } from '../../infra/resources.ts';
import { dynamoClient } from '../../shared/adapters/clients.ts';
import { dynamoRecords } from '../../shared/adapters/dynamo-records.ts';
import { ensureTable } from '../../shared/adapters/provision.ts';
import { secretHash } from '../../shared/api/access.ts';
import { useEmulators } from '../support/emulators.ts';
import { coldStart, gatewayEvent, useLog } from '../support/functions.ts';
import { hardBounce, softBounce } from '../support/records.ts';

useEmulators('dynamodb');
const log = useLog();

const NAME = 'records';
const CONFIG = {
  api: { keys: [{ name: 'support', hash: secretHash('bs_key'), role: 'write' }] },
  policy: { mailbox_full: { messages: 1, spanDays: 0, windowDays: 7, suppressForDays: 'forever' } },
};
const headers = { authorization: 'Bearer bs_key' };

beforeEach(async () => {
  await ensureTable(dynamoClient(), NAME, TABLE);
});

function start(changes: Readonly<Record<string, string | undefined>> = {}) {
  const environment = { BOUNCE_SUPPRESSOR_CONFIG: JSON.stringify(CONFIG), TABLE_NAME: NAME, ...changes };
  return coldStart(() => import('../../functions/lookup.ts'), environment);
}

describe('lookup', () => {
  test('answers from the table', async () => {
    await dynamoRecords(dynamoClient(), NAME).write(
      'a+b@example.com',
      hardBounce('2026-03-02T09:00:00.000Z'),
      undefined,
      undefined,
    );
    const { handler } = await start();
    const answer = await handler(gatewayEvent('GET', '/v1/suppressions/a+b@example.com', { headers }));
    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ address: 'a+b@example.com', suppressed: true });
  });

  test('judges by the policy of the configuration', async () => {
    const full = softBounce('2026-03-02T09:00:00.000Z', 'm1');
    await dynamoRecords(dynamoClient(), NAME).write('full@example.com', full, undefined, undefined);
    const { handler } = await start();
    const answer = await handler(gatewayEvent('GET', '/v1/suppressions/full@example.com', { headers }));
    expect(JSON.parse(answer.body)).toMatchObject({ suppressed: true, reason: 'mailbox_full', until: null });
  });

  test('stores what a person decides', async () => {
    const { handler } = await start();
    const body = JSON.stringify({ note: 'asked us to' });
    await handler(gatewayEvent('PUT', '/v1/suppressions/dan@example.com', { headers, body }));
    const answer = await handler(gatewayEvent('GET', '/v1/suppressions/dan@example.com', { headers }));
    expect(JSON.parse(answer.body)).toMatchObject({
      suppressed: true,
      cause: 'manual',
      decisions: [{ action: 'suppress', by: 'support', note: 'asked us to', id: 'manual:request-1' }],
    });
  });

  test('takes no one without a key of the configuration', async () => {
    const { handler } = await start();
    expect(await handler(gatewayEvent('GET', '/v1/suppressions/ann@example.com'))).toMatchObject({ statusCode: 401 });
    expect(await handler(gatewayEvent('GET', '/health'))).toMatchObject({ statusCode: 200 });
  });

  test('answers 500, never "not suppressed", when the table can not be read, and logs why', async () => {
    const { handler } = await start({ TABLE_NAME: 'no-such-table' });
    const answer = await handler(gatewayEvent('GET', '/v1/suppressions/ann@example.com', { headers }));
    expect(answer).toMatchObject({ statusCode: 500, headers: { 'content-type': 'application/problem+json' } });
    expect(log).toMatchObject([
      { level: 'ERROR', requestId: 'request-1', error: expect.stringContaining('ResourceNotFoundException') },
    ]);
  });

  test.each(['BOUNCE_SUPPRESSOR_CONFIG', 'TABLE_NAME'])('does not start without %s', async (name) => {
    await expect(start({ [name]: undefined })).rejects.toThrow(`the environment variable ${name} is not set`);
  });
});
