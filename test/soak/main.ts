// `npm run soak`: the proof that nothing is lost and nothing counts twice, however much fails.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { progressOn } from '../../cli/progress.ts';
import { everythingFails } from './faults.ts';
import { jsonOf, textOf } from './report.ts';
import { soak } from './soak.ts';

const USAGE = `Usage: npm run soak [-- [--deliveries N] [--seed S] [--json FILE]]

Posts signed webhooks of three senders to the pipeline, 3 in 10 of them twice, while queues, tables and workers fail in
every way, and compares what is stored in the end with what a sequential run without failures would have stored.
  --deliveries N  how many are posted, duplicates included (100000)
  --seed S        a whole number; the same seed is the same run (1)
  --json FILE     write the report there too
Exits with 1 when something was lost, counted twice or never tried.`;

try {
  await main();
} catch (error) {
  process.stderr.write(`soak: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      deliveries: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const run = {
    deliveries: wholeNumber('deliveries', values.deliveries, 1),
    seed: wholeNumber('seed', values.seed, 0),
  };
  const progress = progressOn(process.stderr, 'deliveries');
  const started = performance.now();
  const onProgress = (answered: number) => progress.show(answered, answered / run.deliveries);
  const result = await soak({ ...run, plan: everythingFails, onProgress });
  progress.end();
  const effort = {
    seconds: (performance.now() - started) / 1000,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  const report = jsonOf(run, result, effort);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
  process.stdout.write(`${textOf(run, result, effort)}\n`);
  process.exitCode = report.ok ? 0 : 1;
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new Error(`--${name}: ${JSON.stringify(text)} is no whole number from ${least}\n\n${USAGE}`);
}
