import { beforeEach, describe, expect, test } from 'vitest';
import { QUEUES } from '../../infra/resources.ts';
import { sqsClient } from '../../shared/adapters/clients.ts';
import { ensureQueue } from '../../shared/adapters/provision.ts';
import { unpack } from '../../shared/pipeline/pack.ts';
import { bounce, complaint, notification } from '../providers/fixtures-ses.ts';
import { useEmulators } from '../support/emulators.ts';
import { coldStart, take, useLog } from '../support/functions.ts';

useEmulators('sqs');
const log = useLog();

let queues: { readonly events: string; readonly quarantine: string };

beforeEach(async ({ task }) => {
  const name = task.id.replace(/[^A-Za-z0-9]/g, '_');
  queues = {
    events: await ensureQueue(sqsClient(), `events-${name}`, QUEUES.quarantine),
    quarantine: await ensureQueue(sqsClient(), `quarantine-${name}`, QUEUES.quarantine),
  };
});

function start(changes: Readonly<Record<string, string | undefined>> = {}) {
  const environment = { EVENTS_QUEUE_URL: queues.events, QUARANTINE_QUEUE_URL: queues.quarantine, ...changes };
  return coldStart(() => import('../../functions/ingest-ses.ts'), environment);
}

function bySns(...messages: readonly unknown[]) {
  return { Records: messages.map((message) => ({ EventSource: 'aws:sns', Sns: notification(message) })) };
}

async function queuedTypes(): Promise<string[]> {
  const unpacked = (await take(queues.events)).map(unpack);
  return unpacked.flatMap((body) => ('events' in body ? body.events.map(({ type }) => type) : [])).toSorted();
}

describe('ingest-ses', () => {
  test('queues what SNS hands over, all of its records', async () => {
    const { handler } = await start();
    await handler(bySns(bounce(), complaint()));
    expect(await queuedTypes()).toEqual(['bounce', 'complaint']);
  });

  test('queues what an EventBridge rule hands over', async () => {
    const { handler } = await start();
    await handler({ version: '0', source: 'aws.ses', 'detail-type': 'Email Bounced', detail: bounce() });
    expect(await queuedTypes()).toEqual(['bounce']);
  });

  test.each([
    ['a message that is no event', bySns('{"hello":"world"}')],
    ['an event of something else', { source: 'aws.ec2', detail: {} }],
  ])('keeps %s in quarantine instead of trying it again and again', async (_, event) => {
    const { handler } = await start();
    await handler(event);
    expect(await queuedTypes()).toEqual([]);
    expect((await take(queues.quarantine)).map((body) => JSON.parse(body))).toMatchObject([{ provider: 'ses' }]);
  });

  test('throws when the queue does not take it, so that it is invoked again', async () => {
    const { handler } = await start({ EVENTS_QUEUE_URL: `${queues.events}-gone` });
    await expect(handler(bySns(bounce()))).rejects.toThrow('the queue did not take every event');
    expect(log).toMatchObject([
      { level: 'ERROR', error: expect.stringContaining('QueueDoesNotExist') },
      { level: 'ERROR' },
    ]);
  });

  test.each(['EVENTS_QUEUE_URL', 'QUARANTINE_QUEUE_URL'])('does not start without %s', async (name) => {
    await expect(start({ [name]: undefined })).rejects.toThrow(`the environment variable ${name} is not set`);
  });
});
