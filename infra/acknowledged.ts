// What cdk-nag's packs AwsSolutions and Serverless find and we leave as it is, each with the reason. The findings of a
// deployment are looked for by a test, not by every `cdk synth`: cdk-nag is not needed to deploy.
import { CfnElement, CfnResource, Stack, Validations } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';

interface Acknowledgement {
  /** `{table}` stands for the logical id of the table. */
  readonly rule: string;
  /** Of the resource. */
  readonly type: string;
  /** Part of the resource's path below the construct; all of that type without one. */
  readonly path?: RegExp;
  readonly reason: string;
}

const END_STATION =
  'Its messages wait for people: alarms tell that it is not empty, and nothing receives from it but `replay`.';
const NOT_ASYNCHRONOUS =
  'Never invoked asynchronously: API Gateway waits for the answer, and what the poller of a queue or a stream fails at goes to its own dead letters.';

const ACKNOWLEDGED: readonly Acknowledgement[] = [
  {
    rule: 'AwsSolutions::AwsSolutions-APIG4',
    type: 'AWS::ApiGatewayV2::Route',
    reason:
      'Senders of webhooks have no AWS credentials: the functions verify signatures and credentials themselves, before anything is parsed, and the API asks for a key whose hash is configured.',
  },
  {
    rule: 'AwsSolutions::AwsSolutions-SQS3',
    type: 'AWS::SQS::Queue',
    path: /Quarantine|Unpublished/,
    reason: END_STATION,
  },
  {
    rule: 'Serverless::Serverless-SQSRedrivePolicy',
    type: 'AWS::SQS::Queue',
    path: /DeadLetters|Quarantine|Undelivered|Unpublished/,
    reason: END_STATION,
  },
  {
    rule: 'Serverless::Serverless-LambdaDLQ',
    type: 'AWS::Lambda::Function',
    path: /\/(?:Ingest|Lookup|Explain|Suppress|Publish)\//,
    reason: NOT_ASYNCHRONOUS,
  },
  {
    rule: 'Serverless::Serverless-LambdaEventSourceMappingDestination',
    type: 'AWS::Lambda::EventSourceMapping',
    path: /EventSource/,
    reason:
      'For queues Lambda has no destination of failures: after five receives SQS moves a message to the dead letters.',
  },
  {
    rule: 'Serverless::Serverless-SNSRedrivePolicy',
    type: 'AWS::SNS::Subscription',
    path: /AlarmTopic/,
    reason: 'A mail to people about an alarm; the alarm itself stays visible in CloudWatch.',
  },
  {
    rule: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
    type: 'AWS::IAM::Policy',
    reason:
      'AWS X-Ray knows no resources: PutTraceSegments and PutTelemetryRecords can be allowed for all or not at all.',
  },
  {
    rule: 'AwsSolutions::AwsSolutions-IAM5[Resource::<{table}.Arn>/stream/*]',
    type: 'AWS::IAM::Policy',
    reason:
      'ListStreams, which Lambda’s poller asks for, knows no single stream: it is allowed for those of this table.',
  },
];

/** Acknowledges what is found at the resources below `root`. */
export function acknowledgeFindings(root: Construct, table: TableV2): void {
  const tableId =
    table.node.defaultChild instanceof CfnElement ? Stack.of(table).getLogicalId(table.node.defaultChild) : '';
  for (const resource of root.node.findAll().filter((child) => child instanceof CfnResource)) {
    for (const { rule, reason, type, path } of ACKNOWLEDGED) {
      if (resource.cfnResourceType !== type || path?.test(resource.node.path) === false) continue;
      Validations.of(resource).acknowledge({ id: rule.replace('{table}', tableId), reason });
    }
  }
}
