// The branches of the core that no test can reach, line by line, each with the reason.
import type { Argument } from './branches.ts';

const MATCHER = 'shared/classify/matcher.ts';

export const ARGUED: readonly Argument[] = [
  {
    why: 'Whoever calls has made sure already; the types ask again.',
    branches: [
      {
        file: 'shared/providers/ses/subscription.ts',
        code: "const list = textWithin(subscription['contactList'], BOUNDS.stream) ?? '';",
      },
    ],
  },
  {
    why: 'The JavaScript engine throws nothing but errors here.',
    branches: [
      {
        file: 'shared/pipeline/config.ts',
        code: 'throw new ConfigError(`the configuration is not JSON: ${error instanceof Error ? error.message : String(error)}`);',
      },
    ],
  },
  {
    why: 'Another version of Node.js: 20 tells a reviver no source, and its URL parser refuses more than 24 does.',
    branches: [
      {
        file: 'shared/providers/json.ts',
        code: "return typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\\d+$/.test(context?.source ?? '')",
      },
      { file: 'shared/providers/ses/sns-urls.ts', code: 'return url?.href === raw ? url : undefined;' },
    ],
  },
  {
    why: 'Read within the bounds of the array; the types ask what is behind them.',
    branches: [
      { file: MATCHER, code: 'const last = ends[block] ?? 0;' },
      { file: MATCHER, code: 'for (let literal = ends[block - 1] ?? 0; literal < last; literal += 1) {' },
      { file: MATCHER, code: 'const shape = shapes[literal] ?? 0;' },
      { file: MATCHER, code: 'const first = bytes.getUint32(start, true) & (FIRST_MASKS[length] ?? 0);' },
      { file: MATCHER, code: 'const next = bytes.getUint32(start + 4, true) & (NEXT_MASKS[length] ?? 0);' },
      { file: MATCHER, code: 'const owner = owners[literal] ?? 0;' },
      { file: MATCHER, code: 'found[bit >> 5] = (found[bit >> 5] ?? 0) | (1 << (bit & 31));' },
      { file: MATCHER, code: 'const block = blocks[slotOf(bytes.getUint32(at, true))] ?? 0;' },
      { file: MATCHER, code: 'const first = found[word] ?? 0;' },
      {
        file: MATCHER,
        code: 'return first === 0 ? 0 : first & ((found[words + word] ?? 0) | ~(needsTwo[word] ?? 0));',
      },
      {
        file: MATCHER,
        code: 'return first === 0 ? 0 : first & ((found[words + word] ?? 0) | ~(needsTwo[word] ?? 0));',
      },
      { file: MATCHER, code: 'slot += steps[block] ?? 0;' },
      { file: MATCHER, code: 'end += counts[block] ?? 0;' },
    ],
  },
  {
    why: 'The pattern before takes no other letter than those of the table.',
    branches: [
      {
        file: 'shared/classify/extract.ts',
        code: 'return unit === undefined ? undefined : Number(amount) * (SECONDS[unit] ?? 0);',
      },
    ],
  },
];
