// HoldingQueue over SQS: messages are received for long enough to be looked at, and deleted or given back.
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { HeldMessage, HoldingQueue } from '../pipeline/ports.ts';

/** SQS: at most ten in one call. */
const BATCH = 10;
/** By then a look through a long queue should be done; if it breaks off, its messages are back after as long. */
const VISIBILITY_SECONDS = 900;
/** With a wait SQS asks all of its servers, so that "none" means none. */
const WAIT_SECONDS = 1;

export function sqsHoldingQueue(client: SQSClient, QueueUrl: string): HoldingQueue {
  return {
    async receive() {
      const command = new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: BATCH,
        VisibilityTimeout: VISIBILITY_SECONDS,
        WaitTimeSeconds: WAIT_SECONDS,
      });
      const { Messages = [] } = await client.send(command);
      return Messages.map(({ MessageId = '', Body = '', ReceiptHandle = '' }) => ({
        id: MessageId,
        body: Body,
        receipt: ReceiptHandle,
      }));
    },

    async delete(messages) {
      for (const batch of batches(messages)) {
        const { Failed = [] } = await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: batch }));
        const [failure] = Failed;
        if (failure) throw new Error(`SQS did not delete ${Failed.length} messages (${failure.Code})`);
      }
    },

    async giveBack(messages) {
      for (const batch of batches(messages)) {
        const Entries = batch.map((entry) => ({ ...entry, VisibilityTimeout: 0 }));
        // A receipt that has run out means that the message is back already.
        await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
      }
    },
  };
}

function batches(messages: readonly HeldMessage[]): { Id: string; ReceiptHandle: string }[][] {
  return Array.from({ length: Math.ceil(messages.length / BATCH) }, (_, index) =>
    messages
      .slice(index * BATCH, (index + 1) * BATCH)
      .map(({ receipt }, place) => ({ Id: String(place), ReceiptHandle: receipt })),
  );
}
