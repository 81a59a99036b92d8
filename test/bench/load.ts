// Cold starts: what a fresh process needs to load a bundle, and how many bytes it has.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundle, type FunctionName } from '../../infra/bundle.ts';
import { type Benchmark, measured, median } from './measure.ts';

const PROCESSES = 15;
const FUNCTIONS: readonly FunctionName[] = ['ingest', 'ingest-ses', 'suppress', 'lookup'];
const LOAD_BUDGET_MILLISECONDS = 45;
const BYTES_BUDGET = 260_000;
const CLASSIFIER_BUDGET_MILLISECONDS = 3;

export const LOAD: readonly Benchmark[] = [
  {
    name: 'load.classifier',
    about:
      'what the classifier with its rules adds to a process that has `node:zlib`, as all have that read the table; the floor loads an empty file',
    run: () =>
      inFolder(async (folder) => {
        const classifier = join(folder, 'classifier.js');
        await build({
          absWorkingDir: join(import.meta.dirname, '../..'),
          entryPoints: ['shared/classify/classify.ts'],
          outfile: classifier,
          bundle: true,
          minify: true,
          platform: 'node',
          target: 'node24',
          format: 'cjs',
        });
        const empty = join(folder, 'empty.js');
        writeFileSync(empty, '');
        const [loaded = Number.NaN, floor = Number.NaN] = loadTimes([classifier, empty], "require('node:zlib');");
        return { value: loaded - floor, unit: 'ms', floor, ratio: null, budget: CLASSIFIER_BUDGET_MILLISECONDS };
      }),
  },
  ...FUNCTIONS.flatMap((name): Benchmark[] => [
    {
      name: `load.${name}`,
      about: `loading the bundle of ${name} in a fresh process`,
      run: () =>
        inBundle(name, (file) => {
          const [value = Number.NaN] = loadTimes([file]);
          return measured(value, 'ms', LOAD_BUDGET_MILLISECONDS);
        }),
    },
    {
      name: `bytes.${name}`,
      about: `size of the bundle of ${name}`,
      run: () => inBundle(name, (file) => measured(statSync(file).size, 'bytes', BYTES_BUDGET)),
    },
  ]),
];

function inBundle<T>(name: FunctionName, work: (file: string) => T): Promise<T> {
  return inFolder(async (folder) => {
    bundle(name, folder);
    return work(join(folder, 'index.js'));
  });
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Median milliseconds of loading each file in processes of its own, by turns, after what is run `before`. */
function loadTimes(files: readonly string[], before = ''): number[] {
  const times = files.map((): number[] => []);
  for (let turn = 0; turn < PROCESSES; turn += 1) {
    for (const [index, file] of files.entries()) times[index]?.push(loadTime(file, before));
  }
  return times.map(median);
}

const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  TABLE_NAME: 'table',
  EVENTS_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/events',
  QUARANTINE_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/quarantine',
  BOUNCE_SUPPRESSOR_CONFIG: '{}',
};

function loadTime(file: string, before: string): number {
  const script = `${before} const start = performance.now(); require(${JSON.stringify(file)}); process.stdout.write(String(performance.now() - start)); process.exit()`;
  return Number(execFileSync(process.execPath, ['-e', script], { env: ENVIRONMENT, encoding: 'utf8' }));
}
