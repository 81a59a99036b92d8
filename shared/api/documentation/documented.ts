// What the documentation of an operation says, and fields that several answers share.
import * as z from 'zod/mini';

export interface Documented {
  readonly summary: string;
  readonly description?: string;
  /** What a field of the request means, by its name, wherever it stands. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The most that a page may hold, where the answer is one. */
  readonly maxLimit?: number;
  readonly answer: z.ZodMiniType<object>;
}

/** A name under which the OpenAPI document holds the schema, for others to refer to. */
export function named(id: string) {
  return z.meta({ id });
}

export const describe = z.describe;

/** ISO 8601 UTC with milliseconds. */
export const instant = z.iso.datetime({ precision: 3 });

export const nextCursor = z
  .nullable(z.string())
  .check(
    describe('Give it back as `cursor` for the next page; null at the end. A page may be empty and not the last.'),
  );

export const scope = z.string().check(describe('`*` for all mail, else the stream.'));

export const remedy = z.string().check(describe('What to do about it.'));

export const version = z
  .int()
  .check(z.nonnegative(), describe('Grows with each change, 0 for nothing stored; with quotes around it, the ETag.'));

/** Of a page of a list. */
export const CURSOR = 'The `cursor` of the page before, unchanged.';

/** Of a decision. */
export const DECISION_FIELDS = {
  note: 'Why: shown with the decision.',
  until: 'For ever without it.',
  stream: 'The one stream that is decided about; all mail without it.',
};
