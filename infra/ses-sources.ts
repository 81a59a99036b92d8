// Events of Amazon SES from inside the account: no public endpoint, no signature, nothing paid for that isn't wanted.
import { Stack } from 'aws-cdk-lib';
import { Match, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnConfigurationSetEventDestination } from 'aws-cdk-lib/aws-ses';
import { CfnSubscription, type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** How events of Amazon SES arrive without a webhook, from the same account. */
export interface SesSources {
  /** Topics that SES publishes to already. */
  readonly topics?: readonly ITopic[];
  /** Names of configuration sets of the stack's region: each is given an event destination. */
  readonly configurationSets?: readonly string[];
  /**
   * How those configuration sets publish: through a topic of their own, or through the default event bus.
   * @default 'eventbridge'
   */
  readonly via?: 'sns' | 'eventbridge';
  /** Whether to take SES events from the default event bus, whoever put them there. */
  readonly eventBridge?: boolean;
}

/** What says something about a recipient, as an event destination, as SNS and as EventBridge name it. */
const WANTED = ['bounce', 'complaint', 'delivery', 'deliveryDelay', 'reject', 'subscription'];
const WANTED_EVENT_TYPES = ['Bounce', 'Complaint', 'Delivery', 'DeliveryDelay', 'Reject', 'Subscription'];

export function hasSources({ topics = [], configurationSets = [], eventBridge = false }: SesSources): boolean {
  return eventBridge || topics.length > 0 || configurationSets.length > 0;
}

export class SesEvents extends Construct {
  /** @param deadLetterQueue takes what could not be handed over */
  constructor(scope: Construct, id: string, sources: SesSources, ingest: IFunction, deadLetterQueue: IQueue) {
    super(scope, id);
    const { topics = [], configurationSets = [], via = 'eventbridge', eventBridge = false } = sources;
    const throughTopic = via === 'sns' && configurationSets.length > 0 ? this.#addTopic() : undefined;
    for (const name of configurationSets) this.#publish(name, throughTopic);
    for (const topic of [...topics, ...(throughTopic ? [throughTopic] : [])]) {
      const { node } = topic.addSubscription(new LambdaSubscription(ingest, { deadLetterQueue }));
      filter(node.defaultChild);
    }
    if (eventBridge || (via === 'eventbridge' && configurationSets.length > 0)) {
      new Rule(this, 'Rule', {
        // SES puts other things on the bus too, such as advice about the account: those have no event type.
        eventPattern: { source: ['aws.ses'], detail: { eventType: Match.anyOf(...WANTED_EVENT_TYPES) } },
        targets: [new LambdaFunction(ingest, { deadLetterQueue })],
      });
    }
  }

  #addTopic(): Topic {
    const topic = new Topic(this, 'BounceSuppressorTopic', { enforceSSL: true });
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'AWS:SourceAccount': Stack.of(this).account } },
      }),
    );
    return topic;
  }

  #publish(configurationSetName: string, topic: ITopic | undefined): void {
    const eventBusArn = Stack.of(this).formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' });
    const destination = new CfnConfigurationSetEventDestination(this, `From${configurationSetName}`, {
      configurationSetName,
      eventDestination: {
        name: 'bounce-suppressor',
        enabled: true,
        matchingEventTypes: WANTED,
        ...(topic ? { snsDestination: { topicArn: topic.topicArn } } : { eventBridgeDestination: { eventBusArn } }),
      },
    });
    // SES tries to publish when the destination is made.
    if (topic) destination.node.addDependency(topic);
  }
}

/** SNS counts and delivers only what passes. Feedback notifications have no event type, and are all wanted. */
function filter(subscription: unknown): void {
  if (!(subscription instanceof CfnSubscription)) throw new Error('the subscription of a topic has no resource');
  subscription.filterPolicyScope = 'MessageBody';
  subscription.filterPolicy = { eventType: [...WANTED_EVENT_TYPES, { exists: false }] };
}
