// Access by AWS credentials: the gateway checks the signature, and this takes its word for it only when told to.
import { expect, test } from 'vitest';
import { parseGatewayEvent } from '../../shared/api/gateway.ts';
import { LOOKUP_WORK } from '../../shared/api/lookup-work.ts';
import { createApi } from '../../shared/api/router.ts';
import type { Config } from '../../shared/pipeline/config.ts';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import { KEYS, NOW, READ } from '../support/ask.ts';
import { memoryHistory, memoryIncidents, memoryList, memoryStore } from '../support/memory-ports.ts';

const ANN = 'ann@example.com';
const ARN = 'arn:aws:sts::123456789012:assumed-role/mailer/i-0abc';
const SIGNED = { authorizer: { iam: { accountId: '123456789012', userArn: ARN } } };

function api(access: Config['api']) {
  const store = memoryStore();
  const ports = { store, list: memoryList(store), history: memoryHistory(), incidents: memoryIncidents() };
  const serve = createApi({
    work: LOOKUP_WORK,
    ports: { ...ports, policy: DEFAULT_POLICY },
    access,
    onError: (error) => {
      throw error;
    },
  });
  return async (method: string, context: object, headers: Readonly<Record<string, string>> = {}) => {
    const requestContext = { http: { method }, ...context };
    const rawPath = `/v1/suppressions/${ANN}`;
    const { statusCode, body } = await serve(parseGatewayEvent({ rawPath, requestContext, headers }), NOW);
    return { statusCode, body: JSON.parse(body) };
  };
}

test('who signed a request may do what IAM lets through, and is named as the author', async () => {
  const ask = api({ keys: [], iam: true });
  expect((await ask('GET', SIGNED)).statusCode).toBe(200);
  const { body } = await ask('PUT', SIGNED);
  expect(body).toMatchObject({ suppressed: true, decisions: [{ by: ARN }] });
});

test('without a signature nobody gets in, not even with a key', async () => {
  const ask = api({ keys: KEYS, iam: true });
  for (const headers of [{}, READ]) {
    const { statusCode, body } = await ask('GET', {}, headers);
    expect([statusCode, body.detail]).toEqual([401, expect.stringContaining('sign the request')]);
  }
});

test('unless IAM is configured a signature is no key', async () => {
  const ask = api({ keys: KEYS });
  expect((await ask('GET', SIGNED)).statusCode).toBe(401);
  expect((await ask('GET', SIGNED, READ)).statusCode).toBe(200);
});
