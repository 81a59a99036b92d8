// The AWS clients: endpoints and region come from the standard AWS environment variables.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';

/** `AWS_ENDPOINT_URL_DYNAMODB` points it elsewhere. */
export function dynamoClient(): DynamoDBClient {
  return new DynamoDBClient({});
}

/** `AWS_ENDPOINT_URL_EVENTBRIDGE` points it elsewhere. */
export function eventBridgeClient(): EventBridgeClient {
  return new EventBridgeClient({});
}

/**
 * `AWS_ENDPOINT_URL_SQS` points it elsewhere, whatever host a queue's URL names: emulators write hosts into it that
 * can't be resolved.
 */
export function sqsClient(): SQSClient {
  return new SQSClient({ useQueueUrlAsEndpoint: false });
}
