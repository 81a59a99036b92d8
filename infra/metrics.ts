// The metrics of a deployment, as its alarms and its dashboard read them.
import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { DIMENSION, METRICS, type Metric as MetricName, NAMESPACE } from '../shared/adapters/metrics.ts';

/** One of our own counts, as the function wrote it. */
export function counted({ functionName }: IFunction, metricName: MetricName, period: Duration): Metric {
  const dimensionsMap = { [DIMENSION]: functionName };
  return new Metric({
    namespace: NAMESPACE,
    metricName,
    dimensionsMap,
    statistic: Stats.SUM,
    period,
    label: metricName,
  });
}

/** Of fewer messages a rate says nothing: one bounce of ten is ten per cent. */
const MIN_MESSAGES = 200;

/** The senders judge over days; what alarms has to come sooner, but not with every small mailing. */
const RATE_PERIOD = Duration.hours(6);

/** Hard bounces, in per cent of the messages that were delivered or failed. 0 while deliveries aren't told. */
export function hardBounceRate(suppress: IFunction, period = RATE_PERIOD): MathExpression {
  return rate(suppress, METRICS.hardBounces, 'Hard bounces, %', period);
}

/** Complaints, in per cent of the messages that were delivered or failed. 0 while deliveries aren't told. */
export function complaintRate(suppress: IFunction, period = RATE_PERIOD): MathExpression {
  return rate(suppress, METRICS.complaints, 'Complaints, %', period);
}

function rate(suppress: IFunction, part: MetricName, label: string, period: Duration): MathExpression {
  const names = [...new Set([part, METRICS.delivered, METRICS.hardBounces, METRICS.otherBounces])];
  const told = (name: MetricName) => `FILL(${idOf(name)}, 0)`;
  const messages = `(${told(METRICS.delivered)} + ${told(METRICS.hardBounces)} + ${told(METRICS.otherBounces)})`;
  return new MathExpression({
    expression: `IF(${told(METRICS.delivered)} > 0 AND ${messages} >= ${MIN_MESSAGES}, 100 * ${told(part)} / ${messages}, 0)`,
    usingMetrics: Object.fromEntries(names.map((name) => [idOf(name), counted(suppress, name, period)])),
    label,
    period,
  });
}

/** The same metric has the same id wherever it is used: a graph may hold several expressions. */
function idOf(name: MetricName): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
