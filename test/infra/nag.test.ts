// AWS' own rules over the whole template: cdk-nag's packs find nothing that isn't acknowledged with a reason.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { afterAll, expect, test } from 'vitest';
import { BounceSuppressor } from '../../infra/bounce-suppressor.ts';

const outdirs: string[] = [];
afterAll(() => {
  for (const outdir of outdirs) rmSync(outdir, { recursive: true });
});

/** What the packs find, by the rule's name. */
function findings(build: (stack: Stack) => void): string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'assembly-'));
  outdirs.push(outdir);
  const app = new App({ outdir });
  build(new Stack(app, 'Stack'));
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  try {
    app.synth();
    return [];
  } catch (report) {
    return [...String(report).matchAll(/Acknowledge with '(?:\w+)::([^']+)'/g)].map(([, rule = '']) => rule);
  }
}

test('the packs do look: an ordinary queue has findings', () => {
  expect(findings((stack) => void new Queue(stack, 'Queue'))).toEqual(
    expect.arrayContaining(['AwsSolutions-SQS4', 'Serverless-SQSRedrivePolicy']),
  );
});

test('nothing is found in a deployment with everything switched on', () => {
  const found = findings((stack) => {
    new BounceSuppressor(stack, 'Suppressor', {
      config: {},
      ses: { topics: [new Topic(stack, 'Topic', { enforceSSL: true })], configurationSets: ['main'], via: 'sns' },
      eventBus: new EventBus(stack, 'Bus'),
      alarms: { emails: ['ops@example.com'] },
    });
  });
  expect(found).toEqual([]);
});
