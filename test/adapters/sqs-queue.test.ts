import {
  type BatchResultErrorEntry,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SendMessageBatchCommandInput,
  type SendMessageBatchCommandOutput,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { QUEUES } from '../../infra/resources.ts';
import { sqsClient } from '../../shared/adapters/clients.ts';
import { ensureQueue } from '../../shared/adapters/provision.ts';
import { sqsQueue } from '../../shared/adapters/sqs-queue.ts';
import { MAX_BODY_BYTES } from '../../shared/pipeline/ports.ts';
import { useEmulators } from '../support/emulators.ts';

const URL = 'http://localhost/queue';

useEmulators('sqs');

/** What SQS says to the entries of one call: the ids that it failed to take, and why. */
type Failures = (entries: readonly SendMessageBatchRequestEntry[], call: number) => BatchResultErrorEntry[];

/** A client whose every call is answered by `failures`: what is not among them was taken. */
function answering(failures: Failures): { client: SQSClient; calls: SendMessageBatchRequestEntry[][] } {
  const client = sqsClient();
  const calls: SendMessageBatchRequestEntry[][] = [];
  client.middlewareStack.add(
    () => async (args) => {
      // The queue sends no other command.
      const { Entries = [] } = args.input as SendMessageBatchCommandInput;
      calls.push(Entries);
      const Failed = failures(Entries, calls.length);
      const failed = new Set(Failed.map(({ Id }) => Id));
      const Successful = Entries.filter(({ Id }) => !failed.has(Id)).map(({ Id }) => ({
        Id,
        MessageId: `message-${Id}`,
        MD5OfMessageBody: '',
      }));
      const output: SendMessageBatchCommandOutput = { $metadata: {}, Successful, Failed };
      return { response: {}, output };
    },
    { step: 'initialize', override: true },
  );
  return { client, calls };
}

const busy = ({ Id }: SendMessageBatchRequestEntry) => ({
  Id,
  Code: 'ServiceUnavailable',
  Message: 'busy',
  SenderFault: false,
});

describe('what is sent', () => {
  test('is held by SQS, byte for byte', async () => {
    const client = sqsClient();
    const url = await ensureQueue(client, 'bytes', QUEUES.events);
    const bodies = ['{"a":1}', 'ü中\t\r\n\u007f\ufffd', 'x'.repeat(MAX_BODY_BYTES)];
    await sqsQueue(client, url).send(bodies);
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }));
    expect(Messages.map(({ Body }) => Body).toSorted()).toEqual(bodies.toSorted());
  });

  test('may be more than one call takes, by number and by bytes', async () => {
    const client = sqsClient();
    const url = await ensureQueue(client, 'many', QUEUES.events);
    await sqsQueue(client, url).send(Array.from({ length: 37 }, () => 'x'.repeat(MAX_BODY_BYTES)));
    const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages'] });
    expect((await client.send(command)).Attributes).toEqual({ ApproximateNumberOfMessages: '37' });
  });

  test('belongs to its group, by which the queue is fair', async () => {
    const { client, calls } = answering(() => []);
    const queue = sqsQueue(client, URL);
    await queue.send(['{"of":"postmark"}'], 'postmark');
    await queue.send(['{"of":"nobody"}']);
    expect(calls.flat()).toEqual([
      { Id: '0', MessageBody: '{"of":"postmark"}', MessageGroupId: 'postmark' },
      { Id: '0', MessageBody: '{"of":"nobody"}' },
    ]);
  });

  test('may name a group on a queue that is not FIFO', async () => {
    const client = sqsClient();
    const url = await ensureQueue(client, 'groups', QUEUES.events);
    await sqsQueue(client, url).send(['{}'], 'postmark');
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl: url }));
    expect(Messages).toMatchObject([{ Body: '{}' }]);
  });

  test('fails when there is no such queue', async () => {
    const url = `${process.env['AWS_ENDPOINT_URL_SQS']}/000000000000/no-such-queue`;
    await expect(sqsQueue(sqsClient(), url).send(['{}'])).rejects.toThrow();
  });
});

describe('the calls', () => {
  const sizes = (calls: readonly SendMessageBatchRequestEntry[][]) =>
    calls.map((entries) => entries.map(({ MessageBody = '' }) => Buffer.byteLength(MessageBody)));

  test('hold at most ten messages each, in order', async () => {
    const { client, calls } = answering(() => []);
    const bodies = Array.from({ length: 25 }, (_, index) => String(index));
    await sqsQueue(client, URL).send(bodies);
    expect(calls.map((entries) => entries.length)).toEqual([10, 10, 5]);
    expect(calls.flat().map(({ MessageBody }) => MessageBody)).toEqual(bodies);
    for (const entries of calls) expect(new Set(entries.map(({ Id }) => Id)).size).toBe(entries.length);
  });

  test('hold at most 1 MiB each, counted in bytes and not in characters', async () => {
    const { client, calls } = answering(() => []);
    const half = 'ü'.repeat(262_144);
    await sqsQueue(client, URL).send([half, half, 'x', half, half]);
    expect(sizes(calls)).toEqual([[524_288, 524_288], [1, 524_288], [524_288]]);
  });

  test('hold a message of 1 MiB by itself', async () => {
    const { client, calls } = answering(() => []);
    await sqsQueue(client, URL).send(['a', 'x'.repeat(1_048_576), 'b']);
    expect(sizes(calls)).toEqual([[1], [1_048_576], [1]]);
  });

  test('are none for no messages', async () => {
    const { client, calls } = answering(() => []);
    await sqsQueue(client, URL).send([]);
    expect(calls).toEqual([]);
  });
});

describe('entries that fail while the call succeeds', () => {
  test('are sent again, and only they', async () => {
    const { client, calls } = answering((entries, call) => (call === 1 ? entries.slice(1, 3).map(busy) : []));
    await sqsQueue(client, URL).send(['a', 'b', 'c', 'd']);
    expect(calls.map((entries) => entries.map(({ MessageBody }) => MessageBody))).toEqual([
      ['a', 'b', 'c', 'd'],
      ['b', 'c'],
    ]);
  });

  test('fail the sending when they still fail, with how many and why', async () => {
    const { client, calls } = answering((entries) => entries.filter(({ Id }) => Id === '1').map(busy));
    await expect(sqsQueue(client, URL).send(['a', 'b', 'c'])).rejects.toThrow(
      'SQS did not take 1 of 3 messages (ServiceUnavailable: busy)',
    );
    expect(calls.map((entries) => entries.length)).toEqual([3, 1, 1]);
  });

  test('are not sent again when the message itself is at fault', async () => {
    const invalid = ({ Id }: SendMessageBatchRequestEntry) => ({
      Id,
      Code: 'InvalidMessageContents',
      Message: undefined,
      SenderFault: true,
    });
    const { client, calls } = answering((entries) => entries.slice(0, 1).map(invalid));
    await expect(sqsQueue(client, URL).send(['a', 'b'])).rejects.toThrow(
      'SQS did not take 1 of 2 messages (InvalidMessageContents: )',
    );
    expect(calls).toHaveLength(1);
  });

  test('fail the sending though all other calls went well', async () => {
    const { client } = answering((entries) => entries.filter(({ MessageBody }) => MessageBody === '24').map(busy));
    const bodies = Array.from({ length: 25 }, (_, index) => String(index));
    await expect(sqsQueue(client, URL).send(bodies)).rejects.toThrow('SQS did not take 1 of 5 messages');
  });
});

test('an entry that SQS names neither as taken nor as failed is not taken', async () => {
  const client = sqsClient();
  client.middlewareStack.add(() => async () => ({ response: {}, output: { $metadata: {} } }), { step: 'initialize' });
  await expect(sqsQueue(client, URL).send(['a'])).rejects.toThrow('SQS did not take 1 of 1 messages');
});
