// Drives the service from outside, as a user does: the command in a process of its own, everything else over HTTP.
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LocalCredentials, localConfig, localCredentials } from '../../infra/local/credentials.ts';
import type { SignedRequest } from '../../infra/local/sign.ts';

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const PATIENCE_MS = 30_000;

export interface RunningService {
  readonly url: string;
  readonly output: () => string;
  /** Sends the signal and waits for the end; answers the exit code, null after SIGKILL. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** Starts `serve` with these arguments and waits until it says where it listens. */
export async function startService(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<RunningService> {
  const child = spawn(process.execPath, [MAIN, 'serve', ...args], {
    env: { ...withoutAws(process.env), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = collect(child);
  const url = await until(
    () => /listens on (http:\S+)/.exec(output())?.[1],
    () => `the service did not start: ${output()}`,
    () => child.exitCode === null,
  );
  const exited = once(child, 'exit');
  return {
    url,
    output,
    async end(signal) {
      child.kill(signal);
      await exited;
      return child.exitCode;
    },
  };
}

/** Runs a command to its end. */
export async function run(
  file: string,
  args: readonly string[],
  input = '',
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(file, args, { env: { ...withoutAws(process.env), ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  child.stdin.end(input);
  await once(child, 'close');
  return { code: child.exitCode, stdout, stderr };
}

function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  return () => text;
}

/** What a user's shell may carry must not lead a test to other endpoints. */
function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('AWS_')));
}

/** Asks again and again until there is an answer. */
export async function until<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  complaint: () => string,
  goOn: () => boolean = () => true,
): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end && goOn()) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(complaint());
}

/** A folder that is gone after the test, and in it a configuration whose keys the test holds. */
export function configured(): { folder: string; config: string; credentials: LocalCredentials; clean: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'bounce-suppressor-'));
  const credentials = localCredentials(undefined, Date.now());
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify(localConfig(credentials)));
  return { folder, config, credentials, clean: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Other keys of the same kinds: what a forger has. */
export function strangersKeys(credentials: LocalCredentials): LocalCredentials {
  const { privateKey: ec } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const { privateKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    ...credentials,
    postmark: 'postmark:guessed',
    sendgridPrivateKey: ec.export({ type: 'pkcs8', format: 'pem' }).toString(),
    snsPrivateKey: rsa.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

export function post(url: string, { path, headers, body }: SignedRequest): Promise<Response> {
  return fetch(url + path, { method: 'POST', headers, body });
}

export interface Answer {
  readonly address: string;
  readonly suppressed: boolean;
  readonly reason: string | null;
  readonly cause: string | null;
}

export async function lookUp(
  url: string,
  apiKey: string,
  addresses: readonly string[],
  stream?: string,
): Promise<Answer[]> {
  const response = await fetch(`${url}/v1/suppressions/lookup`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ addresses, stream }),
  });
  if (!response.ok) throw new Error(`lookup answered ${response.status}: ${await response.text()}`);
  const { results } = (await response.json()) as { results: Answer[] };
  return results;
}

/** Waits until the addresses are answered as expected: address to reason, or null for one that may be mailed. */
export async function becomes(
  url: string,
  apiKey: string,
  expected: Readonly<Record<string, string | null>>,
): Promise<void> {
  const addresses = Object.keys(expected);
  let last: Answer[] = [];
  await until(
    async () => {
      last = await lookUp(url, apiKey, addresses);
      return last.every(({ suppressed, reason }, index) => {
        const want = expected[addresses[index] ?? ''] ?? null;
        return reason === want && suppressed === (want !== null);
      })
        ? true
        : undefined;
    },
    () =>
      `expected ${JSON.stringify(expected)}, got ${JSON.stringify(last.map(({ address, reason }) => [address, reason]))}`,
  );
}
