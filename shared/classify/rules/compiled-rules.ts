// Unpacks the compiled rules, once, when the classifier is loaded.
import { zstdDecompressSync } from 'node:zlib';
import type { Branch, CompiledRule, CompiledRules } from '../matcher.ts';
import { isReason } from '../reasons.ts';
import { PACKED_RULES } from './packed.ts';

// The numbers of slots and of literals, their columns, and behind them three blocks of lines and tabs in characters of one
// byte: the number of alternatives that decide before the codes are asked, the rules, and the alternatives. A line is read
// when it is needed: most never are. Each kind of number has a column of its own, which compresses better.
const bytes = Uint8Array.from(zstdDecompressSync(Buffer.from(PACKED_RULES, 'base64')));
const [slots = 0, entries = 0] = new Uint32Array(bytes.buffer, 0, 2);
const columns = new Uint16Array(bytes.buffer, 8, 2 * slots + 3 * entries);
const [head = '', rules = '', branches = ''] = Buffer.from(bytes.buffer, 8 + columns.byteLength)
  .toString('latin1')
  .split('\n\n');
const ruleLines = rules.split('\n');
const branchLines = branches.split('\n');

/** Alternatives below this position decide before the codes are asked, the others after. */
export const DECISIVE = Number(head);
export const RULES: CompiledRules = {
  branches: branchLines.length,
  branch: (index) => readBranch(branchLines[index] ?? ''),
  slots,
  columns,
};

function readBranch(line: string): Branch {
  const [rule = '', source = ''] = line.split('\t');
  return { rule: readRule(ruleLines[Number(rule)] ?? ''), source };
}

function readRule(line: string): CompiledRule {
  const [id = '', reason = '', confidence = '', system = '', help = ''] = line.split('\t');
  if (!isReason(reason)) throw new Error(`the compiled rule ${id} has no reason: run \`npm run rules\``);
  return [id, reason, Number(confidence), system, help];
}
