import { ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sqsClient } from '../../shared/adapters/clients.ts';
import { ensureQueue } from '../../shared/adapters/provision.ts';
import { pollQueue, type SqsHandler } from '../../shared/adapters/sqs-poller.ts';
import { sqsQueue } from '../../shared/adapters/sqs-queue.ts';
import { useEmulators } from '../support/emulators.ts';

useEmulators('sqs');

const MAX_RECEIVES = 3;

let sqs: SQSClient;
let queue: string;
let deadLetters: string;

beforeAll(() => {
  sqs = sqsClient();
});

beforeEach(async ({ task }) => {
  const name = task.id.replace(/[^A-Za-z0-9]/g, '_');
  const settings = { visibilityTimeoutSeconds: 30, retentionSeconds: 3600 };
  deadLetters = await ensureQueue(sqs, `${name}-dead`, settings);
  queue = await ensureQueue(sqs, name, { ...settings, redrive: { to: deadLetters, maxReceiveCount: MAX_RECEIVES } });
});

/** What is in the dead-letter queue, waiting until something is. */
async function waitForDeadLetters(): Promise<(string | undefined)[]> {
  const command = new ReceiveMessageCommand({ QueueUrl: deadLetters, MaxNumberOfMessages: 10, WaitTimeSeconds: 20 });
  return ((await sqs.send(command)).Messages ?? []).map(({ Body }) => Body);
}

/** Polls with this handler until `done` resolves; gives back what went wrong. Failed messages come again at once. */
async function pollUntil(done: Promise<unknown>, handler: SqsHandler, url = queue): Promise<unknown[]> {
  const errors: unknown[] = [];
  const polling = new AbortController();
  const options = { batchSize: 10, visibilitySeconds: 0, onError: (error: unknown) => errors.push(error) };
  const polled = pollQueue(sqs, url, handler, options, polling.signal);
  await done;
  polling.abort();
  await polled;
  return errors;
}

const DONE = { batchItemFailures: [] };

describe('pollQueue', () => {
  test('hands over id and body, and deletes what did not fail', async () => {
    await sqsQueue(sqs, queue).send(['a', 'b', 'c']);
    const bodies: string[] = [];
    const ids = new Set<string>();
    const { promise, resolve } = Promise.withResolvers<void>();
    const errors = await pollUntil(promise, async ({ Records }) => {
      for (const { messageId, body } of Records) {
        ids.add(messageId);
        bodies.push(body);
      }
      if (bodies.length >= 3) resolve();
      return DONE;
    });
    expect(errors).toEqual([]);
    expect(bodies.toSorted()).toEqual(['a', 'b', 'c']);
    expect(ids.size).toBe(3);
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queue, MaxNumberOfMessages: 10 }));
    expect(Messages ?? []).toEqual([]);
  });

  test('lets what failed come again, alone, until it ends among the dead letters', async () => {
    await sqsQueue(sqs, queue).send(['good', 'bad', 'also good']);
    const received: string[] = [];
    const dead = waitForDeadLetters();
    const errors = await pollUntil(dead, async ({ Records }) => {
      received.push(...Records.map(({ body }) => body));
      const bad = Records.filter(({ body }) => body === 'bad');
      return { batchItemFailures: bad.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
    expect(await dead).toEqual(['bad']);
    expect(received.toSorted()).toEqual(['also good', 'bad', 'bad', 'bad', 'good']);
    expect(errors).toEqual([]);
  });

  test('lets the whole batch come again when the handler fails, and goes on', async () => {
    await sqsQueue(sqs, queue).send(['a', 'b']);
    const batches: string[][] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const failure = new Error('the handler broke');
    const errors = await pollUntil(promise, async ({ Records }) => {
      batches.push(Records.map(({ body }) => body).toSorted());
      if (batches.length === 1) throw failure;
      resolve();
      return DONE;
    });
    expect(errors).toEqual([failure]);
    expect(batches).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  test('tells of a queue that can not be polled, and goes on until it is stopped', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const polling = new AbortController();
    const errors: unknown[] = [];
    const onError = (error: unknown) => {
      if (errors.push(error) === 2) resolve();
    };
    const options = { batchSize: 10, visibilitySeconds: 0, onError };
    const polled = pollQueue(sqs, `${queue}-not`, async () => DONE, options, polling.signal);
    await promise;
    polling.abort();
    await polled;
    expect(errors.map((error) => error instanceof Error && error.name)).toEqual(errors.map(() => 'QueueDoesNotExist'));
  });

  test('finishes the batch in hand when it is stopped', async () => {
    await sqsQueue(sqs, queue).send(['a']);
    const polling = new AbortController();
    let finished = false;
    const handler: SqsHandler = async () => {
      polling.abort();
      await new Promise((resolve) => setImmediate(resolve));
      finished = true;
      return DONE;
    };
    const options = { batchSize: 10, visibilitySeconds: 0, onError: () => {} };
    await pollQueue(sqs, queue, handler, options, polling.signal);
    expect(finished).toBe(true);
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queue }));
    expect(Messages ?? []).toEqual([]);
  });
});
