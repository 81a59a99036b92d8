// Queue over SQS: batches by count and bytes, and every entry that SQS did not take is an error.
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Queue } from '../pipeline/ports.ts';

/** SQS: at most ten entries and 1 MiB in one call. */
const MAX_ENTRIES = 10;
const MAX_BATCH_BYTES = 1_048_576;
/** Single entries can fail while the call succeeds, for instance by throttling: they are sent again this often. */
const ATTEMPTS = 3;

export function sqsQueue(client: SQSClient, url: string): Queue {
  return {
    async send(bodies, group) {
      await Promise.all(batches(bodies).map((batch) => sendBatch(client, url, batch, group)));
    },
  };
}

async function sendBatch(
  client: SQSClient,
  url: string,
  bodies: readonly string[],
  group: string | undefined,
): Promise<void> {
  let left = new Map(bodies.map((body, index) => [String(index), body]));
  let reason = '';
  for (let attempt = 0; attempt < ATTEMPTS && left.size > 0; attempt += 1) {
    const Entries = [...left].map(([Id, MessageBody]) => ({
      Id,
      MessageBody,
      // On a standard queue it makes the queue fair: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
      ...(group !== undefined && { MessageGroupId: group }),
    }));
    const { Successful = [], Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
    const held = new Set(Successful.map(({ Id }) => Id));
    left = new Map([...left].filter(([id]) => !held.has(id)));
    reason = Failed.map(({ Code, Message }) => `${Code}: ${Message ?? ''}`).join('; ');
    if (Failed.some(({ SenderFault }) => SenderFault)) break;
  }
  if (left.size > 0) throw new Error(`SQS did not take ${left.size} of ${bodies.length} messages (${reason})`);
}

function batches(bodies: readonly string[]): string[][] {
  const all: string[][] = [];
  let bytes = 0;
  for (const body of bodies) {
    const size = Buffer.byteLength(body);
    const last = all.at(-1);
    if (last === undefined || last.length === MAX_ENTRIES || bytes + size > MAX_BATCH_BYTES) {
      all.push([body]);
      bytes = size;
    } else {
      last.push(body);
      bytes += size;
    }
  }
  return all;
}
