import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine, withoutGuard } from '../../shared/migration/csv.ts';
import { type Row, rowsOf, Unreadable } from '../../shared/migration/rows.ts';
import { asyncLaw } from '../support/law.ts';
import { bytesOf, collected, POSTMARK_DUMP } from './fixtures.ts';

const read = async (text: string | Buffer, size?: number): Promise<Row[]> => collected(rowsOf(bytesOf(text, size)));
const values = async (text: string | Buffer, size?: number) =>
  (await read(text, size)).map((row) => ('value' in row ? row.value : row.error));

describe('CSV', () => {
  test('is read by RFC 4180: quotes, separators and line breaks inside of cells, any line ending', async () => {
    const text =
      'email,reason\r\na@example.com,"550 no, ""really""\r\nnot here"\nb@example.com,plain\r\n\r\nc@example.com,x';
    expect(await values(text, 7)).toEqual([
      { email: 'a@example.com', reason: '550 no, "really"\r\nnot here' },
      { email: 'b@example.com', reason: 'plain' },
      { email: 'c@example.com', reason: 'x' },
    ]);
  });

  test.each([
    ['semicolons', 'email;created\na@example.com;"1,5"\n', { email: 'a@example.com', created: '1,5' }],
    ['tabs', 'email\tcreated\na@example.com\t1\n', { email: 'a@example.com', created: '1' }],
    ['a byte order mark', '\ufeffemail,created\na@example.com,1\n', { email: 'a@example.com', created: '1' }],
    [
      'commas in the header',
      '"email, main";created\na@example.com;1\n',
      { 'email, main': 'a@example.com', created: '1' },
    ],
  ])('may have %s', async (_what, text, row) => {
    expect(await values(text)).toEqual([row]);
  });

  test('may be UTF-16, as Excel saves Unicode text', async () => {
    const text = Buffer.from('\ufeffemail\treason\nä@example.com\tvoll\n', 'utf16le');
    expect(await values(text, 3)).toEqual([{ email: 'ä@example.com', reason: 'voll' }]);
  });

  test('without a header answers cells: no header holds an address', async () => {
    expect(await values('a@example.com,BOUNCE\nb@example.com, COMPLAINT\n')).toEqual([
      ['a@example.com', 'BOUNCE'],
      ['b@example.com', ' COMPLAINT'],
    ]);
  });

  test('a quotation mark within a bare cell is a character', async () => {
    expect(await values('email,reason\na@example.com,550 no "such" user\n')).toEqual([
      { email: 'a@example.com', reason: '550 no "such" user' },
    ]);
  });

  test('a row with too many cells is an error of its own, with its number', async () => {
    expect(await read('email,reason\na@example.com,550 no, really\nb@example.com,x\n')).toEqual([
      { row: 1, error: 'has 3 cells where the header has 2' },
      { row: 2, value: { email: 'b@example.com', reason: 'x' } },
    ]);
  });

  test.each([['x'], [`x${'\n2,y'.repeat(400_000)}`]])(
    'a quotation mark that is never closed stops the reading at its row, however much it swallows',
    async (rest) => {
      const rows: Row[] = [];
      const reading = async () => {
        for await (const row of rowsOf(bytesOf(`email,reason\na@example.com,x\nb@example.com,"${rest}`, 65_536)))
          rows.push(row);
      };
      await expect(reading()).rejects.toThrow(
        new Unreadable('no CSV from row 2 on: probably a quotation mark that is never closed'),
      );
      expect(rows).toEqual([{ row: 1, value: { email: 'a@example.com', reason: 'x' } }]);
    },
  );

  test('an error of the source ends the reading with that error', async () => {
    async function* failing() {
      yield Buffer.from('email\na@example.com\n');
      throw new Error('the disk is gone');
    }
    await expect(collected(rowsOf(failing()))).rejects.toThrow('the disk is gone');
  });

  test('what is written comes back the same', async () => {
    const cells = fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }), { minLength: 3, maxLength: 3 });
    const tricky = fc.constantFrom('=1+1', "'=1", '"', '\r\n', ' a ', 'a,b', "''", '@x', '-', 'a;b', '\t');
    const rows = fc.array(fc.oneof(cells, fc.tuple(tricky, tricky, tricky)), { maxLength: 5 });
    await asyncLaw(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 20 }), async (table, size) => {
        const text = [['a', 'b', 'c'], ...table].map((row) => csvLine(['x', ...row])).join('');
        const back = await values(text, size);
        expect(back).toEqual(
          table.map(([a = '', b = '', c = '']) => ({ x: 'x', a: guarded(a), b: guarded(b), c: guarded(c) })),
        );
        function guarded(cell: string) {
          return expect.toSatisfy((told: string) => withoutGuard(told) === cell);
        }
      }),
      300,
    );
  });

  test('no cell can be taken for a formula', () => {
    expect(csvLine(['=HYPERLINK("x")', '+1', '-1', '@a', "'=1", 7, undefined])).toBe(
      `"'=HYPERLINK(""x"")",'+1,'-1,'@a,''=1,7,\r\n`,
    );
  });
});

describe('JSON', () => {
  test.each([
    [
      'an array',
      '[{"email":"a"},{"email":"b","more":[1,{"x":2}]}]',
      [{ email: 'a' }, { email: 'b', more: [1, { x: 2 }] }],
    ],
    ['an array of addresses', '\n["a@example.com",\n"b@example.com"]\n', ['a@example.com', 'b@example.com']],
    ['an array in an object', JSON.stringify(POSTMARK_DUMP, undefined, 2), POSTMARK_DUMP.Suppressions],
    ['an array in an object on one line', JSON.stringify(POSTMARK_DUMP), POSTMARK_DUMP.Suppressions],
    ['pages in a row', '{"Items":[{"a":1}],"NextToken":"x"}\n{"Items":[{"a":2}]}', [{ a: 1 }, { a: 2 }]],
    ['a byte order mark', '\ufeff[{"a":"ä"}]', [{ a: 'ä' }]],
    ['nothing', '[]', []],
  ])('may be %s', async (_what, text, rows) => {
    expect(await values(text, 5)).toEqual(rows);
  });

  test.each([['[{"a":1},{"a":}]'], ['[{"a":1}'], ['[{"a":1}] x']])(
    '%s stops behind the last good row',
    async (text) => {
      const rows: Row[] = [];
      const reading = async () => {
        for await (const row of rowsOf(bytesOf(text))) rows.push(row);
      };
      await expect(reading()).rejects.toThrow(/^not JSON behind row 1: /);
      expect(rows).toEqual([{ row: 1, value: { a: 1 } }]);
    },
  );
});

describe('NDJSON', () => {
  test('is a row a line; a broken line costs none of its neighbours', async () => {
    expect(await read('{"a":{"b":[1]}}\r\n\n{"a"\n{"a":2}', 3)).toEqual([
      { row: 1, value: { a: { b: [1] } } },
      { row: 3, error: 'not JSON' },
      { row: 4, value: { a: 2 } },
    ]);
  });

  test('a line without an end is refused before it fills the memory', async () => {
    const text = `{"a":1}\n{"a":"${'x'.repeat(2 << 20)}`;
    await expect(collected(rowsOf(bytesOf(text, 65_536)))).rejects.toThrow(/^line 2 has more than/);
  });
});

test('nothing at all is no rows', async () => {
  expect(await read('')).toEqual([]);
});
