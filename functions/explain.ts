// What the API says without looking anything up: the verdict on a reply or a payload, and the API's own description.
import document from '../docs/openapi.json' with { type: 'json' };
import { errorFields, log } from '../shared/adapters/log.ts';
import { configFrom } from '../shared/adapters/settings.ts';
import { EXPLAIN_WORK } from '../shared/api/explain-work.ts';
import { parseGatewayEvent } from '../shared/api/gateway.ts';
import type { HttpAnswer } from '../shared/api/problem.ts';
import { createApi } from '../shared/api/router.ts';

const api = createApi({
  work: EXPLAIN_WORK,
  ports: { document },
  access: configFrom(process.env).api,
  onError: (error, requestId) => log('ERROR', 'request failed', { requestId, ...errorFields(error) }),
});

export async function handler(event: unknown): Promise<HttpAnswer> {
  return api(parseGatewayEvent(event), Date.now());
}
