// Lists in and out through the real command and the real service: what was downloaded from the senders, our own exports,
// and messages that have to come back.
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GetQueueUrlCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pack, quarantineBody } from '../../shared/pipeline/pack.ts';
import { mailEventOf } from '../support/mail-event.ts';
import { NO_SUCH_USER, sendgridEvent } from './events.ts';
import { becomes, configured, type RunningService, run, startService } from './service.ts';

const LAUNCHER = fileURLToPath(new URL('../../cli/bounce-suppressor.js', import.meta.url));
const { config, credentials, folder, clean } = configured();
let service: RunningService;
let sqs: FauxqsServer;

const inService = (where: RunningService) => ({
  BOUNCE_SUPPRESSOR_URL: where.url,
  BOUNCE_SUPPRESSOR_KEY: credentials.apiKey,
});
const cli = (args: readonly string[], input?: string, env: NodeJS.ProcessEnv = inService(service)) =>
  run(process.execPath, [LAUNCHER, ...args], input, env);
const json = async (...args: string[]) => {
  const { code, stdout, stderr } = await cli([...args, '--json']);
  return {
    code,
    stderr,
    lines: stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  };
};
const saved = (name: string, text: string | object) => {
  const path = join(folder, name);
  writeFileSync(path, typeof text === 'string' ? text : JSON.stringify(text));
  return path;
};

/** Ten days ago: young enough for the history, old enough to lie behind whatever the tests decide. */
const CREATED = Math.floor(Date.now() / 1000) - 10 * 86_400;

beforeAll(async () => {
  sqs = await startFauxqs({ port: 0, host: 'localhost', logger: false });
  service = await startService(['--port', '0', '--config', config], {
    AWS_ENDPOINT_URL_SQS: `http://localhost:${sqs.port}`,
  });
});
afterAll(async () => {
  await service.end('SIGTERM');
  await sqs.stop();
  clean();
});

describe('an old list of SendGrid', () => {
  const bounces = () =>
    saved(
      'suppression_bounces.csv',
      [
        'status,reason,email,created',
        `5.1.1,"550 5.1.1 No such user, ""really""",gone@sendgrid.example,${CREATED}`,
        `5.7.1,"554 5.7.1 Client host [192.0.2.7] blocked using zen.spamhaus.org",fine@sendgrid.example,${CREATED}`,
        `5.2.2,552 5.2.2 Mailbox full,full@sendgrid.example,${CREATED}`,
        '',
      ].join('\r\n'),
    );

  test('suppresses dead recipients and nobody for the sender’s fault; importing it again changes nothing', async () => {
    const summary = { source: 'sendgrid-bounces', rows: 3, failed: 0 };
    expect(await json('import', bounces())).toMatchObject({
      code: 0,
      lines: [{ ...summary, joined: 2, unchanged: 1 }],
    });
    expect(await json('import', bounces())).toMatchObject({
      code: 0,
      lines: [{ ...summary, joined: 0, unchanged: 3 }],
    });
    expect(await json('lookup', 'gone@sendgrid.example')).toMatchObject({
      code: 3,
      lines: [{ suppressed: true, reason: 'recipient_unknown', since: new Date(CREATED * 1000).toISOString() }],
    });
    expect(await json('lookup', 'fine@sendgrid.example')).toMatchObject({
      code: 0,
      lines: [{ suppressed: false, evidence: [] }],
    });
    expect(await json('history', 'fine@sendgrid.example')).toMatchObject({
      code: 0,
      lines: [{ kind: 'bounce', reason: 'ip_blocklisted', action: 'alert' }],
    });
  });

  test('does not undo a release', async () => {
    await cli(['import', bounces()]);
    expect(await json('release', 'gone@sendgrid.example', '--note', 'mended')).toMatchObject({
      lines: [{ suppressed: false }],
    });
    await cli(['import', bounces()]);
    expect((await cli(['lookup', 'gone@sendgrid.example'])).code).toBe(0);
  });

  test('tells people what became of it', async () => {
    const { code, stdout, stderr } = await cli(['import', '--dry-run', bounces()]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/suppression_bounces\.csv: SendGrid bounces$/m);
    expect(stdout).toMatch(/^ {2}Suppressed +1 \(recipient_unknown 1\)$/m);
    expect(stdout).toMatch(/^ {2}Left alone +1 \(ip_blocklisted 1\)$/m);
    expect(stdout).toMatch(/^ {2}Stored +nothing: a dry run$/m);
  });

  test('of which nobody can tell what it is has to be named', async () => {
    const file = saved('export.json', [{ created: CREATED, email: 'a@example.com', reason: '550', status: '5.0.0' }]);
    const { code, stderr } = await cli(['import', file]);
    expect({ code, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 2, lines: 1 });
    expect(stderr).toContain(
      'it may be sendgrid-bounces or sendgrid-blocks, which look the same; say what it is with --from',
    );
    expect(await json('import', '--from', 'sendgrid-blocks', file)).toMatchObject({ code: 0, lines: [{ rows: 1 }] });
  });
});

test('rows that can’t be imported are written down with their number; the others are imported', async () => {
  const file = saved(
    'bad.csv',
    `email,created\nnobody,${CREATED}\nleft@rows.example,${CREATED}\nb@rows.example,soon\n`,
  );
  expect(await json('import', file)).toMatchObject({ code: 1, lines: [{ rows: 3, joined: 1, failed: 2 }] });
  const errors = readFileSync(`${file}.errors.ndjson`, 'utf8').trimEnd().split('\n');
  expect(errors.map((line) => JSON.parse(line))).toEqual([
    { row: 1, error: 'email: not an e-mail address', value: { email: 'nobody', created: String(CREATED) } },
    { row: 3, error: 'created: not a date', value: { email: 'b@rows.example', created: 'soon' } },
  ]);
  expect((await json('lookup', '--stream', 'any', 'left@rows.example')).code).toBe(3);
});

test('an import goes on where the last one stopped', async () => {
  const addresses = Array.from({ length: 700 }, (_, index) => `resumed${index}@example.com`);
  const file = saved('resumed.csv', ['email,created', ...addresses.map((email) => `${email},${CREATED}`)].join('\n'));
  const { size: bytes, mtimeMs: modified } = statSync(file);
  saved('resumed.csv.progress', { row: 500, bytes, modified });
  expect(await json('import', '--resume', file)).toMatchObject({ code: 0, lines: [{ rows: 200, joined: 200 }] });
  expect(existsSync(`${file}.progress`)).toBe(false);
  expect((await json('lookup', '--stream', 'any', 'resumed0@example.com')).code).toBe(0);
  expect((await json('lookup', '--stream', 'any', 'resumed699@example.com')).code).toBe(3);
});

test('when the service is gone, the place is kept and told', async () => {
  const file = saved('lost.csv', `email,created\na@example.com,${CREATED}\n`);
  const { code, stderr } = await cli(['import', file], '', { ...inService(service), BOUNCE_SUPPRESSOR_KEY: 'wrong' });
  expect(code).toBe(1);
  expect(stderr).toContain('with --resume goes on where it stopped');
  expect(stderr).toContain('the API answered 401');
});

test('lists of Postmark, SES and SendGrid’s groups hold where they should', async () => {
  const at = new Date(CREATED * 1000).toISOString();
  const dump = saved('dump.json', {
    Suppressions: [
      {
        EmailAddress: 'left@postmark.example',
        SuppressionReason: 'ManualSuppression',
        Origin: 'Recipient',
        CreatedAt: at,
      },
    ],
  });
  const group = saved('group.json', ['left@group.example']);
  expect((await cli(['import', dump])).stderr).toContain('say which with --stream');
  expect((await cli(['import', dump, '--stream', 'broadcast'])).code).toBe(0);
  expect((await cli(['import', group, '--stream', '12', '--date', at])).code).toBe(0);
  const fromInput = await cli(
    ['import', '-', '--date', at, '--json'],
    'angry@ses.example,COMPLAINT\ngone@ses.example,BOUNCE\n',
  );
  expect(JSON.parse(fromInput.stdout)).toMatchObject({ source: 'ses-suppressions', rows: 2, joined: 2 });

  const verdict = async (...args: string[]) => (await json('lookup', ...args)).lines[0].cause;
  expect(await verdict('left@postmark.example')).toBeNull();
  expect(await verdict('left@postmark.example', '--stream', 'broadcast')).toBe('unsubscribe');
  expect(await verdict('left@group.example', '--stream', '12')).toBe('unsubscribe');
  expect(await verdict('left@group.example', '--stream', '13')).toBeNull();
  expect(await verdict('angry@ses.example')).toBe('complaint');
  expect(await verdict('gone@ses.example')).toBe('sender_list');
});

describe('what was exported', () => {
  test.each(['ndjson', 'csv'])('as %s makes the same records in another service', async (format) => {
    await cli(['suppress', 'by-hand@example.com', '--note', 'asked, "twice"', '--until', '30d']);
    await cli(['domain', 'suppress', 'rival.example', '--note', '=never']);
    const file = join(folder, `backup.${format}`);
    expect((await cli(['export', '-o', file])).code).toBe(0);

    const other = await startService(['--port', '0', '--config', config]);
    const there = (args: readonly string[]) => cli(args, '', inService(other));
    expect(await there(['import', file])).toMatchObject({ code: 0, stderr: '' });
    const records = async (where: typeof cli) =>
      (await where(['export', '--format', 'ndjson'])).stdout.trimEnd().split('\n').sort();
    const [before, after] = [await records(cli), await records(there)];
    const rule = await there(['lookup', 'anyone@rival.example']);
    await other.end('SIGTERM');
    expect(before.length).toBeGreaterThan(5);
    expect(after).toEqual(before);
    expect(rule.code).toBe(3);
  });

  test('as a list of the suppressed can be narrowed, and is harmless in a spreadsheet', async () => {
    await cli(['suppress', '=cmd@formula.example', '--note', 'x']);
    const { code, stdout } = await cli(['export', '--suppressed', '--format', 'csv', '--cause', 'manual']);
    expect(code).toBe(0);
    const [header, ...rows] = stdout.trimEnd().split('\r\n');
    expect(header).toBe('address,reason,cause,scope,since,until,remedy');
    expect(rows.find((row) => row.includes('formula.example'))).toMatch(/^'=cmd@formula\.example,manual,manual,\*,/);
    expect(rows.every((row) => row.includes(',manual,manual,'))).toBe(true);
  });

  test('is no half file when it fails', async () => {
    const file = join(folder, 'half.ndjson');
    rmSync(file, { force: true });
    const { code } = await cli(['export', '-o', file], '', { ...inService(service), BOUNCE_SUPPRESSOR_KEY: 'wrong' });
    expect({ code, exists: existsSync(file) }).toEqual({ code: 1, exists: false });
  });
});

describe('the other commands', () => {
  test('list who is suppressed, as many as asked for', async () => {
    await cli(['suppress', 'one@list.example', 'two@list.example', 'three@list.example']);
    const { stdout, stderr, code } = await cli(['list', '--limit', '2', '--cause', 'manual']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^no +manual +manual +all mail .* three@list\.example$/m);
    expect(stderr).toContain('there are more than 2');
    const { lines } = await json('list', '--all');
    expect(new Set(lines.map(({ address }) => address)).size).toBe(lines.length);
    expect(lines.length).toBeGreaterThan(3);
  });

  test('look many addresses up from standard input, in their order', async () => {
    await cli(['suppress', 'one@list.example']);
    const { code, stdout } = await cli(['lookup', '--json'], 'free@list.example\n\nOne@list.example\nnobody\n');
    expect(code).toBe(0);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { address: 'free@list.example', suppressed: false },
      { address: 'one@list.example', suppressed: true },
      { suppressed: true, cause: 'malformed' },
    ]);
  });

  test('show an address to people, with the evidence', async () => {
    await cli(['suppress', 'shown@example.com', '--note', 'asked by phone']);
    const { code, stdout } = await cli(['lookup', 'shown@example.com']);
    expect(code).toBe(3);
    expect(stdout).toMatch(/^ {2}Mailable +no$/m);
    expect(stdout).toMatch(/suppress +all mail +\S+ +for ever +asked by phone$/m);
  });

  test('rule domains', async () => {
    expect(await json('domain', 'allow', 'customer.example', '--until', '7d')).toMatchObject({
      lines: [{ domain: 'customer.example', rules: [{ rule: 'allow', scope: '*' }] }],
    });
    expect((await cli(['domain', 'show', 'customer.example'])).stdout).toMatch(/^allow +all mail/m);
    expect(await json('domain', 'remove', 'customer.example')).toMatchObject({ lines: [{ rules: [] }] });
  });

  test.each([
    [['lookup', 'nobody'], 'address: not an e-mail address'],
    [['domain', 'show', 'no domain'], 'not a domain'],
  ])('%j is refused in one line', async (args, message) => {
    const { code, stderr } = await cli(args);
    expect({ code, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(stderr).toContain(message);
  });

  test('say so when nobody answers', async () => {
    const { code, stderr } = await cli(['lookup', 'a@example.com', '--url', 'http://localhost:9'], '');
    expect(code).toBe(1);
    expect(stderr).toContain('no answer from http://localhost:9');
    expect(stderr).toContain('set --url or BOUNCE_SUPPRESSOR_URL');
  });
});

describe('replay', () => {
  const client = () =>
    new SQSClient({
      endpoint: `http://localhost:${sqs.port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      useQueueUrlAsEndpoint: false,
    });
  const urlOf = async (role: string) => {
    const { QueueUrl } = await client().send(new GetQueueUrlCommand({ QueueName: `bounce-suppressor-${role}` }));
    return QueueUrl ?? expect.fail(`no queue for ${role}`);
  };
  const send = async (role: string, MessageBody: string) =>
    client().send(new SendMessageCommand({ QueueUrl: await urlOf(role), MessageBody }));
  const left = async (role: string) => {
    const { Messages = [] } = await client().send(
      new ReceiveMessageCommand({ QueueUrl: await urlOf(role), MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
    );
    return Messages.length;
  };
  const replay = async (...args: string[]) =>
    cli(['replay', ...args], '', {
      AWS_ENDPOINT_URL_SQS: `http://localhost:${sqs.port}`,
      EVENTS_QUEUE_URL: await urlOf('events'),
      DEAD_LETTERS_QUEUE_URL: await urlOf('dead-letters'),
      QUARANTINE_QUEUE_URL: await urlOf('quarantine'),
    });

  test('brings dead letters back, after a dry run that changes nothing', async () => {
    const event = mailEventOf({ id: 'replayed', recipient: 'dead@letter.example' });
    await send('dead-letters', pack([event])[0] ?? '');
    const dry = await replay('--queue', 'dead-letters', '--dry-run');
    expect(dry).toMatchObject({ code: 0, stderr: '' });
    expect(dry.stdout).toMatch(/^1 +would be replayed +ses +1 +bounce$/m);
    expect((await replay('--queue', 'dead-letters', '--provider', 'postmark')).stdout).toMatch(/^1 +passed over$/m);
    expect(await left('dead-letters')).toBe(1);

    expect((await replay('--queue', 'dead-letters')).stdout).toMatch(/^1 +replayed +ses +1 +bounce$/m);
    await becomes(service.url, credentials.apiKey, { 'dead@letter.example': 'recipient_unknown' });
    expect(await left('dead-letters')).toBe(0);
  });

  test('reads quarantined items anew; those that still fail stay', async () => {
    const received = new Date().toISOString();
    const item = (raw: unknown) =>
      quarantineBody({ provider: 'sendgrid', reason: 'not understood then', index: 0, raw }, received);
    await send('quarantine', item(sendgridEvent('quarantined@example.com', NO_SUCH_USER)));
    await send('quarantine', item({ event: 'bounce', email: 'nobody', timestamp: CREATED }));
    const { code, stdout } = await replay('--queue', 'quarantine', '--json');
    expect(code).toBe(0);
    const fates = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(fates).toHaveLength(2);
    expect(fates).toContainEqual(expect.objectContaining({ fate: 'replayed', provider: 'sendgrid', events: 1 }));
    expect(fates).toContainEqual(
      expect.objectContaining({ fate: 'stays', reason: 'email: missing or not an e-mail address' }),
    );
    await becomes(service.url, credentials.apiKey, { 'quarantined@example.com': 'recipient_unknown' });
    expect(await left('quarantine')).toBe(1);
  });

  test('needs to know the queues', async () => {
    const { code, stderr } = await cli(['replay', '--queue', 'dead-letters'], '', {});
    expect(code).toBe(2);
    expect(stderr).toContain('set DEAD_LETTERS_QUEUE_URL (an output of the deployment), or give --queue-url');
  });
});
