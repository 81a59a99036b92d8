// The suppression API.
import { dynamoClient } from '../shared/adapters/clients.ts';
import { dynamoRecords } from '../shared/adapters/dynamo-records.ts';
import { ENVIRONMENT, required } from '../shared/adapters/environment.ts';
import { errorFields, log } from '../shared/adapters/log.ts';
import { configFrom } from '../shared/adapters/settings.ts';
import { parseGatewayEvent } from '../shared/api/gateway.ts';
import type { HttpAnswer } from '../shared/api/problem.ts';
import { createApi } from '../shared/api/router.ts';
import { policyWith } from '../shared/suppression/policy.ts';

const config = configFrom(process.env);
const api = createApi({
  store: dynamoRecords(dynamoClient(), required(process.env, ENVIRONMENT.table)),
  policy: policyWith(config.policy),
  keys: config.api.keys,
  onError: (error, requestId) => log('ERROR', 'request failed', { requestId, ...errorFields(error) }),
});

export async function handler(event: unknown): Promise<HttpAnswer> {
  return api(parseGatewayEvent(event), Date.now());
}
