// What must not get in: forged, unsigned, re-keyed and truncated webhooks, and what is malformed among the genuine.
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SignedRequest } from '../../infra/local/sign.ts';
import { NO_SUCH_USER, postmark, postmarkBounce, sendgrid, sendgridEvent, ses, sesBounce } from './events.ts';
import { configured, lookUp, post, type RunningService, startService, strangersKeys, until } from './service.ts';

const { config, credentials, clean } = configured();
const strangers = strangersKeys(credentials);
let service: RunningService;
let sqs: FauxqsServer;

beforeAll(async () => {
  // A queue service of the test's own, which remembers every message that was ever put into it.
  sqs = await startFauxqs({ port: 0, host: 'localhost', logger: false, messageSpies: true });
  service = await startService(['--port', '0', '--config', config], {
    AWS_ENDPOINT_URL_SQS: `http://localhost:${sqs.port}`,
  });
});
afterAll(async () => {
  await service.end('SIGTERM');
  await sqs.stop();
  clean();
});
beforeEach(() => sqs.spy.clear());

const bounces = [sendgridEvent('victim@example.com', NO_SUCH_USER)];
const postmarkEvent = postmarkBounce('victim@example.com', 'HardBounce', 'smtp;550 5.1.1 user unknown');
const sesEvent = sesBounce('victim@example.com', 'Permanent', 'NoEmail', { status: '5.1.1' });

const genuine = {
  sendgrid: sendgrid(credentials, bounces),
  postmark: postmark(credentials, postmarkEvent),
  ses: ses(credentials, sesEvent),
};
const withBody = (request: SignedRequest, body: string): SignedRequest => ({ ...request, body });
const unsigned = (request: SignedRequest): SignedRequest => ({
  ...request,
  headers: { 'content-type': 'application/json' },
});
const truncated = (request: SignedRequest) => withBody(request, request.body.slice(0, -20));
const forged = (request: SignedRequest) => withBody(request, request.body.replace('victim@', 'somebody@'));
const withoutSignature = withBody(genuine.ses, genuine.ses.body.replace(/"Signature":"[^"]*"/, '"Signature":""'));

test.each([
  ['SendGrid, forged body', forged(genuine.sendgrid), 401],
  ['SendGrid, unsigned', unsigned(genuine.sendgrid), 401],
  ['SendGrid, truncated', truncated(genuine.sendgrid), 401],
  ['SendGrid, re-keyed', sendgrid(strangers, bounces), 401],
  ['Postmark, without credentials', unsigned(genuine.postmark), 401],
  ['Postmark, wrong credentials', postmark(strangers, postmarkEvent), 401],
  ['Postmark, truncated', truncated(genuine.postmark), 400],
  ['SES, forged body', forged(genuine.ses), 401],
  ['SES, without a signature', withoutSignature, 401],
  ['SES, raw and unsigned', withBody(genuine.ses, JSON.stringify(sesEvent)), 401],
  ['SES, truncated', truncated(genuine.ses), 400],
  ['SES, re-keyed', ses(strangers, sesEvent), 401],
  ['SES, another topic', withBody(genuine.ses, genuine.ses.body.replace('local-ses-events', 'other-topic')), 401],
  ['SendGrid, not an array', sendgrid(credentials, []) && signedObject(), 400],
  ['no such provider', { ...genuine.sendgrid, path: '/webhooks/mailgun' }, 404],
])('%s is refused with its status, and the queue stays empty', async (_name, request, status) => {
  const response = await post(service.url, request);
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await response.json()).toMatchObject({ status, detail: expect.stringMatching(/.{10}/) });
  expect(sqs.spy.getAllMessages()).toEqual([]);
});

/** Signed properly, but an object where SendGrid posts an array. */
function signedObject(): SignedRequest {
  return sendgrid(credentials, Object.assign([], { toJSON: () => ({ event: 'bounce' }) }));
}

test('Postmark is asked for credentials, so that clients that wait for the question send them', async () => {
  const response = await post(service.url, unsigned(genuine.postmark));
  expect(response.headers.get('www-authenticate')).toMatch(/^Basic/);
});

test('of a batch of 1,000 with 7 malformed items, 993 are queued and 7 quarantined with their reasons', async () => {
  const address = (index: number) => `user${index}@batch.example`;
  const malformed = new Map<number, unknown>([
    [3, null],
    [100, 'text'],
    [200, [{ Key: 'email', Value: 'a@example.com' }]],
    [300, { event: 'bounce', timestamp: 1_760_000_000 }],
    [400, { ...sendgridEvent('not an address', NO_SUCH_USER) }],
    [500, { email: 'a@example.com', timestamp: 1_760_000_000 }],
    [999, { email: 'a@example.com', event: 'bounce', timestamp: 'yesterday' }],
  ]);
  const batch = Array.from({ length: 1000 }, (_, index) =>
    malformed.has(index) ? malformed.get(index) : sendgridEvent(address(index), NO_SUCH_USER),
  );
  const response = await post(service.url, sendgrid(credentials, batch as object[]));
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ queued: 993, quarantined: 7 });

  const quarantined = (sqs.inspectQueue('bounce-suppressor-quarantine')?.messages.ready ?? []).map(
    ({ body }) => JSON.parse(body) as { index: number; reason: string; raw: string },
  );
  expect(quarantined.map(({ index }) => index).sort((a, b) => a - b)).toEqual([...malformed.keys()]);
  for (const { index, reason, raw } of quarantined) {
    expect(reason).toMatch(/^(item|email|event|timestamp): /);
    expect(JSON.parse(raw)).toEqual(malformed.get(index));
  }

  const good = [...batch.keys()].filter((index) => !malformed.has(index)).map(address);
  await until(
    async () =>
      (await lookUp(service.url, credentials.apiKey, good)).every(({ suppressed }) => suppressed) ? true : undefined,
    () => 'not every good event of the batch was stored',
  );
});
