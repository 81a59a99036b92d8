// Behind `npm run coverage`: the branches that tests reached, by folder; fails unless the others are those that are argued.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { table } from '../../cli/table.ts';
import { ARGUED } from './argued.ts';
import { compare, coverageOf, type FileCoverage, parseReport } from './branches.ts';

const told = parseReport(readFileSync('coverage/coverage-final.json', 'utf8'));
const files = coverageOf(told, process.cwd(), (file) => readFileSync(file, 'utf8'));
const unreached = files.flatMap((each) => each.unreached);
const { unargued, stale } = compare(
  unreached,
  ARGUED.flatMap(({ branches }) => branches),
);

// `shared/providers/ses/judge.ts` is of `shared/providers`.
const folders = Map.groupBy(files, ({ file }) => dirname(file).split('/').slice(0, 2).join('/'));
const rows = [...folders].map(([folder, within]) => row(folder, within));
const problems = [
  ...unargued.map(({ file, line, code }) => `${file}:${line} is neither reached nor argued: ${code}`),
  ...stale.map(({ file, code }) => `${file}: argued, but reached or no longer there: ${code}`),
];
print(`\n${table(['branches of', 'all', 'reached', 'argued', 'neither'], [...rows, row('all', files)])}`);
if (problems.length > 0) {
  print(`\n${problems.join('\n')}\n\ntest/coverage/argued.ts holds the branches that are argued.`);
  process.exitCode = 1;
}

function row(name: string, within: readonly FileCoverage[]): string[] {
  const all = within.reduce((sum, { branches }) => sum + branches, 0);
  const missing = within.reduce((sum, each) => sum + each.unreached.length, 0);
  const neither = unargued.filter(({ file }) => within.some((each) => each.file === file)).length;
  return [name, ...[all, all - missing, missing - neither, neither].map(String)];
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
