// The service that a command speaks to: which options name it, and the client for it.
import { type Command, Option } from 'commander';
import { type Client, createClient } from '../shared/client/client.ts';
import { UsageError } from './failure.ts';

export interface ServiceOptions {
  readonly url: string;
  readonly key?: string;
  readonly json?: boolean;
}

/** The environment variables that stand for the options. */
export const SERVICE_VARIABLES = { url: 'BOUNCE_SUPPRESSOR_URL', key: 'BOUNCE_SUPPRESSOR_KEY' } as const;

/** The options of every command that speaks to the service. */
export function withService(command: Command): Command {
  return command
    .addOption(
      new Option('--url <url>', 'where the service is').env(SERVICE_VARIABLES.url).default('http://localhost:8787'),
    )
    .addOption(new Option('--key <key>', 'API key').env(SERVICE_VARIABLES.key))
    .option('--json', 'print JSON, one object a line');
}

/** @throws UsageError when no key is given, or the URL is none */
export function clientOf({ url, key }: ServiceOptions): Client {
  if (!key) throw new UsageError(`no API key: set ${SERVICE_VARIABLES.key}, or give --key`);
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new UsageError(
      `--url: ${url} is no http or https URL, such as https://abc123.execute-api.eu-west-1.amazonaws.com`,
    );
  }
  return createClient({ url, key });
}
