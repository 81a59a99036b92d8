// SES events from inside the account, by an SNS subscription or an EventBridge rule: no HTTP, so no signature; AWS
// itself vouches for the caller.
import * as z from 'zod/mini';
import { sqsClient } from '../shared/adapters/clients.ts';
import { ENVIRONMENT, required } from '../shared/adapters/environment.ts';
import { errorFields, log } from '../shared/adapters/log.ts';
import { countsOf, metricsFor } from '../shared/adapters/metrics.ts';
import { sqsQueue } from '../shared/adapters/sqs-queue.ts';
import { hold } from '../shared/pipeline/ingest.ts';
import { isRefusal } from '../shared/providers/provider.ts';
import { normaliseSesValue } from '../shared/providers/ses/normalise.ts';

const snsEvent = z.object({ Records: z.array(z.object({ Sns: z.unknown() })).check(z.minLength(1)) });

const sqs = sqsClient();
const countMetrics = metricsFor(process.env);
const ports = {
  events: sqsQueue(sqs, required(process.env, ENVIRONMENT.events)),
  quarantine: sqsQueue(sqs, required(process.env, ENVIRONMENT.quarantine)),
  subscriptions: undefined,
  onError: (error: unknown) => log('ERROR', 'not available', errorFields(error)),
};

/** @throws when the queue did not take every event: SNS and EventBridge then invoke again */
export async function handler(event: unknown): Promise<void> {
  const fromSns = z.safeParse(snsEvent, event);
  const values = fromSns.success ? fromSns.data.Records.map(({ Sns }) => Sns) : [event];
  const now = Date.now();
  for (const value of values) {
    const normalised = normaliseSesValue(value, now);
    const outcome = isRefusal(normalised)
      ? await hold(ports, { events: [], rejects: [unreadable(value, normalised.detail)], notices: [] }, now)
      : await hold(ports, normalised, now);
    countMetrics(countsOf(outcome), now);
    const { kind, ...fields } = outcome;
    log(kind === 'accepted' ? 'INFO' : 'ERROR', `SES event ${kind}`, fields);
    if (outcome.kind === 'unavailable') throw new Error(outcome.detail);
  }
}

function unreadable(raw: unknown, reason: string) {
  return { provider: 'ses' as const, index: 0, reason, raw };
}
