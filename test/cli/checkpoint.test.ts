import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { checkpointOf } from '../../cli/checkpoint.ts';

const folder = mkdtempSync(join(tmpdir(), 'bounce-suppressor-'));
const file = join(folder, 'export.csv');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  rmSync(`${file}.progress`, { force: true });
  writeFileSync(file, 'email\na@example.com\n');
});

test('an import goes on behind the last row that it ticked off', () => {
  const first = checkpointOf(file, false);
  first.save(500);
  first.save(1000);
  expect(checkpointOf(file, true).row).toBe(1000);
});

test('without being asked it starts over', () => {
  checkpointOf(file, false).save(500);
  expect(checkpointOf(file, false).row).toBe(0);
});

test('with nothing to go on from it starts at the start', () => {
  expect(checkpointOf(file, true).row).toBe(0);
});

test('a file that has changed since is not resumed', () => {
  checkpointOf(file, false).save(1);
  writeFileSync(file, 'email\nb@example.com\nc@example.com\n');
  expect(() => checkpointOf(file, true)).toThrow(/export\.csv\.progress is not of this state of the file/);
});

test('a place that can’t be read is not guessed', () => {
  writeFileSync(`${file}.progress`, '{"row":');
  expect(() => checkpointOf(file, true)).toThrow(/import it from the start/);
});

test('nothing is left behind by an import that came to its end', () => {
  const checkpoint = checkpointOf(file, false);
  checkpoint.save(1);
  expect(readFileSync(`${file}.progress`, 'utf8')).toContain('"row":1');
  checkpoint.remove();
  expect(existsSync(`${file}.progress`)).toBe(false);
});
