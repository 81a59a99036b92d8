// Creates table and queues where the CDK does not: on emulators. What exists already is left as it is.
import {
  CreateTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, GetQueueAttributesCommand, GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';

export interface TableDefinition {
  readonly partitionKey: string;
  readonly sortKey: string;
}

export async function ensureTable(client: DynamoDBClient, TableName: string, keys: TableDefinition): Promise<void> {
  const { partitionKey, sortKey } = keys;
  try {
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: partitionKey, KeyType: 'HASH' },
          { AttributeName: sortKey, KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [partitionKey, sortKey].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { TableName });
}

export interface QueueDefinition {
  readonly visibilityTimeoutSeconds: number;
  readonly retentionSeconds: number;
  readonly redrive?: { readonly to: string; readonly maxReceiveCount: number };
}

/** @returns the queue's URL */
export async function ensureQueue(client: SQSClient, QueueName: string, definition: QueueDefinition): Promise<string> {
  const { visibilityTimeoutSeconds, retentionSeconds, redrive } = definition;
  const existing = await client.send(new GetQueueUrlCommand({ QueueName })).catch(() => undefined);
  if (existing?.QueueUrl !== undefined) return existing.QueueUrl;
  const { QueueUrl } = await client.send(
    new CreateQueueCommand({
      QueueName,
      Attributes: {
        VisibilityTimeout: String(visibilityTimeoutSeconds),
        MessageRetentionPeriod: String(retentionSeconds),
        ...(redrive && {
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: await queueArn(client, redrive.to),
            maxReceiveCount: redrive.maxReceiveCount,
          }),
        }),
      },
    }),
  );
  if (QueueUrl === undefined) throw new Error(`SQS created ${QueueName} without a URL`);
  return QueueUrl;
}

async function queueArn(client: SQSClient, QueueUrl: string): Promise<string> {
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
  const arn = (await client.send(command)).Attributes?.['QueueArn'];
  if (arn === undefined) throw new Error(`SQS knows no ARN of ${QueueUrl}`);
  return arn;
}
