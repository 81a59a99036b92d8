// The dashboard: are we bouncing, why, where, and does the machinery run.
import { Duration } from 'aws-cdk-lib';
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  LogQueryVisualizationType,
  LogQueryWidget,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { FAILURE } from '../shared/adapters/log.ts';
import { METRICS } from '../shared/adapters/metrics.ts';
import type { Watched } from './alarms.ts';
import { complaintRate, counted, hardBounceRate } from './metrics.ts';

const FULL_WIDTH = 24;
const HOUR = Duration.hours(1);
const FIVE_MINUTES = Duration.minutes(5);

export interface Shown extends Omit<Watched, 'tableName'> {
  /** Where `suppress` logs a line for each failure. */
  readonly log: ILogGroup;
}

export class BounceDashboard extends Construct {
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, shown: Shown) {
    super(scope, id);
    this.dashboard = new Dashboard(this, 'Dashboard', { defaultInterval: Duration.days(1) });
    this.dashboard.addWidgets(title('Are we bouncing?'));
    this.dashboard.addWidgets(...bouncing(shown));
    this.dashboard.addWidgets(
      title('Why, and where? (failures, from the log; `GET /v1/incidents` answers it in detail)'),
    );
    this.dashboard.addWidgets(...whyAndWhere(shown.log));
    this.dashboard.addWidgets(title('Does it run?'));
    this.dashboard.addWidgets(...running(shown));
  }
}

function title(markdown: string): IWidget {
  return new TextWidget({ markdown: `## ${markdown}`, width: FULL_WIDTH, height: 1 });
}

function bouncing({ suppress }: Shown): IWidget[] {
  const by = (name: (typeof METRICS)[keyof typeof METRICS]) => counted(suppress, name, HOUR);
  return [
    graph('Rates, % of messages', [hardBounceRate(suppress, HOUR), complaintRate(suppress, HOUR)]),
    graph('Failures and complaints', [by(METRICS.hardBounces), by(METRICS.otherBounces), by(METRICS.complaints)]),
    graph('Deliveries told', [by(METRICS.delivered)]),
  ];
}

function whyAndWhere(log: ILogGroup): IWidget[] {
  return [
    ranking(log, 'Reasons, and whose fault they are', 'reason, fault'),
    ranking(log, 'Receiving domains', 'receiver'),
    ranking(
      log,
      'Sending domains or IPs, of failures that are not the recipient’s',
      'sender',
      "and fault != 'recipient'",
    ),
  ];
}

/** The most frequent values of these fields of the failures' lines. */
function ranking(log: ILogGroup, heading: string, fields: string, further = ''): IWidget {
  return new LogQueryWidget({
    title: heading,
    logGroupNames: [log.logGroupName],
    view: LogQueryVisualizationType.TABLE,
    width: FULL_WIDTH / 3,
    height: 8,
    queryLines: [
      `filter message = '${FAILURE}' ${further}`.trim(),
      `stats count(*) as failures by ${fields}`,
      'sort failures desc',
      'limit 20',
    ],
  });
}

function running({ api, functions, events, deadLetters, quarantine, undelivered, outbound }: Shown): IWidget[] {
  const lambdas = Object.entries(functions);
  const waiting = [
    events,
    deadLetters,
    quarantine,
    ...(undelivered ? [undelivered] : []),
    ...(outbound ? [outbound.unpublished] : []),
  ];
  return [
    graph(
      'Messages that wait',
      waiting.map((queue) =>
        queue.metricApproximateNumberOfMessagesVisible({ period: FIVE_MINUTES, label: queue.node.id }),
      ),
    ),
    graph('Oldest event, s', [events.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES })]),
    graph('API', [
      api.metricCount({ period: FIVE_MINUTES }),
      api.metricClientError({ period: FIVE_MINUTES }),
      api.metricServerError({ period: FIVE_MINUTES }),
    ]),
    graph(
      'Functions: errors and throttles',
      lambdas.flatMap(([name, lambda]) => [
        lambda.metricErrors({ period: FIVE_MINUTES, label: `${name} errors` }),
        lambda.metricThrottles({ period: FIVE_MINUTES, label: `${name} throttles` }),
      ]),
    ),
    graph(
      'Functions: slowest per cent, ms',
      lambdas.map(([name, lambda]) =>
        lambda.metricDuration({ period: FIVE_MINUTES, statistic: Stats.p(99), label: name }),
      ),
    ),
    graph('API: slowest per cent, ms', [api.metricLatency({ period: FIVE_MINUTES, statistic: Stats.p(99) })]),
  ];
}

function graph(heading: string, left: IMetric[]): IWidget {
  return new GraphWidget({
    title: heading,
    left,
    width: FULL_WIDTH / 3,
    height: 6,
    leftYAxis: { min: 0, showUnits: false },
  });
}
