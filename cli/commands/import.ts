// import: the exports of senders, and our own, into the service.
import { appendFileSync, createReadStream, rmSync, statSync } from 'node:fs';
import type { Client } from '../../shared/client/client.ts';
import { rowsOf, Unreadable } from '../../shared/migration/rows.ts';
import type { Source } from '../../shared/migration/sources.ts';
import type { StreamNames } from '../../shared/suppression/streams.ts';
import { checkpointOf } from '../checkpoint.ts';
import { EXIT, UsageError } from '../failure.ts';
import { importRows, type Summary } from '../import-file.ts';
import { dateOf, peeked, STANDARD_INPUT, sourceOf, type Told } from '../import-source.ts';
import { shownSummary } from '../import-summary.ts';
import { notice, paint, printJson, printLine } from '../output.ts';
import { progressOn } from '../progress.ts';
import { clientOf, type ServiceOptions } from '../service.ts';
import { streamNamesIn } from '../stream-names.ts';

interface Options extends ServiceOptions, Told {
  readonly config?: string;
  readonly dryRun?: boolean;
  readonly resume?: boolean;
  readonly errors?: string;
  readonly parallel: number;
}

/** Exit code 1 when a row could not be imported; all others are. */
export async function importCommand(files: readonly string[], options: Options): Promise<void> {
  if (options.resume && files.includes(STANDARD_INPUT))
    throw new UsageError('--resume: standard input has no place to go on from');
  if (options.errors !== undefined && files.length > 1)
    throw new UsageError('--errors: names one file, so import one at a time');
  const client = options.dryRun ? undefined : clientOf(options);
  const streams = streamNamesIn(options.config);
  for (const file of files) {
    const imported = await importOne(file, client, streams, options);
    const { summary } = imported;
    if (options.json) printJson({ file, source: imported.source.name, dryRun: client === undefined, ...summary });
    else printLine(shownSummary(imported, paint));
    if (summary.failed > 0 || summary.broken !== undefined) process.exitCode = EXIT.failure;
  }
}

export interface ImportedFile {
  readonly file: string;
  readonly source: Source;
  readonly summary: Summary;
  readonly dryRun: boolean;
  /** The row behind which it went on. */
  readonly after: number;
  /** Of rows that carry none, ISO 8601 UTC. */
  readonly date: string | undefined;
  /** Where the rows are that could not be imported. */
  readonly errorFile: string;
  readonly seconds: number;
}

async function importOne(
  file: string,
  client: Client | undefined,
  streams: StreamNames,
  options: Options,
): Promise<ImportedFile> {
  const started = performance.now();
  const isFile = file !== STANDARD_INPUT;
  const checkpoint = isFile && client ? checkpointOf(file, options.resume ?? false) : undefined;
  const after = checkpoint?.row ?? 0;
  const errorFile = options.errors ?? `${isFile ? file : 'stdin'}.errors.ndjson`;
  if (after === 0) rmSync(errorFile, { force: true });

  const bytes = isFile ? statSync(file).size : undefined;
  const input = isFile ? createReadStream(file) : process.stdin;
  const { first, all } = await peeked(rowsOf(input)).catch((error: unknown) => {
    throw error instanceof Unreadable ? new Error(`${file}: ${error.message}`) : error;
  });
  const source = sourceOf(file, first, options);
  const date = dateOf(file, first, source, options);
  const reading = { now: Date.now(), streams, stream: options.stream, date };
  const progress = progressOn(process.stderr, 'rows');
  try {
    const summary = await importRows(all, {
      read: (value) => source.read(value, reading),
      after,
      client,
      parallel: options.parallel,
      onDone(row, errors) {
        if (errors.length > 0) appendFileSync(errorFile, errors.map((error) => `${JSON.stringify(error)}\n`).join(''));
        checkpoint?.save(row);
        progress.show(row, bytes && 'bytesRead' in input ? input.bytesRead / bytes : undefined);
      },
    });
    if (summary.broken === undefined) checkpoint?.remove();
    const asOf = date === undefined ? undefined : new Date(date).toISOString();
    const seconds = (performance.now() - started) / 1000;
    return { file, source, summary, dryRun: client === undefined, after, date: asOf, errorFile, seconds };
  } catch (error) {
    progress.end();
    if (checkpoint)
      notice(`${file} is not imported to its end: the same command with --resume goes on where it stopped`);
    throw error;
  } finally {
    progress.end();
  }
}
