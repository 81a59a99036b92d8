// `npm run rules`: writes shared/classify/rules/packed.ts, what the classifier needs of the rules at run time: no
// examples, no sources, and the patterns taken apart, so that no function has to do it when it starts. A test fails when
// the file is out of date.
import { writeFileSync } from 'node:fs';
import { constants, zstdCompressSync } from 'node:zlib';
import { cleanText } from '../shared/classify/clean.ts';
import { WAIT } from '../shared/classify/extract.ts';
import { fingerprint, MAX_LITERAL, MIN_LITERAL, SAME, SECOND, SHIFT, slotOf } from '../shared/classify/matcher.ts';
import { BLOCK_LISTS } from '../shared/classify/rules/known-block-lists.ts';
import { DECISIVE, ROWS } from '../shared/classify/rules/order.ts';
import type { Rule } from '../shared/classify/rules/rule.ts';
import { branchesOf } from './required-literals.ts';

/** What it costs to find the beginning of a literal in a reply, and a literal: to run its pattern costs 1. */
const LOOK = 0.02;
const FIND = 0.04;
/** What a literal costs by being there, in runs of a pattern over all the examples: it is loaded at every cold start. */
const UPKEEP = 1;
/** So many runs of its pattern have to be spared by a second literal. */
const WORTH = 3;

/** How replies are worded, for a guess of how often a text stands in one. */
const REPLIES = ROWS.flatMap(({ examples }) => examples.map((example) => cleanText(example).toLowerCase()));

const LISTS = BLOCK_LISTS.map(({ name, pattern, delist }) => ({ id: name, pattern, help: delist }));

/** All that is looked for in a text: the rules in their order, the block lists by their names, how long to wait. */
const COMPILED: readonly (Pick<Rule, 'id' | 'pattern'> & Partial<Rule>)[] = [
  ...ROWS,
  ...LISTS,
  { id: 'wait', pattern: WAIT },
];

/** The text of the file for the rules as they are. */
export function compiledSource(): string {
  const branches = COMPILED.flatMap(({ pattern }, row) =>
    branchesOf(pattern, costOf).map(({ source, needs }) => ({ row, source, literals: chosen(needs) })),
  );
  const literals = branches
    .flatMap(({ literals: [first, second = []] }, branch) => [
      ...first.map((text) => ({ text, owner: branch })),
      ...second.map((text) => ({ text, owner: branch + SECOND })),
    ])
    .map(({ text, owner }) => ({ ...placed(text), owner }))
    .sort((a, b) => a.slot - b.slot || a.bytes.compare(b.bytes));
  const repeats = (at: number) => literals[at]?.bytes.equals(literals[at - 1]?.bytes ?? Buffer.of());
  const needsTwo = new Uint32Array(Math.ceil(branches.length / 32));
  for (const [index, { literals: sets }] of branches.entries()) {
    if (sets.length > 1) needsTwo[index >> 5] = (needsTwo[index >> 5] ?? 0) | (1 << (index & 31));
  }
  const slots = [...Map.groupBy(literals, ({ slot }) => slot)];
  if (slots.some(([, { length }]) => length > 255)) throw new Error('a slot has over 255 literals');
  const before = (end: number) => branches.findLastIndex(({ row }) => row < end) + 1;
  const text = [
    [DECISIVE, ROWS.length, ROWS.length + LISTS.length].map(before).join('\t'),
    COMPILED.map(({ id, reason = 'unknown', confidence = 1, system = '', help = '' }) =>
      [id, reason, confidence, system, help].join('\t'),
    ).join('\n'),
    branches.map(({ row, source }) => `${row}\t${inAscii(source)}`).join('\n'),
  ].join('\n\n');
  const bytes = Buffer.concat(
    [
      Uint32Array.of(needsTwo.length, literals.length, slots.length),
      needsTwo,
      Uint16Array.from(literals, ({ owner }) => owner),
      Uint16Array.from(slots, ([slot], at) => slot - (slots[at - 1]?.[0] ?? 0)),
      Uint8Array.from(literals, ({ shape }, at) => (repeats(at) ? SAME : shape)),
      Uint8Array.from(literals, ({ bytes }, at) =>
        repeats(at) ? 0 : fingerprint(bytes.readUInt32LE(), bytes.readUInt32LE(4)),
      ),
      Uint8Array.from(slots, ([, { length }]) => length),
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

/** The cheapest set of literals, and a second one where looking for it spares many runs of the pattern. */
function chosen([cheapest, ...others]: readonly (readonly string[])[]): [string[], string[]?] {
  if (cheapest === undefined) throw new Error('a pattern can match anything: give it a literal of three characters');
  const first = unique(cheapest.map(selectivePart));
  const found = REPLIES.filter((reply) => first.some((text) => reply.includes(text)));
  const spared = others
    .map((texts) => unique(texts.map(selectivePart)))
    .map((texts) => ({
      texts,
      worth:
        found.filter((reply) => !texts.some((text) => reply.includes(text))).length -
        texts.reduce((sum, text) => sum + FIND * frequency(text) + UPKEEP, 0),
    }))
    .sort((a, b) => b.worth - a.worth);
  return spared[0] !== undefined && spared[0].worth > WORTH ? [first, spared[0].texts] : [first];
}

/** How many replies a pattern is run on that needs one of these, and what it takes to look for them. */
function costOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + partCost(selectivePart(text)), 0);
}

function partCost(text: string): number {
  return frequency(text) + LOOK * frequency(text.slice(0, MIN_LITERAL)) + UPKEEP;
}

const parts = new Map<string, string>();

/** The part of a literal that sorts out the most. */
function selectivePart(literal: string): string {
  const known = parts.get(literal);
  if (known !== undefined) return known;
  const all = [];
  for (let start = 0; start < literal.length; start += 1) {
    for (let end = start + 1; end <= literal.length; end += 1) {
      const text = literal.slice(start, end);
      const length = Buffer.byteLength(text);
      if (length >= MIN_LITERAL && length <= MAX_LITERAL) all.push({ text, cost: partCost(text) + 1 / length });
    }
  }
  const [best] = all.sort((a, b) => a.cost - b.cost);
  if (best === undefined) throw new Error(`the literal ${literal} has no part of ${MIN_LITERAL} bytes`);
  parts.set(literal, best.text);
  return best.text;
}

const frequencies = new Map<string, number>();

/** How many of the replies hold a text. */
function frequency(text: string): number {
  const count = frequencies.get(text) ?? REPLIES.filter((reply) => reply.includes(text)).length;
  frequencies.set(text, count);
  return count;
}

const ALL_REPLIES = Buffer.from(REPLIES.join('\n'));
const gramFrequencies = new Map<number, number>();
for (let at = 0; at + MIN_LITERAL <= ALL_REPLIES.length; at += 1) {
  const gram = ALL_REPLIES.readUIntLE(at, MIN_LITERAL);
  gramFrequencies.set(gram, (gramFrequencies.get(gram) ?? 0) + 1);
}

function gramFrequency(bytes: Buffer): number {
  return gramFrequencies.get(bytes.readUIntLE(0, MIN_LITERAL)) ?? 0;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

/** A literal by the rarest of its bytes. */
function placed(text: string): { bytes: Buffer; shape: number; slot: number } {
  const bytes = Buffer.alloc(MAX_LITERAL);
  const length = bytes.write(text);
  const [rarest = 0] = Array.from({ length: length - MIN_LITERAL + 1 }, (_, start) => start)
    .map((start) => ({ start, count: gramFrequency(bytes.subarray(start, start + MIN_LITERAL)) }))
    .sort((a, b) => a.count - b.count || a.start - b.start)
    .map(({ start }) => start);
  return { bytes, shape: length + (rarest << SHIFT), slot: slotOf(bytes.readUIntLE(rarest, MIN_LITERAL)) };
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
