// The stack: one Bounce Suppressor as the configuration file describes it, and as outputs what has to be pasted elsewhere.
import { CfnOutput, RemovalPolicy, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { BounceSuppressor, type BounceSuppressorProps } from './bounce-suppressor.ts';
import { type AwsSettings, parseSettings } from './settings.ts';

interface BounceSuppressorStackProps extends StackProps, Pick<BounceSuppressorProps, 'config'> {
  /** The file's section `aws`. */
  readonly aws?: AwsSettings;
}

export class BounceSuppressorStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { config, aws = parseSettings('{}'), ...props }: BounceSuppressorStackProps,
  ) {
    super(scope, id, { description: 'Bounce webhooks in, one explained suppression list out', ...props });
    const topics = aws.ses.topicArns.map((arn, index) => Topic.fromTopicArn(this, `SesTopic${index}`, arn));
    const { outputs } = new BounceSuppressor(this, 'Suppressor', {
      config,
      ses: { ...aws.ses, topics },
      ...(aws.eventBus !== undefined && { eventBus: EventBus.fromEventBusName(this, 'EventBus', aws.eventBus) }),
      alarms: aws.alarms.enabled && aws.alarms,
      throughput: aws.throughput,
      tracing: aws.tracing,
      logRetention: aws.logDays,
      removalPolicy: aws.table === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    });
    for (const { name, value, description } of outputs) new CfnOutput(this, name, { value, description });
    for (const [key, value] of Object.entries(aws.tags)) Tags.of(this).add(key, value);
  }
}
