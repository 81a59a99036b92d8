import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { afterAll, describe, expect, test } from 'vitest';
import { BounceSuppressor, type BounceSuppressorProps } from '../../infra/bounce-suppressor.ts';
import { BounceSuppressorStack } from '../../infra/stack.ts';
import { secretHash } from '../../shared/api/access.ts';
import type { ConfigInput } from '../../shared/pipeline/config.ts';

const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:ses-events';
const publicKey = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  .publicKey.export({ type: 'spki', format: 'der' })
  .toString('base64');
const providers = { sendgrid: { publicKeys: [publicKey] }, ses: { topicArns: [TOPIC] } };
const keys = [{ name: 'ops', hash: secretHash('key'), role: 'write' as const }];
const policy = { mailbox_full: { messages: 2 } };
const streams = { 'ses:news': 'newsletter' };

const outdir = mkdtempSync(join(tmpdir(), 'assembly-'));
afterAll(() => rmSync(outdir, { recursive: true }));
const { context } = JSON.parse(readFileSync(join(import.meta.dirname, '../../cdk.json'), 'utf8'));
// Warnings and errors are looked at below, not printed.
const app = new App({ outdir, context: { ...context, '@aws-cdk/core:annotationsInValidationReport': false } });

function stackWith(id: string, props: (stack: Stack) => BounceSuppressorProps): Stack {
  const stack = new Stack(app, id);
  new BounceSuppressor(stack, 'Suppressor', props(stack));
  return stack;
}

const deployed = new BounceSuppressorStack(app, 'Deployed', { config: { providers, api: { keys }, policy, streams } });
const empty = stackWith('Empty', () => ({ config: {}, removalPolicy: RemovalPolicy.DESTROY }));
const insideAccount = stackWith('InsideAccount', (stack) => ({
  config: { api: { keys } },
  ses: { topics: [new Topic(stack, 'Topic')], eventBridge: true },
}));
const tooLarge = stackWith('TooLarge', () => ({
  config: { providers: { ses: { topicArns: Array.from({ length: 100 }, (_, index) => `${TOPIC}-${index}`) } } },
}));

const template = Template.fromStack(deployed);
const sesTemplate = Template.fromStack(insideAccount);
const anything = '*';

/** The resources of a type, each with its properties. */
function propertiesOf(from: Template, type: string): Record<string, unknown>[] {
  return Object.values(from.findResources(type)).map(({ Properties }) => Properties);
}

/** Of the function whose logical id contains the name. */
function functionNamed(from: Template, name: string): { readonly Environment: { Variables: Record<string, unknown> } } {
  const [found] = Object.entries(from.findResources('AWS::Lambda::Function'))
    .filter(([id]) => id.startsWith(`Suppressor${name}`))
    .map(([, { Properties }]) => Properties);
  return found;
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
}

/** What a function's role allows, as `action on logical id of the resource`. */
function permissionsOf(from: Template, name: string): string[] {
  return statements(from)
    .filter(({ policy }) => policy.startsWith(`Suppressor${name}Role`))
    .flatMap(({ statement: { Action, Resource } }) =>
      [Action]
        .flat()
        .flatMap((action) => [Resource].flat().map((resource) => `${action} on ${resourceName(resource)}`)),
    )
    .sort();
}

function statements(from: Template): { policy: string; statement: Statement }[] {
  return Object.entries(from.findResources('AWS::IAM::Policy')).flatMap(([policy, { Properties }]) =>
    Properties.PolicyDocument.Statement.map((statement: Statement) => ({ policy, statement })),
  );
}

/** `SuppressorEvents450540C4` is `Events`: the hash is the CDK's. */
function resourceName(resource: unknown): string {
  const text = JSON.stringify(resource);
  const [, name] = /"Suppressor(\w+?)[0-9A-F]{8}"/.exec(text) ?? [];
  const [index = ''] = /\/index\/\w+/.exec(text) ?? [];
  return name === undefined ? text : name + index;
}

describe('the table', () => {
  test('is kept, protected and restorable, and charges by use', () => {
    template.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        Replicas: [
          {
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          },
        ],
      },
    });
  });

  test('has the keys and the time to live that the local run has', () => {
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
  });

  test('lists who is suppressed by an index that holds whole items', () => {
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      GlobalSecondaryIndexes: [
        {
          IndexName: 'listed',
          KeySchema: [
            { AttributeName: 'listShard', KeyType: 'HASH' },
            { AttributeName: 'listKey', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
  });

  test('goes with the stack when that is asked for', () => {
    Template.fromStack(empty).hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Delete',
      Properties: { Replicas: [{ DeletionProtectionEnabled: false }] },
    });
  });
});

describe('the queues', () => {
  test('are encrypted and refuse plain HTTP', () => {
    const queues = propertiesOf(template, 'AWS::SQS::Queue');
    expect(queues).toHaveLength(3);
    for (const queue of queues) expect(queue).toMatchObject({ SqsManagedSseEnabled: true });
    const denials = propertiesOf(template, 'AWS::SQS::QueuePolicy').map((policy) => JSON.stringify(policy));
    expect(denials).toHaveLength(3);
    for (const denial of denials) expect(denial).toContain('{"Bool":{"aws:SecureTransport":"false"}}');
  });

  test('of events gives a message up to the dead letters after five receives', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      VisibilityTimeout: 180,
      RedrivePolicy: {
        maxReceiveCount: 5,
        deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('DeadLetters'), 'Arn'] },
      },
    });
  });

  test('that people read keep messages for two weeks', () => {
    const retention = propertiesOf(template, 'AWS::SQS::Queue').map((queue) => queue['MessageRetentionPeriod']);
    expect(retention.sort()).toEqual([1_209_600, 1_209_600, 345_600]);
  });
});

describe('the functions', () => {
  test('run on Node.js 24 on arm64, each with its own bundle', () => {
    const functions = propertiesOf(sesTemplate, 'AWS::Lambda::Function');
    expect(functions).toHaveLength(5);
    for (const properties of functions) {
      expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], MemorySize: 512 });
    }
    expect(new Set(functions.map(({ Code }) => JSON.stringify(Code))).size).toBe(5);
  });

  test('stop in time', () => {
    const names = ['Ingest', 'IngestSes', 'Suppress', 'Lookup', 'Explain'];
    const timeouts = names.map((name) => functionNamed(sesTemplate, name));
    expect(timeouts).toMatchObject([15, 15, 30, 10, 10].map((Timeout) => ({ Timeout })));
  });

  test('keep their logs for a month', () => {
    const groups = propertiesOf(template, 'AWS::Logs::LogGroup');
    expect(groups.map((group) => group['RetentionInDays'])).toEqual([30, 30, 30, 30, 30]);
  });

  test('get only their part of the configuration, without spaces', () => {
    const configOf = (name: string) => functionNamed(template, name).Environment.Variables['BOUNCE_SUPPRESSOR_CONFIG'];
    const { sendgrid, ses } = providers;
    expect(configOf('Ingest')).toBe(
      JSON.stringify({ providers: { sendgrid, ses: { ...ses, confirmSubscriptions: true } } }),
    );
    const history = { days: 90 };
    expect(configOf('Lookup')).toBe(JSON.stringify({ api: { keys }, policy, history }));
    expect(configOf('Suppress')).toBe(JSON.stringify({ policy, streams, history }));
    expect(configOf('Explain')).toBe(JSON.stringify({ api: { keys } }));
  });

  test('are told where the table and the queues are', () => {
    const variables = (name: string) => Object.keys(functionNamed(sesTemplate, name).Environment.Variables).sort();
    expect(variables('Ingest')).toEqual(['BOUNCE_SUPPRESSOR_CONFIG', 'EVENTS_QUEUE_URL', 'QUARANTINE_QUEUE_URL']);
    expect(variables('IngestSes')).toEqual(['EVENTS_QUEUE_URL', 'QUARANTINE_QUEUE_URL']);
    expect(variables('Suppress')).toEqual(['BOUNCE_SUPPRESSOR_CONFIG', 'TABLE_NAME']);
    expect(variables('Lookup')).toEqual(['BOUNCE_SUPPRESSOR_CONFIG', 'TABLE_NAME']);
    expect(variables('Explain')).toEqual(['BOUNCE_SUPPRESSOR_CONFIG']);
  });

  test('can not be deployed with an environment over 4 KB, and the error names the function and the key', () => {
    const errors = Annotations.fromStack(tooLarge).findError(anything, Match.anyValue());
    expect(errors.map(({ entry }) => entry.data)).toEqual([
      expect.stringMatching(
        /^the function ingest can't be deployed: .*providers\.ses\.topicArns with \d+ bytes: shorten/,
      ),
    ]);
  });
});

describe('the roles', () => {
  const log = (name: string) => [`logs:CreateLogStream on ${name}Logs`, `logs:PutLogEvents on ${name}Logs`];
  const tracing = ['xray:PutTelemetryRecords on "*"', 'xray:PutTraceSegments on "*"'];

  test('of ingest may only send to the two queues', () => {
    expect(permissionsOf(template, 'Ingest')).toEqual([
      ...log('Ingest'),
      'sqs:SendMessage on Events',
      'sqs:SendMessage on Quarantine',
      ...tracing,
    ]);
  });

  test('of ingest-ses may send to the two queues, and what fails to a third', () => {
    expect(permissionsOf(sesTemplate, 'IngestSes')).toEqual([
      ...log('IngestSes'),
      'sqs:SendMessage on Events',
      'sqs:SendMessage on Quarantine',
      'sqs:SendMessage on Undelivered',
      ...tracing,
    ]);
  });

  test('of suppress may read and write the table, count in it and take from the events queue', () => {
    expect(permissionsOf(template, 'Suppress')).toEqual([
      'dynamodb:BatchGetItem on Table',
      'dynamodb:BatchWriteItem on Table',
      'dynamodb:PutItem on Table',
      'dynamodb:UpdateItem on Table',
      ...log('Suppress'),
      'sqs:DeleteMessage on Events',
      'sqs:GetQueueAttributes on Events',
      'sqs:ReceiveMessage on Events',
      ...tracing,
    ]);
  });

  test('of lookup may read and write the table, and list it', () => {
    expect(permissionsOf(template, 'Lookup')).toEqual([
      'dynamodb:BatchGetItem on Table',
      'dynamodb:BatchWriteItem on Table',
      'dynamodb:PutItem on Table',
      'dynamodb:Query on Table',
      'dynamodb:Query on Table/index/listed',
      'dynamodb:Scan on Table',
      ...log('Lookup'),
      ...tracing,
    ]);
  });

  test('hold no wildcard but for tracing, which knows no resources, and no policy of AWS', () => {
    const all = [...statements(template), ...statements(sesTemplate)].map(({ statement }) => statement);
    for (const statement of all.filter(({ Action }) => ![Action].flat().includes('xray:PutTraceSegments'))) {
      expect(JSON.stringify(statement)).not.toContain('*');
    }
    for (const role of [...propertiesOf(template, 'AWS::IAM::Role'), ...propertiesOf(sesTemplate, 'AWS::IAM::Role')]) {
      expect(Object.keys(role)).toEqual(['AssumeRolePolicyDocument']);
    }
  });
});

test('suppress is handed batches of ten and names the messages that failed', () => {
  template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    BatchSize: 10,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 20 },
    EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Events'), 'Arn'] },
    FunctionName: { Ref: Match.stringLikeRegexp('Suppress') },
  });
});

describe('the HTTP API', () => {
  test('has these routes and no others', () => {
    const routes = propertiesOf(template, 'AWS::ApiGatewayV2::Route').map((route) => route['RouteKey']);
    expect(routes.sort()).toEqual([
      'ANY /v1/explain',
      'ANY /v1/openapi.json',
      'ANY /v1/{proxy+}',
      'GET /health',
      'POST /webhooks/{provider}',
    ]);
  });

  test('speaks payload format 2.0', () => {
    for (const integration of propertiesOf(template, 'AWS::ApiGatewayV2::Integration')) {
      expect(integration).toMatchObject({ IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' });
    }
  });

  test('is throttled', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 },
    });
  });
});

describe('SES events from inside the account', () => {
  test('need no function unless a topic or the event bus is named', () => {
    template.resourceCountIs('AWS::Lambda::Function', 4);
    template.resourceCountIs('AWS::Events::Rule', 0);
  });

  test('come from a topic, and what SNS can not deliver is kept', () => {
    sesTemplate.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'lambda',
      Endpoint: { 'Fn::GetAtt': [Match.stringLikeRegexp('IngestSes'), 'Arn'] },
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Undelivered'), 'Arn'] } },
      FilterPolicyScope: 'MessageBody',
      // Feedback notifications have no event type.
      FilterPolicy: { eventType: Match.arrayWith(['Bounce', { exists: false }]) },
    });
  });

  test('come from the event bus, and what EventBridge can not deliver is kept', () => {
    sesTemplate.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.ses'],
        detail: { eventType: ['Bounce', 'Complaint', 'Delivery', 'DeliveryDelay', 'Reject', 'Subscription'] },
      },
      Targets: [
        {
          Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('IngestSes'), 'Arn'] },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Undelivered'), 'Arn'] } },
        },
      ],
    });
  });

  test('that the function failed on are kept', () => {
    expect(functionNamed(sesTemplate, 'IngestSes')).toMatchObject({
      DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': [expect.stringContaining('Undelivered'), 'Arn'] } },
    });
  });
});

describe('the stack', () => {
  test('puts out what has to be pasted elsewhere, a webhook for each configured provider', () => {
    const outputs = template.findOutputs(anything);
    expect(Object.keys(outputs)).toEqual([
      'WebhookSendgrid',
      'WebhookSes',
      'ApiUrl',
      'TableName',
      'EventsQueueUrl',
      'DeadLetterQueueUrl',
      'QuarantineQueueUrl',
    ]);
    expect(JSON.stringify(outputs['WebhookSendgrid'])).toContain('"/webhooks/sendgrid"');
  });

  test('belongs to no account and no region, so that it needs no credentials', () => {
    expect(deployed.environment).toBe('aws://unknown-account/unknown-region');
  });

  test('warns when nothing is configured, and is silent when all is', () => {
    const warnings = (stack: Stack) =>
      Annotations.fromStack(stack)
        .findWarning(anything, Match.anyValue())
        .map(({ entry }) => String(entry.data));
    expect(warnings(empty)).toEqual([
      expect.stringMatching(/^every webhook answers 404 until providers are configured/),
      expect.stringMatching(/^the API refuses everybody until api\.keys are configured/),
    ]);
    expect(warnings(deployed)).toEqual([]);
    expect(warnings(insideAccount)).toEqual([]);
  });

  test('is not made of a wrong configuration', () => {
    const config: ConfigInput = { providers: { ses: { topicArns: ['ses-events'] } } };
    expect(() => new BounceSuppressorStack(app, 'Wrong', { config })).toThrow(
      /^providers\.ses\.topicArns\.0: not the ARN/,
    );
  });
});
