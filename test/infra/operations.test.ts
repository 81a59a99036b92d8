// What watches a deployment: alarms, dashboard, access log; and what the file's section `aws` makes of it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { afterAll, describe, expect, test } from 'vitest';
import { parseSettings } from '../../infra/settings.ts';
import { BounceSuppressorStack } from '../../infra/stack.ts';
import { secretHash } from '../../shared/api/access.ts';
import { ConfigError } from '../../shared/pipeline/config.ts';

const outdir = mkdtempSync(join(tmpdir(), 'assembly-'));
afterAll(() => rmSync(outdir, { recursive: true }));
const keys = [{ name: 'ops', hash: secretHash('key'), role: 'write' as const }];

function templateOf(id: string, aws: object, api: object = { keys }): Template {
  const context = { '@aws-cdk/core:annotationsInValidationReport': false };
  const app = new App({ outdir: join(outdir, id), context });
  const settings = parseSettings(JSON.stringify({ aws }));
  return Template.fromStack(new BounceSuppressorStack(app, id, { config: { api }, aws: settings }));
}

const plain = templateOf('Plain', {});
const full = templateOf('Full', {
  ses: { configurationSets: ['main', 'marketing'], via: 'sns' },
  alarms: { emails: ['ops@example.com'], hardBouncePercent: 2, complaintPercent: 0.05 },
  logDays: 7,
  throughput: { requestsPerSecond: 2000, concurrentBatches: 200 },
  table: 'destroy',
  tracing: false,
  tags: { team: 'mail' },
});

interface AlarmProperties {
  readonly Threshold: number;
  readonly AlarmDescription: string;
  readonly TreatMissingData: string;
  readonly AlarmActions: unknown[];
  readonly OKActions: unknown[];
}

function alarmsOf(template: Template): Map<string, AlarmProperties> {
  const found = Object.entries(template.findResources('AWS::CloudWatch::Alarm'));
  return new Map(found.map(([id, { Properties }]) => [/Alarms(\w+?)[0-9A-F]{8}$/.exec(id)?.[1] ?? id, Properties]));
}

describe('changes of suppressions', () => {
  const publishing = templateOf('Publishing', { eventBus: 'mail' });

  test('are read from the stream of the table, records alone, with both images', () => {
    publishing.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
    publishing.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 100,
      BisectBatchOnFunctionError: true,
      StartingPosition: 'TRIM_HORIZON',
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
      FilterCriteria: {
        Filters: [
          {
            Pattern: JSON.stringify({ eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { sk: { S: ['record'] } } } }),
          },
        ],
      },
    });
  });

  test('may be put on that bus alone, and alarms watch what waits', () => {
    publishing.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'events:PutEvents',
            Resource: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp(':event-bus/mail$')])] },
          }),
        ]),
      },
    });
    expect([...alarmsOf(publishing).keys()]).toEqual(expect.arrayContaining(['UnpublishedNotEmpty', 'ChangesLate']));
  });

  test('cost nothing while no bus is named', () => {
    expect(
      Object.values(plain.findResources('AWS::DynamoDB::GlobalTable'))[0]?.['Properties'].StreamSpecification,
    ).toBeUndefined();
    plain.resourceCountIs('AWS::Lambda::EventSourceMapping', 1);
  });

  test.each(['', 'a bus', 'x'.repeat(257)])('the name of the bus is checked: %j', (eventBus) => {
    expect(() => parseSettings(JSON.stringify({ aws: { eventBus } }))).toThrow(/aws\.eventBus/);
  });
});

describe('alarms', () => {
  test('watch what is lost, late, refused, failing and throttled, and the rates that senders enforce', () => {
    expect([...alarmsOf(plain).keys()].sort()).toEqual([
      'ApiFailing',
      'ComplaintRate',
      'DeadLettersNotEmpty',
      'EventsLate',
      'FunctionsFailing',
      'HardBounceRate',
      'QuarantineNotEmpty',
      'TableThrottled',
      'Throttled',
      'WebhooksRefused',
    ]);
    expect(alarmsOf(full).has('UndeliveredNotEmpty')).toBe(true);
  });

  test('say what happened and where to read on, and tell when it is over', () => {
    for (const [name, alarm] of alarmsOf(full)) {
      expect(alarm.AlarmDescription).toContain(`docs/runbook.md, ${name}`);
      expect(alarm.TreatMissingData).toBe('notBreaching');
      expect([alarm.AlarmActions.length, alarm.OKActions.length]).toEqual([1, 1]);
    }
  });

  test('take the limits of the configuration, else those of Amazon SES', () => {
    const limits = (template: Template) =>
      ['HardBounceRate', 'ComplaintRate'].map((name) => alarmsOf(template).get(name)?.Threshold);
    expect([limits(plain), limits(full)]).toEqual([
      [5, 0.1],
      [2, 0.05],
    ]);
  });

  test('reach the people who are named', () => {
    full.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'ops@example.com' });
  });
});

test('the dashboard asks for the lines that suppress logs', () => {
  const [dashboard] = Object.values(plain.findResources('AWS::CloudWatch::Dashboard'));
  const body = JSON.stringify(dashboard);
  for (const part of ["filter message = 'failure'", 'by reason, fault', 'by receiver', 'by sender', 'HardBounces']) {
    expect(body).toContain(part);
  }
});

test('the access log tells the route, and never the address that was asked for', () => {
  const [stage] = Object.values(plain.findResources('AWS::ApiGatewayV2::Stage'));
  const format: string = stage?.['Properties'].AccessLogSettings.Format;
  expect(JSON.parse(format)).toMatchObject({ route: '$context.routeKey', status: '$context.status' });
  expect(format).not.toMatch(/\$context\.(?:path|http\.path)\b/);
});

describe('configuration sets of SES', () => {
  const destinations = (template: Template) => template.findResources('AWS::SES::ConfigurationSetEventDestination');

  test('publish only what says something about a recipient, to a topic that only SES of this account may use', () => {
    expect(Object.values(destinations(full)).map(({ Properties }) => Properties.ConfigurationSetName)).toEqual([
      'main',
      'marketing',
    ]);
    for (const { Properties } of Object.values(destinations(full))) {
      expect(Properties.EventDestination).toMatchObject({
        Enabled: true,
        MatchingEventTypes: ['bounce', 'complaint', 'delivery', 'deliveryDelay', 'reject', 'subscription'],
        SnsDestination: { TopicARN: { Ref: expect.stringContaining('Topic') } },
      });
    }
    full.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'sns:Publish',
            Principal: { Service: 'ses.amazonaws.com' },
            Condition: { StringEquals: { 'AWS:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ]),
      },
    });
  });

  test('or to the default event bus, from which a rule takes them', () => {
    const template = templateOf('OverTheBus', { ses: { configurationSets: ['main'] } });
    const [destination] = Object.values(destinations(template));
    expect(JSON.stringify(destination?.['Properties'].EventDestination.EventBridgeDestination)).toContain(
      'event-bus/default',
    );
    template.resourceCountIs('AWS::Events::Rule', 1);
    expect(Object.keys(template.findResources('AWS::SNS::Subscription'))).toEqual([]);
  });
});

test('the section decides how long logs are kept, what becomes of the table, who pays, and whether it is traced', () => {
  for (const { Properties } of Object.values(full.findResources('AWS::Logs::LogGroup'))) {
    expect(Properties.RetentionInDays).toBe(7);
  }
  full.hasResource('AWS::DynamoDB::GlobalTable', { DeletionPolicy: 'Delete' });
  full.hasResourceProperties('AWS::SQS::Queue', { Tags: Match.arrayWith([{ Key: 'team', Value: 'mail' }]) });
  const tracing = (template: Template) =>
    Object.values(template.findResources('AWS::Lambda::Function')).map(({ Properties }) => Properties.TracingConfig);
  expect(new Set(tracing(full).map((config) => config?.Mode))).toEqual(new Set([undefined]));
  expect(new Set(tracing(plain).map((config) => config?.Mode))).toEqual(new Set(['Active']));
});

describe('access by IAM', () => {
  const template = templateOf('Iam', {}, { iam: true });
  const authorization = (from: Template) =>
    Object.fromEntries(
      Object.values(from.findResources('AWS::ApiGatewayV2::Route')).map(({ Properties }) => [
        Properties.RouteKey,
        Properties.AuthorizationType,
      ]),
    );

  test('is asked of everything below /v1, and of nothing else', () => {
    expect(authorization(template)).toMatchObject({
      'ANY /v1/{proxy+}': 'AWS_IAM',
      'ANY /v1/explain': 'AWS_IAM',
      'ANY /v1/openapi.json': 'AWS_IAM',
      'GET /health': 'NONE',
      'POST /webhooks/{provider}': 'NONE',
    });
  });

  test('is not asked for unless configured', () => {
    expect(new Set(Object.values(authorization(plain)))).toEqual(new Set(['NONE']));
  });
});

test('what is taken before others wait can be turned, each part alone', () => {
  full.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
    DefaultRouteSettings: { ThrottlingRateLimit: 2000, ThrottlingBurstLimit: 1000 },
  });
  full.hasResourceProperties('AWS::Lambda::EventSourceMapping', { ScalingConfig: { MaximumConcurrency: 200 } });
});

describe('what the section refuses, naming the key', () => {
  test.each([
    [{ alarm: {} }, /^aws\.alarm: unknown key/],
    [{ alarms: { emails: ['ops'] } }, /^aws\.alarms\.emails\.0: /],
    [{ alarms: { hardBouncePercent: 0 } }, /^aws\.alarms\.hardBouncePercent: /],
    [{ logDays: 2 }, /^aws\.logDays: expected one of 1, 3, 5/],
    [{ throughput: { concurrentBatches: 1 } }, /^aws\.throughput\.concurrentBatches: Too small/],
    [{ throughput: { burst: 0 } }, /^aws\.throughput\.burst: /],
    [{ ses: { topicArns: ['ses-events'] } }, /^aws\.ses\.topicArns\.0: expected an ARN such as/],
    [{ ses: { configurationSets: ['a b'] } }, /^aws\.ses\.configurationSets\.0: expected a name/],
    [{ table: 'keep' }, /^aws\.table: .*"retain"\|"destroy"/],
  ])('%j', (aws, complaint) => {
    expect(() => parseSettings(JSON.stringify({ aws }))).toThrow(ConfigError);
    expect(() => parseSettings(JSON.stringify({ aws }))).toThrow(complaint);
  });
});
