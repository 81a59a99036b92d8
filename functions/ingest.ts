// POST /webhooks/{provider}: takes in what the senders post.

import { sqsClient } from '../shared/adapters/clients.ts';
import { ENVIRONMENT, required } from '../shared/adapters/environment.ts';
import { httpsCertificates, httpsSubscriptions } from '../shared/adapters/https.ts';
import { errorFields, log } from '../shared/adapters/log.ts';
import { countsOf, metricsFor } from '../shared/adapters/metrics.ts';
import { configFrom } from '../shared/adapters/settings.ts';
import { sqsQueue } from '../shared/adapters/sqs-queue.ts';
import { parseGatewayEvent } from '../shared/api/gateway.ts';
import { type HttpAnswer, problem, webhookAnswer } from '../shared/api/problem.ts';
import { type IngestPorts, ingest } from '../shared/pipeline/ingest.ts';
import { activate } from '../shared/providers/registry.ts';

const WEBHOOK = /^\/webhooks\/([a-z]+)\/?$/;

const sqs = sqsClient();
const countMetrics = metricsFor(process.env);
const { providers } = configFrom(process.env);
const ports: IngestPorts = {
  providers: activate(providers, { certificates: httpsCertificates }),
  events: sqsQueue(sqs, required(process.env, ENVIRONMENT.events)),
  quarantine: sqsQueue(sqs, required(process.env, ENVIRONMENT.quarantine)),
  subscriptions: providers.ses?.confirmSubscriptions === false ? undefined : httpsSubscriptions,
  onError: (error) => log('ERROR', 'not available', errorFields(error)),
};

export async function handler(event: unknown): Promise<HttpAnswer> {
  const request = parseGatewayEvent(event);
  if (request.method !== 'POST') return problem(405, 'webhooks are posted', { allow: 'POST' });
  const provider = WEBHOOK.exec(request.path)?.[1] ?? '';
  const now = Date.now();
  const outcome = await ingest(ports, provider, request, now);
  countMetrics(countsOf(outcome), now);
  const { kind, ...fields } = outcome;
  log(kind === 'accepted' ? 'INFO' : 'WARN', `webhook ${kind}`, { requestId: request.requestId, provider, ...fields });
  return webhookAnswer(outcome);
}
