// Payloads that no sender should send, made from one that they do: by its structure, or by its bytes.
import { isObject } from '../../shared/providers/json.ts';
import type { Random } from '../support/random-histories.ts';

/** Arrays in arrays, deeper than a recursive reader can follow. */
function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

/** What may stand where something else was expected. Not all of it can be written by `JSON.stringify`. */
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  nothing: [null, '', ' ', [], {}, [null], [[]], {}],
  'another type': [true, false, 0, 1, -1, 'text', ['a', 1], { a: 1 }, [{ a: 1 }]],
  'a strange number': [-0, 0.1, 1e308, -1e308, 2 ** 53, 2 ** 63, 1e21, 5e-324, 1_772_442_025.5, -1_772_442_025],
  'a strange time': [
    '0000-00-00T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '+275760-09-13T00:00:00.001Z',
    '9999-12-31T23:59:60Z',
    '2026-03-02',
    '1772442025',
    8.64e15,
    8.64e15 + 1,
    -1,
    1e15,
  ],
  'a strange address': [
    'a@b',
    '@',
    'a@',
    '@b.example',
    'a b@example.com',
    '"a b"@example.com',
    'ä@bücher.example',
    'a@xn--bcher-kva.example',
    'A@EXAMPLE.COM',
    'a@example.com\r\nBcc: b@example.com',
    'a@example.com, b@example.com',
    'Ann <a@example.com>',
    'a@[192.0.2.1]',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(300)}.example`,
    'a@@example.com',
    'a@example.com.',
    '\u202ea@example.com',
  ],
  'a strange text': [
    '\0',
    '\ud800',
    '\udc00\ud800',
    '\ufeff',
    '\u2028\u2029',
    '\x1b[31m',
    '__proto__',
    'constructor',
    'toString',
    '%s%n',
    '💌'.repeat(500),
    'e\u0301'.repeat(100),
    '\x01'.repeat(3000),
    'a'.repeat(20_000),
    '550 5.1.1 '.repeat(2000),
    '<script>',
    '{"a":1}',
  ],
  'a strange key': [
    JSON.parse('{"__proto__":{"event":"bounce","type":"bounce"}}'),
    JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
    { toString: 'x', valueOf: 1, hasOwnProperty: null },
    { '': '', '\0': '\0', 'a.b': 1, '💌': 1 },
    { length: 3, 0: 'a' },
    { toJSON: 'x' },
  ],
  'a great many': [
    Array.from({ length: 500 }, (_, index) => index),
    Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`key-${index}`, 'x'.repeat(index)])),
    Array.from({ length: 300 }, (_, index) => ({ emailAddress: `user-${index}@example.com` })),
  ],
  'a great depth': [nested(50), nested(500)],
};
export const VALUE_KINDS = Object.keys(VALUES);

type Place = readonly (string | number)[];

function placesIn(value: unknown, at: Place = []): Place[] {
  if (Array.isArray(value)) return [at, ...value.flatMap((item, index) => placesIn(item, [...at, index]))];
  if (!isObject(value)) return [at];
  return [at, ...Object.entries(value).flatMap(([key, item]) => placesIn(item, [...at, key]))];
}

function changedAt(value: unknown, [key, ...rest]: Place, change: (value: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === key ? changedAt(item, rest, change) : item));
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, name === key ? changedAt(item, rest, change) : item]),
  );
}

/** One to three places changed. `kind` says what the first of them became. */
export function restructured(payload: unknown, kind: string, random: Random): unknown {
  let value = payload;
  for (let number = random.below(3); number >= 0; number -= 1) {
    const hostile = random.of(VALUES[number === 0 ? kind : random.of(VALUE_KINDS)] ?? []);
    value = changedAt(value, random.of(placesIn(value)), (former) => {
      const way = random.below(6);
      if (way === 0) return undefined;
      if (way === 1) return [former, hostile];
      if (way === 2 && isObject(former))
        return { ...former, [random.of(['event', 'email', '__proto__', 'extra'])]: hostile };
      return hostile;
    });
  }
  // Removed altogether: still something that can be written.
  return value ?? null;
}

const BYTE_EDITS: Readonly<Record<string, (bytes: Buffer, random: Random) => Buffer>> = {
  'bits flipped': (bytes, random) => {
    const edited = Buffer.from(bytes);
    for (let number = random.below(8); number >= 0; number -= 1) {
      const at = random.below(edited.length);
      edited[at] = (edited[at] ?? 0) ^ (1 << random.below(8));
    }
    return edited;
  },
  'cut off': (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  'a part left out': (bytes, random) => {
    const from = random.below(bytes.length);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + random.below(40))]);
  },
  'a part twice': (bytes, random) => {
    const from = random.below(bytes.length);
    const part = bytes.subarray(from, from + 1 + random.below(200));
    return Buffer.concat([bytes.subarray(0, from), part, part, bytes.subarray(from)]);
  },
  'something put in': (bytes, random) => {
    const at = random.below(bytes.length);
    const inserted = random.of([
      Buffer.from([random.below(256), random.below(256)]),
      Buffer.from('null'),
      Buffer.from('"event":"bounce",'),
      Buffer.from('},{'),
      Buffer.from('[[[['),
      Buffer.from('\\ud800'),
      Buffer.from('1e999'),
      Buffer.from('99999999999999999999'),
      Buffer.from('//'),
    ]);
    return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)]);
  },
  'nothing but noise': (_, random) => Buffer.from(Array.from({ length: random.below(300) }, () => random.below(256))),
  'another document': (_, random) =>
    Buffer.from(
      random.of([
        '',
        'null',
        'true',
        '0',
        '"text"',
        '[]',
        '{}',
        '[[]]',
        '[null]',
        '[{}]',
        '\ufeff{}',
        'a=b&c=d',
        '<xml/>',
        '{"a":1}{"a":1}',
        '['.repeat(100_000),
        `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
        `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
      ]),
    ),
};
export const BYTE_KINDS = Object.keys(BYTE_EDITS);

export function rewritten(bytes: Buffer, kind: string, random: Random): Buffer {
  return BYTE_EDITS[kind]?.(bytes, random) ?? bytes;
}
