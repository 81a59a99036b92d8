// The branches of the core that no test can reach, line by line, each with the reason.
import type { Argument } from './branches.ts';

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
];
