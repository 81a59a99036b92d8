// The laptop as a second deployment: the very handlers of the cloud, over emulators, behind a local gateway.
import { mkdirSync, readFileSync } from 'node:fs';
import { dynamoClient, sqsClient } from '../../shared/adapters/clients.ts';
import { ENVIRONMENT } from '../../shared/adapters/environment.ts';
import { ensureQueue, ensureTable } from '../../shared/adapters/provision.ts';
import { pollQueue } from '../../shared/adapters/sqs-poller.ts';
import { type Config, type ConfigInput, parseConfig } from '../../shared/pipeline/config.ts';
import { EVENT_SOURCE, QUEUES, TABLE } from '../resources.ts';
import { type LocalCredentials, localApiKey, localConfig, localCredentials } from './credentials.ts';
import { type Emulator, startDynamo, startSqs } from './emulators.ts';
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
  /** Where the state is, in words. */
  readonly storage: string;
  stop(): Promise<void>;
}

const NAME = 'bounce-suppressor';
/** Short, so that a batch whose worker was killed comes again soon. One worker polls, so no batch is taken twice. */
const VISIBILITY_SECONDS = 5;

/** @throws ConfigError, or the system's error when the port is taken */
export async function serve({ port, config: file, data, onError }: ServeOptions): Promise<Service> {
  if (data !== undefined) mkdirSync(data, { recursive: true });
  const credentials = localCredentials(data, Date.now());
  const { input, config, apiKeyGenerated } = configuration(file, credentials);
  const emulators = await startEmulators(data);
  const queues = await provision();
  Object.assign(process.env, {
    [ENVIRONMENT.logLevel]: process.env[ENVIRONMENT.logLevel] ?? 'WARN',
    [ENVIRONMENT.config]: JSON.stringify(input),
    [ENVIRONMENT.table]: NAME,
    [ENVIRONMENT.events]: queues.events,
    [ENVIRONMENT.quarantine]: queues.quarantine,
  });
  // The handlers read the environment as they load, as they do in Lambda.
  const [ingest, suppress, lookup] = await Promise.all([
    import('../../functions/ingest.ts'),
    import('../../functions/suppress.ts'),
    import('../../functions/lookup.ts'),
  ]);
  const gateway = await startGateway(
    port,
    (_method, path) => (path.startsWith('/webhooks/') ? ingest.handler : lookup.handler),
    onError,
  );
  const polling = new AbortController();
  const polled = pollQueue(
    sqsClient(),
    queues.events,
    suppress.handler,
    { batchSize: EVENT_SOURCE.batchSize, visibilitySeconds: VISIBILITY_SECONDS, onError },
    polling.signal,
  );
  return {
    url: `http://localhost:${gateway.port}`,
    config,
    credentials,
    generated: file === undefined,
    apiKeyGenerated,
    storage: storageOf(data),
    async stop() {
      await gateway.close();
      polling.abort();
      await polled;
      await Promise.all(emulators.map((emulator) => emulator.stop()));
    },
  };
}

function configuration(file: string | undefined, credentials: LocalCredentials) {
  const input: ConfigInput = file === undefined ? localConfig(credentials) : parseFile(file);
  const apiKeyGenerated = file === undefined || !input.api?.keys?.length;
  const complete = apiKeyGenerated ? { ...input, api: { keys: [localApiKey(credentials)] } } : input;
  return { input: complete, config: parseConfig(JSON.stringify(complete)), apiKeyGenerated };
}

function parseFile(file: string): ConfigInput {
  return parseConfig(readFileSync(file, 'utf8'));
}

const DYNAMODB = 'AWS_ENDPOINT_URL_DYNAMODB';
const SQS = 'AWS_ENDPOINT_URL_SQS';

/** Starts what no environment variable names, and lets the AWS SDK find it. */
async function startEmulators(data: string | undefined): Promise<Emulator[]> {
  const { env } = process;
  env['AWS_REGION'] ??= env['AWS_DEFAULT_REGION'] ?? 'us-east-1';
  if (env['AWS_PROFILE'] === undefined) {
    env['AWS_ACCESS_KEY_ID'] ??= 'local';
    env['AWS_SECRET_ACCESS_KEY'] ??= 'local';
  }
  const started: Emulator[] = [];
  for (const [variable, start] of [
    [DYNAMODB, startDynamo],
    [SQS, startSqs],
  ] as const) {
    if (env[variable]) continue;
    const emulator = await start(data);
    env[variable] = emulator.endpoint;
    started.push(emulator);
  }
  return started;
}

async function provision(): Promise<{ events: string; quarantine: string }> {
  const sqs = sqsClient();
  await ensureTable(dynamoClient(), NAME, TABLE);
  const deadLetters = await ensureQueue(sqs, `${NAME}-dead-letters`, QUEUES.deadLetters);
  const { maxReceiveCount } = QUEUES.events;
  return {
    events: await ensureQueue(sqs, `${NAME}-events`, {
      ...QUEUES.events,
      redrive: { to: deadLetters, maxReceiveCount },
    }),
    quarantine: await ensureQueue(sqs, `${NAME}-quarantine`, QUEUES.quarantine),
  };
}

function storageOf(data: string | undefined): string {
  return data === undefined ? 'in memory, gone when this stops (keep it with --data DIR)' : `in ${data}`;
}
