// Creates table and queues where the CDK does not: on emulators. What exists already is left as it is.
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, GetQueueAttributesCommand, GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';

interface Keys {
  readonly partitionKey: string;
  readonly sortKey: string;
}

export interface TableDefinition extends Keys {
  readonly indexes: readonly (Keys & { readonly indexName: string })[];
}

/** @throws when a table is there, but without the indexes: emulators can't add one to it */
export async function ensureTable(
  client: DynamoDBClient,
  TableName: string,
  definition: TableDefinition,
): Promise<void> {
  const { indexes } = definition;
  const names = new Set([definition, ...indexes].flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]));
  try {
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: keySchema(definition),
        AttributeDefinitions: [...names].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
        GlobalSecondaryIndexes: indexes.map((index) => ({
          IndexName: index.indexName,
          KeySchema: keySchema(index),
          Projection: { ProjectionType: 'ALL' },
        })),
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { TableName });
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const existing = new Set(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName));
  const missing = indexes.filter(({ indexName }) => !existing.has(indexName)).map(({ indexName }) => indexName);
  if (missing.length === 0) return;
  throw new Error(
    `the table ${TableName} is of an older version: it has no index ${missing.join(', ')}; start a new one`,
  );
}

function keySchema({ partitionKey, sortKey }: Keys): KeySchemaElement[] {
  return [
    { AttributeName: partitionKey, KeyType: 'HASH' },
    { AttributeName: sortKey, KeyType: 'RANGE' },
  ];
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
