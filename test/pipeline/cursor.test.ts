import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { cursors, InvalidCursor } from '../../shared/pipeline/cursor.ts';

const pages = cursors('pages', z.object({ page: z.string() }));
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a cursor', () => {
  test('leads back to its place', () => {
    expect(pages.decode(pages.encode({ page: 'ü/?' }))).toEqual({ page: 'ü/?' });
  });

  test.each([
    ['nothing', ''],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['one of another list', cursors('books', z.object({ page: z.string() })).encode({ page: '1' })],
    ['one that leads to no place', encoded({ kind: 'pages', place: {} })],
    ['one that says more', encoded({ kind: 'pages', place: { page: '1' }, more: true })],
  ])('is none: %s', (_, cursor) => {
    expect(() => pages.decode(cursor)).toThrow(InvalidCursor);
  });

  test('is none that is longer than any of ours', () => {
    const bare = pages.encode({ page: '' }).length;
    const longest = { page: 'x'.repeat(((8192 - bare) / 4) * 3) };
    expect(pages.encode(longest)).toHaveLength(8192);
    expect(pages.decode(pages.encode(longest))).toEqual(longest);
    expect(() => pages.decode(pages.encode({ page: `${longest.page}x` }))).toThrow(
      expect.objectContaining({ name: 'InvalidCursor', message: expect.stringContaining('not a cursor') }),
    );
  });
});
