// Faults between the real AWS SDK and the emulators: what the adapters do about them, and that nothing is lost over it.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { QUEUES, TABLE } from '../../infra/resources.ts';
import { dynamoClient, sqsClient } from '../../shared/adapters/clients.ts';
import { sleep } from '../../shared/adapters/dynamo-batches.ts';
import { dynamoHistory } from '../../shared/adapters/dynamo-history.ts';
import { dynamoIncidents } from '../../shared/adapters/dynamo-incidents.ts';
import { dynamoList } from '../../shared/adapters/dynamo-list.ts';
import { dynamoRecords } from '../../shared/adapters/dynamo-records.ts';
import { ensureQueue, ensureTable } from '../../shared/adapters/provision.ts';
import { pollQueue, type SqsHandler } from '../../shared/adapters/sqs-poller.ts';
import { sqsQueue } from '../../shared/adapters/sqs-queue.ts';
import { sqsHoldingQueue } from '../../shared/adapters/sqs-replay.ts';
import { webhookAnswer } from '../../shared/api/problem.ts';
import { eachConcurrently } from '../../shared/pipeline/concurrently.ts';
import { ingest } from '../../shared/pipeline/ingest.ts';
import { UnreadableRecord } from '../../shared/pipeline/ports.ts';
import { replay } from '../../shared/pipeline/replay.ts';
import { suppress } from '../../shared/pipeline/suppress.ts';
import { activate } from '../../shared/providers/registry.ts';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import { useEmulators } from '../support/emulators.ts';
import { Random } from '../support/random-histories.ts';
import { compare, type Found } from './compare.ts';
import { type Delivery, deliveries, START } from './deliveries.ts';
import { type FaultProxy, PROXY_FAULTS, startFaultProxy } from './fault-proxy.ts';
import { senders } from './requests.ts';

useEmulators('dynamodb', 'sqs');

const NAME = 'sdk-faults';
const [DELIVERIES, SEED] = [200, 11];
const SENDERS_AT_ONCE = 8;
const WORKERS = 4;
/** A client waits that long for an answer, and a silent proxy a little longer. */
const TIMEOUT_MS = 300;
const VISIBILITY_SECONDS = 1;
/** One, so that a good many messages become dead letters. */
const MAX_RECEIVES = 1;
const [HISTORY_DAYS, INCIDENT_DAYS] = [3650, 3650];

test('throttling, errors, broken connections, silence and partial batches leave what the oracle has', {
  timeout: 300_000,
}, async () => {
  await using stack = new AsyncDisposableStack();
  const random = new Random(SEED);
  const proxied = async (service: 'DYNAMODB' | 'SQS') => {
    const target = process.env[`AWS_ENDPOINT_URL_${service}`] ?? '';
    return stack.adopt(await startFaultProxy(target, random, 2 * TIMEOUT_MS), (proxy) => proxy.stop());
  };
  const proxies = [await proxied('DYNAMODB'), await proxied('SQS')] as const;
  const { dynamo, sqs, polling, queues } = await provision(proxies);

  const { settings, certificates, requestOf } = senders();
  const ports = {
    providers: activate(settings, { certificates }),
    events: sqsQueue(sqs, queues.events),
    quarantine: sqsQueue(sqs, queues.quarantine),
    subscriptions: undefined,
    onError: () => {},
  };
  const post = async (delivery: Delivery) => {
    const request = requestOf(delivery);
    for (let copies = delivery.copies; copies >= 0; ) {
      const { statusCode } = webhookAnswer(await ingest(ports, delivery.provider, request, START));
      if (statusCode !== 503) copies -= 1;
    }
  };

  const stored = {
    store: dynamoRecords(dynamo, NAME),
    history: dynamoHistory(dynamo, NAME, HISTORY_DAYS),
    incidents: dynamoIncidents(dynamo, NAME, INCIDENT_DAYS),
    policy: DEFAULT_POLICY,
    onError: () => {},
  };
  const handler: SqsHandler = async ({ Records }) => {
    const messages = Records.map(({ messageId, body }) => ({ id: messageId, body }));
    const { failed } = await suppress(stored, messages, START);
    return { batchItemFailures: failed.map(({ id }) => ({ itemIdentifier: id })) };
  };
  const closing = new AbortController();
  const options = { batchSize: 5, visibilitySeconds: VISIBILITY_SECONDS, onError: () => {} };
  const workers = Array.from({ length: WORKERS }, () =>
    pollQueue(polling, queues.events, handler, options, closing.signal),
  );
  stack.defer(async () => {
    closing.abort();
    await Promise.all(workers);
  });

  const all = [...deliveries(SEED, DELIVERIES)].filter(({ intent }) => intent !== 'confirmation');
  let replayed = 0;
  for (const wave of ['first contact', 'storm']) {
    await eachConcurrently(
      SENDERS_AT_ONCE,
      all.filter((delivery) => delivery.wave === wave),
      post,
    );
    replayed += await drain(queues, sqs);
  }

  const faults = new Map(proxies.flatMap((proxy) => [...proxy.faults]));
  for (const fault of PROXY_FAULTS)
    expect(
      [...faults.keys()].some((key) => key.endsWith(fault)),
      fault,
    ).toBe(true);
  for (const batch of ['BatchGetItem', 'BatchWriteItem', 'SendMessageBatch', 'DeleteMessageBatch']) {
    expect(faults.get(`${batch} partial`), batch).toBeGreaterThan(0);
  }
  expect(replayed).toBeGreaterThan(0);
  expect(compare(all, await found(queues.quarantine))).toEqual([]);
});

interface Urls {
  readonly events: string;
  readonly deadLetters: string;
  readonly quarantine: string;
}

async function provision([dynamoProxy, sqsProxy]: readonly [FaultProxy, FaultProxy]) {
  const direct = sqsClient();
  await ensureTable(dynamoClient(), NAME, TABLE);
  const deadLetters = await ensureQueue(direct, `${NAME}-dead-letters`, QUEUES.deadLetters);
  const redrive = { to: deadLetters, maxReceiveCount: MAX_RECEIVES };
  const requestHandler = { requestTimeout: TIMEOUT_MS, throwOnRequestTimeout: true };
  const toSqs = { endpoint: sqsProxy.endpoint, useQueueUrlAsEndpoint: false };
  return {
    dynamo: new DynamoDBClient({ endpoint: dynamoProxy.endpoint, requestHandler }),
    sqs: new SQSClient({ ...toSqs, requestHandler }),
    // Who polls has to wait longer.
    polling: new SQSClient(toSqs),
    queues: {
      deadLetters,
      events: await ensureQueue(direct, `${NAME}-events`, { ...QUEUES.events, redrive }),
      quarantine: await ensureQueue(direct, `${NAME}-quarantine`, QUEUES.quarantine),
    },
  };
}

/** Waits until every message is done with, and brings dead letters back. Answers how many. */
async function drain(queues: Urls, sqs: SQSClient): Promise<number> {
  const direct = sqsClient();
  // Without faults on this side: what a broken replay holds is invisible for a quarter of an hour.
  const [from, to] = [sqsHoldingQueue(direct, queues.deadLetters), sqsQueue(sqs, queues.events)];
  let replayed = 0;
  while ((await sizeOf(direct, queues.events)) + (await sizeOf(direct, queues.deadLetters)) > 0) {
    await sleep(200);
    try {
      for await (const { fate } of replay({ from, to }, { queue: 'dead-letters', dryRun: false })) {
        if (fate === 'replayed') replayed += 1;
      }
    } catch {
      // The events queue did not take them: they were given back.
    }
  }
  return replayed;
}

async function sizeOf(client: SQSClient, QueueUrl: string): Promise<number> {
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
  const { Attributes = {} } = await client.send(command);
  const { ApproximateNumberOfMessages: visible, ApproximateNumberOfMessagesNotVisible: inFlight } = Attributes;
  return Number(visible) + Number(inFlight);
}

/** What is stored, asked without faults. */
async function found(quarantine: string): Promise<Found> {
  const client = dynamoClient();
  const [list, history] = [dynamoList(client, NAME), dynamoHistory(client, NAME, HISTORY_DAYS)];
  const { records } = await list.all(1000);
  const addresses = records.map(({ address }) => address);
  const quarantined: string[] = [];
  const held = sqsHoldingQueue(sqsClient(), quarantine);
  for (let messages = await held.receive(); messages.length > 0; messages = await held.receive()) {
    quarantined.push(...messages.map(({ body }) => body));
  }
  return {
    records: new Map(
      records.map(({ address, record }) => {
        if (record instanceof UnreadableRecord) throw record;
        return [address, record];
      }),
    ),
    listed: new Map((await list.suppressed({ limit: 1000 })).map(({ address, since }) => [address, since])),
    history: (await Promise.all(addresses.map((address) => history.read(address, 1000)))).flat(),
    // Approximate by their nature.
    incidents: [],
    quarantined,
    confirmed: new Set(),
    now: START,
  };
}
