import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import '../../shared/event/messages.ts';

function complaint(schema: z.ZodMiniType, value: unknown): string {
  const result = z.safeParse(schema, value);
  if (result.success) throw new Error('the value was taken');
  return result.error.issues.map(({ message }) => message).join('; ');
}

describe('what a schema refuses is told in words', () => {
  test.each([
    ['another type', z.string(), 1, 'Invalid input: expected string, received number'],
    ['nothing', z.string(), undefined, 'Invalid input: expected string, received undefined'],
    ['null', z.string(), null, 'Invalid input: expected string, received null'],
    ['an array', z.object({}), [], 'Invalid input: expected object, received array'],
    ['an object', z.array(z.string()), {}, 'Invalid input: expected array, received object'],
    ['another value', z.literal(1), 2, 'Invalid input: expected 1'],
    ['none of the words', z.enum(['a', 'b']), 'c', 'Invalid option: expected one of "a"|"b"'],
    ['a long text', z.string().check(z.maxLength(2)), 'abc', 'Too big: expected string to have <=2 characters'],
    ['a short list', z.array(z.string()).check(z.minLength(1)), [], 'Too small: expected array to have >=1 items'],
    ['a great number', z.number().check(z.maximum(5)), 6, 'Too big: expected number to be <=5'],
    ['a number just too great', z.number().check(z.lt(5)), 5, 'Too big: expected number to be <5'],
    ['a small number', z.number().check(z.minimum(5)), 4, 'Too small: expected number to be >=5'],
    ['a number just too small', z.number().check(z.gt(5)), 5, 'Too small: expected number to be >5'],
    ['a large set', z.set(z.string()).check(z.maxSize(0)), new Set('a'), 'Too big: expected set to have <=0 items'],
    ['no match', z.string().check(z.regex(/^a$/)), 'b', 'Invalid string: must match pattern /^a$/'],
    ['no time', z.iso.datetime(), 'today', 'Invalid datetime'],
    ['a further key', z.strictObject({}), { a: 1 }, 'Unrecognized key: "a"'],
    ['further keys', z.strictObject({}), { a: 1, b: 2 }, 'Unrecognized keys: "a", "b"'],
    ['anything else', z.union([z.string(), z.number()]), true, 'Invalid input'],
  ])('%s', (_, schema, value, message) => {
    expect(complaint(schema, value)).toBe(message);
  });
});
