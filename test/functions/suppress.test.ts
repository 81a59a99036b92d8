import { beforeEach, describe, expect, test } from 'vitest';
import { TABLE } from '../../infra/resources.ts';
import { dynamoClient } from '../../shared/adapters/clients.ts';
import { dynamoRecords } from '../../shared/adapters/dynamo-records.ts';
import { FAILURE, hashed } from '../../shared/adapters/log.ts';
import { ensureTable } from '../../shared/adapters/provision.ts';
import { pack } from '../../shared/pipeline/pack.ts';
import { readable } from '../../shared/pipeline/ports.ts';
import { useEmulators } from '../support/emulators.ts';
import { coldStart, useLog } from '../support/functions.ts';
import { mailEventOf } from '../support/mail-event.ts';

useEmulators('dynamodb');
const log = useLog();

const NAME = 'records';

beforeEach(async () => {
  await ensureTable(dynamoClient(), NAME, TABLE);
});

function start(table: string | undefined = NAME) {
  return coldStart(() => import('../../functions/suppress.ts'), { TABLE_NAME: table, BOUNCE_SUPPRESSOR_CONFIG: '{}' });
}

/** A record of Lambda's SQS event, with what else it holds. */
function record(messageId: string, body: string) {
  return {
    messageId,
    body,
    receiptHandle: 'handle',
    attributes: { ApproximateReceiveCount: '1' },
    messageAttributes: {},
    eventSource: 'aws:sqs',
  };
}

/** What is logged of a batch and its messages, without the lines of single failures. */
function batchLines() {
  return log.filter(({ message }) => message !== FAILURE);
}

function bodyOf(recipient: string): string {
  return pack([mailEventOf({ recipient })]).join();
}

describe('suppress', () => {
  test('stores what the messages say, and fails none of them', async () => {
    const { handler } = await start();
    const Records = [record('1', bodyOf('ann@example.com')), record('2', bodyOf('bob@example.com'))];
    expect(await handler({ Records })).toEqual({ batchItemFailures: [] });
    const stored = await dynamoRecords(dynamoClient(), NAME).read(['ann@example.com', 'bob@example.com']);
    expect(
      ['ann@example.com', 'bob@example.com'].map(
        (address) => readable(stored, address)?.record['*']?.hard?.[0]?.reason,
      ),
    ).toEqual(['recipient_unknown', 'recipient_unknown']);
  });

  test('names the messages that have to come again, and logs why', async () => {
    const { handler } = await start();
    const outcome = await handler({ Records: [record('good', bodyOf('cat@example.com')), record('bad', '{}')] });
    expect(outcome).toEqual({ batchItemFailures: [{ itemIdentifier: 'bad' }] });
    expect(batchLines()).toMatchObject([
      { level: 'INFO', messages: 2, events: 1, written: 1, reasons: { recipient_unknown: 1 } },
      { level: 'ERROR', messageId: 'bad', error: expect.stringContaining('version') },
    ]);
    expect((await dynamoRecords(dynamoClient(), NAME).read(['cat@example.com'])).size).toBe(1);
  });

  test('fails all messages, and does not throw, when the table can not be read', async () => {
    const { handler } = await start('no-such-table');
    const outcome = await handler({ Records: [record('1', bodyOf('ann@example.com'))] });
    expect(outcome).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(batchLines()).toMatchObject([{ written: 0 }, { level: 'ERROR', messageId: '1' }]);
    expect(JSON.stringify(log)).not.toContain('ann@');
  });

  test('logs a line for each failure, with what it is grouped by and the hash of the recipient', async () => {
    const { handler } = await start();
    await handler({ Records: [record('1', bodyOf('ann@example.com'))] });
    const failures = log.filter(({ message }) => message === FAILURE);
    expect(failures).toMatchObject([
      {
        level: 'INFO',
        reason: 'recipient_unknown',
        action: 'suppress',
        receiver: 'example.com',
        recipient: hashed('ann@example.com'),
      },
    ]);
    expect(JSON.stringify(failures)).not.toContain('ann@');
  });

  test('throws at an event that is none of a queue: Lambda then fails the whole batch', async () => {
    const { handler } = await start();
    await expect(handler({ records: [] })).rejects.toThrow();
  });

  test('does not start without a table', async () => {
    await expect(start('')).rejects.toThrow('the environment variable TABLE_NAME is not set');
  });
});
