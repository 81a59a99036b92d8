// The stack as the CDK deploys it, in an emulator of AWS: webhooks in at its URL, answers of its API out.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { localConfig } from '../../infra/local/credentials.ts';
import type { SignedRequest } from '../../infra/local/sign.ts';
import { NO_SUCH_USER, postmark, postmarkBounce, sendgrid, sendgridEvent, ses, sesBounce } from '../e2e/events.ts';
import { configured, strangersKeys, until } from '../e2e/service.ts';
import { ask, bootstrap, cdk, type Emulator, HOW_TO_INSTALL, INSTALLED, startEmulator, urlOf } from './emulator.ts';

const STACK = 'BounceSuppressor';
const outputs = z.object({
  ApiUrl: z.string(),
  WebhookSendgrid: z.string(),
  WebhookPostmark: z.string(),
  WebhookSes: z.string(),
  TableName: z.string(),
});
const answer = z.object({ suppressed: z.boolean(), reason: z.nullable(z.string()), until: z.nullable(z.string()) });

if (INSTALLED === undefined) process.stderr.write(`skipped: ${HOW_TO_INSTALL}\n`);

describe.skipIf(INSTALLED === undefined)('deployed', () => {
  const { folder, config, credentials, clean } = configured();
  let emulator: Emulator;
  let urls: z.infer<typeof outputs>;

  // Left out, since MiniStack refuses alarms on a computed metric: rates and sums over functions are such.
  const aws = { alarms: { enabled: false }, eventBus: 'default' };

  beforeAll(async () => {
    writeFileSync(config, JSON.stringify({ ...localConfig(credentials), aws }));
    emulator = await startEmulator(INSTALLED ?? '');
    bootstrap(emulator);
    urls = deploy();
  });
  afterAll(async () => {
    await emulator?.end();
    clean();
  });

  const client = () => ({
    endpoint: urlOf(emulator),
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });

  function deploy(): z.infer<typeof outputs> {
    const file = join(folder, 'outputs.json');
    cdk(emulator, 'deploy', '--context', `config=${config}`, '--require-approval', 'never', '--outputs-file', file);
    return outputs.parse(JSON.parse(readFileSync(file, 'utf8'))[STACK]);
  }

  async function lookUp(address: string): Promise<z.infer<typeof answer>> {
    const url = `${urls.ApiUrl}/v1/suppressions/${encodeURIComponent(address)}`;
    const { status, body } = await ask(url, 'GET', { authorization: `Bearer ${credentials.apiKey}` });
    if (status !== 200) throw new Error(`${url} answered ${status}: ${body}`);
    return answer.parse(JSON.parse(body));
  }

  async function isSuppressed(address: string): Promise<z.infer<typeof answer>> {
    let last: unknown;
    return until(
      async () => {
        const found = await lookUp(address);
        last = found;
        return found.suppressed ? found : undefined;
      },
      () => `${address} is not suppressed: ${JSON.stringify(last)}\n${emulator.log()}`,
    );
  }

  const send = (url: string, { headers, body }: SignedRequest) => ask(url, 'POST', headers, body);

  test('takes the webhooks of all three senders, and suppresses the dead recipients alone', async () => {
    const events = [
      sendgridEvent('gone@sendgrid.example', NO_SUCH_USER),
      sendgridEvent('listed@sendgrid.example', {
        event: 'bounce',
        type: 'blocked',
        status: '5.7.1',
        reason: '554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org',
      }),
    ];
    const bounce = postmarkBounce('gone@postmark.example', 'HardBounce', 'smtp;550 5.1.1 user unknown');
    const replies = [
      await send(urls.WebhookSendgrid, sendgrid(credentials, events)),
      await send(urls.WebhookPostmark, postmark(credentials, bounce)),
      await send(
        urls.WebhookSes,
        ses(credentials, sesBounce('gone@ses.example', 'Permanent', 'NoEmail', { status: '5.1.1' })),
      ),
    ];
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    for (const address of ['gone@sendgrid.example', 'gone@postmark.example', 'gone@ses.example']) {
      expect(await isSuppressed(address)).toMatchObject({ reason: 'recipient_unknown', until: null });
    }
    expect(await lookUp('listed@sendgrid.example')).toMatchObject({ suppressed: false });
  });

  test('puts changes of suppressions on the bus', async () => {
    const sqs = new SQSClient(client());
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'listener' }));
    const described = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
    const Arn = described.Attributes?.['QueueArn'];
    const events = new EventBridgeClient(client());
    const EventPattern = JSON.stringify({ source: ['bounce-suppressor'] });
    await events.send(new PutRuleCommand({ Name: 'changes', EventPattern }));
    await events.send(new PutTargetsCommand({ Rule: 'changes', Targets: [{ Id: 'listener', Arn }] }));
    await send(urls.WebhookSendgrid, sendgrid(credentials, [sendgridEvent('told@example.com', NO_SUCH_USER)]));
    const heard = await until(
      async () => {
        const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
        return Messages.find(({ Body = '' }) => Body.includes('told@example.com'))?.Body;
      },
      () => `nothing was published\n${emulator.log()}`,
    );
    expect(JSON.parse(heard)).toMatchObject({
      'detail-type': 'Suppression Changed',
      detail: { schema: 1, address: 'told@example.com', suppressed: true, suppression: { cause: 'hard_bounce' } },
    });
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  });

  test('refuses what a stranger signed, and a stranger who asks', async () => {
    const forged = sendgrid(strangersKeys(credentials), [sendgridEvent('victim@example.com', NO_SUCH_USER)]);
    expect((await send(urls.WebhookSendgrid, forged)).status).toBe(401);
    const { status, headers } = await ask(`${urls.ApiUrl}/v1/suppressions/victim@example.com`);
    expect([status, headers['content-type'], headers['www-authenticate']]).toEqual([
      401,
      'application/problem+json',
      'Bearer',
    ]);
    expect(await lookUp('victim@example.com')).toMatchObject({ suppressed: false });
  });

  test('a changed policy applies after an update, and to what is stored already', async () => {
    await send(urls.WebhookSendgrid, sendgrid(credentials, [sendgridEvent('kept@example.com', NO_SUCH_USER)]));
    expect(await isSuppressed('kept@example.com')).toMatchObject({ until: null });
    const policy = { recipient_unknown: { suppressForDays: 36_500 } };
    writeFileSync(config, JSON.stringify({ ...localConfig(credentials), policy, aws }));
    expect(deploy()).toEqual(urls);
    expect(await isSuppressed('kept@example.com')).toMatchObject({ until: expect.stringMatching(/^21/) });
  });

  test('a destroyed stack leaves the suppression list, and nothing else that holds events', async () => {
    const output = cdk(emulator, 'destroy', '--force', '--context', `config=${config}`);
    expect(output).not.toMatch(/DELETE_FAILED/);
    const { TableNames } = await new DynamoDBClient(client()).send(new ListTablesCommand());
    expect(TableNames).toEqual([urls.TableName]);
    const { QueueUrls = [] } = await new SQSClient(client()).send(new ListQueuesCommand());
    expect(QueueUrls).toEqual([]);
    expect((await ask(`${urls.ApiUrl}/v1/suppressions/gone@sendgrid.example`)).status).toBe(404);
  });
});
