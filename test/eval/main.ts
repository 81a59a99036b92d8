// `npm run eval -- FILE.jsonl`: measures the classifier on a file of labelled replies.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { table } from '../../cli/table.ts';
import { columnsOf, harmless, wrap } from '../../cli/wrap.ts';
import { type Evaluation, evaluate, parseLabelled, percent, share, shortfalls, type Thresholds } from './evaluate.ts';

const USAGE = `Usage: npm run eval -- FILE.jsonl [--min-accuracy 0.95] [--max-wrong 0] [--max-missed 0.02] [--json]

A line: {"id", "text", "smtp", "enhanced", "rhost", "reason", "accept", "bad_recipient"}
  --min-accuracy  share of the lines whose reason must be right
  --max-wrong     number of good recipients that may be suppressed
  --max-missed    share of the dead recipients that may be neither suppressed nor counted
Exit code 1 when one of these is not met, 2 for a bad file or option.`;

/** Of a reply among the worst, so much is shown. */
const TEXT_COLUMNS = 110;

try {
  const { file, json, thresholds } = settings();
  const evaluation = evaluate(parse(file));
  const missing = shortfalls(evaluation, thresholds);
  print(json ? JSON.stringify({ ...evaluation, shortfalls: missing }) : report(evaluation));
  if (missing.length > 0) {
    process.exitCode = 1;
    if (!json) print(`\n${missing.map((sentence) => `NOT MET: ${sentence}`).join('\n')}`);
  }
} catch (error) {
  process.stderr.write(`eval: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

function settings(): { file: string; json: boolean; thresholds: Thresholds } {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      'min-accuracy': { type: 'string' },
      'max-wrong': { type: 'string' },
      'max-missed': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw new Error(`expected one file\n\n${USAGE}`);
  const bound = (name: 'min-accuracy' | 'max-wrong' | 'max-missed') => {
    const value = values[name] === undefined ? undefined : Number(values[name] || Number.NaN);
    if (value === undefined) return undefined;
    const fits = name === 'max-wrong' ? Number.isInteger(value) && value >= 0 : value >= 0 && value <= 1;
    if (!fits)
      throw new Error(`--${name}: expected ${name === 'max-wrong' ? 'a whole number' : 'a share from 0 to 1'}`);
    return value;
  };
  const thresholds = {
    minAccuracy: bound('min-accuracy'),
    maxWrong: bound('max-wrong'),
    maxMissed: bound('max-missed'),
  };
  return { file, json: values.json, thresholds };
}

function parse(file: string) {
  const text = readFileSync(file, 'utf8');
  try {
    return parseLabelled(text);
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function report(evaluation: Evaluation): string {
  const { lines, right, good, wronglySuppressed, dead, missed, counted, confusions, worst } = evaluation;
  const of = (part: number, whole: number) => `${part} of ${whole} (${percent(share(part, whole))})`;
  return [
    `Lines                       ${lines}`,
    `Right reason                ${of(right, lines)}`,
    `Good recipients suppressed  ${of(wronglySuppressed, good)}`,
    `Dead recipients missed      ${of(missed, dead)}`,
    `Dead recipients counted     ${of(counted, dead)}`,
    ...(confusions.length === 0 ? [] : ['', confusionTable(confusions)]),
    ...(worst.length === 0 ? [] : ['', 'The worst:', '', worst.map(worstLine).join('\n')]),
  ].join('\n');
}

function confusionTable(confusions: Evaluation['confusions']): string {
  const rows = confusions.map(({ expected, got, count }) => [expected, `-> ${got}`, String(count)]);
  return table(['expected', 'got', 'count'], rows);
}

function worstLine({ line, verdict, harm }: Evaluation['worst'][number]): string {
  const text = harmless(line.text).replaceAll('\n', ' ');
  const [[, end] = [0, 0]] = wrap(text, TEXT_COLUMNS);
  const shown = columnsOf(text) > TEXT_COLUMNS ? `${text.slice(0, end)} …` : text;
  const sure = `${Math.round(verdict.confidence * 100)} %`;
  return `  ${line.id}: ${harm}: ${line.reason} -> ${verdict.reason} (${verdict.action}, ${verdict.rule}, ${sure})\n    ${shown}`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
