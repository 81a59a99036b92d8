// The laptop as a second deployment: the very handlers of the cloud, over emulators, behind a local gateway.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dynamoClient, sqsClient } from '../../shared/adapters/clients.ts';
import { ENVIRONMENT } from '../../shared/adapters/environment.ts';
import { ensureQueue, ensureTable } from '../../shared/adapters/provision.ts';
import { pollQueue } from '../../shared/adapters/sqs-poller.ts';
import { type Config, ConfigError, type ConfigInput, parseConfig } from '../../shared/pipeline/config.ts';
import { EVENT_SOURCE, EXPLAIN_PATHS, QUEUES, TABLE } from '../resources.ts';
import { type LocalCredentials, localApiKey, localConfig, localCredentials } from './credentials.ts';
import { startDynamo, startSqs } from './emulators.ts';
import { startGateway } from './gateway.ts';

export interface ServeOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** Path of the configuration; without it every provider is set up with generated keys. */
  readonly config: string | undefined;
  /** Where state is kept over restarts; in memory without it. */
  readonly data: string | undefined;
  readonly onError: (error: unknown) => void;
}

export interface Service {
  readonly url: string;
  readonly config: Config;
  readonly credentials: LocalCredentials;
  /** True without a configuration: all of {@link credentials} are in use. */
  readonly generated: boolean;
  /** True when the API key of {@link credentials} is in use: the configuration names none. */
  readonly apiKeyGenerated: boolean;
  /** Of DynamoDB and SQS, as the AWS SDK takes them. */
  readonly endpoints: { readonly dynamodb: string; readonly sqs: string };
  /** URLs. */
  readonly queues: { readonly events: string; readonly deadLetters: string; readonly quarantine: string };
  /** Where the state is, in words. */
  readonly storage: string;
  stop(): Promise<void>;
}

const NAME = 'bounce-suppressor';
/** Short, so that a batch whose worker was killed comes again soon. One worker polls, so no batch is taken twice. */
const VISIBILITY_SECONDS = 5;

/** @throws ConfigError, or the system's error when the port is taken; nothing keeps running then */
export async function serve({ port, config: file, data, onError }: ServeOptions): Promise<Service> {
  await using started = new AsyncDisposableStack();
  if (data !== undefined) mkdirSync(data, { recursive: true });
  const credentials = localCredentials(data, Date.now());
  const { input, config, apiKeyGenerated } = configuration(file, credentials);
  await startEmulators(data, started);
  const queues = await provision();
  Object.assign(process.env, {
    [ENVIRONMENT.logLevel]: process.env[ENVIRONMENT.logLevel] ?? 'WARN',
    [ENVIRONMENT.config]: JSON.stringify(input),
    [ENVIRONMENT.table]: NAME,
    [ENVIRONMENT.events]: queues.events,
    [ENVIRONMENT.quarantine]: queues.quarantine,
    [ENVIRONMENT.deadLetters]: queues.deadLetters,
  });
  // The handlers read the environment as they load, as they do in Lambda.
  const [ingest, suppress, lookup, explain] = await Promise.all([
    import('../../functions/ingest.ts'),
    import('../../functions/suppress.ts'),
    import('../../functions/lookup.ts'),
    import('../../functions/explain.ts'),
  ]);
  const polling = new AbortController();
  const options = { batchSize: EVENT_SOURCE.batchSize, visibilitySeconds: VISIBILITY_SECONDS, onError };
  const polled = pollQueue(sqsClient(), queues.events, suppress.handler, options, polling.signal);
  started.defer(async () => {
    polling.abort();
    await polled;
  });
  const route = (path: string) => {
    if (path.startsWith('/webhooks/')) return ingest.handler;
    return EXPLAIN_PATHS.includes(path) ? explain.handler : lookup.handler;
  };
  const gateway = started.adopt(await startGateway(port, route, onError), (open) => open.close());
  const running = started.move();
  return {
    url: `http://localhost:${gateway.port}`,
    config,
    credentials,
    generated: file === undefined,
    apiKeyGenerated,
    endpoints: { dynamodb: process.env[DYNAMODB] ?? '', sqs: process.env[SQS] ?? '' },
    queues,
    storage: data === undefined ? 'in memory, gone when this stops (keep it with --data DIR)' : `in ${data}`,
    stop: () => running.disposeAsync(),
  };
}

function configuration(file: string | undefined, credentials: LocalCredentials) {
  const input: ConfigInput = file === undefined ? localConfig(credentials) : parseFile(file);
  const apiKeyGenerated = file === undefined || !input.api?.keys?.length;
  const complete = apiKeyGenerated ? { ...input, api: { keys: [localApiKey(credentials)] } } : input;
  return { input: complete, config: parseConfig(JSON.stringify(complete)), apiKeyGenerated };
}

function parseFile(file: string): ConfigInput {
  if (!existsSync(file)) throw new ConfigError(`there is no file ${file}`);
  return parseConfig(readFileSync(file, 'utf8'));
}

const DYNAMODB = 'AWS_ENDPOINT_URL_DYNAMODB';
const SQS = 'AWS_ENDPOINT_URL_SQS';

/** Starts what no environment variable names, and lets the AWS SDK find it. */
async function startEmulators(data: string | undefined, started: AsyncDisposableStack): Promise<void> {
  const { env } = process;
  env['AWS_REGION'] ??= env['AWS_DEFAULT_REGION'] ?? 'us-east-1';
  if (env['AWS_PROFILE'] === undefined) {
    env['AWS_ACCESS_KEY_ID'] ??= 'local';
    env['AWS_SECRET_ACCESS_KEY'] ??= 'local';
  }
  for (const [variable, start] of [
    [DYNAMODB, startDynamo],
    [SQS, startSqs],
  ] as const) {
    if (env[variable]) continue;
    const { endpoint } = started.adopt(await start(data), (emulator) => emulator.stop());
    env[variable] = endpoint;
    started.defer(() => {
      delete env[variable];
    });
  }
}

async function provision(): Promise<Service['queues']> {
  const sqs = sqsClient();
  await ensureTable(dynamoClient(), NAME, TABLE);
  const deadLetters = await ensureQueue(sqs, `${NAME}-dead-letters`, QUEUES.deadLetters);
  const { maxReceiveCount } = QUEUES.events;
  return {
    deadLetters,
    events: await ensureQueue(sqs, `${NAME}-events`, {
      ...QUEUES.events,
      redrive: { to: deadLetters, maxReceiveCount },
    }),
    quarantine: await ensureQueue(sqs, `${NAME}-quarantine`, QUEUES.quarantine),
  };
}
