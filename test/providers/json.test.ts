import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isObject, parseJson } from '../../shared/providers/json.ts';
import { law } from '../support/law.ts';

describe('integers that a double cannot hold', () => {
  test.each(['4323372036854775807', '-4323372036854775807', '9007199254740993', '18446744073709551616'])(
    '%s keeps every digit, as text',
    (digits) => {
      expect(parseJson(`{"ID":${digits},"Type":"HardBounce"}`)).toEqual({ ID: digits, Type: 'HardBounce' });
      expect(parseJson(`{"ids": [ 1, ${digits} ]}`)).toEqual({ ids: [1, digits] });
    },
  );

  test('those that it can hold stay numbers, up to the last', () => {
    expect(parseJson('{"ID":9007199254740991,"min":-9007199254740991}')).toEqual({
      ID: Number.MAX_SAFE_INTEGER,
      min: Number.MIN_SAFE_INTEGER,
    });
  });
});

describe('everything else is read as ever', () => {
  test('floats, also long ones beside a long integer', () => {
    expect(parseJson('{"a":1481050260.03746,"b":1e30,"c":0.1234567890123456,"d":1234567890123456.5}')).toEqual({
      a: 1481050260.03746,
      b: 1e30,
      c: 0.1234567890123456,
      d: 1234567890123456.5,
    });
  });

  test('texts that hold digits, quotes and what looks like a field', () => {
    const value = { text: 'ID:4323372036854775807, "x":12345678901234567890', '4323372036854775807': 'key', id: 1 };
    expect(parseJson(JSON.stringify(value))).toEqual(value);
  });

  test('a key that looks dangerous is a key', () => {
    expect(Object.keys(Object(parseJson('{"__proto__":{"ID":4323372036854775807}}')))).toEqual(['__proto__']);
  });

  test('any JSON without long integers, as bytes or text', () => {
    law(
      fc.property(
        fc.json().filter((json) => !/\d{16}/.test(json)),
        (json) => {
          expect(parseJson(json)).toEqual(JSON.parse(json));
          expect(parseJson(Buffer.from(json))).toEqual(JSON.parse(json));
        },
      ),
    );
  });
});

test('a byte order mark is no part of the JSON', () => {
  expect(parseJson('\ufeff{"a":1}')).toEqual({ a: 1 });
  expect(parseJson(Buffer.from('\ufeff{"a":1}'))).toEqual({ a: 1 });
  expect(parseJson('\ufeff\ufeff{}')).toBeUndefined();
});

test.each([
  '',
  ' ',
  '{',
  '{"a":1',
  "{'a':1}",
  '{"a":1}{"b":2}',
  'a=1&b=2',
  '<html>',
  'undefined',
  'NaN',
  '01',
  '{"a":1,}',
])('%j is not JSON: undefined, which no JSON is', (text) => {
  expect(parseJson(text)).toBeUndefined();
});

test('bytes that are no UTF-8 do not throw', () => {
  expect(parseJson(Buffer.from([0xff, 0xfe, 0x7b]))).toBeUndefined();
  expect(parseJson(Buffer.from([0x22, 0xff, 0x22]))).toBe('\ufffd');
});

test.each(['[', '{"a":'])('a million of %j, closed or not, does not crash', (open) => {
  const close = open === '[' ? ']' : '}';
  expect(parseJson(open.repeat(1_000_000))).toBeUndefined();
  expect(() => parseJson(`${open.repeat(100_000)}1234567890123456789${close.repeat(100_000)}`)).not.toThrow();
});

test('blanks without end after a colon are read in linear time', () => {
  expect(parseJson(`{"a":${' '.repeat(1_000_000)}1}`)).toEqual({ a: 1 });
  expect(parseJson(`[${',[ '.repeat(300_000)}`)).toBeUndefined();
});

test.each([
  [{}, true],
  [{ a: 1 }, true],
  [null, false],
  [[], false],
  ['{}', false],
  [1, false],
  [undefined, false],
])('%j is an object: %s', (value, expected) => {
  expect(isObject(value)).toBe(expected);
});
