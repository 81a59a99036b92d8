import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answers } from '../../cli/answers.ts';

async function* inPieces(pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces;
}

async function answered(...pieces: string[]): Promise<{ lines: unknown[]; text: string; unreadable: number }> {
  let [text, unreadable] = ['', 0];
  const count = () => {
    unreadable += 1;
  };
  for await (const piece of answers(inPieces(pieces), count)) text += piece;
  const lines: unknown[] = text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
  return { lines, text, unreadable };
}

const INPUT = [
  '550 5.1.1 user unknown',
  '',
  '{"id":"quota","text":"552 5.2.2 Mailbox full","more":1}\r',
  '{"id":"bad","text":3}',
  '   ',
  '452 4.2.2 Почтовый ящик переполнен 📮',
].join('\n');

describe('answers', () => {
  test('come one a line, in order, with the number of the line where no id is given', async () => {
    const { lines, unreadable } = await answered(INPUT);
    expect(lines).toMatchObject([
      { id: 1, reason: 'recipient_unknown', action: 'suppress' },
      { id: 'quota', reason: 'mailbox_full', action: 'count' },
      { id: 'bad', error: expect.stringContaining('text: ') },
      { id: 6 },
    ]);
    expect(unreadable).toBe(1);
  });

  test('hold the whole verdict', async () => {
    const { lines } = await answered('550 5.1.1 user unknown');
    const [line] = lines;
    const keys = ['id', 'reason', 'permanence', 'fault', 'action', 'rule', 'confidence', 'remedy', 'span'];
    expect(Object.keys(line ?? {})).toEqual(keys);
  });

  test('are the same however the input is cut into pieces', async () => {
    const { text: whole } = await answered(INPUT);
    const cuts = fc.array(fc.nat(INPUT.length), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(cuts, async (positions) => {
        const edges = [0, ...positions.sort((a, b) => a - b), INPUT.length];
        const pieces = edges.map((edge, index) => INPUT.slice(edge, edges[index + 1] ?? edge));
        expect((await answered(...pieces)).text).toBe(whole);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test('are given before more is read, so that a slow reader slows the input', async () => {
    let read = 0;
    async function* counted() {
      for (;;) {
        read += 1;
        yield '550 user unknown\n';
      }
    }
    const stream = answers(counted(), () => {});
    await stream.next();
    await stream.next();
    expect(read).toBe(2);
    await stream.return(undefined);
  });

  test('do not keep a line without an end: its beginning and its end are judged', async () => {
    const { lines } = await answered(
      ...Array.from({ length: 40 }, () => 'x'.repeat(1 << 16)),
      ' user unknown\n451 4.7.1 Greylisted',
    );
    expect(lines).toMatchObject([
      { id: 1, reason: 'recipient_unknown' },
      { id: 2, reason: 'greylisted' },
    ]);
  });

  test('of nothing are nothing', async () => {
    expect(await answered('')).toEqual({ lines: [], text: '', unreadable: 0 });
  });
});
