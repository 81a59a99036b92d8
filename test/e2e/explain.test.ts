// The commands that judge replies, from outside: one reply for a person, many through a pipe, a labelled file.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { run } from './service.ts';

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const explain = (args: readonly string[], input?: string) =>
  run(process.execPath, [path('cli/main.ts'), 'explain', ...args], input);
const evaluation = (...args: string[]) => run(process.execPath, [path('test/eval/main.ts'), ...args]);

const folder = mkdtempSync(join(tmpdir(), 'bounce-suppressor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.concurrent('explain', () => {
  test('shows a person the marked reply and the verdict, without colours in a pipe', async () => {
    const { code, stdout, stderr } = await explain(['550', '5.1.1', 'user unknown', '--recipient', 'ann@example.com']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^ {2}550 5\.1\.1 user unknown\n {12}\^{12}\n/m);
    expect(stdout).toMatch(/Reason {7}recipient_unknown\n/);
    expect(stdout).not.toContain('\u001b');
  });

  test('--json prints the verdict alone', async () => {
    const options = ['--json', '--provider', 'ses', '--type', 'Permanent', '--subtype', 'OnAccountSuppressionList', ''];
    const { code, stdout } = await explain(options);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ reason: 'already_suppressed', action: 'none' });
  });

  test('answers standard input line by line; an unreadable line costs exit code 1, not its neighbours', async () => {
    const { code, stdout, stderr } = await explain(
      [],
      '{"id":"a","text":"550 user unknown"}\n{"id"\n\n552 mailbox full',
    );
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { id: 'a', action: 'suppress' },
      { id: 2, error: expect.stringContaining('not JSON') },
      { id: 4, action: 'count' },
    ]);
  });

  test.each([
    [['--smtp', '5.1.1', 'gone'], '--smtp: 5.1.1 is no reply code'],
    [['--type', 'Permanent'], '--type describes a TEXT'],
    [['--provider', 'mailer', 'x'], "argument 'mailer' is invalid"],
  ])('%j is refused with what is wrong, and the exit code of wrong usage', async (args, message) => {
    const { code, stderr } = await explain(args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test('--help shows examples', async () => {
    expect((await explain(['--help'])).stdout).toMatch(/Examples:\n {2}\$ bounce-suppressor explain "550/);
  });
});

describe.concurrent('the evaluation', () => {
  const labelled = (name: string, ...lines: object[]) => {
    const file = join(folder, name);
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    return file;
  };
  const gone = { id: 'gone', text: '550 5.1.1 user unknown', reason: 'recipient_unknown', bad_recipient: true };
  const odd = { id: 'odd', text: '550 5.1.1 user unknown', reason: 'spam_content', bad_recipient: false };

  test('prints the figures and what is worst, and fails where a threshold is not met', async () => {
    const file = labelled('two.jsonl', gone, odd);
    const told = await evaluation(file);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).toContain('Right reason                1 of 2 (50.0 %)\n');
    expect(told.stdout).toContain('Good recipients suppressed  1 of 1 (100.0 %)\n');
    expect(told.stdout).toMatch(/spam_content +-> recipient_unknown +1\n/);
    expect(told.stdout).toContain('odd: good recipient suppressed');
    const { code, stdout } = await evaluation(file, '--max-wrong', '0', '--json');
    expect(code).toBe(1);
    const shortfalls = ['1 good recipients suppressed, wanted at most 0'];
    expect(JSON.parse(stdout)).toMatchObject({ lines: 2, right: 1, wronglySuppressed: 1, shortfalls });
  });

  test('refuses a bad file with exit code 2, the line and the key', async () => {
    const { code, stderr } = await evaluation(labelled('bad.jsonl', gone, { ...odd, bad_recipient: 1 }));
    expect(code).toBe(2);
    expect(stderr).toMatch(/bad\.jsonl: line 2: bad_recipient: /);
  });

  test.each([[[]], [['a.jsonl', '--max-missed', '2']], [['a.jsonl', '--max-wrong', '']]])(
    'refuses the arguments %j with exit code 2',
    async (args) => {
      expect((await evaluation(...args)).code).toBe(2);
    },
  );
});
