// A bulk lookup through the deployed function's own handler, over the emulator of DynamoDB.
import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynamo } from '../../infra/local/emulators.ts';
import { TABLE } from '../../infra/resources.ts';
import { dynamoClient } from '../../shared/adapters/clients.ts';
import { dynamoRecords } from '../../shared/adapters/dynamo-records.ts';
import { ensureTable } from '../../shared/adapters/provision.ts';
import { secretHash } from '../../shared/api/access.ts';
import { day, hardBounce } from '../support/records.ts';
import { type Benchmark, byTurns, measured } from './measure.ts';

const ADDRESSES = 1000;
/** Keys that DynamoDB takes at once. */
const BATCH = 100;
const ROUNDS = 15;
const NAME = 'bench';

export const LOOKUP: readonly Benchmark[] = [
  {
    name: 'lookup.1000',
    about: `${ADDRESSES} addresses in one call, a third of them suppressed; the floor reads the same keys from the emulator, which is what bounds it`,
    async run() {
      Object.assign(process.env, { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' });
      const emulator = await startDynamo(undefined);
      process.env['AWS_ENDPOINT_URL_DYNAMODB'] = emulator.endpoint;
      try {
        const client = dynamoClient();
        const addresses = await seed(client);
        const handler = await lookupHandler();
        const request = gatewayEvent(addresses);
        const times = await byTurns(
          async () => {
            const { statusCode, body } = await handler(request);
            if (statusCode !== 200) throw new Error(body);
          },
          () => readAll(client, addresses),
          ROUNDS,
        );
        return measured(times.value, 'ms', null, times.floor);
      } finally {
        await emulator.stop();
      }
    },
  },
];

async function seed(client: DynamoDBClient): Promise<string[]> {
  await ensureTable(client, NAME, TABLE);
  const store = dynamoRecords(client, NAME);
  const addresses = Array.from({ length: ADDRESSES }, (_, index) => `user${index}@example${index % 50}.com`);
  for (const address of addresses.filter((_, index) => index % 3 === 0)) {
    await store.write(address, hardBounce(day(1), { text: '550 5.1.1 No such user here' }), undefined, day(1));
  }
  return addresses;
}

async function lookupHandler() {
  const keys = [{ name: 'bench', hash: secretHash('key'), role: 'read' }];
  process.env['TABLE_NAME'] = NAME;
  process.env['BOUNCE_SUPPRESSOR_CONFIG'] = JSON.stringify({ api: { keys } });
  const { handler } = await import('../../functions/lookup.ts');
  return handler;
}

function gatewayEvent(addresses: readonly string[]) {
  const rawPath = '/v1/suppressions/lookup';
  return {
    version: '2.0',
    rawPath,
    rawQueryString: '',
    headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
    requestContext: { requestId: 'bench', http: { method: 'POST', path: rawPath } },
    body: JSON.stringify({ addresses }),
    isBase64Encoded: false,
  };
}

async function readAll(client: DynamoDBClient, addresses: readonly string[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(addresses.length / BATCH) }, (_, index) =>
    addresses.slice(index * BATCH, (index + 1) * BATCH),
  );
  await Promise.all(
    batches.map((batch) => {
      const Keys = batch.map((address) => ({ pk: { S: address }, sk: { S: 'record' } }));
      return client.send(new BatchGetItemCommand({ RequestItems: { [NAME]: { Keys, ConsistentRead: true } } }));
    }),
  );
}
