import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { QUEUES } from '../../infra/resources.ts';
import { sqsClient } from '../../shared/adapters/clients.ts';
import { ensureQueue } from '../../shared/adapters/provision.ts';
import { sqsHoldingQueue } from '../../shared/adapters/sqs-replay.ts';
import { useEmulators } from '../support/emulators.ts';

useEmulators('sqs');

async function queueOf(name: string, ...bodies: string[]) {
  const client = sqsClient();
  const QueueUrl = await ensureQueue(client, name, QUEUES.deadLetters);
  for (const MessageBody of bodies) await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  return sqsHoldingQueue(client, QueueUrl);
}

test('what was received is nobody else’s until it is given back', async () => {
  const queue = await queueOf('held', ...Array.from({ length: 13 }, (_, index) => `body ${index}`));
  const received = [...(await queue.receive()), ...(await queue.receive())];
  expect(new Set(received.map(({ body }) => body)).size).toBe(13);
  expect(await queue.receive()).toEqual([]);
  await queue.giveBack(received);
  expect(await queue.receive()).toHaveLength(10);
});

test('what was deleted never comes again', async () => {
  const queue = await queueOf('deleted', 'gone', 'kept');
  const received = await queue.receive();
  await queue.delete(received.filter(({ body }) => body === 'gone'));
  await queue.giveBack(received.filter(({ body }) => body === 'kept'));
  expect((await queue.receive()).map(({ body }) => body)).toEqual(['kept']);
});

test('a message that could not be deleted is an error', async () => {
  const client = sqsClient();
  client.middlewareStack.add(
    () => async () => ({
      response: {},
      output: { $metadata: {}, Failed: [{ Id: '0', Code: 'Busy', SenderFault: false }] },
    }),
    { step: 'initialize', override: true },
  );
  const deleting = sqsHoldingQueue(client, 'http://localhost/queue').delete([{ id: 'x', body: '', receipt: 'r' }]);
  await expect(deleting).rejects.toThrow('SQS did not delete 1 messages (Busy)');
});
