// Batches as DynamoDB takes them: in chunks, and what it leaves unprocessed is sent again.

/** Resolves after about so many milliseconds. */
export type Pause = (milliseconds: number) => Promise<void>;

export const sleep: Pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What is left unprocessed is sent again this often, with growing pauses, before the call fails. */
const ATTEMPTS = 8;

export function inChunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/**
 * @param left what the items are that remain in the end, such as `keys unread`
 * @param send answers what was left unprocessed
 */
export async function processAll<T>(
  left: string,
  items: readonly T[],
  pause: Pause,
  send: (items: T[]) => Promise<T[]>,
): Promise<void> {
  let unprocessed = [...items];
  for (let attempt = 0; unprocessed.length > 0; attempt += 1) {
    if (attempt === ATTEMPTS) throw new Error(`DynamoDB left ${unprocessed.length} of ${items.length} ${left}`);
    if (attempt > 0) await pause(25 * 2 ** attempt);
    unprocessed = await send(unprocessed);
  }
}
