// `npm run rules`: writes shared/classify/rules/packed.ts, what the classifier needs of the rules at run time: no
// examples, no sources, and the patterns taken apart, so that no function has to do it when it starts. A test fails when
// the file is out of date.
import { writeFileSync } from 'node:fs';
import { constants, zstdCompressSync } from 'node:zlib';
import { cleanText } from '../shared/classify/clean.ts';
import { GRAM, MAX_LITERAL, slotOf } from '../shared/classify/matcher.ts';
import { DECISIVE, ROWS } from '../shared/classify/rules/order.ts';
import { branchesOf } from './required-literals.ts';

/** What a literal costs by being there, beside what each of its finds costs: so many finds among the examples. */
const UPKEEP = 2;

/** How replies are worded, for a guess of how often a text stands in one. */
const REPLIES = ROWS.flatMap(({ examples }) => examples.map((example) => cleanText(example).toLowerCase())).join('\n');

/** The text of the file for the rules as they are. */
export function compiledSource(): string {
  const branches = ROWS.flatMap(({ pattern }, row) =>
    branchesOf(pattern, costOf).map((branch) => ({ row, ...branch })),
  );
  const entries = branches.flatMap(({ literals = [] }, branch) =>
    [...new Set(literals.map(rarestPart))].map((text) => ({ text, branch })),
  );
  const blocks = [
    ...Map.groupBy(entries, ({ text }) => slotOf(text.charCodeAt(0), text.charCodeAt(1), text.charCodeAt(2))),
  ].sort(([a], [b]) => a - b);
  const literals = blocks.flatMap(([, inSlot]) => inSlot);
  const text = [
    String(branches.findLastIndex(({ row }) => row < DECISIVE) + 1),
    ROWS.map(({ id, reason, confidence, system = '', help = '' }) =>
      [id, reason, confidence, system, help].join('\t'),
    ).join('\n'),
    branches.map(({ row, source }) => `${row}\t${inAscii(source)}`).join('\n'),
  ].join('\n\n');
  const columns = Uint16Array.from([
    ...blocks.map(([slot], at) => slot - (blocks[at - 1]?.[0] ?? 0)),
    ...blocks.map(([, inSlot]) => inSlot.length),
    ...literals.map(({ branch }) => branch),
    ...literals.map((literal) => two(literal.text, 3)),
    ...literals.map((literal) => two(literal.text, 5)),
  ]);
  const counts = Uint32Array.of(blocks.length, literals.length);
  const bytes = Buffer.concat([counts, columns, Buffer.from(text, 'latin1')].map(bytesOf));
  const packed = zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 22 } }).toString('base64');
  return `// Written by \`npm run rules\`: the rules in order and the alternatives of their patterns, see tools/compile-rules.ts.
// Compressed, since the text of all patterns would be a third of what Lambda has to load.

// biome-ignore format: one line
export const PACKED_RULES = '${packed}';
`;
}

/** How often these texts are found in replies, by the parts that are looked for. */
function costOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + frequency(rarestPart(text)) + UPKEEP, 0);
}

/** The part of a literal that is found the least often, from where its first three characters are the rarest. */
function rarestPart(literal: string): string {
  const starts = Array.from({ length: literal.length - GRAM + 1 }, (_, start) => start);
  const [best] = starts
    .map((start) => ({ start, count: frequency(literal.slice(start, start + GRAM)) }))
    .sort((a, b) => a.count - b.count || a.start - b.start);
  return literal.slice(best?.start ?? 0).slice(0, MAX_LITERAL);
}

const frequencies = new Map<string, number>();

function frequency(text: string): number {
  const count = frequencies.get(text) ?? REPLIES.split(text).length - 1;
  frequencies.set(text, count);
  return count;
}

/** The low bytes of two characters of a text. */
function two(text: string, at: number): number {
  return (text.charCodeAt(at) & 0xff) | ((text.charCodeAt(at + 1) & 0xff) << 8);
}

function bytesOf({ buffer, byteOffset, byteLength }: NodeJS.ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** A pattern that means the same, of characters that all take one byte. */
function inAscii(source: string): string {
  return source.replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Where the text belongs. */
export const COMPILED_FILE = new URL('../shared/classify/rules/packed.ts', import.meta.url);

if (import.meta.main) writeFileSync(COMPILED_FILE, compiledSource());
