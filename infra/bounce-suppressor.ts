// The reusable construct: the whole road of an event, from the webhook to the suppression API, as AWS resources.
import { Annotations, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, Billing, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Match, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { type DeadLetterQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { LISTED } from '../shared/adapters/dynamo-items.ts';
import { ENVIRONMENT } from '../shared/adapters/environment.ts';
import { type ConfigInput, parseConfig } from '../shared/pipeline/config.ts';
import { DEFAULT_FILE } from './config.ts';
import { addFunction, type FunctionOptions, pascalCase } from './function.ts';
import { EVENT_SOURCE, EXPLAIN_PATHS, QUEUES, SUPPRESS_TIMEOUT_SECONDS, TABLE, THROTTLING } from './resources.ts';

/** How events of Amazon SES arrive without a webhook, from the same account. */
interface SesSources {
  /** Topics that SES publishes to. */
  readonly topics?: readonly ITopic[];
  /** Whether to take SES events from the default event bus. */
  readonly eventBridge?: boolean;
}

export interface BounceSuppressorProps {
  readonly config: ConfigInput;
  readonly ses?: SesSources;
  /**
   * What becomes of the table with the suppression list when the stack is destroyed. Unless it is to be destroyed, it
   * is protected from deletion too.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
  /** @default RetentionDays.ONE_MONTH */
  readonly logRetention?: RetentionDays;
}

interface Output {
  readonly name: string;
  readonly value: string;
  readonly description: string;
}

/** @throws ConfigError naming every key of `config` that is wrong */
export class BounceSuppressor extends Construct {
  readonly table: TableV2;
  readonly events: Queue;
  readonly deadLetters: Queue;
  readonly quarantine: Queue;
  readonly api: HttpApi;
  /** What has to be known or pasted elsewhere after a deployment. */
  readonly outputs: readonly Output[];

  constructor(scope: Construct, id: string, props: BounceSuppressorProps) {
    super(scope, id);
    const { providers, api, policy, streams, history } = parseConfig(JSON.stringify(props.config));
    const logRetention = props.logRetention ?? RetentionDays.ONE_MONTH;
    this.table = this.#addTable(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this.deadLetters = this.#addQueue('DeadLetters', QUEUES.deadLetters);
    this.events = this.#addQueue('Events', QUEUES.events, {
      queue: this.deadLetters,
      maxReceiveCount: QUEUES.events.maxReceiveCount,
    });
    this.quarantine = this.#addQueue('Quarantine', QUEUES.quarantine);

    const send = {
      environment: {
        [ENVIRONMENT.events]: this.events.queueUrl,
        [ENVIRONMENT.quarantine]: this.quarantine.queueUrl,
      },
      allow: [allow(['sqs:SendMessage'], this.events.queueArn, this.quarantine.queueArn)],
      logRetention,
    };
    const readAndWrite = {
      environment: { [ENVIRONMENT.table]: this.table.tableName },
      // Records by the first two, their history by the third.
      allow: [allow(['dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:BatchWriteItem'], this.table.tableArn)],
      logRetention,
    };
    const ingest = addFunction(this, 'ingest', { ...send, timeoutSeconds: 15, config: { providers } });
    const lookup = addFunction(this, 'lookup', {
      ...readAndWrite,
      timeoutSeconds: 10,
      config: { api, policy, history },
      allow: [
        ...readAndWrite.allow,
        allow(['dynamodb:Query'], this.table.tableArn, `${this.table.tableArn}/index/${LISTED.indexName}`),
        // For exports alone.
        allow(['dynamodb:Scan'], this.table.tableArn),
      ],
    });
    const explain = addFunction(this, 'explain', {
      environment: {},
      allow: [],
      logRetention,
      timeoutSeconds: 10,
      config: { api },
    });
    const suppress = addFunction(this, 'suppress', {
      ...readAndWrite,
      timeoutSeconds: SUPPRESS_TIMEOUT_SECONDS,
      config: { policy, streams, history },
      allow: [
        ...readAndWrite.allow,
        // The counters of incidents.
        allow(['dynamodb:UpdateItem'], this.table.tableArn),
        // What Lambda's poller does with the role of the function.
        allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], this.events.queueArn),
      ],
    });
    // Not `SqsEventSource`: it would allow more than the poller needs.
    new EventSourceMapping(this, 'EventSource', {
      target: suppress,
      eventSourceArn: this.events.queueArn,
      reportBatchItemFailures: true,
      ...EVENT_SOURCE,
    });
    const { topics = [], eventBridge = false } = props.ses ?? {};
    const insideAccount = eventBridge || topics.length > 0;
    if (insideAccount) this.#addSesSources(topics, eventBridge, send);

    this.api = this.#addApi(ingest, lookup, explain);
    this.outputs = this.#describe(Object.keys(providers));
    if (Object.keys(providers).length === 0 && !insideAccount) {
      this.#warn('no-providers', 'every webhook answers 404 until providers are configured');
    }
    if (api.keys.length === 0) this.#warn('no-keys', 'the API refuses everybody until api.keys are configured');
  }

  #addTable(removalPolicy: RemovalPolicy): TableV2 {
    return new TableV2(this, 'Table', {
      ...keysOf(TABLE),
      globalSecondaryIndexes: TABLE.indexes.map((index) => ({ indexName: index.indexName, ...keysOf(index) })),
      timeToLiveAttribute: TABLE.timeToLive,
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy,
      deletionProtection: removalPolicy !== RemovalPolicy.DESTROY,
    });
  }

  #addQueue(
    id: string,
    settings: { readonly visibilityTimeoutSeconds: number; readonly retentionSeconds: number },
    deadLetterQueue?: DeadLetterQueue,
  ): Queue {
    return new Queue(this, id, {
      visibilityTimeout: Duration.seconds(settings.visibilityTimeoutSeconds),
      retentionPeriod: Duration.seconds(settings.retentionSeconds),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      ...(deadLetterQueue && { deadLetterQueue }),
    });
  }

  #addSesSources(topics: readonly ITopic[], eventBridge: boolean, send: Omit<FunctionOptions, 'timeoutSeconds'>): void {
    // Not `deadLetters`: that holds packed events on their way to `suppress`, these are still in the words of SES.
    const deadLetterQueue = this.#addQueue('Undelivered', QUEUES.undelivered);
    // Three places can give up: the topic and the rule when they can't hand over, Lambda when the function fails.
    const ingestSes = addFunction(this, 'ingest-ses', { ...send, timeoutSeconds: 15, deadLetterQueue });
    for (const topic of topics) topic.addSubscription(new LambdaSubscription(ingestSes, { deadLetterQueue }));
    if (eventBridge) {
      new Rule(this, 'SesEvents', {
        // SES puts other things on the bus too, such as advice about the account: those have no event type.
        eventPattern: { source: ['aws.ses'], detail: { eventType: Match.exists() } },
        targets: [new LambdaFunction(ingestSes, { deadLetterQueue })],
      });
    }
  }

  #addApi(ingest: IFunction, lookup: IFunction, explain: IFunction): HttpApi {
    const api = new HttpApi(this, 'Api', { createDefaultStage: false });
    new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: THROTTLING.requestsPerSecond, burstLimit: THROTTLING.burst },
    });
    const webhooks = new HttpLambdaIntegration('Webhooks', ingest);
    const suppressions = new HttpLambdaIntegration('Suppressions', lookup);
    api.addRoutes({ path: '/webhooks/{provider}', methods: [HttpMethod.POST], integration: webhooks });
    api.addRoutes({ path: '/health', methods: [HttpMethod.GET], integration: suppressions });
    api.addRoutes({ path: '/v1/{proxy+}', methods: [HttpMethod.ANY], integration: suppressions });
    const explanations = new HttpLambdaIntegration('Explanations', explain);
    for (const path of EXPLAIN_PATHS) {
      api.addRoutes({ path, methods: [HttpMethod.ANY], integration: explanations });
    }
    return api;
  }

  #describe(providers: readonly string[]): Output[] {
    const url = this.api.apiEndpoint;
    return [
      ...providers.map((name) => ({
        name: `Webhook${pascalCase(name)}`,
        value: `${url}/webhooks/${name}`,
        description: `Where ${name} posts its events`,
      })),
      { name: 'ApiUrl', value: url, description: 'The suppression API lies under /v1' },
      { name: 'TableName', value: this.table.tableName, description: 'The suppression list' },
      { name: 'EventsQueueUrl', value: this.events.queueUrl, description: 'Events on their way to the list' },
      { name: 'DeadLetterQueueUrl', value: this.deadLetters.queueUrl, description: 'Events that could not be stored' },
      { name: 'QuarantineQueueUrl', value: this.quarantine.queueUrl, description: 'Malformed items, with the reason' },
    ];
  }

  #warn(name: string, sentence: string): void {
    Annotations.of(this).addWarningV2(`bounce-suppressor:${name}`, `${sentence}, by default in ${DEFAULT_FILE}`);
  }
}

function keysOf({ partitionKey, sortKey }: { readonly partitionKey: string; readonly sortKey: string }) {
  return {
    partitionKey: { name: partitionKey, type: AttributeType.STRING },
    sortKey: { name: sortKey, type: AttributeType.STRING },
  };
}

function allow(actions: string[], ...resources: string[]): PolicyStatement {
  return new PolicyStatement({ actions, resources });
}
