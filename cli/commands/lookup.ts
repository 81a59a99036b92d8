// lookup: may these addresses be mailed, and why not?
import { createInterface } from 'node:readline';
import { shownAnswer, shownVerdicts } from '../answer.ts';
import { EXIT, UsageError } from '../failure.ts';
import { paint, printJson, printLine } from '../output.ts';
import { clientOf, type ServiceOptions } from '../service.ts';

interface Options extends ServiceOptions {
  readonly stream?: string;
}

/** As many as one call takes. */
const CHUNK = 1000;

/** One address is answered with its evidence, and by the exit code; several by their verdicts alone. */
export async function lookupCommand(told: readonly string[], options: Options): Promise<void> {
  const client = clientOf(options);
  const { stream, json } = options;
  const addresses = told.length > 0 ? told : await fromInput();
  const [address] = addresses;
  if (address === undefined) return;
  if (addresses.length === 1) {
    const answer = await client.lookup(address, { stream });
    if (json) printJson(answer);
    else printLine(shownAnswer(answer, { paint, columns: process.stdout.columns }));
    if (answer.suppressed) process.exitCode = EXIT.suppressed;
    return;
  }
  const verdicts = [];
  for (let start = 0; start < addresses.length; start += CHUNK) {
    const found = await client.lookupAll(addresses.slice(start, start + CHUNK), { stream });
    if (json) for (const verdict of found) printJson(verdict);
    else verdicts.push(...found);
  }
  if (!json) printLine(shownVerdicts(verdicts, paint));
}

/** One address a line. */
async function fromInput(): Promise<string[]> {
  if (process.stdin.isTTY) throw new UsageError('name an address, or give addresses on standard input, one a line');
  const addresses: string[] = [];
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== '') addresses.push(line.trim());
  }
  return addresses;
}
