// The command line from outside: clear errors with exit code 1, NDJSON for pipes, and the demo as anyone runs it.

import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { configured, run } from './service.ts';

const LAUNCHER = fileURLToPath(new URL('../../cli/bounce-suppressor.js', import.meta.url));
const cli = (args: readonly string[], input?: string) => run(process.execPath, [LAUNCHER, ...args], input);
const { folder, clean } = configured();
afterAll(clean);

test('normalise prints one line an event or reject, with the digits of an int64 id unchanged', async () => {
  const body = `{"RecordType":"Bounce","Type":"HardBounce","ID":4323372036854775807,"Email":"John@Example.com",
    "Details":"smtp;550 5.1.1 user unknown","BouncedAt":"2019-11-05T16:33:54.9070259Z"}`;
  const { code, stdout } = await cli(['normalise', '--provider', 'postmark'], body);
  expect(code).toBe(0);
  const [line, ...rest] = stdout
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text));
  expect(rest).toEqual([]);
  expect(line).toMatchObject({
    event: {
      id: 'postmark:bounce:4323372036854775807',
      recipient: 'john@example.com',
      recipientRaw: 'John@Example.com',
    },
    verdict: { reason: 'recipient_unknown', action: 'suppress' },
  });
});

test('normalise shows a malformed item as a reject beside its good neighbours', async () => {
  const body = '[{"email":"a@example.com","event":"delivered","timestamp":1760000000},7]';
  const { code, stdout } = await cli(['normalise', '--provider', 'sendgrid'], body);
  expect(code).toBe(0);
  const lines = stdout
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text));
  expect(lines).toMatchObject([{ event: { type: 'delivery' } }, { reject: { index: 1, raw: 7 } }]);
});

test('normalise of something that the provider never posts says so, with exit code 1', async () => {
  const { code, stdout } = await cli(['normalise', '--provider', 'ses'], 'not json');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ reject: { provider: 'ses', reason: expect.stringContaining('JSON') } });
});

test('a port that is taken is named, and nothing keeps running', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const { code, stderr } = await cli(['serve', '--port', port]);
  server.close();
  expect(code).toBe(1);
  expect(stderr).toContain(`port ${port} is taken`);
});

test('a wrong configuration is refused with every key named, and without a stack trace', async () => {
  const file = join(folder, 'wrong.json');
  writeFileSync(file, JSON.stringify({ providers: { sendgrid: { publicKeys: ['x'] } }, api: { kees: [] } }));
  const { code, stderr } = await cli(['serve', '--config', file]);
  expect(code).toBe(1);
  expect(stderr).toContain('providers.sendgrid.publicKeys.0: ');
  expect(stderr).toContain('api.kees: unknown key');
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('the demo sends signed webhooks of every sender and shows who may be mailed', async () => {
  const { code, stdout, stderr } = await cli(['demo']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/gone@sendgrid\.example +recipient_unknown +recipient +suppress +no$/m);
  expect(stdout).toMatch(/unproven@sendgrid\.example +auth_failure +sender +alert +yes$/m);
  expect(stdout).toMatch(/angry@postmark\.example +complaint +recipient +suppress +no$/m);
  expect(stdout).toMatch(/away@ses\.example +auto_reply +none +none +yes$/m);
});

test('keys are made with their hashes for the configuration', async () => {
  const { stdout } = await cli(['keys', 'api', '--name', 'ops', '--role', 'write']);
  expect(stdout).toMatch(/bs_[\w-]{32}/);
  expect(stdout).toMatch(/\{"name":"ops","hash":"sha256:[0-9a-f]{64}","role":"write"\}/);
});
