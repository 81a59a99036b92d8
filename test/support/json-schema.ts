// Values by JSON Schema, for tests that know an API only by its document: as much of the dialect as the document uses.
import fc from 'fast-check';
import * as z from 'zod/mini';

const count = z.optional(z.number());

/** Another keyword in the document is an error here: its values would not be what it asks for. */
const schema = z.strictObject({
  $ref: z.optional(z.string()),
  description: z.optional(z.string()),
  type: z.optional(z.enum(['string', 'integer', 'number', 'boolean', 'null', 'array', 'object'])),
  const: z.optional(z.unknown()),
  enum: z.optional(z.array(z.unknown())),
  anyOf: z.optional(z.array(z.unknown())),
  default: z.optional(z.unknown()),
  format: z.optional(z.literal('date-time')),
  pattern: z.optional(z.string()),
  minLength: count,
  maxLength: count,
  minimum: count,
  maximum: count,
  items: z.optional(z.unknown()),
  maxItems: count,
  properties: z.optional(z.record(z.string(), z.unknown())),
  required: z.optional(z.array(z.string())),
  additionalProperties: z.optional(z.literal(false)),
});
type Schema = z.infer<typeof schema>;

/** What fields of free text or of anything usually hold, by their names: a schema can't say what an address is. */
export type Hints = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** Values that the schema allows. */
export function valuesOf(raw: unknown, hints: Hints = {}, name = ''): fc.Arbitrary<unknown> {
  const read = schema.parse(raw);
  const values = plainValuesOf(read, hints, name);
  const isFree = !read.enum && !read.anyOf && (read.type === 'string' || read.type === undefined);
  const hint = isFree ? hints[name] : undefined;
  return hint === undefined ? values : fc.oneof({ weight: 3, arbitrary: hint }, { weight: 1, arbitrary: values });
}

function plainValuesOf(read: Schema, hints: Hints, name: string): fc.Arbitrary<unknown> {
  if (read.enum) return fc.constantFrom(...read.enum);
  if (read.anyOf) return fc.oneof(...read.anyOf.map((each) => valuesOf(each, hints)));
  switch (read.type) {
    case undefined:
      return anything;
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: read.minimum ?? -10, max: read.maximum ?? 2000 });
    case 'number':
      return fc.double({ min: read.minimum ?? -10, max: read.maximum ?? 2000, noNaN: true });
    case 'string':
      return textsOf(read);
    case 'array': {
      const [items, most] = [valuesOf(read.items ?? {}, hints, name), Math.min(read.maxItems ?? 4, 4)];
      return fc.array(items, { maxLength: most });
    }
    case 'object':
      return objectsOf(read, hints);
  }
}

function textsOf({ format, pattern, minLength = 0, maxLength = 2000 }: Schema): fc.Arbitrary<string> {
  if (format === 'date-time') return times;
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, 'u'));
  // Lengths count characters here, and code units in the service.
  return fc.oneof(texts, fc.string({ unit: 'binary', maxLength: 30 })).filter(({ length }) => {
    return length >= minLength && length <= maxLength;
  });
}

const times = fc.oneof(
  fc
    .date({ min: new Date('2025-06-01T00:00:00Z'), max: new Date('2027-06-01T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  fc.constantFrom('2026-01-03T13:00:00+01:00', '2030-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59Z'),
);

/** Words that have troubled programs before. */
export const TROUBLE = [
  ...['', ' ', '*', '/', '..', '%', '%00', '%2F', '\0', '\r\nx-injected: 1', '\u2028', '\ufeff', '\ufffd', '\ud800'],
  ...['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'null', 'undefined', 'NaN', '-0', '1e999', '💌', 'İ'],
  ...['@', 'a@', '@b.c', 'a@b@c.example', '<a@b.example>', '"a b"@c.example', 'a@[127.0.0.1]', 'ä@ö.example'],
  ...["' OR 1=1 --", '<script>', '../../etc/passwd', `${'x'.repeat(300)}@example.com`],
];

const texts = fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom(...TROUBLE));

export const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  texts,
  fc.constantFrom(0, -1, 2 ** 53, 1e308, true, null, [], {}, [[]], JSON.parse('{"__proto__":{"a":1}}')),
);

function objectsOf({ properties = {}, required = [] }: Schema, hints: Hints): fc.Arbitrary<unknown> {
  const values = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, valuesOf(property, hints, name)]),
  );
  return fc.record(values, { requiredKeys: required, noNullPrototype: true });
}

/** The value with something in it changed: another value, one key more, one less. */
export function mutationsOf(value: unknown): fc.Arbitrary<unknown> {
  const whole = anything;
  if (Array.isArray(value) && value.length > 0) {
    return fc.oneof(
      whole,
      fc.nat(value.length - 1).chain((index) => mutationsOf(value[index]).map((other) => value.with(index, other))),
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return whole;
  const entries = Object.entries(value);
  const more = fc.tuple(texts, anything).map((entry) => Object.fromEntries([...entries, entry]));
  if (entries.length === 0) return fc.oneof(whole, more);
  const places = fc.nat(entries.length - 1);
  return fc.oneof(
    whole,
    more,
    places.map((place) => Object.fromEntries(entries.toSpliced(place, 1))),
    places.chain((place) => {
      const [name, part] = entries[place] ?? ['', undefined];
      return mutationsOf(part).map((other) => Object.fromEntries(entries.with(place, [name, other])));
    }),
  );
}
