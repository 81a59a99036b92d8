// An emulator of AWS that runs Lambda functions as processes: MiniStack, from PyPI, where it is installed.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { until } from '../e2e/service.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const CDK = join(ROOT, 'node_modules', '.bin', 'cdk');
const ACCOUNT = '123456789012';
const REGION = 'us-east-1';

/** Where the command may lie, the first that exists. */
const COMMANDS = [
  process.env['MINISTACK'],
  join(ROOT, '.venv', 'bin', 'ministack'),
  ...(process.env['PATH'] ?? '').split(':').map((folder) => join(folder, 'ministack')),
];

export const INSTALLED = COMMANDS.find((command) => command !== undefined && existsSync(command));

export const HOW_TO_INSTALL =
  'MiniStack is not installed: python3 -m venv .venv && .venv/bin/pip install ministack==1.5.33, or name it in MINISTACK';

export interface Emulator {
  /** For the AWS SDK and everything that is built upon it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly log: () => string;
  readonly end: () => Promise<void>;
}

export async function startEmulator(command: string): Promise<Emulator> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'bounce-suppressor-aws-'));
  const logFile = join(folder, 'log');
  const output = openSync(logFile, 'w');
  const child = spawn(command, [], {
    env: {
      ...process.env,
      // The functions run on the `node` that is found first: this one, as in Lambda.
      PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      MINISTACK_ACCOUNT_ID: ACCOUNT,
      MINISTACK_REGION: REGION,
      TMPDIR: folder,
      S3_DATA_DIR: join(folder, 's3'),
    },
    stdio: ['ignore', output, output],
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const log = () => readFileSync(logFile, 'utf8');
  await until(
    async () => (await fetch(`${endpoint}/_ministack/health`).catch(() => undefined))?.ok || undefined,
    () => `MiniStack did not start: ${log()}`,
    () => child.exitCode === null,
  );
  return {
    environment: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: REGION,
    },
    log,
    async end() {
      await stop(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

export function urlOf({ environment }: Emulator): string {
  return environment['AWS_ENDPOINT_URL'] ?? '';
}

/** Runs the CDK of this project against the emulator; answers what it printed. */
export function cdk({ environment }: Emulator, ...args: readonly string[]): string {
  return execFileSync(CDK, [...args, '--ci'], {
    cwd: ROOT,
    env: { ...process.env, ...environment, NO_COLOR: '1' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export function bootstrap(emulator: Emulator): void {
  cdk(emulator, 'bootstrap', `aws://${ACCOUNT}/${REGION}`);
}

export interface Reply {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/**
 * Asks a deployed URL. Its host (`<api>.execute-api.localhost`) is not known to every resolver: the request goes to the
 * emulator, with that host in its header as a browser would send it. `fetch` doesn't let one set that.
 */
export async function ask(
  url: string,
  method = 'GET',
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Promise<Reply> {
  const { host, port, pathname, search } = new URL(url);
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  const asked = request({
    host: '127.0.0.1',
    port,
    method,
    path: pathname + search,
    headers: { ...headers, ...length, host },
  });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [import('node:http').IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() };
}
