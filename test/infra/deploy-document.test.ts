import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseSettings } from '../../infra/settings.ts';

test('docs/deploy.md shows a section `aws` that is taken', () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/deploy.md'), 'utf8');
  const [, json = ''] = /```json\n(.*?)```/s.exec(text) ?? [];
  expect(parseSettings(json)).toMatchObject({ ses: { configurationSets: ['transactional'] }, logDays: 30 });
});
