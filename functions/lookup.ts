// The suppression API: all of it that reads or changes what is stored.
import { dynamoClient } from '../shared/adapters/clients.ts';
import { dynamoHistory } from '../shared/adapters/dynamo-history.ts';
import { dynamoIncidents } from '../shared/adapters/dynamo-incidents.ts';
import { dynamoList } from '../shared/adapters/dynamo-list.ts';
import { dynamoRecords } from '../shared/adapters/dynamo-records.ts';
import { ENVIRONMENT, required } from '../shared/adapters/environment.ts';
import { errorFields, log } from '../shared/adapters/log.ts';
import { configFrom } from '../shared/adapters/settings.ts';
import { parseGatewayEvent } from '../shared/api/gateway.ts';
import { LOOKUP_WORK } from '../shared/api/lookup-work.ts';
import type { HttpAnswer } from '../shared/api/problem.ts';
import { createApi } from '../shared/api/router.ts';
import { INCIDENT_DAYS } from '../shared/pipeline/incidents.ts';
import { policyWith } from '../shared/suppression/policy.ts';

const { api: access, policy, history } = configFrom(process.env);
const client = dynamoClient();
const table = required(process.env, ENVIRONMENT.table);
const api = createApi({
  work: LOOKUP_WORK,
  ports: {
    store: dynamoRecords(client, table),
    policy: policyWith(policy),
    list: dynamoList(client, table),
    history: history.days === false ? undefined : dynamoHistory(client, table, history.days),
    incidents: dynamoIncidents(client, table, INCIDENT_DAYS),
    onUnreadable: (error: Error) => log('ERROR', 'record unreadable', errorFields(error)),
  },
  access,
  onError: (error, requestId) => log('ERROR', 'request failed', { requestId, ...errorFields(error) }),
});

export async function handler(event: unknown): Promise<HttpAnswer> {
  return api(parseGatewayEvent(event), Date.now());
}
