// The road of an event, end to end: signed webhooks in over HTTP, answers of the lookup API out.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_SUCH_USER, postmark, postmarkBounce, sendgrid, sendgridEvent, ses, sesBounce } from './events.ts';
import { becomes, configured, lookUp, post, type RunningService, startService } from './service.ts';

const { config, credentials, clean } = configured();
let service: RunningService;

beforeAll(async () => {
  service = await startService(['--port', '0', '--config', config]);
});
afterAll(async () => {
  await service.end('SIGTERM');
  clean();
});

test('dead addresses of all three senders are suppressed with the reason, good ones are not', async () => {
  const { url } = service;
  const requests = [
    sendgrid(credentials, [
      sendgridEvent('gone@sendgrid.example', NO_SUCH_USER),
      sendgridEvent('quoted@sendgrid.example', { event: 'bounce', reason: '500 unknown recipient', status: '5.0.0' }),
      sendgridEvent('listed@sendgrid.example', {
        event: 'bounce',
        type: 'blocked',
        status: '5.7.1',
        reason: '554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org',
      }),
      sendgridEvent('later@sendgrid.example', { event: 'deferred', response: '400 try again later', attempt: '5' }),
      sendgridEvent('fine@sendgrid.example', { event: 'delivered', response: '250 OK' }),
      sendgridEvent('angry@sendgrid.example', { event: 'spamreport' }),
      sendgridEvent('reader@sendgrid.example', { event: 'open', ip: '192.0.2.9' }),
      sendgridEvent('dropped@sendgrid.example', { event: 'dropped', reason: 'Bounced Address', status: '5.0.0' }),
    ]),
    postmark(credentials, postmarkBounce('Gone@Postmark.example', 'HardBounce', 'smtp;550 5.1.1 user unknown')),
    postmark(credentials, postmarkBounce('unproven@postmark.example', 'DMARCPolicy', '')),
    postmark(credentials, postmarkBounce('away@postmark.example', 'AutoResponder', '')),
    ses(credentials, sesBounce('gone@ses.example', 'Permanent', 'NoEmail', { status: '5.1.1' })),
    ses(
      credentials,
      sesBounce('spam@ses.example', 'Permanent', 'General', {
        status: '5.7.1',
        diagnosticCode: 'smtp; 550 5.7.1 Rejected due to high probability of spam',
      }),
    ),
    ses(credentials, sesBounce('away@ses.example', 'Transient', 'General', {}, 'notificationType')),
  ];
  for (const request of requests) expect((await post(url, request)).status).toBe(200);
  await becomes(url, credentials.apiKey, {
    'gone@sendgrid.example': 'recipient_unknown',
    'quoted@sendgrid.example': 'recipient_unknown',
    'listed@sendgrid.example': null,
    'later@sendgrid.example': null,
    'fine@sendgrid.example': null,
    'angry@sendgrid.example': 'complaint',
    'reader@sendgrid.example': null,
    'dropped@sendgrid.example': 'already_suppressed',
    'gone@postmark.example': 'recipient_unknown',
    'unproven@postmark.example': null,
    'away@postmark.example': null,
    'gone@ses.example': 'recipient_unknown',
    'spam@ses.example': null,
    'away@ses.example': null,
    'other@ses.example': null,
  });
});

test('an unsubscribe blocks its stream, and neither another stream nor mail in general', async () => {
  const event = sendgridEvent('left@example.com', { event: 'group_unsubscribe', asm_group_id: 7 });
  await post(service.url, sendgrid(credentials, [event, sendgridEvent('mark@example.com', NO_SUCH_USER)]));
  await becomes(service.url, credentials.apiKey, { 'mark@example.com': 'recipient_unknown' });
  const suppressed = async (stream?: string) =>
    (await lookUp(service.url, credentials.apiKey, ['left@example.com'], stream))[0]?.suppressed;
  expect([await suppressed('7'), await suppressed('8'), await suppressed()]).toEqual([true, false, false]);
});

describe('people decide', () => {
  const address = encodeURIComponent('person+tag@example.com');
  const call = (method: string, body?: object, query = '') =>
    fetch(`${service.url}/v1/suppressions/${address}${query}`, {
      method,
      headers: { authorization: `Bearer ${credentials.apiKey}` },
      ...(body && { body: JSON.stringify(body) }),
    });

  test('a suppression by hand holds, a release lifts it, and a replayed bounce does not undo the release', async () => {
    const bounce = sendgrid(credentials, [sendgridEvent('person+tag@example.com', NO_SUCH_USER)]);
    await post(service.url, bounce);
    await becomes(service.url, credentials.apiKey, { 'person+tag@example.com': 'recipient_unknown' });
    const put = await call('PUT', { note: 'asked by phone' });
    expect(await put.json()).toMatchObject({ suppressed: true, reason: 'manual', cause: 'manual' });
    const released = await call('DELETE', undefined, '?note=mended');
    expect(await released.json()).toMatchObject({ suppressed: false });
    await post(service.url, bounce);
    await post(service.url, sendgrid(credentials, [sendgridEvent('after@example.com', NO_SUCH_USER)]));
    await becomes(service.url, credentials.apiKey, {
      'after@example.com': 'recipient_unknown',
      'person+tag@example.com': null,
    });
    expect(await (await call('GET')).json()).toMatchObject({
      address: 'person+tag@example.com',
      suppressed: false,
      evidence: [{ kind: 'hard', reason: 'recipient_unknown', provider: 'sendgrid' }],
      decisions: [
        { action: 'release', by: 'local', note: 'mended' },
        { action: 'suppress', note: 'asked by phone' },
      ],
    });
  });

  test('nobody without a key reads or writes, and the answer says what to send', async () => {
    const answers = await Promise.all(
      ['GET', 'PUT', 'DELETE'].map((method) => fetch(`${service.url}/v1/suppressions/${address}`, { method })),
    );
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(await answer.json()).toMatchObject({
        status: 401,
        detail: expect.stringContaining('Authorization: Bearer'),
      });
    }
  });
});
