import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { recordItem } from '../../shared/adapters/dynamo-items.ts';
import { EMPTY, type SuppressionRecord } from '../../shared/suppression/record.ts';
import { coldStart, useLog } from '../support/functions.ts';
import { day, delivery, hardBounce, onDay, softBounce } from '../support/records.ts';

const log = useLog();

const putEvents = z.object({
  Entries: z.array(
    z.object({ EventBusName: z.string(), Source: z.string(), DetailType: z.string(), Detail: z.string() }),
  ),
});
type Entry = z.infer<typeof putEvents>['Entries'][number];

/** What EventBridge says to the entries of a call: true for those it takes. */
let takes: (entry: Entry) => boolean;
const calls: Entry[][] = [];
const server = createServer(async (request, response) => {
  expect(request.headers['x-amz-target']).toBe('AWSEvents.PutEvents');
  const { Entries } = putEvents.parse(JSON.parse(await text(request)));
  calls.push(Entries);
  const answers = Entries.map((entry, index) =>
    takes(entry) ? { EventId: String(index) } : { ErrorCode: 'InternalFailure', ErrorMessage: 'busy' },
  );
  const FailedEntryCount = answers.filter((answer) => 'ErrorCode' in answer).length;
  response.setHeader('content-type', 'application/x-amz-json-1.1');
  response.end(JSON.stringify({ FailedEntryCount, Entries: answers }));
});
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  // Read with the first call, when those of the cold start are unset again.
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_ENDPOINT_URL_EVENTBRIDGE: `http://127.0.0.1:${port}`,
  });
});
afterAll(() => server.close());
beforeEach(() => {
  calls.length = 0;
  takes = () => true;
});

async function start() {
  const { handler } = await coldStart(() => import('../../functions/publish.ts'), {
    EVENT_BUS_NAME: 'mail',
    BOUNCE_SUPPRESSOR_CONFIG: '{}',
  });
  return handler;
}

function write(address: string, after: SuppressionRecord, before: SuppressionRecord = EMPTY) {
  return {
    eventID: `write ${address.slice(0, 2)}`,
    eventName: 'MODIFY',
    dynamodb: {
      ApproximateCreationDateTime: onDay(5) / 1000,
      NewImage: recordItem(address, after, 2, undefined),
      ...(before !== EMPTY && { OldImage: recordItem(address, before, 1, undefined) }),
    },
  };
}

const details = () => calls.flat().map(({ Detail }): unknown => JSON.parse(Detail));

describe('publish', () => {
  test('tells the bus what a write of the table changed', async () => {
    const bounced = hardBounce(day(1), { messageId: 'm1' });
    const handler = await start();
    await handler({
      Records: [
        write('a@example.com', bounced),
        write('b@example.com', { ...bounced, ...delivery(day(2), 'm2') }, bounced),
      ],
    });
    expect(calls.flat()).toMatchObject([
      { EventBusName: 'mail', Source: 'bounce-suppressor', DetailType: 'Suppression Changed' },
      { EventBusName: 'mail' },
    ]);
    expect(details()).toMatchObject([
      { schema: 1, address: 'a@example.com', version: 2, suppressed: true },
      { schema: 1, address: 'b@example.com', version: 2, suppressed: false },
    ]);
  });

  test('calls nobody when nothing has changed for senders', async () => {
    const handler = await start();
    await handler({ Records: [write('a@example.com', softBounce(day(1), 'm1'))] });
    expect(calls).toEqual([]);
  });

  test('publishes at most ten changes a call, in their order', async () => {
    const handler = await start();
    const addresses = Array.from({ length: 23 }, (_, index) => `${index}@example.com`);
    await handler({ Records: addresses.map((address) => write(address, hardBounce(day(1)))) });
    expect(calls.map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(details()).toMatchObject(addresses.map((address) => ({ address })));
  });

  test('throws when the bus took but a part, and a repetition tells the same', async () => {
    const handler = await start();
    const event = { Records: ['a', 'b'].map((name) => write(`${name}@example.com`, hardBounce(day(1)))) };
    takes = ({ Detail }) => !Detail.includes('"b@');
    await expect(handler(event)).rejects.toThrow('EventBridge did not take 1 events (InternalFailure: busy)');
    const first = calls.splice(0);
    takes = () => true;
    await handler(event);
    expect(calls).toEqual(first);
  });

  test('says which write it could not read, without its content, and publishes the others', async () => {
    const handler = await start();
    const broken = write('broken@example.com', hardBounce(day(1)));
    const NewImage = { ...broken.dynamodb.NewImage, record: { S: '{"secret":' } };
    await handler({
      Records: [{ ...broken, dynamodb: { ...broken.dynamodb, NewImage } }, write('a@example.com', hardBounce(day(1)))],
    });
    expect(details()).toMatchObject([{ address: 'a@example.com' }]);
    expect(log).toContainEqual(expect.objectContaining({ level: 'ERROR', eventId: 'write br' }));
    expect(JSON.stringify(log)).not.toContain('secret');
  });
});
