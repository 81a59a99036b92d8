// What does not bear on the cause must not change the verdict: relays, letter case, line breaks, other people's addresses.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { classify } from '../../shared/classify/classify.ts';
import { bounceOf, type Labelled, parseLabelled } from '../eval/evaluate.ts';

const FIXTURES = new URL('../eval/fixtures.jsonl', import.meta.url);
const REPLIES = parseLabelled(readFileSync(FIXTURES, 'utf8')).map((line) => ({
  line,
  verdict: classify(bounceOf(line)),
}));

/** Undefined where a reply has no place for the change. */
type Change = (line: Labelled) => Partial<Labelled> | undefined;

/** The replies that the change reaches, and the verdicts that it should not have changed. */
function afterChange(change: Change, replies = REPLIES): { reached: number; different: string[] } {
  let reached = 0;
  const different = replies.flatMap(({ line, verdict }) => {
    const changes = change(line);
    if (changes === undefined) return [];
    reached += 1;
    const now = classify(bounceOf({ ...line, ...changes }));
    if (now.reason === verdict.reason && now.action === verdict.action) return [];
    const [before, after] = [verdict, now].map(({ reason, action, rule }) => `${reason}, ${action} (${rule})`);
    return [`${line.id}: ${before} became ${after}: ${changes.text ?? line.text}`];
  });
  return { reached, different };
}

function expectSame(change: Change, atLeast: number, replies = REPLIES): void {
  const { reached, different } = afterChange(change, replies);
  expect(different).toEqual([]);
  expect(reached).toBeGreaterThanOrEqual(atLeast);
}

/** Letters whose other case leads back to them: ß and the Turkish ı stay as they are. */
function inCase(text: string, change: 'toUpperCase' | 'toLowerCase'): string {
  const changed = [...text].map((letter) => {
    const other = letter[change]();
    const back = change === 'toUpperCase' ? other.toLowerCase() : other.toUpperCase();
    return back === letter ? other : letter;
  });
  return changed.join('');
}

describe('letter case does not change the verdict', () => {
  test.each(['toUpperCase', 'toLowerCase'] as const)('%s', (change) => {
    expectSame(({ text }) => ({ text: inCase(text, change) }), REPLIES.length);
  });
});

const CODES = /^(?:[245]\d\d[- ])(?:#?[245]\.\d\.\d{1,3} )?/gm;

/** Only refusals: without its 4xx, nobody can tell that a reply is temporary. */
const DECIDED_BY_WORDS = REPLIES.filter(({ line, verdict }) => {
  const [start, end] = verdict.span ?? [0, 0];
  const words = line.text.slice(start, end);
  return words !== '' && !/\d\.\d/.test(words) && !/^4/.test(line.smtp ?? line.enhanced ?? '');
});

test('the codes may be missing where words decided on a permanent refusal and stand without a code', () => {
  const withoutCodes: Change = ({ text }) => {
    const bare = text.replace(CODES, '');
    return bare === text ? undefined : { text: bare, smtp: null, enhanced: null };
  };
  expectSame(withoutCodes, 150, DECIDED_BY_WORDS);
});

describe('line breaks do not change the verdict', () => {
  const ONE_LINE = /^([245]\d\d) ([245]\.\d\.\d{1,3} )?(.+)$/;

  /** `550 5.1.1 a b c d` as two lines, `550-5.1.1 a b` and `550 5.1.1 c d`. */
  const inTwoLines =
    (lineEnd: string): Change =>
    ({ text }) => {
      const [, code, enhanced = '', words = ''] = ONE_LINE.exec(text) ?? [];
      const middle = words.indexOf(' ', words.length / 2);
      if (code === undefined || middle < 0) return undefined;
      return {
        text: `${code}-${enhanced}${words.slice(0, middle)}${lineEnd}${code} ${enhanced}${words.slice(middle + 1)}`,
      };
    };

  test.each([
    ['as the server sends them', '\r\n'],
    ['with line feeds alone', '\n'],
    ['joined by a relay', ' '],
  ])('`550-` continuation lines, %s', (_, lineEnd) => {
    expectSame(inTwoLines(lineEnd), 400);
  });

  test('the lines of a reply joined by a relay', () => {
    expectSame(({ text }) => (text.includes('\r\n') ? { text: text.replaceAll('\r\n', ' ') } : undefined), 20);
  });
});

describe('what a relay wrote around the reply does not change the verdict', () => {
  const bare =
    (frame: (text: string) => string): Change =>
    ({ text }) =>
      /^smtp;|said: /.test(text) ? undefined : { text: frame(text) };

  test.each([
    ['the type of a delivery status notification', (text: string) => `smtp; ${text}`],
    ['the same without a blank', (text: string) => `smtp;${text}`],
    [
      'the relay’s host and the command',
      (text: string) => `host mx.example.net[192.0.2.1] said: ${text} (in reply to RCPT TO command)`,
    ],
    [
      'the recipient before it',
      (text: string) =>
        `<ann@example.com>: host mx.example.net[192.0.2.1] said: ${text} (in reply to end of DATA command)`,
    ],
    [
      'a host whose name sounds like a cause',
      (text: string) =>
        `host spam-blacklist.mailbox-full.example.net[192.0.2.1] said: ${text} (in reply to RCPT TO command)`,
    ],
  ])('%s', (_, frame) => {
    expectSame(bare(frame), 600);
  });
});

describe('another address in the reply does not change the verdict', () => {
  const ADDRESS = /[\w.+-]+@(?:[\w-]+\.)*example(?:\.com)?\b/g;
  const IP = /\b(?:192\.0\.2|198\.51\.100)\.\d{1,3}\b/g;

  const replaced =
    (pattern: RegExp, by: string): Change =>
    ({ text }) => {
      const other = text.replace(pattern, by);
      return other === text ? undefined : { text: other };
    };

  test.each([
    'someone.else+tag@mail.example.org',
    'no-reply@a.example',
    'spam.quota-full@blacklist-policy.example.net',
  ])('%s', (address) => expectSame(replaced(ADDRESS, address), 150));

  test.each(['203.0.113.250', '203.0.113.5'])('%s', (ip) => expectSame(replaced(IP, ip), 100));
});
