import { DescribeTableCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { QUEUES, TABLE } from '../../infra/resources.ts';
import { dynamoClient, sqsClient } from '../../shared/adapters/clients.ts';
import { dynamoRecords } from '../../shared/adapters/dynamo-records.ts';
import { ensureQueue, ensureTable } from '../../shared/adapters/provision.ts';
import { sqsQueue } from '../../shared/adapters/sqs-queue.ts';
import { useEmulators } from '../support/emulators.ts';

useEmulators('dynamodb', 'sqs');

describe('ensureTable', () => {
  test('creates a table that takes items at once', async () => {
    const client = dynamoClient();
    await ensureTable(client, 'fresh', TABLE);
    await client.send(new PutItemCommand({ TableName: 'fresh', Item: { pk: { S: 'a' }, sk: { S: 'b' } } }));
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'fresh' }));
    expect(Table?.KeySchema).toEqual([
      { AttributeName: TABLE.partitionKey, KeyType: 'HASH' },
      { AttributeName: TABLE.sortKey, KeyType: 'RANGE' },
    ]);
  });

  test('leaves a table that is there as it is, with what is in it', async () => {
    const client = dynamoClient();
    await ensureTable(client, 'kept', TABLE);
    await dynamoRecords(client, 'kept').write('ann@example.com', {}, undefined, undefined);
    await ensureTable(client, 'kept', TABLE);
    expect((await dynamoRecords(client, 'kept').read(['ann@example.com'])).size).toBe(1);
  });

  test('can be asked for by two at once', async () => {
    const client = dynamoClient();
    await Promise.all([ensureTable(client, 'raced', TABLE), ensureTable(client, 'raced', TABLE)]);
  });
});

describe('ensureQueue', () => {
  test('creates a queue as defined, with its dead letters', async () => {
    const client = sqsClient();
    const to = await ensureQueue(client, 'dead', QUEUES.deadLetters);
    const { maxReceiveCount } = QUEUES.events;
    const url = await ensureQueue(client, 'events', { ...QUEUES.events, redrive: { to, maxReceiveCount } });
    const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] });
    const { Attributes = {} } = await client.send(command);
    expect(Attributes).toMatchObject({ VisibilityTimeout: '180', MessageRetentionPeriod: '345600' });
    expect(JSON.parse(Attributes['RedrivePolicy'] ?? '')).toMatchObject({
      deadLetterTargetArn: expect.stringMatching(/^arn:aws:sqs:us-east-1:\d{12}:dead$/),
      maxReceiveCount: 5,
    });
  });

  test('finds a queue that is there, with what is in it', async () => {
    const client = sqsClient();
    const url = await ensureQueue(client, 'kept', QUEUES.quarantine);
    await sqsQueue(client, url).send(['a']);
    expect(await ensureQueue(client, 'kept', QUEUES.quarantine)).toBe(url);
    const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages'] });
    expect((await client.send(command)).Attributes).toEqual({ ApproximateNumberOfMessages: '1' });
  });

  test('fails when there is no queue for the dead letters', async () => {
    const client = sqsClient();
    const to = `${await ensureQueue(client, 'some', QUEUES.deadLetters)}-other`;
    const definition = { ...QUEUES.events, redrive: { to, maxReceiveCount: 5 } };
    await expect(ensureQueue(client, 'orphan', definition)).rejects.toThrow();
  });
});
