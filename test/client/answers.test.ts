import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { AnswerOf } from '../../shared/api/documentation.ts';
import type * as answers from '../../shared/client/answers.ts';
import { clientTypes } from '../../tools/openapi.ts';

const ROOT = join(import.meta.dirname, '../..');

test('the types of the answers are those of the document: else run `npm run openapi`', () => {
  const biome = join(ROOT, 'node_modules/.bin/biome');
  const formatted = execFileSync(biome, ['format', '--stdin-file-path=answers.ts'], {
    input: clientTypes(),
    cwd: ROOT,
  });
  expect(readFileSync(join(ROOT, 'shared/client/answers.ts'), 'utf8')).toBe(formatted.toString());
});

describe('what the service answers is what the client says, checked by the compiler', () => {
  test('one way', () => {
    expectTypeOf<AnswerOf<'lookUp'>>().toExtend<answers.Lookup>();
    expectTypeOf<AnswerOf<'lookUpMany'>>().toExtend<answers.LookupMany>();
    expectTypeOf<AnswerOf<'list'>>().toExtend<answers.SuppressionPage>();
    expectTypeOf<AnswerOf<'history'>>().toExtend<answers.HistoryPage>();
    expectTypeOf<AnswerOf<'incidents'>>().toExtend<answers.Incidents>();
    expectTypeOf<AnswerOf<'setDomain'>>().toExtend<answers.Domain>();
    expectTypeOf<AnswerOf<'exportRecords'>>().toExtend<answers.RecordPage>();
    expectTypeOf<AnswerOf<'importRecords'>>().toExtend<answers.Imported>();
    expectTypeOf<AnswerOf<'explain'>>().toExtend<answers.Classification | answers.ExplainedPayload>();
  });

  test('and the other', () => {
    expectTypeOf<answers.Lookup>().toExtend<AnswerOf<'lookUp'>>();
    expectTypeOf<answers.LookupMany>().toExtend<AnswerOf<'lookUpMany'>>();
    expectTypeOf<answers.SuppressionPage>().toExtend<AnswerOf<'list'>>();
    expectTypeOf<answers.HistoryPage>().toExtend<AnswerOf<'history'>>();
    expectTypeOf<answers.Incidents>().toExtend<AnswerOf<'incidents'>>();
    expectTypeOf<answers.Domain>().toExtend<AnswerOf<'setDomain'>>();
    expectTypeOf<answers.RecordPage>().toExtend<AnswerOf<'exportRecords'>>();
    expectTypeOf<answers.Imported>().toExtend<AnswerOf<'importRecords'>>();
    expectTypeOf<answers.Classification | answers.ExplainedPayload>().toExtend<AnswerOf<'explain'>>();
  });
});
