import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, '.github/workflows');
const workflows = readdirSync(FOLDER).map((file) => ({ file, text: readFileSync(join(FOLDER, file), 'utf8') }));

describe.each(workflows)('the workflow $file', ({ text }) => {
  test('pins every action to a commit and says which version that is', () => {
    const uses = [...text.matchAll(/uses: *(.*)/g)].map(([, action = '']) => action);
    expect(uses).not.toEqual([]);
    for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('may by default but read the code, and leaves no credentials behind in the checkout', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read\n(?! )/m);
    expect(text).toContain('persist-credentials: false');
    expect(text).not.toMatch(/pull_request_target|write-all|contents: write/);
  });

  test('holds no key of AWS', () => {
    expect(text).not.toMatch(/aws-access-key-id|aws-secret-access-key|AKIA/i);
  });

  test('runs commands that there are', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(
      readFileSync(join(ROOT, 'package.json'), 'utf8'),
    );
    const named = [...text.matchAll(/npm (?:run )?(\S+)$/gm)].map(([, script = '']) => script);
    for (const script of named) expect([...Object.keys(scripts), 'ci']).toContain(script);
  });
});

test('only the job that deploys may ask for the identity that AWS trusts', () => {
  const asking = workflows.filter(({ text }) => text.includes('id-token: write')).map(({ file }) => file);
  expect(asking).toEqual(['deploy.yml']);
});
