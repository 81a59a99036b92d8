// serve: starts the local service, and tells what to do with it.
import { styleText } from 'node:util';
import { type Service, serve } from '../../infra/local/serve.ts';
import { ENVIRONMENT } from '../../shared/adapters/environment.ts';
import { PROVIDER_NAMES, type ProviderName } from '../../shared/event/mail-event.ts';
import { failure } from '../failure.ts';
import { SERVICE_VARIABLES } from '../service.ts';
import { runDemo } from './demo.ts';

interface Options {
  readonly port: number;
  readonly config?: string;
  readonly data?: string;
  readonly demo?: boolean;
}

/** Runs until it is told to stop. */
export async function serveCommand({ port, config, data, demo }: Options): Promise<void> {
  const service = await serve({ port, config, data, onError: reportError });
  process.stdout.write(`${banner(service)}\n`);
  const stop = () => {
    service.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        reportError(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (demo) await runDemo(service);
}

export function reportError(error: unknown): void {
  process.stderr.write(`bounce-suppressor: ${failure(error)}\n`);
}

function banner(service: Service): string {
  const { url, credentials, generated, apiKeyGenerated, storage, config } = service;
  const bold = (text: string) => styleText('bold', text, { stream: process.stdout });
  const active = PROVIDER_NAMES.filter((name) => config.providers[name] !== undefined);
  const key = apiKeyGenerated ? credentials.apiKey : '$API_KEY';
  return [
    bold(`Bounce Suppressor listens on ${url}`),
    '',
    'Webhooks',
    ...active.map((name) => `  ${name.padEnd(9)} ${webhookUrl(service, name)}`),
    ...(active.length === 0 ? ['  none: the configuration names no provider'] : []),
    '',
    apiKeyGenerated
      ? `API key   ${key}`
      : `API keys  ${config.api.keys.map(({ name }) => name).join(', ')} (from the configuration)`,
    `State     ${storage}`,
    '',
    ...(generated ? ['Bounce an address, then ask for it:', '', bounceCurl(service), ''] : ['Ask for an address:', '']),
    // The bounce is worked on after it has been answered.
    `  ${generated ? 'sleep 1; ' : ''}curl -s -H 'authorization: Bearer ${key}' ${url}/v1/suppressions/gone@example.com`,
    '',
    'For the other commands, in another terminal:',
    '',
    ...environmentOf(service, key).map(([name, value]) => `  export ${name}=${value}`),
    '',
    'Stop with Ctrl-C.',
  ].join('\n');
}

/** What `lookup`, `import` and their like need, and what `replay` needs besides. */
function environmentOf({ url, endpoints, queues }: Service, key: string): [name: string, value: string][] {
  return [
    [SERVICE_VARIABLES.url, url],
    [SERVICE_VARIABLES.key, key],
    ['AWS_ENDPOINT_URL_SQS', endpoints.sqs],
    [ENVIRONMENT.events, queues.events],
    [ENVIRONMENT.deadLetters, queues.deadLetters],
    [ENVIRONMENT.quarantine, queues.quarantine],
  ];
}

/** With generated credentials, the one to paste; else without what only the user knows. */
function webhookUrl({ url, credentials, generated }: Service, provider: ProviderName): string {
  const path = `/webhooks/${provider}`;
  if (provider !== 'postmark' || !generated) return `${url}${path}`;
  return `${url.replace('://', `://${credentials.postmark}@`)}${path}`;
}

function bounceCurl(service: Service): string {
  const body = {
    RecordType: 'Bounce',
    Type: 'HardBounce',
    ID: 1,
    MessageID: '00000000-0000-0000-0000-000000000001',
    Email: 'gone@example.com',
    Details: 'smtp;550 5.1.1 No such user here',
    BouncedAt: new Date().toISOString(),
  };
  return `  curl -s -H 'content-type: application/json' -d '${JSON.stringify(body)}' ${webhookUrl(service, 'postmark')}`;
}
