// Bus over EventBridge: every change an event, and every entry that the bus did not take is an error.
import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Bus } from '../pipeline/publish.ts';

/** What rules of listeners match. */
const EVENT = { Source: 'bounce-suppressor', DetailType: 'Suppression Changed', version: 1 } as const;

/** EventBridge: at most ten entries in one call; a change has about 1 KB, far below the limit in bytes. */
const MAX_ENTRIES = 10;

export function eventBridgeBus(client: EventBridgeClient, EventBusName: string): Bus {
  return {
    async publish(changes) {
      const { version: schema, Source, DetailType } = EVENT;
      const all = changes.map((change) => ({
        EventBusName,
        Source,
        DetailType,
        Time: new Date(change.changedAt),
        Detail: JSON.stringify({ schema, ...change }),
      }));
      // One after the other, so that a listener mostly sees the changes of an address in their order.
      for (let from = 0; from < all.length; from += MAX_ENTRIES) {
        const { Entries = [], FailedEntryCount = 0 } = await client.send(
          new PutEventsCommand({ Entries: all.slice(from, from + MAX_ENTRIES) }),
        );
        if (FailedEntryCount === 0) continue;
        const reasons = Entries.flatMap(({ ErrorCode, ErrorMessage }) =>
          ErrorCode === undefined ? [] : `${ErrorCode}: ${ErrorMessage ?? ''}`,
        );
        throw new Error(`EventBridge did not take ${FailedEntryCount} events (${[...new Set(reasons)].join('; ')})`);
      }
    },
  };
}
