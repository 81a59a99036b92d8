// replay: brings dead letters and quarantined items back, or tells what it would do.
import { sqsClient } from '../../shared/adapters/clients.ts';
import { ENVIRONMENT } from '../../shared/adapters/environment.ts';
import { sqsQueue } from '../../shared/adapters/sqs-queue.ts';
import { sqsHoldingQueue } from '../../shared/adapters/sqs-replay.ts';
import { type Fate, type ReplayOptions, replay } from '../../shared/pipeline/replay.ts';
import { UsageError } from '../failure.ts';
import { printJson, printLine, shownCount } from '../output.ts';
import { progressOn } from '../progress.ts';
import { table } from '../table.ts';
import { harmless } from '../wrap.ts';

interface Options extends ReplayOptions {
  readonly queueUrl?: string;
  readonly eventsUrl?: string;
  readonly json?: boolean;
}

export async function replayCommand(options: Options): Promise<void> {
  const { queue, json, dryRun } = options;
  const variable = queue === 'quarantine' ? ENVIRONMENT.quarantine : ENVIRONMENT.deadLetters;
  const from = urlOf(options.queueUrl, '--queue-url', variable);
  const to = urlOf(options.eventsUrl, '--events-url', ENVIRONMENT.events);
  prepareAws(from);
  const client = sqsClient();
  const progress = progressOn(process.stderr, 'messages');
  const stopped = new AbortController();
  const stop = () => stopped.abort();
  process.once('SIGINT', stop);
  const groups = new Map<string, Group>();
  let count = 0;
  try {
    // What was received is given back when this loop ends, however it ends.
    for await (const fate of replay({ from: sqsHoldingQueue(client, from), to: sqsQueue(client, to) }, options)) {
      count += 1;
      progress.show(count);
      if (json) printJson({ ...fate, dryRun });
      else group(groups, fate);
      if (stopped.signal.aborted) break;
    }
  } finally {
    process.removeListener('SIGINT', stop);
    progress.end();
  }
  if (stopped.signal.aborted) throw new Error('stopped: what was not replayed is where it was');
  if (!json) printLine(shownGroups(groups, dryRun));
}

function urlOf(option: string | undefined, name: string, variable: string): string {
  const url = option ?? process.env[variable];
  if (!url) throw new UsageError(`no queue: set ${variable} (an output of the deployment), or give ${name}`);
  if (!URL.canParse(url)) throw new UsageError(`${option === undefined ? variable : name}: ${url} is no queue URL`);
  return url;
}

/** A queue's URL names its region; a local emulator takes any credentials, and the SDK insists on some. */
function prepareAws(queueUrl: string): void {
  const { env } = process;
  env['AWS_REGION'] ??=
    env['AWS_DEFAULT_REGION'] ?? /^https?:\/\/sqs\.([a-z0-9-]+)\./.exec(queueUrl)?.[1] ?? 'us-east-1';
  const endpoint = env['AWS_ENDPOINT_URL_SQS'];
  const isLocal = endpoint !== undefined && /^(?:localhost|127\.|\[::1\])/.test(URL.parse(endpoint)?.hostname ?? '');
  if (!isLocal || env['AWS_PROFILE'] !== undefined) return;
  env['AWS_ACCESS_KEY_ID'] ??= 'local';
  env['AWS_SECRET_ACCESS_KEY'] ??= 'local';
}

/** Messages with the same fate, sender, types and reason. */
interface Group {
  readonly fate: Fate;
  messages: number;
  events: number;
}

function group(groups: Map<string, Group>, fate: Fate): void {
  const { fate: what, provider, types, reason, events } = fate;
  const key = JSON.stringify(what === 'passed_over' ? [what] : [what, provider, types, reason]);
  const known = groups.get(key) ?? { fate, messages: 0, events: 0 };
  known.messages += 1;
  known.events += events;
  groups.set(key, known);
}

const HEADINGS = ['messages', 'what', 'sender', 'events', 'types', 'reason'];

function shownGroups(groups: ReadonlyMap<string, Group>, dryRun: boolean): string {
  if (groups.size === 0) return 'The queue is empty.';
  const words = { replayed: dryRun ? 'would be replayed' : 'replayed', passed_over: 'passed over', stays: 'stays' };
  const rows = [...groups.values()]
    .sort((a, b) => b.messages - a.messages)
    .map(({ fate: { fate, provider, types, reason }, messages, events }) => {
      const told = fate === 'passed_over' ? ['', '', ''] : [provider ?? '', shownCount(events), types.join(', ')];
      return [shownCount(messages), words[fate], ...told, harmless(reason ?? '')];
    });
  return table(HEADINGS, rows);
}
