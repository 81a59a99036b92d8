// ingest: one webhook request in; verified, normalised, packed and held by the queue before anybody says yes.
import { toIso } from '../event/time.ts';
import { isRefusal, type Normalised, type Notice, type Refusal, type WebhookRequest } from '../providers/provider.ts';
import type { ActiveProvider } from '../providers/registry.ts';
import { pack, quarantineBody } from './pack.ts';
import type { Queue, Subscriptions } from './ports.ts';

export interface IngestPorts {
  readonly providers: ReadonlyMap<string, ActiveProvider>;
  readonly events: Queue;
  readonly quarantine: Queue;
  /** Undefined when subscriptions are confirmed by hand. */
  readonly subscriptions: Subscriptions | undefined;
  /** Told why something is unavailable, of which the sender gets no details. */
  readonly onError: (error: unknown) => void;
}

export interface Accepted {
  readonly kind: 'accepted';
  /** Events that the queue holds now. */
  readonly queued: number;
  /** Events that say nothing about an address (opens, clicks, unknown types): counted, not queued. */
  readonly ignored: Readonly<Record<string, number>>;
  /** Malformed items that the quarantine queue holds now. */
  readonly quarantined: number;
  readonly notices: readonly Notice[];
  readonly confirmed?: 'now' | 'by hand';
}

export type IngestOutcome =
  | Accepted
  | Refusal
  | { readonly kind: 'unknown_provider'; readonly detail: string }
  | { readonly kind: 'too_large'; readonly detail: string };

/** Lambda takes 6 MB of request, base64 and envelope included; SendGrid sends 768 KB, SNS 256 KB. */
export const MAX_WEBHOOK_BYTES = 4 * 1024 * 1024;

/** `now` is in milliseconds. Rejects only on bugs. */
export async function ingest(
  ports: IngestPorts,
  providerName: string,
  request: WebhookRequest,
  now: number,
): Promise<IngestOutcome> {
  const provider = ports.providers.get(providerName);
  if (provider === undefined) {
    const detail = `no provider is configured under this path: add it to providers in the configuration`;
    return { kind: 'unknown_provider', detail };
  }
  if (request.body.length > MAX_WEBHOOK_BYTES) {
    return {
      kind: 'too_large',
      detail: `the body has ${request.body.length} bytes, at most ${MAX_WEBHOOK_BYTES} are taken`,
    };
  }
  const refusal = await provider.verify(request, now);
  if (refusal !== undefined) return refusal;
  const normalised = provider.normalise(request.body, now);
  return isRefusal(normalised) ? normalised : hold(ports, normalised, now);
}

/** Queues what was normalised. Also the way in for events that arrive inside the account, without a webhook. */
export async function hold(
  ports: Omit<IngestPorts, 'providers'>,
  { events, rejects, notices, confirm }: Normalised,
  now: number,
): Promise<Accepted | Extract<Refusal, { kind: 'unavailable' }>> {
  const relevant = events.filter(({ type }) => type !== 'other');
  try {
    await Promise.all([
      ports.events.send(pack(relevant), relevant[0]?.provider),
      ports.quarantine.send(rejects.map((reject) => quarantineBody(reject, toIso(now)))),
    ]);
  } catch (error) {
    ports.onError(error);
    return { kind: 'unavailable', detail: 'the queue did not take every event: send the same request again later' };
  }
  const accepted = {
    kind: 'accepted' as const,
    queued: relevant.length,
    ignored: countByEvent(events.filter(({ type }) => type === 'other')),
    quarantined: rejects.length,
    notices,
  };
  if (confirm === undefined) return accepted;
  if (ports.subscriptions === undefined) return { ...accepted, confirmed: 'by hand' };
  try {
    await ports.subscriptions.confirm(confirm.url);
  } catch (error) {
    ports.onError(error);
    return { kind: 'unavailable', detail: 'the subscription could not be confirmed: SNS asks again' };
  }
  return { ...accepted, confirmed: 'now' };
}

function countByEvent(events: readonly { native: { event: string } }[]): Record<string, number> {
  const groups = Map.groupBy(events, ({ native }) => native.event);
  return Object.fromEntries([...groups].map(([name, group]) => [name, group.length]));
}
