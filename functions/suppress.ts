// The consumer of the events queue: classifies and stores, and names the messages that have to come again.
import * as z from 'zod/mini';
import { dynamoClient } from '../shared/adapters/clients.ts';
import { dynamoHistory } from '../shared/adapters/dynamo-history.ts';
import { dynamoIncidents } from '../shared/adapters/dynamo-incidents.ts';
import { dynamoRecords } from '../shared/adapters/dynamo-records.ts';
import { ENVIRONMENT, required } from '../shared/adapters/environment.ts';
import { errorFields, FAILURE, hashed, log } from '../shared/adapters/log.ts';
import { type Counts, type Metric, metricOf, metricsFor } from '../shared/adapters/metrics.ts';
import { configFrom } from '../shared/adapters/settings.ts';
import type { Verdict } from '../shared/classify/verdict.ts';
import { domainOf } from '../shared/event/address.ts';
import type { MailEvent } from '../shared/event/mail-event.ts';
import { INCIDENT_DAYS } from '../shared/pipeline/incidents.ts';
import { type SuppressPorts, suppress } from '../shared/pipeline/suppress.ts';
import { policyWith } from '../shared/suppression/policy.ts';

const sqsEvent = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

const { policy, streams, history } = configFrom(process.env);
const client = dynamoClient();
const table = required(process.env, ENVIRONMENT.table);
const countMetrics = metricsFor(process.env);
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
  const messages = Records.map(({ messageId, body }) => ({ id: messageId, body }));
  const now = Date.now();
  const ends: Metric[] = [];
  const onEvent = (event: MailEvent, verdict: Verdict) => {
    const metric = metricOf(event.type, verdict);
    if (metric !== undefined) ends.push(metric);
    if (isFailure(event)) logFailure(event, verdict);
  };
  const { failed, ...counts } = await suppress({ ...ports, onEvent }, messages, now);
  log('INFO', 'batch suppressed', { messages: Records.length, ...counts });
  for (const { id, error } of failed) log('ERROR', 'message failed', { messageId: id, error });
  countMetrics(sizes(ends), now);
  return { batchItemFailures: failed.map(({ id }) => ({ itemIdentifier: id })) };
}

function isFailure({ type }: MailEvent): boolean {
  return type === 'bounce' || type === 'deferral' || type === 'drop' || type === 'complaint';
}

/** What the dashboard groups by. */
function logFailure(
  { id, type, provider, recipient, sender }: MailEvent,
  { reason, fault, action, rule }: Verdict,
): void {
  log('INFO', FAILURE, {
    eventId: id,
    provider,
    type,
    reason,
    fault,
    action,
    rule,
    recipient: hashed(recipient),
    receiver: domainOf(recipient),
    sender: sender?.domain ?? sender?.ip,
  });
}

function sizes(metrics: readonly Metric[]): Counts {
  return Object.fromEntries([...Map.groupBy(metrics, (metric) => metric)].map(([metric, all]) => [metric, all.length]));
}
