// Writes of records as the table's stream tells them: the images before and after.
import * as z from 'zod/mini';
import { UnreadableRecord } from '../pipeline/ports.ts';
import type { Write } from '../suppression/changes.ts';
import { EMPTY } from '../suppression/record.ts';
import { decodeRecord, KEYS, RECORD } from './dynamo-items.ts';

/** Lambda is invoked for these alone: other items, and records that somebody deletes by hand, change no suppression. */
export const RECORD_WRITES = {
  eventName: ['INSERT', 'MODIFY'],
  dynamodb: { Keys: { [KEYS.sortKey]: { S: [RECORD] } } },
} as const;

const image = z.record(z.string(), z.object({ S: z.optional(z.string()), N: z.optional(z.string()) }));
const streamEvent = z.object({
  Records: z.array(
    z.object({
      eventID: z.string(),
      dynamodb: z.object({
        /** Unix seconds. */
        ApproximateCreationDateTime: z.number(),
        NewImage: image,
        OldImage: z.optional(image),
      }),
    }),
  ),
});

/**
 * @param event as Lambda's poller hands it over
 * @param onUnreadable told of what is none of our records: it would be no other thing when it came again
 * @throws ZodError for what is no event of a stream with both images
 */
export function writesIn(event: unknown, onUnreadable: (eventId: string, error: UnreadableRecord) => void): Write[] {
  return streamEvent.parse(event).Records.flatMap(({ eventID, dynamodb }): Write[] => {
    const { ApproximateCreationDateTime: seconds, NewImage, OldImage } = dynamodb;
    const { address, stored: after } = decodeRecord(NewImage);
    if (after instanceof UnreadableRecord) {
      onUnreadable(eventID, after);
      return [];
    }
    const before = OldImage && decodeRecord(OldImage).stored;
    const known = before === undefined || before instanceof UnreadableRecord ? EMPTY : before.record;
    return [{ address, before: known, after: after.record, version: after.version, at: Math.round(seconds * 1000) }];
  });
}
