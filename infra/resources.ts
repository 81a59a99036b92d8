// The table and the queues, defined once: the CDK stack and the local run both build from here.

import { KEYS, LISTED, TIME_TO_LIVE } from '../shared/adapters/dynamo-items.ts';
import { ROUTES } from '../shared/api/routes.ts';

/** One table holds every kind of item, told apart by the sort key. All keys are text, and an index holds whole items. */
export const TABLE = { ...KEYS, timeToLive: TIME_TO_LIVE, indexes: [LISTED] } as const;

const DAY_SECONDS = 86_400;

/** How long one invocation of `suppress` may take. */
export const SUPPRESS_TIMEOUT_SECONDS = 30;

/** Queues by role. Retention is counted from the first send, so a dead-letter queue keeps messages longer. */
export const QUEUES = {
  events: {
    /** Lambda asks for six times the function's timeout, so that a throttled batch isn't received twice. */
    visibilityTimeoutSeconds: 6 * SUPPRESS_TIMEOUT_SECONDS,
    retentionSeconds: 4 * DAY_SECONDS,
    /** After this many receives a message moves to `deadLetters`. */
    maxReceiveCount: 5,
  },
  deadLetters: { visibilityTimeoutSeconds: 30, retentionSeconds: 14 * DAY_SECONDS },
  /** Malformed items, each with the reason. Nothing consumes it but people. */
  quarantine: { visibilityTimeoutSeconds: 30, retentionSeconds: 14 * DAY_SECONDS },
  /** What SNS, EventBridge or Lambda could not bring to `ingest-ses`, as they sent it. */
  undelivered: { visibilityTimeoutSeconds: 30, retentionSeconds: 14 * DAY_SECONDS },
  /** Where in the stream the writes lay that `publish` gave up: the writes themselves are in the table. */
  unpublished: { visibilityTimeoutSeconds: 30, retentionSeconds: 14 * DAY_SECONDS },
} as const;

/** How the table's stream hands writes to `publish`: what fails is tried again for as long as the stream holds it, a day. */
export const STREAM_SOURCE = { batchSize: 100, bisectBatchOnError: true } as const;

/** How SQS hands messages to `suppress`: a batch gathers the events of one address into one write. */
export const EVENT_SOURCE = { batchSize: 10 } as const;

/** What a deployment takes before it makes others wait; docs/scale.md tells what to turn when. */
export const THROUGHPUT = {
  /** Of the whole HTTP API: above it callers get a 429, which senders and clients try again. */
  requestsPerSecond: 500,
  burst: 1000,
  /** Batches that `suppress` works on at once: the rest waits in the queue, so the table is never flooded. */
  concurrentBatches: 20,
} as const;

/** Paths that the function `explain` answers; all others of the API are those of `lookup`. */
export const EXPLAIN_PATHS: readonly string[] = [
  ...new Set(
    Object.values(ROUTES)
      .filter(({ servedBy }) => servedBy === 'explain')
      .map(({ path }) => path),
  ),
];
