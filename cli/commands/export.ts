// export: all records, to be kept or imported again; or the addresses that are suppressed now, for whoever needs a list.
import { createWriteStream, renameSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client, ListFilter, Verdict } from '../../shared/client/client.ts';
import { csvLine } from '../../shared/migration/csv.ts';
import { FACT_COLUMNS, factRows } from '../../shared/migration/own-export.ts';
import { EXIT, UsageError } from '../failure.ts';
import { notice, shownCount } from '../output.ts';
import { type Progress, progressOn } from '../progress.ts';
import { clientOf, type ServiceOptions } from '../service.ts';

type Filter = Omit<ListFilter, 'pageSize'>;

interface Options extends Omit<ServiceOptions, 'json'>, Filter {
  readonly format?: 'ndjson' | 'csv';
  readonly output?: string;
  readonly suppressed?: boolean;
}

/** A read of so many stays below what Lambda may answer. */
const PAGE = 500;

/** Exit code 1 when a record could not be read: all others are exported, and the addresses of those told. */
export async function exportCommand(options: Options): Promise<void> {
  const { format = options.output?.endsWith('.csv') ? 'csv' : 'ndjson', output, suppressed } = options;
  const { reason, cause, provider, since, until } = options;
  const filter = { reason, cause, provider, since, until };
  const [misplaced] = Object.entries(filter).find(([, value]) => value !== undefined) ?? [];
  if (misplaced !== undefined && !suppressed) {
    throw new UsageError(`--${misplaced} narrows the list of the suppressed: add --suppressed`);
  }
  const client = clientOf(options);
  const progress = progressOn(process.stderr, suppressed ? 'addresses' : 'records');
  const counter = new Counter(progress);
  const lines = suppressed ? suppressedLines(client, filter, format, counter) : recordLines(client, format, counter);
  try {
    await written(lines, output);
  } finally {
    progress.end();
  }
  if (output !== undefined) notice(`${shownCount(counter.count)} ${nounFor(suppressed, counter.count)} in ${output}`);
}

class Counter {
  readonly #progress: Progress;
  count = 0;

  constructor(progress: Progress) {
    this.#progress = progress;
  }

  add(more: number): void {
    this.count += more;
    this.#progress.show(this.count);
  }
}

async function* recordLines(client: Client, format: 'ndjson' | 'csv', counter: Counter): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(FACT_COLUMNS);
  for await (const { records, unreadable } of client.records({ pageSize: PAGE })) {
    counter.add(records.length);
    for (const { address, error } of unreadable) {
      notice(`${address} can't be exported: ${error}`);
      process.exitCode = EXIT.failure;
    }
    yield records
      .map(({ address, record }) =>
        format === 'csv'
          ? [...factRows(address, record)].map((cells) => csvLine(cells)).join('')
          : `${JSON.stringify({ address, record })}\n`,
      )
      .join('');
  }
}

const VERDICT_COLUMNS = ['address', 'reason', 'cause', 'scope', 'since', 'until', 'remedy'] as const;

async function* suppressedLines(
  client: Client,
  filter: Filter,
  format: 'ndjson' | 'csv',
  counter: Counter,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(VERDICT_COLUMNS);
  const cells = (verdict: Verdict) => VERDICT_COLUMNS.map((column) => verdict[column] ?? undefined);
  for await (const verdict of client.list({ ...filter, pageSize: PAGE })) {
    counter.add(1);
    yield format === 'csv' ? csvLine(cells(verdict)) : `${JSON.stringify(verdict)}\n`;
  }
}

/** A file gets its name when it is complete: half an export must not be taken for a whole one. */
async function written(lines: AsyncIterable<string>, output: string | undefined): Promise<void> {
  if (output === undefined) {
    await pipeline(Readable.from(lines), process.stdout, { end: false });
    return;
  }
  await pipeline(Readable.from(lines), createWriteStream(`${output}.partial`));
  renameSync(`${output}.partial`, output);
}

function nounFor(suppressed: boolean | undefined, count: number): string {
  if (suppressed) return count === 1 ? 'address' : 'addresses';
  return count === 1 ? 'record' : 'records';
}
