// `npm run rules`: writes shared/classify/rules/packed.ts, what the classifier needs of the rules at run time: no
// examples, no sources, and the patterns taken apart, so that no function has to do it when it starts. A test fails when
// the file is out of date.
import { writeFileSync } from 'node:fs';
import { constants, zstdCompressSync } from 'node:zlib';
import { WAIT } from '../shared/classify/extract.ts';
import { BLOCK_LISTS } from '../shared/classify/rules/known-block-lists.ts';
import { DECISIVE, ROWS, readsPages } from '../shared/classify/rules/order.ts';
import { OTHERS } from '../shared/classify/rules/others.ts';
import type { Rule } from '../shared/classify/rules/rule.ts';
import { chosen, costOf, gramFrequency } from './choose-literals.ts';
import { columnsOf } from './literal-columns.ts';
import { branchesOf } from './required-literals.ts';

const LISTS = BLOCK_LISTS.map(({ name, pattern, delist }) => ({ id: name, pattern, help: delist }));

/** All that is looked for in a text: the rules in order, block lists by their names, what else it speaks of, the wait. */
const COMPILED: readonly (Pick<Rule, 'id' | 'pattern'> & Partial<Rule> & { readsPages?: boolean })[] = [
  ...ROWS.map((row) => ({ ...row, readsPages: readsPages(row) })),
  ...LISTS,
  { id: 'others', pattern: OTHERS },
  { id: 'wait', pattern: WAIT },
];

/** The text of the file for the rules as they are. */
export function compiledSource(): string {
  const branches = COMPILED.flatMap(({ pattern }, row) =>
    branchesOf(pattern, costOf).map(({ source, needs }) => ({ row, source, literals: chosen(needs) })),
  );
  const { needsTwo, owners, steps, shapes, fingerprints, counts } = columnsOf(
    branches.map(({ literals }) => literals),
    gramFrequency,
  );
  const before = (end: number) => branches.findLastIndex(({ row }) => row < end) + 1;
  const text = [
    [DECISIVE, ROWS.length, ROWS.length + LISTS.length, ROWS.length + LISTS.length + 1].map(before).join('\t'),
    COMPILED.map(({ id, reason = 'unknown', confidence = 1, system = '', help = '', readsPages = true }) =>
      [id, reason, confidence, system, help, ...(readsPages ? [''] : [])].join('\t'),
    ).join('\n'),
    branches.map(({ row, source }) => `${row}\t${inAscii(source)}`).join('\n'),
  ].join('\n\n');
  const bytes = Buffer.concat(
    [
      Uint32Array.of(needsTwo.length, owners.length, steps.length),
      needsTwo,
      owners,
      steps,
      shapes,
      fingerprints,
      counts,
      Buffer.from(text, 'latin1'),
    ].map(bytesOf),
  );
  const packed = zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 22 } }).toString('base64');
  return `// Written by \`npm run rules\`: the rules in order and the alternatives of their patterns, see tools/compile-rules.ts.
// Compressed, since the text of all patterns would be a third of what Lambda has to load.

/** Room for all of it, so that it is unpacked in one go. */
export const UNPACKED_BYTES = ${bytes.length};
// biome-ignore format: one line
export const PACKED_RULES = '${packed}';
`;
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
