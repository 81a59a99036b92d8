// `npm run rules`: writes shared/classify/rules/packed.ts, what the classifier needs of the rules at run time: no
// examples, no sources, and the patterns taken apart, so that no function has to do it when it starts. A test fails when
// the file is out of date.
import { writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { DECISIVE, ROWS } from '../shared/classify/rules/order.ts';
import { branchesOf } from './required-literals.ts';

/** The matcher finds a literal by its first so many characters. */
const GRAM = 3;
/** Longer literals sort out no more. */
const MAX_LITERAL = 12;

/** The text of the file for the rules as they are. */
export function compiledSource(): string {
  const branches = ROWS.flatMap(({ pattern }, row) => branchesOf(pattern).map((branch) => ({ row, ...branch })));
  const frequency = Map.groupBy(
    branches.flatMap(({ literals = [] }) => literals.flatMap(grams)),
    (gram) => gram,
  );
  const rarity = (gram: string) => frequency.get(gram)?.length ?? 0;
  const alternatives = branches.map(({ row, source, literals = [] }) => {
    const short = new Set(literals.map((literal) => fromRarest(literal, rarity)));
    return [row, source, ...short].join('\t');
  });
  const rules = ROWS.map(({ id, reason, confidence, system, help }) =>
    [id, reason, confidence, system ?? '', help ?? ''].join('\t'),
  );
  const text = [String(DECISIVE), rules.join('\n'), alternatives.join('\n')].join('\n\n');
  const packed = brotliCompressSync(text).toString('base64');
  return `// Written by \`npm run rules\`: the rules in order and the alternatives of their patterns, see tools/compile-rules.ts.
// Compressed, since the text of all patterns would be a third of what Lambda has to load.

// biome-ignore format: one line
export const PACKED_RULES = '${packed}';
`;
}

/** The literal from where it is rarest: the part by which it is found sorts out the most. */
function fromRarest(literal: string, rarity: (gram: string) => number): string {
  const [best] = grams(literal)
    .map((gram, start) => ({ start, count: rarity(gram) }))
    .sort((a, b) => a.count - b.count || a.start - b.start);
  return literal.slice(best?.start ?? 0).slice(0, MAX_LITERAL);
}

function grams(text: string): string[] {
  return Array.from({ length: text.length - GRAM + 1 }, (_, at) => text.slice(at, at + GRAM));
}

/** Where the text belongs. */
export const COMPILED_FILE = new URL('../shared/classify/rules/packed.ts', import.meta.url);

if (import.meta.main) writeFileSync(COMPILED_FILE, compiledSource());
