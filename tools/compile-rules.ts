// `npm run rules`: writes shared/classify/rules/compiled.ts, what the classifier needs of the rules at run time: no
// examples, no sources, and the patterns taken apart, so that no function has to do it when it starts. A test fails when
// the file is out of date.
import { writeFileSync } from 'node:fs';
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
  const lines = branches.map(({ row, source, literals = [] }) => {
    const short = new Set(literals.map((literal) => fromRarest(literal, rarity)));
    return `  [${row}, ${quoted(source)}, [${[...short].map(quoted).join(', ')}]],`;
  });
  const rules = ROWS.map(({ id, reason, confidence, system, help }) => {
    const optional = [system, help].map((value) => (value === undefined ? 'undefined' : quoted(value)));
    return `  [${[quoted(id), quoted(reason), confidence, ...optional].join(', ')}],`;
  });
  return `// Written by \`npm run rules\`: the rules in order, the alternatives of their patterns, and what those can't match without.
import type { Branch, CompiledRule } from '../matcher.ts';

/** Rules below this position decide before the codes are asked, the others after. */
export const DECISIVE = ${DECISIVE};

// biome-ignore format: one line a rule
export const RULES: readonly CompiledRule[] = [
${rules.join('\n')}
];

// biome-ignore format: one line an alternative
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
export const COMPILED_FILE = new URL('../shared/classify/rules/compiled.ts', import.meta.url);

function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll("'", "\\'").replaceAll('\\"', '"')}'`;
}

if (import.meta.main) writeFileSync(COMPILED_FILE, compiledSource());
