// `npm run bench`: what the budgets of the design are measured by. Nothing else in the tests looks at a clock.
import { writeFileSync } from 'node:fs';
import { parseArgs, styleText } from 'node:util';
import { table } from '../../cli/table.ts';
import { CLASSIFY } from './classify.ts';
import { COST } from './cost.ts';
import { IMPORT } from './import.ts';
import { INGEST } from './ingest.ts';
import { LOAD } from './load.ts';
import { LOOKUP } from './lookup.ts';
import type { Benchmark, Measurement } from './measure.ts';
import { MEMORY } from './memory.ts';
import { RECORD } from './record.ts';
import { ROAD } from './road.ts';
import { TABLE_SIZE } from './table-size.ts';
import { WAY_IN } from './way-in.ts';

const USAGE = `Usage: npm run bench [-- [PREFIX...] [--json FILE]]

Measures everything that is done in minutes, or what begins with a prefix such as classify or scale.table.1000000. A ratio is that of the value to its floor: the least
that any program would have to do with the same input, measured by turns in the same run.
  --json FILE  write { "<name>": { "value", "unit", "floor", "ratio", "budget" } }`;

const BENCHMARKS: readonly Benchmark[] = [
  ...WAY_IN,
  ...INGEST,
  ...CLASSIFY,
  ...RECORD,
  ...LOOKUP,
  ...ROAD,
  ...TABLE_SIZE,
  ...MEMORY,
  ...IMPORT,
  ...LOAD,
  ...COST,
];

try {
  await main();
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const chosen = BENCHMARKS.filter(({ name, onDemand = false }) =>
    positionals.length === 0 ? !onDemand : positionals.some((prefix) => name.startsWith(prefix)),
  );
  if (chosen.length === 0) throw new Error(`no benchmark begins with ${positionals.join(', ')}\n\n${USAGE}`);
  const results: { benchmark: Benchmark; measurement: Measurement }[] = [];
  for (const [index, benchmark] of chosen.entries()) {
    progress(`${index + 1} of ${chosen.length}: ${benchmark.name}`);
    results.push({ benchmark, measurement: await benchmark.run() });
  }
  progress('');
  if (values.json !== undefined) {
    const byName = Object.fromEntries(results.map(({ benchmark, measurement }) => [benchmark.name, measurement]));
    writeFileSync(values.json, `${JSON.stringify(byName, undefined, 2)}\n`);
  }
  process.stdout.write(`${report(results)}\n`);
}

/** On a terminal, in one line that the next one replaces. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

function report(results: readonly { benchmark: Benchmark; measurement: Measurement }[]): string {
  const rows = results.map(({ benchmark, measurement: { value, unit, floor, ratio, budget } }) => [
    benchmark.name,
    `${shown(value)} ${unit}`,
    floor === null ? '' : shown(floor),
    ratio === null ? '' : `${shown(ratio)}x`,
    budget === null ? '' : verdict(benchmark.budgetOf === 'ratio' ? (ratio ?? value) : value, budget, benchmark),
    benchmark.about,
  ]);
  return table(['benchmark', 'value', 'floor', 'ratio', 'budget', 'what'], rows);
}

function verdict(value: number, budget: number, { budgetOf }: Benchmark): string {
  const met = value <= budget;
  const text = `${met ? 'met' : 'over'}: ${shown(budget)}${budgetOf === 'ratio' ? 'x' : ''}`;
  return styleText(met ? 'green' : 'red', text, { stream: process.stdout });
}

function shown(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en');
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);
}
