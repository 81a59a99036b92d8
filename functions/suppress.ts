// The consumer of the events queue: classifies and stores, and names the messages that have to come again.
import * as z from 'zod/mini';
import { dynamoClient } from '../shared/adapters/clients.ts';
import { dynamoRecords } from '../shared/adapters/dynamo-records.ts';
import { ENVIRONMENT, required } from '../shared/adapters/environment.ts';
import { log } from '../shared/adapters/log.ts';
import { suppress } from '../shared/pipeline/suppress.ts';

const sqsEvent = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

const store = dynamoRecords(dynamoClient(), required(process.env, ENVIRONMENT.table));

/** Lambda's partial batch response: an empty list means that all messages are done. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

export async function handler(event: unknown): Promise<BatchResponse> {
  const { Records } = sqsEvent.parse(event);
  const { failed, ...counts } = await suppress(
    store,
    Records.map(({ messageId, body }) => ({ id: messageId, body })),
  );
  log('INFO', 'batch suppressed', { messages: Records.length, ...counts });
  for (const { id, error } of failed) log('ERROR', 'message failed', { messageId: id, error });
  return { batchItemFailures: failed.map(({ id }) => ({ itemIdentifier: id })) };
}
