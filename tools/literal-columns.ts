// Puts the literals of the rules into the columns that `shared/classify/matcher.ts` looks them up in.
import {
  type CompiledRules,
  fingerprint,
  MAX_LITERAL,
  MIN_LITERAL,
  SAME,
  SECOND,
  SHIFT,
  slotOf,
} from '../shared/classify/matcher.ts';

/** Of an alternative: the literals of which one has to stand in a text, and others of which one has to as well. */
export type Literals = readonly [first: readonly string[], second?: readonly string[]];

/** How often three bytes stand in replies. */
type Frequency = (bytes: Buffer) => number;

/** The columns of alternatives in their order. */
export function columnsOf(
  alternatives: readonly Literals[],
  frequencyOf: Frequency,
): Omit<CompiledRules, 'branches' | 'branch'> {
  const literals = alternatives
    .flatMap(([first, second = []], index) => [
      ...first.map((text) => ({ text, owner: index })),
      ...second.map((text) => ({ text, owner: index + SECOND })),
    ])
    .map(({ text, owner }) => ({ ...placed(text, frequencyOf), owner }))
    .sort((a, b) => a.slot - b.slot || a.bytes.compare(b.bytes));
  const repeats = (at: number) => literals[at]?.bytes.equals(literals[at - 1]?.bytes ?? Buffer.of());
  const slots = [...Map.groupBy(literals, ({ slot }) => slot)];
  if (slots.some(([, { length }]) => length > 255)) throw new Error('a slot has over 255 literals');
  const steps = slots.flatMap(([slot, { length }], at) => stepsTo(slot - (slots[at - 1]?.[0] ?? 0), length));
  const needsTwo = new Uint32Array(Math.ceil(alternatives.length / 32));
  for (const [index, { length }] of alternatives.entries()) {
    if (length > 1) needsTwo[index >> 5] = (needsTwo[index >> 5] ?? 0) | (1 << (index & 31));
  }
  return {
    needsTwo,
    owners: Uint16Array.from(literals, ({ owner }) => owner),
    steps: Uint8Array.from(steps, ([step]) => step),
    shapes: Uint8Array.from(literals, ({ shape }, at) => (repeats(at) ? SAME : shape)),
    fingerprints: Uint8Array.from(literals, ({ bytes }, at) =>
      repeats(at) ? 0 : fingerprint(bytes.readUInt32LE(), bytes.readUInt32LE(4)),
    ),
    counts: Uint8Array.from(steps, ([, count]) => count),
  };
}

/** The step from one slot to the next, with the number of its literals; a long one by way of slots that have none. */
function stepsTo(step: number, count: number): [step: number, count: number][] {
  return step > 255 ? [[255, 0], ...stepsTo(step - 255, count)] : [[step, count]];
}

/** A literal by the rarest of its bytes. */
function placed(text: string, frequencyOf: Frequency): { bytes: Buffer; shape: number; slot: number } {
  const bytes = Buffer.alloc(MAX_LITERAL);
  const length = bytes.write(text);
  const [rarest = 0] = Array.from({ length: length - MIN_LITERAL + 1 }, (_, start) => start)
    .map((start) => ({ start, count: frequencyOf(bytes.subarray(start, start + MIN_LITERAL)) }))
    .sort((a, b) => a.count - b.count || a.start - b.start)
    .map(({ start }) => start);
  return { bytes, shape: length + (rarest << SHIFT), slot: slotOf(bytes.readUIntLE(rarest, MIN_LITERAL)) };
}
