// Metrics: lines of CloudWatch's Embedded Metric Format. The log turns them into metrics by itself: no call, no waiting.
// A line counts under the function that wrote it, so that several deployments in one account don't mix.
import type { Verdict } from '../classify/verdict.ts';
import type { EventType } from '../event/mail-event.ts';
import type { IngestOutcome } from '../pipeline/ingest.ts';
import { ENVIRONMENT, type Environment } from './environment.ts';

export const NAMESPACE = 'BounceSuppressor';

/** The one dimension: each further one multiplies what CloudWatch charges. By provider the log's lines can be asked. */
export const DIMENSION = 'function';

/** What is counted, and under which name. */
export const METRICS = {
  /** Events that the queue took. */
  queued: 'Queued',
  /** Malformed items that the quarantine took. */
  quarantined: 'Quarantined',
  /** Webhooks whose signature or credential was missing or wrong. */
  unauthenticated: 'Unauthenticated',
  /** Webhooks that the queue did not take: the sender posts them again. */
  unavailable: 'Unavailable',
  delivered: 'Delivered',
  /** Permanent failures that are the recipient's. */
  hardBounces: 'HardBounces',
  /** All other failures that ended a message's way. */
  otherBounces: 'OtherBounces',
  complaints: 'Complaints',
} as const;
export type Metric = (typeof METRICS)[keyof typeof METRICS];
export type Counts = Readonly<Partial<Record<Metric, number>>>;

/** What came of a webhook, or of an event from inside the account. */
export function countsOf(outcome: IngestOutcome): Counts {
  switch (outcome.kind) {
    case 'accepted':
      return { [METRICS.queued]: outcome.queued, [METRICS.quarantined]: outcome.quarantined };
    case 'unauthenticated':
      return { [METRICS.unauthenticated]: 1 };
    case 'unavailable':
      return { [METRICS.unavailable]: 1 };
    default:
      return {};
  }
}

/** Under which name an event counts; undefined for those that tell of no message's end. */
export function metricOf(type: EventType, { action }: Pick<Verdict, 'action'>): Metric | undefined {
  switch (type) {
    case 'delivery':
      return METRICS.delivered;
    case 'complaint':
      return METRICS.complaints;
    case 'bounce':
      return action === 'suppress' ? METRICS.hardBounces : METRICS.otherBounces;
    default:
      return undefined;
  }
}

/** `now` is in milliseconds. Undefined where there is nothing to count. */
export function metricLine(functionName: string, counts: Counts, now: number): string | undefined {
  const counted = Object.entries(counts).filter(([, count]) => count > 0);
  if (counted.length === 0) return undefined;
  const directive = {
    Namespace: NAMESPACE,
    Dimensions: [[DIMENSION]],
    Metrics: counted.map(([Name]) => ({ Name, Unit: 'Count' })),
  };
  return JSON.stringify({
    _aws: { Timestamp: now, CloudWatchMetrics: [directive] },
    [DIMENSION]: functionName,
    ...Object.fromEntries(counted),
  });
}

/** Where metrics go: nowhere outside of Lambda, where no log turns the lines into anything. */
export function metricsFor(environment: Environment): (counts: Counts, now: number) => void {
  const name = environment[ENVIRONMENT.functionName];
  if (name === undefined) return () => {};
  return (counts, now) => {
    const line = metricLine(name, counts, now);
    if (line !== undefined) process.stdout.write(`${line}\n`);
  };
}
