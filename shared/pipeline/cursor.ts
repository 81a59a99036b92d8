// Cursors: where a list goes on, as text that callers hand back unread.
import * as z from 'zod/mini';

/** The caller's mistake: what came back is none of our cursors. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';

  constructor() {
    super('not a cursor of this list: give back what the page before has said, unchanged');
  }
}

/** A longer one is not ours: addresses and ids are bounded. */
const MAX_LENGTH = 8192;

/** Reads and writes the places in one kind of list; `kind` keeps a cursor from being taken for one of another kind. */
export interface CursorCodec<Place> {
  readonly encode: (place: Place) => string;
  /** @throws InvalidCursor */
  readonly decode: (cursor: string) => Place;
}

export function cursors<Place>(kind: string, place: z.ZodMiniType<Place>): CursorCodec<Place> {
  const schema = z.strictObject({ kind: z.literal(kind), place });
  return {
    encode: (value) => Buffer.from(JSON.stringify({ kind, place: value })).toString('base64url'),
    decode(cursor) {
      if (cursor.length > MAX_LENGTH) throw new InvalidCursor();
      try {
        return z.parse(schema, JSON.parse(Buffer.from(cursor, 'base64url').toString())).place;
      } catch {
        throw new InvalidCursor();
      }
    },
  };
}

/** A check for text that a store takes as a key: one with half a character in it, none does. */
export function wellFormed() {
  return z.refine<string>((text) => text.isWellFormed());
}
