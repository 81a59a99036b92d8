// What AWS would bill: events of one sender go the whole road over the emulators, and every request is counted.
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { startDynamo, startSqs } from '../../infra/local/emulators.ts';
import { EVENT_SOURCE, QUEUES, TABLE } from '../../infra/resources.ts';
import { dynamoClient, sqsClient } from '../../shared/adapters/clients.ts';
import { dynamoHistory } from '../../shared/adapters/dynamo-history.ts';
import { dynamoIncidents } from '../../shared/adapters/dynamo-incidents.ts';
import { LISTED } from '../../shared/adapters/dynamo-items.ts';
import { dynamoRecords } from '../../shared/adapters/dynamo-records.ts';
import { ensureQueue, ensureTable } from '../../shared/adapters/provision.ts';
import { sqsQueue } from '../../shared/adapters/sqs-queue.ts';
import { INCIDENT_DAYS } from '../../shared/pipeline/incidents.ts';
import { hold } from '../../shared/pipeline/ingest.ts';
import { suppress } from '../../shared/pipeline/suppress.ts';
import { isRefusal, type Normalised, type Refusal } from '../../shared/providers/provider.ts';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';

export interface Webhook {
  readonly body: Buffer;
  readonly normalised: Normalised | Refusal;
}

/** Billing units, not calls. */
export interface Counts {
  events: number;
  webhooks: number;
  /** HTTP API: started 512 KB of each request. */
  apiRequests: number;
  /** SQS: started 64 KB of each send and receive, and every delete. */
  queueRequests: number;
  /** Invocations of `suppress`. */
  batches: number;
  readUnits: number;
  /** Of records and their index. */
  recordUnits: number;
  /** Of the history, apart: it can be switched off. */
  historyUnits: number;
  /** Of the counters of incidents. */
  incidentUnits: number;
}

const QUEUE_UNIT = 65_536;
const API_UNIT = 524_288;
const NAME = 'cost';

const consumed = z.object({ CapacityUnits: z.number() });
const output = z.object({ ConsumedCapacity: z.optional(z.union([consumed, z.array(consumed)])) });

export async function count(webhooks: readonly Webhook[], now: number): Promise<Counts> {
  Object.assign(process.env, { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' });
  const emulators = [await startDynamo(undefined), await startSqs(undefined)];
  const [dynamo, sqs] = emulators.map(({ endpoint }) => endpoint);
  Object.assign(process.env, { AWS_ENDPOINT_URL_DYNAMODB: dynamo, AWS_ENDPOINT_URL_SQS: sqs });
  const clients = { dynamo: dynamoClient(), sqs: sqsClient() };
  try {
    return await run(clients, webhooks, now);
  } finally {
    clients.dynamo.destroy();
    clients.sqs.destroy();
    await Promise.all(emulators.map((emulator) => emulator.stop()));
  }
}

async function run(
  clients: { readonly dynamo: DynamoDBClient; readonly sqs: SQSClient },
  webhooks: readonly Webhook[],
  now: number,
): Promise<Counts> {
  await ensureTable(clients.dynamo, NAME, TABLE);
  const url = await ensureQueue(clients.sqs, NAME, QUEUES.events);
  const counts: Counts = {
    events: 0,
    webhooks: webhooks.length,
    apiRequests: 0,
    queueRequests: 0,
    batches: 0,
    readUnits: 0,
    recordUnits: 0,
    historyUnits: 0,
    incidentUnits: 0,
  };
  countSends(clients.sqs, counts);
  countUnits(clients.dynamo, counts);
  const events = sqsQueue(clients.sqs, url);
  const onError = (error: unknown) => {
    throw error;
  };
  for (const { body, normalised } of webhooks) {
    if (isRefusal(normalised)) throw new Error(normalised.detail);
    counts.events += normalised.events.length + normalised.rejects.length;
    counts.apiRequests += Math.ceil(body.length / API_UNIT);
    await hold({ events, quarantine: { send: async () => {} }, subscriptions: undefined, onError }, normalised, now);
  }
  const ports = {
    store: dynamoRecords(clients.dynamo, NAME),
    history: dynamoHistory(clients.dynamo, NAME, 90),
    incidents: dynamoIncidents(clients.dynamo, NAME, INCIDENT_DAYS),
    policy: DEFAULT_POLICY,
    onError,
  };
  const receive = new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: EVENT_SOURCE.batchSize });
  for (;;) {
    const { Messages = [] } = await clients.sqs.send(receive);
    if (Messages.length === 0) return counts;
    const bodies = Messages.map(({ MessageId = '', Body = '' }) => ({ id: MessageId, body: Body }));
    const bytes = bodies.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
    // One receive and one delete of up to ten messages each.
    counts.queueRequests += Math.ceil(bytes / QUEUE_UNIT) + 1;
    counts.batches += 1;
    const { failed } = await suppress(ports, bodies, now);
    if (failed[0]) throw new Error(failed[0].error);
  }
}

function countSends(client: SQSClient, counts: Counts): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (commandName === 'SendMessageBatchCommand') {
          const { Entries } = sent.parse(args.input);
          const bytes = Entries.reduce((sum, { MessageBody }) => sum + Buffer.byteLength(MessageBody), 0);
          counts.queueRequests += Math.ceil(bytes / QUEUE_UNIT);
        }
        return next(args);
      },
    { step: 'initialize' },
  );
}
const sent = z.object({ Entries: z.array(z.object({ MessageBody: z.string() })) });

const listed = z.object({ Item: z.object({ [LISTED.partitionKey]: z.unknown() }) });

/** Whose units a command consumes: each of them is sent for one kind of item alone. */
const KIND = {
  BatchGetItemCommand: 'readUnits',
  PutItemCommand: 'recordUnits',
  BatchWriteItemCommand: 'historyUnits',
  UpdateItemCommand: 'incidentUnits',
} as const;

function countUnits(client: DynamoDBClient, counts: Counts): void {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const kind = Object.entries(KIND).find(([name]) => name === commandName)?.[1];
        if (kind === undefined) return next(args);
        const input = { ...args.input, ReturnConsumedCapacity: 'TOTAL' };
        const result = await next({ ...args, input });
        const { ConsumedCapacity = [] } = output.parse(result.output);
        const units = [ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
        // The emulator leaves out the index, which holds a copy of the whole item.
        counts[kind] += listed.safeParse(args.input).success ? 2 * units : units;
        return result;
      },
    { step: 'initialize' },
  );
}
