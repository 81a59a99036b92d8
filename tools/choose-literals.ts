// Chooses the literals by which a pattern is found: those that sort out the most replies for the least look-up.
import { cleanText } from '../shared/classify/clean.ts';
import { MAX_LITERAL, MIN_LITERAL } from '../shared/classify/matcher.ts';
import { ROWS } from '../shared/classify/rules/order.ts';
import type { Literals } from './literal-columns.ts';

/** What it costs to find the beginning of a literal in a reply, and a literal: to run its pattern costs 1. */
const LOOK = 0.2;
const FIND = 0.04;
/** What a literal costs by being there, in runs of a pattern over all the examples: it is loaded at every cold start. */
const UPKEEP = 1.6;
/** So many runs of its pattern have to be spared by a second literal. */
const WORTH = 3;

/** How replies are worded, for a guess of how often a text stands in one. */
const REPLIES = ROWS.flatMap(({ examples }) => examples.map((example) => cleanText(example).toLowerCase()));

/** The cheapest set of literals, and a second one where looking for it spares many runs of the pattern. */
export function chosen([cheapest, ...others]: readonly (readonly string[])[]): Literals {
  if (cheapest === undefined)
    throw new Error(`a pattern can match anything: give it a literal of ${MIN_LITERAL} bytes`);
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
export function costOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + partCost(selectivePart(text)), 0);
}

function partCost(text: string): number {
  return frequency(text) + LOOK * rarestGram(Buffer.from(text)) + UPKEEP;
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

export function gramFrequency(bytes: Buffer): number {
  return gramFrequencies.get(bytes.readUIntLE(0, MIN_LITERAL)) ?? 0;
}

/** How often the replies hold the three bytes of a literal that they hold the least often. */
function rarestGram(bytes: Buffer): number {
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at + MIN_LITERAL <= bytes.length; at += 1) {
    least = Math.min(least, gramFrequency(bytes.subarray(at, at + MIN_LITERAL)));
  }
  return least;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
