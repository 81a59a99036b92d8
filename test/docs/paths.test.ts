import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md'));

/** Files and folders of the project in code, up to a wildcard, and the targets of links to files. */
function* namedIn(document: string): Generator<string> {
  const text = readFileSync(join(root, document), 'utf8');
  for (const [, path = ''] of text.matchAll(/(?<![\w/.])((?:cli|docs|functions|infra|shared|test|tools)\/[\w./-]*\w)/g))
    yield path;
  for (const [, link = ''] of text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)) yield join(dirname(document), link);
}

test.each(documents)('every file that %s names is there', (document) => {
  const missing = [...namedIn(document)].filter((path) => !existsSync(join(root, path)));
  expect(missing).toEqual([]);
});
