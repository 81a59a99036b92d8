// Runs the contract tests of the adapters against other implementations of DynamoDB than the embedded one: MiniStack, and
// AWS' own DynamoDB Local where Java and its folder are there. What all of them agree on is what AWS does.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { until } from '../e2e/service.ts';
import { freePort, HOW_TO_INSTALL, INSTALLED, startEmulator, urlOf } from './emulator.ts';

const ROOT = join(import.meta.dirname, '../..');
const CONTRACTS = ['record-ports', 'history-ports', 'dynamo-records', 'workers'].map(
  (name) => `test/adapters/${name}.test.ts`,
);
/** Where its jars lie, as Maven puts them there or as AWS' archive holds them. */
const DYNAMODB_LOCAL = process.env['DYNAMODB_LOCAL'] ?? join(ROOT, '.dynamodb-local');

/** Answers whether all of them passed. */
function passes(name: string, endpoint: string): boolean {
  process.stdout.write(`\nContracts of the adapters over ${name}\n`);
  const { status } = spawnSync(join(ROOT, 'node_modules/.bin/vitest'), ['run', ...CONTRACTS], {
    cwd: ROOT,
    env: { ...process.env, CONTRACT_ENDPOINT_DYNAMODB: endpoint },
    stdio: 'inherit',
  });
  return status === 0;
}

async function overMiniStack(): Promise<boolean> {
  if (INSTALLED === undefined) {
    process.stdout.write(`skipped: ${HOW_TO_INSTALL}\n`);
    return true;
  }
  const emulator = await startEmulator(INSTALLED);
  try {
    return passes('MiniStack', urlOf(emulator));
  } finally {
    await emulator.end();
  }
}

async function overDynamoDbLocal(): Promise<boolean> {
  if (!existsSync(DYNAMODB_LOCAL) || spawnSync('java', ['-version']).status !== 0) {
    process.stdout.write('skipped: DynamoDB Local wants Java, and its jars as test/deploy/dynamodb-local.xml says\n');
    return true;
  }
  const port = await freePort();
  const child = startJava(port);
  try {
    const endpoint = `http://127.0.0.1:${port}`;
    await until(
      async () => ((await fetch(endpoint).catch(() => undefined)) === undefined ? undefined : true),
      () => 'DynamoDB Local did not start',
      () => child.exitCode === null,
    );
    return passes('DynamoDB Local', endpoint);
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

function startJava(port: number): ChildProcess {
  const folders = [DYNAMODB_LOCAL, join(DYNAMODB_LOCAL, 'DynamoDBLocal_lib')];
  const java = [
    `-Djava.library.path=${folders.join(delimiter)}`,
    ...['-cp', folders.map((folder) => join(folder, '*')).join(delimiter)],
    'com.amazonaws.services.dynamodbv2.local.main.ServerRunner',
  ];
  return spawn('java', [...java, '-inMemory', '-sharedDb', '-port', String(port)], { cwd: tmpdir(), stdio: 'ignore' });
}

const passed = [await overMiniStack(), await overDynamoDbLocal()];
process.exitCode = passed.every(Boolean) ? 0 : 1;
