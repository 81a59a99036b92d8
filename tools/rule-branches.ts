// `npm run rules`: takes the patterns of all rules apart and writes shared/classify/rules/branches.ts, so that no
// function has to do it when it starts. A test fails when the file is out of date.
import { writeFileSync } from 'node:fs';
import { ROWS } from '../shared/classify/rules/order.ts';
import { branchesOf } from './required-literals.ts';

/** The matcher finds a literal by its first so many characters. */
const GRAM = 3;
/** Longer literals sort out no more. */
const MAX_LITERAL = 12;

/** The text of the file for the rules as they are. */
export function branchesSource(): string {
  const branches = ROWS.flatMap(({ pattern }, row) => branchesOf(pattern).map((branch) => ({ row, ...branch })));
  const frequency = Map.groupBy(
    branches.flatMap(({ literals = [] }) => literals.flatMap(grams)),
    (gram) => gram,
  );
  const rarity = (gram: string) => frequency.get(gram)?.length ?? 0;
  const lines = branches.map(({ row, source, literals = [] }) => {
    const short = new Set(literals.map((literal) => fromRarest(literal, rarity)));
    return `  [${row}, ${quoted(source)}, [${[...short].map(quoted).join(', ')}]],`;
  });
  return `// Written by \`npm run rules\`: the alternatives of every rule's pattern, and the texts they can't match without.
import type { Branch } from '../matcher.ts';

// biome-ignore format: one line a branch
export const BRANCHES: readonly Branch[] = [
${lines.join('\n')}
];
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
export const BRANCHES_FILE = new URL('../shared/classify/rules/branches.ts', import.meta.url);

function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll("'", "\\'").replaceAll('\\"', '"')}'`;
}

if (import.meta.main) writeFileSync(BRANCHES_FILE, branchesSource());
