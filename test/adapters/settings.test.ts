import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { required } from '../../shared/adapters/environment.ts';
import { errorFields, log } from '../../shared/adapters/log.ts';
import { configFrom } from '../../shared/adapters/settings.ts';
import { ConfigError } from '../../shared/pipeline/config.ts';

describe('what the environment tells', () => {
  test('is read by name', () => {
    expect(required({ TABLE_NAME: 'records' }, 'TABLE_NAME')).toBe('records');
    expect(configFrom({ BOUNCE_SUPPRESSOR_CONFIG: '{}' }).api.keys).toEqual([]);
  });

  test.each([{}, { TABLE_NAME: '' }, { TABLE_NAME: undefined }])('is named where it is missing: %j', (environment) => {
    expect(() => required(environment, 'TABLE_NAME')).toThrow('the environment variable TABLE_NAME is not set');
  });

  test('is a configuration that is checked at the start', () => {
    expect(() => configFrom({})).toThrow('the environment variable BOUNCE_SUPPRESSOR_CONFIG is not set');
    expect(() => configFrom({ BOUNCE_SUPPRESSOR_CONFIG: '{"apy":{}}' })).toThrow(ConfigError);
  });
});

describe('log', () => {
  const lines: string[] = [];

  beforeEach(() => {
    lines.length = 0;
    vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
      lines.push(String(chunk));
      return true;
    });
  });

  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  test('writes one JSON object a line, whatever is in it', () => {
    log('WARN', 'webhook\nrefused', { provider: 'ses', detail: 'two\nlines' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[^\n]+\n$/);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      level: 'WARN',
      message: 'webhook\nrefused',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      provider: 'ses',
      detail: 'two\nlines',
    });
  });

  test.each([
    [undefined, ['INFO', 'WARN', 'ERROR']],
    ['DEBUG', ['DEBUG', 'INFO', 'WARN', 'ERROR']],
    ['WARN', ['WARN', 'ERROR']],
    ['ERROR', ['ERROR']],
    ['nonsense', ['INFO', 'WARN', 'ERROR']],
  ])('at level %j writes %j', (level, written) => {
    vi.stubEnv('LOG_LEVEL', level);
    for (const each of ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const) log(each, 'message');
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(written);
  });

  test('tells of an error its name and message, and no stack that may hold what was being processed', () => {
    expect(errorFields(new TypeError('no such table'))).toEqual({ error: 'TypeError: no such table' });
    expect(errorFields('broken')).toEqual({ error: 'broken' });
  });
});
