// suppress and release: what a person decides about addresses.
import { shownAnswer } from '../answer.ts';
import { paint, printJson, printLine } from '../output.ts';
import { clientOf, type ServiceOptions } from '../service.ts';

interface Options extends ServiceOptions {
  readonly note?: string;
  readonly stream?: string;
  /** ISO 8601 UTC. */
  readonly until?: string;
}

/** One after the other; the first that fails ends it. */
export async function decideCommand(
  decision: 'suppress' | 'release',
  addresses: readonly string[],
  options: Options,
): Promise<void> {
  const client = clientOf(options);
  const { note, stream, until } = options;
  for (const address of addresses) {
    const answer =
      decision === 'suppress'
        ? await client.suppress(address, { note, stream, until })
        : await client.release(address, { note, stream });
    if (options.json) printJson(answer);
    else printLine(shownAnswer({ ...answer, evidence: [] }, { paint, columns: process.stdout.columns }));
  }
}
