import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { environmentProblem, readConfig } from '../../infra/config.ts';
import { secretHash } from '../../shared/api/access.ts';
import { parseConfig } from '../../shared/pipeline/config.ts';

const root = mkdtempSync(join(tmpdir(), 'config-'));
afterAll(() => rmSync(root, { recursive: true }));

const write = (file: string, value: unknown) => writeFileSync(join(root, file), JSON.stringify(value));
const postmark = { credentials: [secretHash('user:password')] };

describe('the configuration file', () => {
  test('is optional: without it nothing is configured', () => {
    expect(readConfig(root, undefined)).toMatchObject({ config: parseConfig('{}') });
  });

  test('is found by its default name in the root of the project', () => {
    write('bounce-suppressor.config.json', { providers: { postmark } });
    expect(readConfig(root, undefined).config.providers).toEqual({ postmark });
  });

  test('that is named wins over the default one', () => {
    write('bounce-suppressor.config.json', { providers: { postmark } });
    write('staging.json', { policy: { mailbox_full: { messages: 2 } } });
    expect(readConfig(root, 'staging.json').config).toMatchObject({
      providers: {},
      policy: { mailbox_full: { messages: 2 } },
    });
  });

  test('that is named must exist', () => {
    expect(() => readConfig(root, 'missing.json')).toThrow(/^missing\.json: can't be read: ENOENT/);
  });

  test('that is wrong is answered with its name and every wrong key, a line each', () => {
    write('wrong.json', { providers: { ses: { topicArns: [] } }, polcy: {} });
    expect(() => readConfig(root, 'wrong.json')).toThrow(
      /^wrong\.json: providers\.ses\.topicArns: .+\nwrong\.json: polcy: unknown key.+$/,
    );
  });

  test('that is wrong in what the functions see and in how it is deployed is answered with both', () => {
    write('both.json', { polcy: {}, aws: { logDays: 2 } });
    expect(() => readConfig(root, 'both.json')).toThrow(/^both\.json: polcy: .+\nboth\.json: aws\.logDays: .+$/);
  });

  test('that is not JSON is answered with its name, once', () => {
    writeFileSync(join(root, 'torn.json'), '{"providers":');
    expect(() => readConfig(root, 'torn.json')).toThrow(/^torn\.json: the configuration is not JSON[^\n]*$/);
  });
});

describe('the environment of a function', () => {
  const credentials = (count: number) => Array.from({ length: count }, (_, index) => secretHash(String(index)));
  const problem = (count: number, variables: Record<string, string> = {}) => {
    const { providers } = parseConfig(JSON.stringify({ providers: { postmark: { credentials: credentials(count) } } }));
    return environmentProblem({ ...variables, CONFIG: JSON.stringify({ providers }) }, { providers });
  };

  test('may have 4096 bytes, names included', () => {
    const used = 'CONFIG'.length + JSON.stringify({ providers: { postmark: { credentials: credentials(9) } } }).length;
    expect(problem(9, { FILL: 'x'.repeat(4096 - used - 4) })).toBeUndefined();
    expect(problem(9, { FILL: 'x'.repeat(4096 - used - 3) })).toContain('has 4097 bytes');
  });

  test('counts bytes and not characters', () => {
    expect(problem(1, { FILL: 'x'.repeat(2000) })).toBeUndefined();
    expect(problem(1, { FILL: 'é'.repeat(2000) })).toBeDefined();
  });

  test('that is too large is answered with the largest key and what to do', () => {
    expect(problem(60)).toMatch(
      /at most 4096.*largest key.*is providers\.postmark\.credentials with \d+ bytes: shorten/,
    );
  });
});
