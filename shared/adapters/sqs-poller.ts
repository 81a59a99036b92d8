// What Lambda's SQS event source does in the cloud: receive, invoke, delete what did not fail. Redrive is SQS' own.
import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** The part of Lambda's SQS event that the function reads, and its partial batch response. */
export type SqsHandler = (event: {
  Records: { messageId: string; body: string }[];
}) => Promise<{ batchItemFailures: readonly { itemIdentifier: string }[] }>;

export interface PollOptions {
  readonly batchSize: number;
  /** Seconds until a message that was not deleted comes again. */
  readonly visibilitySeconds: number;
  readonly onError: (error: unknown) => void;
}

const WAIT_SECONDS = 5;
const PAUSE_AFTER_ERROR_MS = 500;

/** Polls until the signal aborts; resolves when the batch in hand is done. */
export async function pollQueue(
  client: SQSClient,
  QueueUrl: string,
  handler: SqsHandler,
  { batchSize, visibilitySeconds, onError }: PollOptions,
  signal: AbortSignal,
): Promise<void> {
  const receive = new ReceiveMessageCommand({
    QueueUrl,
    MaxNumberOfMessages: batchSize,
    WaitTimeSeconds: WAIT_SECONDS,
    VisibilityTimeout: visibilitySeconds,
  });
  while (!signal.aborted) {
    try {
      const { Messages = [] } = await client.send(receive, { abortSignal: signal });
      if (Messages.length > 0) await consume(client, QueueUrl, handler, Messages);
    } catch (error) {
      if (signal.aborted) return;
      onError(error);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_AFTER_ERROR_MS));
    }
  }
}

async function consume(
  client: SQSClient,
  QueueUrl: string,
  handler: SqsHandler,
  messages: readonly Message[],
): Promise<void> {
  const Records = messages.map(({ MessageId = '', Body = '' }) => ({ messageId: MessageId, body: Body }));
  const { batchItemFailures } = await handler({ Records });
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const Entries = messages
    .filter(({ MessageId = '' }) => !failed.has(MessageId))
    .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  if (Entries.length > 0) await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
}
