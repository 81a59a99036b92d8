import { beforeEach, describe, expect, test } from 'vitest';
import { localConfig, localCredentials } from '../../infra/local/credentials.ts';
import { type SignedRequest, signPostmark, signSendgrid, signSes } from '../../infra/local/sign.ts';
import { QUEUES } from '../../infra/resources.ts';
import { sqsClient } from '../../shared/adapters/clients.ts';
import { ensureQueue } from '../../shared/adapters/provision.ts';
import type { ConfigInput } from '../../shared/pipeline/config.ts';
import { unpack } from '../../shared/pipeline/pack.ts';
import {
  CERTIFICATE_URL,
  certificateFor,
  confirmation,
  rsaKeys,
  signed,
  TOPIC_ARN,
} from '../providers/fixtures-ses.ts';
import { useEmulators } from '../support/emulators.ts';
import { coldStart, gatewayEvent, take, useLog } from '../support/functions.ts';

useEmulators('sqs');
const log = useLog();

const SECONDS = 1_772_442_000;
const credentials = localCredentials(undefined, SECONDS * 1000);

const POSTMARK_BOUNCE = {
  RecordType: 'Bounce',
  Type: 'HardBounce',
  ID: 42,
  MessageID: 'message-42',
  MessageStream: 'outbound',
  Email: 'Ann@Example.com',
  Details: 'smtp;550 5.1.1 No such user here',
  BouncedAt: '2026-03-02T09:00:00Z',
};

let queues: { readonly events: string; readonly quarantine: string };

beforeEach(async ({ task }) => {
  const name = task.id.replace(/[^A-Za-z0-9]/g, '_');
  queues = {
    events: await ensureQueue(sqsClient(), `events-${name}`, QUEUES.quarantine),
    quarantine: await ensureQueue(sqsClient(), `quarantine-${name}`, QUEUES.quarantine),
  };
});

function environment(config: ConfigInput = localConfig(credentials)) {
  return {
    BOUNCE_SUPPRESSOR_CONFIG: JSON.stringify(config),
    EVENTS_QUEUE_URL: queues.events,
    QUARANTINE_QUEUE_URL: queues.quarantine,
  };
}

async function start(changes: Readonly<Record<string, string | undefined>> = {}, config?: ConfigInput) {
  return coldStart(() => import('../../functions/ingest.ts'), { ...environment(config), ...changes });
}

function posted({ path, headers, body }: SignedRequest) {
  return gatewayEvent('POST', path, { headers, body });
}

async function queuedEvents() {
  return (await take(queues.events)).flatMap((body) => {
    const unpacked = unpack(body);
    if ('error' in unpacked) throw new Error(unpacked.error);
    return unpacked.events;
  });
}

describe('a genuine webhook', () => {
  test('of Postmark, by the credentials in its URL, is in the queue when it is answered', async () => {
    const { handler } = await start();
    const answer = await handler(posted(signPostmark(credentials, POSTMARK_BOUNCE)));
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(answer.body)).toEqual({ queued: 1, ignored: {}, quarantined: 0 });
    expect(log).toMatchObject([{ level: 'INFO', provider: 'postmark', requestId: 'request-1', queued: 1 }]);
    expect(JSON.stringify(log).toLowerCase()).not.toContain('ann@');
    expect(await queuedEvents()).toMatchObject([
      {
        provider: 'postmark',
        type: 'bounce',
        recipient: 'ann@example.com',
        recipientRaw: 'Ann@Example.com',
        occurredAt: '2026-03-02T09:00:00.000Z',
      },
    ]);
  });

  test('of SendGrid, by its signature over the very bytes, comes through in base64 too', async () => {
    const { handler } = await start();
    const item = { event: 'open', email: 'ann@example.com', timestamp: SECONDS, sg_event_id: 'e', note: 'ü💌' };
    const items = [{ ...item, event: 'delivered' }, { ...item, email: 'nobody' }, item];
    const { body, ...request } = signSendgrid(credentials, items, SECONDS);
    const event = posted({ ...request, body: Buffer.from(body).toString('base64') });
    const answer = await handler({ ...event, isBase64Encoded: true });
    expect(JSON.parse(answer.body)).toEqual({ queued: 1, ignored: { open: 1 }, quarantined: 1 });
    expect(await queuedEvents()).toMatchObject([{ type: 'delivery', metadata: { note: 'ü💌' } }]);
    expect((await take(queues.quarantine)).map((text) => JSON.parse(text))).toMatchObject([
      { provider: 'sendgrid', index: 1, raw: JSON.stringify(items[1]) },
    ]);
  });

  test('of SES, in its envelope', async () => {
    const { handler } = await start();
    const bounce = {
      eventType: 'Bounce',
      mail: { messageId: 'm', timestamp: '2026-03-02T09:00:00Z', destination: ['ann@example.com'] },
      bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'ann@example.com' }] },
    };
    const answer = await handler(posted(signSes(credentials, bounce, 'id', '2026-03-02T09:00:01.000Z')));
    expect(answer.statusCode).toBe(200);
    expect(await queuedEvents()).toMatchObject([{ provider: 'ses', recipient: 'ann@example.com' }]);
  });
});

describe('what is refused', () => {
  test('a wrong credential, with the challenge that makes SNS and others send theirs', async () => {
    const { handler } = await start();
    const request = signPostmark({ ...credentials, postmark: 'postmark:guess' }, POSTMARK_BOUNCE);
    const answer = await handler(posted(request));
    expect(answer).toMatchObject({
      statusCode: 401,
      headers: { 'content-type': 'application/problem+json', 'www-authenticate': 'Basic realm="webhooks"' },
    });
    expect(await take(queues.events)).toEqual([]);
  });

  test('a body that was changed on its way', async () => {
    const { handler } = await start();
    const { body, ...request } = signSendgrid(credentials, [{ event: 'bounce' }], SECONDS);
    expect(await handler(posted({ ...request, body: `${body}\n` }))).toMatchObject({ statusCode: 401 });
  });

  test.each(['GET', 'PUT', 'HEAD'])('the method %s', async (method) => {
    const { handler } = await start();
    const answer = await handler(gatewayEvent(method, '/webhooks/postmark'));
    expect(answer).toMatchObject({ statusCode: 405, headers: { allow: 'POST' } });
  });

  test.each(['/webhooks/mailgun', '/webhooks/', '/webhooks/postmark/more', '/'])('the path %s', async (path) => {
    const { handler } = await start();
    expect(await handler(gatewayEvent('POST', path))).toMatchObject({ statusCode: 404 });
  });

  test('a provider that is not configured', async () => {
    const { handler } = await start({}, {});
    const answer = await handler(posted(signPostmark(credentials, POSTMARK_BOUNCE)));
    expect(answer.statusCode).toBe(404);
  });
});

test('when the queue does not take it, the sender is asked to send it again', async () => {
  const { handler } = await start({ EVENTS_QUEUE_URL: `${queues.events}-gone` });
  const answer = await handler(posted(signPostmark(credentials, POSTMARK_BOUNCE)));
  expect(answer).toMatchObject({ statusCode: 503, headers: { 'retry-after': '30' } });
  expect(answer.body).not.toContain('QueueDoesNotExist');
  expect(log).toMatchObject([
    { level: 'ERROR', error: expect.stringContaining('QueueDoesNotExist') },
    { level: 'WARN', message: 'webhook unavailable', requestId: 'request-1' },
  ]);
});

describe('a subscription', () => {
  const keys = rsaKeys();
  const request = JSON.stringify(signed(confirmation('SubscriptionConfirmation'), keys));
  const ses = { topicArns: [TOPIC_ARN], pinnedCertificates: { [CERTIFICATE_URL]: certificateFor(keys) } };

  test('is left to a person where the configuration says so', async () => {
    const { handler } = await start({}, { providers: { ses: { ...ses, confirmSubscriptions: false } } });
    const answer = await handler(gatewayEvent('POST', '/webhooks/ses', { body: request }));
    expect(JSON.parse(answer.body)).toMatchObject({ queued: 0, confirmed: 'by hand' });
  });
});

describe('a deployment that lacks something does not start', () => {
  test.each(['BOUNCE_SUPPRESSOR_CONFIG', 'EVENTS_QUEUE_URL', 'QUARANTINE_QUEUE_URL'])('without %s', async (name) => {
    await expect(start({ [name]: undefined })).rejects.toThrow(`the environment variable ${name} is not set`);
  });

  test('with a wrong configuration', async () => {
    await expect(start({ BOUNCE_SUPPRESSOR_CONFIG: '{"providers":{"postmark":{}}}' })).rejects.toThrow(
      /^providers\.postmark\.credentials: /,
    );
  });
});
