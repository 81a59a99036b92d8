// Many failures, line by line: NDJSON or bare replies in, one line of NDJSON for each out, in their order.
import { classify } from '../shared/classify/classify.ts';
import { eventOf } from '../shared/pipeline/explain.ts';
import { readLine } from './question.ts';

/** Of a line that is longer, in UTF-16 code units, the middle is lost: the memory stays the same whatever comes. */
const LONGEST_LINE = 1 << 20;

/**
 * A piece of NDJSON for each piece of input, so that whoever reads sets the pace. Lines of input are those of
 * {@link readLine}; blank ones are skipped, but have their number.
 */
export async function* answers(chunks: AsyncIterable<string>, onUnreadable: () => void): AsyncGenerator<string> {
  let [rest, number] = ['', 0];
  const answer = (line: string) => {
    number += 1;
    if (line.trim() === '') return '';
    const read = readLine(line, number);
    if ('error' in read) onUnreadable();
    const said = 'error' in read ? read : { id: read.id, ...classify(eventOf(read.question)) };
    return `${JSON.stringify(said)}\n`;
  };
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
    yield lines.map(answer).join('');
  }
  yield answer(rest);
}
