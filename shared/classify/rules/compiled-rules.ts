// Unpacks the compiled rules, once, when the classifier is loaded.
import { zstdDecompressSync } from 'node:zlib';
import type { Branch, CompiledRule, CompiledRules } from '../matcher.ts';
import { isReason } from '../reasons.ts';
import { PACKED_RULES, UNPACKED_BYTES } from './packed.ts';

// Numbers first, each kind in a column of its own, which compresses better, the widest first, which keeps them where their
// arrays may begin; behind them three blocks of lines and tabs in characters of one byte: where each kind of alternatives
// ends, the rules, and the alternatives. A line is read when it is needed: most never are.
const compressed = Buffer.from(PACKED_RULES, 'base64');
const bytes = new Uint8Array(zstdDecompressSync(compressed, { chunkSize: UNPACKED_BYTES }));
const [words = 0, literals = 0, slots = 0] = new Uint32Array(bytes.buffer, 0, 3);
let read = 12;
const column = <T extends ArrayBufferView>(
  Kind: { new (buffer: ArrayBuffer, start: number, length: number): T },
  length: number,
): T => {
  const values = new Kind(bytes.buffer, read, length);
  read += values.byteLength;
  return values;
};
const columns = {
  needsTwo: column(Uint32Array, words),
  owners: column(Uint16Array, literals),
  steps: column(Uint8Array, slots),
  shapes: column(Uint8Array, literals),
  fingerprints: column(Uint8Array, literals),
  counts: column(Uint8Array, slots),
};
const [head = '', rules = '', branches = ''] = Buffer.from(bytes.buffer, read).toString('latin1').split('\n\n');
const ruleLines = rules.split('\n');
const branchLines = branches.split('\n');

const [decisive = 0, deciding = 0, lists = 0, others = 0] = head.split('\t').map(Number);
/** Alternatives below this position decide before the codes are asked, */
export const DECISIVE = decisive;
/** those from there to this one after that; */
export const DECIDING = deciding;
/** behind them stand the block lists, up to this position; */
export const LISTS = lists;
/** what else a reply speaks of than its recipient, up to this one, and then what tells how long to wait. */
export const OTHERS = others;
export const RULES: CompiledRules = {
  branches: branchLines.length,
  branch: (index) => readBranch(branchLines[index] ?? ''),
  ...columns,
};

function readBranch(line: string): Branch {
  const [rule = '', source = ''] = line.split('\t');
  return { rule: readRule(ruleLines[Number(rule)] ?? ''), source };
}

function readRule(line: string): CompiledRule {
  const [id = '', reason = '', confidence = '', system = '', help = '', readsPages] = line.split('\t');
  if (!isReason(reason)) throw new Error(`the compiled rule ${id} has no reason: run \`npm run rules\``);
  return [id, reason, Number(confidence), system, help, readsPages !== undefined];
}
