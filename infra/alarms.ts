// Alarms: what somebody has to look at. docs/runbook.md says for each what it means and what to do.
import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { METRICS } from '../shared/adapters/metrics.ts';
import { complaintRate, counted, hardBounceRate } from './metrics.ts';

export interface Limits {
  /**
   * Per cent of messages that bounce hard.
   * @default 5, where Amazon SES puts an account under review; it stops sending at 10
   */
  readonly hardBouncePercent?: number | undefined;
  /**
   * Per cent of messages that are complained about.
   * @default 0.1, where Amazon SES puts an account under review; it stops sending at 0.5
   */
  readonly complaintPercent?: number | undefined;
}

/** What is watched. */
export interface Watched {
  readonly api: HttpApi;
  readonly tableName: string;
  readonly functions: Readonly<Record<string, IFunction>>;
  readonly ingest: IFunction;
  readonly suppress: LambdaFunction;
  readonly events: IQueue;
  readonly deadLetters: IQueue;
  readonly quarantine: IQueue;
  /** Only where SES events come without a webhook. */
  readonly undelivered: IQueue | undefined;
  /** Only where changes are published. */
  readonly outbound: { readonly publish: IFunction; readonly unpublished: IQueue } | undefined;
}

interface Rule {
  readonly metric: IMetric;
  /** The alarm goes off at this value and above. */
  readonly threshold: number;
  /** One sentence: what happened. */
  readonly meaning: string;
}

const MINUTE = Duration.minutes(1);
const FIVE_MINUTES = Duration.minutes(5);
/** Events older than this are not being worked off: the queue's own window is seconds. */
const LATE_SECONDS = 15 * 60;
/** A stranger who tries is not news; a sender whose every webhook is refused is. */
const MANY_REFUSALS = 20;

/** All alarms of a deployment, each telling `topic` when it goes off and when it is over. */
export class Alarms extends Construct {
  readonly all: readonly Alarm[];

  constructor(scope: Construct, id: string, watched: Watched, topic: ITopic, limits: Limits = {}) {
    super(scope, id);
    this.all = Object.entries(rulesFor(watched, limits)).map(([name, { metric, threshold, meaning }]) => {
      const alarm = new Alarm(this, name, {
        metric,
        threshold,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        // Where nothing happens nothing is counted.
        treatMissingData: TreatMissingData.NOT_BREACHING,
        alarmDescription: `${meaning} What to do: docs/runbook.md, ${name}.`,
      });
      alarm.addAlarmAction(new SnsAction(topic));
      alarm.addOkAction(new SnsAction(topic));
      return alarm;
    });
  }
}

/** The names are the headings of docs/runbook.md. */
function rulesFor(watched: Watched, { hardBouncePercent = 5, complaintPercent = 0.1 }: Limits): Record<string, Rule> {
  const { api, tableName, functions, ingest, suppress, events, deadLetters, quarantine, undelivered, outbound } =
    watched;
  return {
    DeadLettersNotEmpty: waiting(deadLetters, 'Events could not be stored in five attempts.'),
    QuarantineNotEmpty: waiting(quarantine, 'Items of webhooks were no events.'),
    ...(undelivered && { UndeliveredNotEmpty: waiting(undelivered, 'Events of SES did not reach the function.') }),
    ...(outbound && {
      UnpublishedNotEmpty: waiting(outbound.unpublished, 'Changes of suppressions could not be published for a day.'),
      ChangesLate: {
        metric: outbound.publish.metric('IteratorAge', { period: FIVE_MINUTES, statistic: Stats.MAXIMUM }),
        threshold: LATE_SECONDS * 1000,
        meaning: 'Changes of suppressions wait for a quarter of an hour and more to be published.',
      },
    }),
    EventsLate: {
      metric: events.metricApproximateAgeOfOldestMessage({ period: MINUTE, statistic: Stats.MAXIMUM }),
      threshold: LATE_SECONDS,
      meaning: 'Events wait for a quarter of an hour and more to be stored.',
    },
    ApiFailing: {
      metric: api.metricServerError({ period: FIVE_MINUTES, statistic: Stats.SUM }),
      threshold: 5,
      meaning: 'Webhooks or lookups are answered with a 5xx; senders post again, applications may stop mailing.',
    },
    WebhooksRefused: {
      metric: counted(ingest, METRICS.unauthenticated, FIVE_MINUTES),
      threshold: MANY_REFUSALS,
      meaning: 'Webhooks come with a wrong signature or credential.',
    },
    FunctionsFailing: {
      metric: sum(functions, (lambda) => lambda.metricErrors({ period: FIVE_MINUTES, statistic: Stats.SUM })),
      threshold: 1,
      meaning: 'A function ended with an error it did not expect.',
    },
    Throttled: {
      metric: sum(functions, (lambda) => lambda.metricThrottles({ period: FIVE_MINUTES, statistic: Stats.SUM })),
      threshold: 1,
      meaning: 'Lambda refused to run a function: the concurrency of the account is used up.',
    },
    TableThrottled: {
      metric: new MathExpression({
        expression: 'FILL(reads, 0) + FILL(writes, 0)',
        usingMetrics: { reads: throttledIn(tableName, 'Read'), writes: throttledIn(tableName, 'Write') },
        label: 'Throttled requests',
        period: FIVE_MINUTES,
      }),
      // The SDK tries again by itself: a few are part of growing.
      threshold: 100,
      meaning: 'DynamoDB throttles reads or writes of the table.',
    },
    HardBounceRate: {
      metric: hardBounceRate(suppress),
      threshold: hardBouncePercent,
      meaning: `${hardBouncePercent} % of the messages or more bounce hard.`,
    },
    ComplaintRate: {
      metric: complaintRate(suppress),
      threshold: complaintPercent,
      meaning: `${complaintPercent} % of the messages or more are complained about.`,
    },
  };
}

function waiting(queue: IQueue, meaning: string): Rule {
  const metric = queue.metricApproximateNumberOfMessagesVisible({ period: MINUTE, statistic: Stats.MAXIMUM });
  return { metric, threshold: 1, meaning };
}

function sum(functions: Watched['functions'], metricOf: (lambda: IFunction) => Metric): MathExpression {
  const usingMetrics = Object.fromEntries(
    Object.entries(functions).map(([name, lambda]) => [name.replace(/\W/g, ''), metricOf(lambda)]),
  );
  const terms = Object.keys(usingMetrics).map((name) => `FILL(${name}, 0)`);
  return new MathExpression({
    expression: terms.join(' + '),
    usingMetrics,
    label: 'All functions',
    period: FIVE_MINUTES,
  });
}

function throttledIn(tableName: string, kind: 'Read' | 'Write'): Metric {
  return new Metric({
    namespace: 'AWS/DynamoDB',
    metricName: `${kind}ThrottleEvents`,
    dimensionsMap: { TableName: tableName },
    period: FIVE_MINUTES,
    statistic: Stats.SUM,
  });
}
