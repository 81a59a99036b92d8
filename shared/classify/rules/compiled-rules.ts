// Unpacks the compiled rules, once, when the classifier is loaded.
import { brotliDecompressSync } from 'node:zlib';
import type { Branch, CompiledRule } from '../matcher.ts';
import { isReason } from '../reasons.ts';
import { PACKED_RULES } from './packed.ts';

// Lines of tab-separated text, since that is read several times faster than JSON checked by a schema: one with the
// number of rules that decide before the codes are asked, then a block of rules, then a block of branches.
const [head = '', rules = '', branches = ''] = brotliDecompressSync(Buffer.from(PACKED_RULES, 'base64'))
  .toString('utf8')
  .split('\n\n');

/** Rules below this position decide before the codes are asked, the others after. */
export const DECISIVE = Number(head);
export const RULES: readonly CompiledRule[] = rules.split('\n').map(readRule);
export const BRANCHES: readonly Branch[] = branches.split('\n').map(readBranch);

function readRule(line: string): CompiledRule {
  const [id = '', reason = '', confidence = '', system = '', help = ''] = line.split('\t');
  if (!isReason(reason)) throw new Error(`the compiled rule ${id} has no reason: run \`npm run rules\``);
  return [id, reason, Number(confidence), system, help];
}

function readBranch(line: string): Branch {
  const [row, source = '', ...literals] = line.split('\t');
  return [Number(row), source, literals];
}
