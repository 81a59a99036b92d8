// The consumer of the table's stream: tells an EventBridge bus what a write changed for those who send mail.
import { eventBridgeClient } from '../shared/adapters/clients.ts';
import { writesIn } from '../shared/adapters/dynamo-stream.ts';
import { ENVIRONMENT, required } from '../shared/adapters/environment.ts';
import { eventBridgeBus } from '../shared/adapters/event-bridge.ts';
import { errorFields, log } from '../shared/adapters/log.ts';
import { configFrom } from '../shared/adapters/settings.ts';
import { publish } from '../shared/pipeline/publish.ts';
import { policyWith } from '../shared/suppression/policy.ts';

const bus = eventBridgeBus(eventBridgeClient(), required(process.env, ENVIRONMENT.eventBus));
const policy = policyWith(configFrom(process.env).policy);

/** @throws when the bus did not take every change: the stream then hands the writes over again */
export async function handler(event: unknown): Promise<void> {
  const writes = writesIn(event, (eventId, error) =>
    log('ERROR', 'change not readable', { eventId, ...errorFields(error) }),
  );
  const published = await publish(bus, policy, writes);
  log('INFO', 'changes published', { writes: writes.length, published });
}
