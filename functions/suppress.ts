// The consumer of the events queue: classifies and stores, and names the messages that have to come again.
import * as z from 'zod/mini';
import { dynamoClient } from '../shared/adapters/clients.ts';
import { dynamoHistory } from '../shared/adapters/dynamo-history.ts';
import { dynamoIncidents } from '../shared/adapters/dynamo-incidents.ts';
import { dynamoRecords } from '../shared/adapters/dynamo-records.ts';
import { ENVIRONMENT, required } from '../shared/adapters/environment.ts';
import { errorFields, log } from '../shared/adapters/log.ts';
import { configFrom } from '../shared/adapters/settings.ts';
import { INCIDENT_DAYS } from '../shared/pipeline/incidents.ts';
import { type SuppressPorts, suppress } from '../shared/pipeline/suppress.ts';
import { policyWith } from '../shared/suppression/policy.ts';

const sqsEvent = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

const { policy, streams, history } = configFrom(process.env);
const client = dynamoClient();
const table = required(process.env, ENVIRONMENT.table);
const ports: SuppressPorts = {
  store: dynamoRecords(client, table),
  policy: policyWith(policy),
  streams,
  history: history.days === false ? undefined : dynamoHistory(client, table, history.days),
  incidents: dynamoIncidents(client, table, INCIDENT_DAYS),
  onError: (error) => log('WARN', 'incidents not counted', errorFields(error)),
};

/** Lambda's partial batch response: an empty list means that all messages are done. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

export async function handler(event: unknown): Promise<BatchResponse> {
  const { Records } = sqsEvent.parse(event);
  const { failed, ...counts } = await suppress(
    ports,
    Records.map(({ messageId, body }) => ({ id: messageId, body })),
    Date.now(),
  );
  log('INFO', 'batch suppressed', { messages: Records.length, ...counts });
  for (const { id, error } of failed) log('ERROR', 'message failed', { messageId: id, error });
  return { batchItemFailures: failed.map(({ id }) => ({ itemIdentifier: id })) };
}
