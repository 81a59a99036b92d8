// How far an import got, in a small file beside its input: --resume goes on from there. Repeating is harmless, so the
// place may lie a little too early, but never too late.
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';

const schema = z.strictObject({
  /** Everything up to this row is stored, and its errors are written down. */
  row: z.int(),
  /** Of the input, which must still be the same. */
  bytes: z.number(),
  modified: z.number(),
});

export interface Checkpoint {
  /** The row behind which to go on; 0 for the start. */
  readonly row: number;
  save(row: number): void;
  remove(): void;
}

/** @throws Error when there is something to resume, but of another state of the file */
export function checkpointOf(file: string, resume: boolean): Checkpoint {
  const path = `${file}.progress`;
  const { size: bytes, mtimeMs: modified } = statSync(file);
  const row = resume && existsSync(path) ? resumed(path, { bytes, modified }) : 0;
  return {
    row,
    save(reached) {
      writeFileSync(`${path}.new`, JSON.stringify({ row: reached, bytes, modified }));
      renameSync(`${path}.new`, path);
    },
    remove: () => rmSync(path, { force: true }),
  };
}

function resumed(path: string, input: { bytes: number; modified: number }): number {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    value = undefined;
  }
  const { data } = z.safeParse(schema, value);
  if (data?.bytes === input.bytes && data.modified === input.modified) return data.row;
  throw new Error(`${path} is not of this state of the file: import it from the start, without --resume`);
}
