import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const directory = mkdtempSync(join(tmpdir(), 'app-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** As the CDK runs it: the output directory and the context come by the environment. */
function synthesise(context: Record<string, string>, environment: Record<string, string> = {}) {
  const env = { CDK_OUTDIR: join(directory, 'cdk.out'), CDK_CONTEXT_JSON: JSON.stringify(context), ...environment };
  return spawnSync(process.execPath, ['infra/app.ts'], { cwd: root, env, encoding: 'utf8' });
}

describe('the app', () => {
  const wrong = join(directory, 'wrong.json');
  writeFileSync(wrong, '{"polcy":{},"api":{"keys":{}}}');

  test('answers a wrong configuration with its keys and nothing else', () => {
    const { status, stdout, stderr } = synthesise({ config: wrong });
    expect(stderr.trimEnd().split('\n').sort()).toEqual([
      expect.stringMatching(`^${wrong}: api\\.keys: `),
      expect.stringMatching(`^${wrong}: polcy: unknown key`),
    ]);
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });

  test('makes one stack of the file that the environment names, silently', () => {
    const file = join(directory, 'right.json');
    writeFileSync(file, '{"policy":{}}');
    const { status, stdout, stderr } = synthesise({}, { BOUNCE_SUPPRESSOR_CONFIG_FILE: file });
    expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: '', status: 0 });
    expect(readdirSync(join(directory, 'cdk.out'))).toContain('BounceSuppressor.template.json');
  });

  test('prefers the file that the context names', () => {
    const { stderr } = synthesise({ config: wrong }, { BOUNCE_SUPPRESSOR_CONFIG_FILE: 'other.json' });
    expect(stderr).toContain(wrong);
  });
});
