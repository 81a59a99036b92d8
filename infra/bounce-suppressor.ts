// The reusable construct: the whole road of an event, from the webhook to the suppression API, as AWS resources.
import { Annotations, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, Billing, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Match, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, EventSourceMapping, Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { type DeadLetterQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ENVIRONMENT } from '../shared/adapters/environment.ts';
import { type Config, type ConfigInput, parseConfig } from '../shared/pipeline/config.ts';
import { bundledCode, type FunctionName, RUNTIME } from './bundle.ts';
import { environmentProblem } from './config.ts';
import { EVENT_SOURCE, QUEUES, SUPPRESS_TIMEOUT_SECONDS, TABLE, THROTTLING } from './resources.ts';

/** How events of Amazon SES arrive without a webhook, from the same account. */
export interface SesSources {
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

export interface Output {
  readonly name: string;
  readonly value: string;
  readonly description: string;
}

interface FunctionOptions {
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  /** The part of the configuration that the function reads. */
  readonly config?: Partial<Config>;
  readonly allow: readonly PolicyStatement[];
  readonly deadLetterQueue?: Queue;
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
  readonly #logRetention: RetentionDays;

  constructor(scope: Construct, id: string, props: BounceSuppressorProps) {
    super(scope, id);
    const { providers, api, policy } = parseConfig(JSON.stringify(props.config));
    this.#logRetention = props.logRetention ?? RetentionDays.ONE_MONTH;
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
    };
    const readAndWrite = {
      environment: { [ENVIRONMENT.table]: this.table.tableName },
      allow: [allow(['dynamodb:BatchGetItem', 'dynamodb:PutItem'], this.table.tableArn)],
    };
    const ingest = this.#addFunction('ingest', { ...send, timeoutSeconds: 15, config: { providers } });
    const lookup = this.#addFunction('lookup', { ...readAndWrite, timeoutSeconds: 10, config: { api, policy } });
    const suppress = this.#addFunction('suppress', {
      environment: readAndWrite.environment,
      timeoutSeconds: SUPPRESS_TIMEOUT_SECONDS,
      allow: [
        ...readAndWrite.allow,
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
    if (props.ses?.eventBridge || props.ses?.topics?.length) this.#addSesSources(props.ses, send);

    this.api = this.#addApi(ingest, lookup);
    this.outputs = this.#describe(Object.keys(providers));
  }

  #addTable(removalPolicy: RemovalPolicy): TableV2 {
    return new TableV2(this, 'Table', {
      partitionKey: { name: TABLE.partitionKey, type: AttributeType.STRING },
      sortKey: { name: TABLE.sortKey, type: AttributeType.STRING },
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

  #addFunction(name: FunctionName, options: FunctionOptions): Lambda {
    const id = pascalCase(name);
    const logGroup = new LogGroup(this, `${id}Logs`, {
      retention: this.#logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // Its own role and not the one that CDK makes, which may write to every log group of the account.
    const role = new Role(this, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    for (const statement of options.allow) role.addToPolicy(statement);
    const { config, deadLetterQueue } = options;
    const environment = {
      ...options.environment,
      ...(config && { [ENVIRONMENT.config]: JSON.stringify(config) }),
    };
    const lambda = new Lambda(this, id, {
      runtime: RUNTIME,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      code: bundledCode(this, name),
      handler: 'index.handler',
      timeout: Duration.seconds(options.timeoutSeconds),
      environment,
      role,
      logGroup,
      ...(deadLetterQueue && { deadLetterQueue }),
    });
    const problem = environmentProblem(environment, config ?? {});
    if (problem !== undefined) Annotations.of(lambda).addError(`the function ${name} can't be deployed: ${problem}`);
    return lambda;
  }

  #addSesSources(
    { topics = [], eventBridge = false }: SesSources,
    send: Pick<FunctionOptions, 'environment' | 'allow'>,
  ) {
    // Not `deadLetters`: that holds packed events on their way to `suppress`, these are still in the words of SES.
    const deadLetterQueue = this.#addQueue('Undelivered', QUEUES.undelivered);
    // Three places can give up: the topic and the rule when they can't hand over, Lambda when the function fails.
    const ingestSes = this.#addFunction('ingest-ses', { ...send, timeoutSeconds: 15, deadLetterQueue });
    for (const topic of topics) topic.addSubscription(new LambdaSubscription(ingestSes, { deadLetterQueue }));
    if (eventBridge) {
      new Rule(this, 'SesEvents', {
        // SES puts other things on the bus too, such as advice about the account: those have no event type.
        eventPattern: { source: ['aws.ses'], detail: { eventType: Match.exists() } },
        targets: [new LambdaFunction(ingestSes, { deadLetterQueue })],
      });
    }
  }

  #addApi(ingest: Lambda, lookup: Lambda): HttpApi {
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
}

function allow(actions: string[], ...resources: string[]): PolicyStatement {
  return new PolicyStatement({ actions, resources });
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
