// What is too much for one call of the API, in several.
import { jsonOf } from './transport.ts';

/** A record to join to what is stored. */
export interface Entry {
  /** An address, or a domain as `@example.com`. */
  readonly address: string;
  /** As `records` gave it. */
  readonly record: unknown;
  readonly history?: unknown;
}

interface Outcome {
  readonly joined: number;
  readonly unchanged: number;
  readonly failed: readonly { readonly index: number; readonly error: string }[];
}

const MAX_ENTRIES = 500;
/** The API takes 1 MiB. */
const MAX_BYTES = 900_000;

/** Chunks of at most so many items, and of no more bytes than a call takes; an item that is larger comes by itself. */
export function* chunksOf<T>(items: readonly T[], most: number): Generator<readonly T[]> {
  const encoder = new TextEncoder();
  let chunk: T[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = encoder.encode(jsonOf(item)).length + 1;
    if (chunk.length === most || (chunk.length > 0 && bytes + size > MAX_BYTES)) {
      yield chunk;
      [chunk, bytes] = [[], 0];
    }
    chunk.push(item);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}

/** Sends one chunk after the other and sums up, the failed by their places among all entries. */
export async function joinedChunks(
  entries: readonly Entry[],
  send: (chunk: readonly Entry[]) => Promise<Outcome>,
): Promise<Outcome> {
  const sum = { joined: 0, unchanged: 0, failed: [] as { index: number; error: string }[] };
  let start = 0;
  for (const chunk of chunksOf(entries, MAX_ENTRIES)) {
    const { joined, unchanged, failed } = await send(chunk);
    sum.joined += joined;
    sum.unchanged += unchanged;
    for (const { index, error } of failed) sum.failed.push({ index: index + start, error });
    start += chunk.length;
  }
  return sum;
}
