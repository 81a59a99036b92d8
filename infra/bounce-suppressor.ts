// The reusable construct: the whole road of an event, from the webhook to the suppression API, as AWS resources.
import { Annotations, Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { AttributeType, Billing, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, type IFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { type DeadLetterQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { LISTED } from '../shared/adapters/dynamo-items.ts';
import { RECORD_WRITES } from '../shared/adapters/dynamo-stream.ts';
import { ENVIRONMENT } from '../shared/adapters/environment.ts';
import { type ConfigInput, parseConfig } from '../shared/pipeline/config.ts';
import { acknowledgeFindings } from './acknowledged.ts';
import { Alarms, type Limits, type Watched } from './alarms.ts';
import { Api } from './api.ts';
import { DEFAULT_FILE } from './config.ts';
import { BounceDashboard } from './dashboard.ts';
import { addFunction, type FunctionOptions, pascalCase } from './function.ts';
import { EVENT_SOURCE, QUEUES, STREAM_SOURCE, SUPPRESS_TIMEOUT_SECONDS, TABLE, THROUGHPUT } from './resources.ts';
import { hasSources, SesEvents, type SesSources } from './ses-sources.ts';

/** What is to be done about alarms. */
interface AlarmSettings extends Limits {
  /** @default a topic of its own */
  readonly topic?: ITopic;
  /** Who is told; each has to confirm a mail of SNS once. */
  readonly emails?: readonly string[];
}

/** What a deployment takes before it makes others wait. */
interface Throughput {
  /** Of the whole HTTP API: above it callers get a 429. */
  readonly requestsPerSecond: number;
  readonly burst: number;
  /** Batches of ten queue messages that are worked on at once, 2 to 1,000: the rest waits in the queue. */
  readonly concurrentBatches: number;
}

export interface BounceSuppressorProps {
  readonly config: ConfigInput;
  readonly ses?: SesSources;
  /**
   * Is told of every change of a suppression: see docs/events.md.
   * @default nobody is told
   */
  readonly eventBus?: EventBus | undefined;
  /** `false` makes none. */
  readonly alarms?: AlarmSettings | false;
  /** @default true */
  readonly dashboard?: boolean;
  /**
   * Whether AWS X-Ray samples the way of requests through the functions.
   * @default true
   */
  readonly tracing?: boolean;
  /**
   * What becomes of the table with the suppression list when the stack is destroyed. Unless it is to be destroyed, it
   * is protected from deletion too.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
  /**
   * See docs/scale.md for what to turn when.
   * @default 500 requests a second, bursts of 1,000, 20 batches
   */
  readonly throughput?: Partial<Throughput>;
  /** @default RetentionDays.ONE_MONTH */
  readonly logRetention?: RetentionDays;
}

/** What is needed of an event bus, of this stack or another's. */
type EventBus = Pick<IEventBus, 'eventBusName' | 'eventBusArn'>;

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
    const { logRetention = RetentionDays.ONE_MONTH, tracing = true } = props;
    const observed = { logRetention, tracing };
    const { requestsPerSecond, burst, concurrentBatches } = { ...THROUGHPUT, ...props.throughput };
    this.table = this.#addTable(props.removalPolicy ?? RemovalPolicy.RETAIN, props.eventBus !== undefined);
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
      ...observed,
    };
    const readAndWrite = {
      environment: { [ENVIRONMENT.table]: this.table.tableName },
      // Records by the first two, their history by the third.
      allow: [allow(['dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:BatchWriteItem'], this.table.tableArn)],
      ...observed,
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
      ...observed,
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
      maxConcurrency: concurrentBatches,
    });
    const inside = hasSources(props.ses ?? {}) ? this.#addSesEvents(props.ses ?? {}, send) : undefined;
    const outbound = props.eventBus && this.#addChanges(props.eventBus, { ...observed, config: { policy } });
    const throttle = { rateLimit: requestsPerSecond, burstLimit: burst };
    this.api = new Api(this, 'Http', { ingest, lookup, explain, logRetention, iam: api.iam ?? false, throttle }).http;
    this.#addOperations(props, {
      api: this.api,
      tableName: this.table.tableName,
      functions: {
        ingest,
        ...(inside && { ingestSes: inside.ingestSes }),
        suppress,
        lookup,
        explain,
        ...(outbound && { publish: outbound.publish }),
      },
      ingest,
      suppress,
      events: this.events,
      deadLetters: this.deadLetters,
      quarantine: this.quarantine,
      undelivered: inside?.undelivered,
      outbound,
    });
    acknowledgeFindings(this, this.table);
    this.outputs = this.#describe(Object.keys(providers));
    if (Object.keys(providers).length === 0 && inside === undefined) {
      this.#warn('no-providers', 'every webhook answers 404 until providers are configured');
    }
    if (api.keys.length === 0 && !api.iam)
      this.#warn('no-keys', 'the API refuses everybody until api.keys are configured');
  }

  #addTable(removalPolicy: RemovalPolicy, streams: boolean): TableV2 {
    return new TableV2(this, 'Table', {
      ...keysOf(TABLE),
      globalSecondaryIndexes: TABLE.indexes.map((index) => ({ indexName: index.indexName, ...keysOf(index) })),
      timeToLiveAttribute: TABLE.timeToLive,
      billing: Billing.onDemand(),
      ...(streams && { dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES }),
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

  #addSesEvents(sources: SesSources, send: Omit<FunctionOptions, 'timeoutSeconds'>) {
    // Not `deadLetters`: that holds packed events on their way to `suppress`, these are still in the words of SES.
    const undelivered = this.#addQueue('Undelivered', QUEUES.undelivered);
    // Three places can give up: the topic and the rule when they can't hand over, Lambda when the function fails.
    const ingestSes = addFunction(this, 'ingest-ses', { ...send, timeoutSeconds: 15, deadLetterQueue: undelivered });
    new SesEvents(this, 'Ses', sources, ingestSes, undelivered);
    return { ingestSes, undelivered };
  }

  #addChanges(
    eventBus: EventBus,
    options: Pick<FunctionOptions, 'logRetention' | 'tracing' | 'config'>,
  ): { readonly publish: IFunction; readonly unpublished: Queue } {
    const unpublished = this.#addQueue('Unpublished', QUEUES.unpublished);
    const stream = this.table.tableStreamArn ?? '';
    const publish = addFunction(this, 'publish', {
      ...options,
      environment: { [ENVIRONMENT.eventBus]: eventBus.eventBusName },
      timeoutSeconds: 30,
      allow: [
        allow(['events:PutEvents'], eventBus.eventBusArn),
        // What Lambda's poller does with the role of the function.
        allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], stream),
        allow(['dynamodb:ListStreams'], `${this.table.tableArn}/stream/*`),
        allow(['sqs:SendMessage'], unpublished.queueArn),
      ],
    });
    new EventSourceMapping(this, 'ChangeSource', {
      target: publish,
      eventSourceArn: stream,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [FilterCriteria.filter(RECORD_WRITES)],
      onFailure: new SqsDestination(unpublished),
      ...STREAM_SOURCE,
    });
    return { publish, unpublished };
  }

  #addOperations({ alarms = {}, dashboard = true }: BounceSuppressorProps, watched: Watched): void {
    if (alarms !== false) {
      const { emails = [], topic, ...limits } = alarms;
      const told = topic ?? new Topic(this, 'AlarmTopic', { enforceSSL: true, displayName: 'Bounce Suppressor' });
      for (const email of emails) told.addSubscription(new EmailSubscription(email));
      new Alarms(this, 'Alarms', watched, told, limits);
    }
    if (dashboard) new BounceDashboard(this, 'Operations', { ...watched, log: watched.suppress.logGroup });
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
