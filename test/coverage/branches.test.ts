import { describe, expect, test } from 'vitest';
import { compare, coverageOf, parseReport } from './branches.ts';

const SOURCE = 'first();\n  second() ?? third();\n  if (fourth) fifth();\n';

/** The report on a file with that source, whose branches were taken so often. */
function reportOf(nullish: readonly number[], conditional: readonly number[]) {
  const at = (line?: number) => ({ start: { line, column: 2 }, end: { line, column: null } });
  return parseReport(
    JSON.stringify({
      '/project/shared/a/b.ts': {
        path: '/project/shared/a/b.ts',
        branchMap: {
          0: { type: 'binary-expr', loc: at(2), locations: [at(2), at(2)] },
          1: { type: 'if', loc: at(3), locations: [at(3), at()] },
        },
        b: { 0: nullish, 1: conditional },
      },
    }),
  );
}

const coverage = (nullish: readonly number[], conditional: readonly number[]) =>
  coverageOf(reportOf(nullish, conditional), '/project', () => SOURCE);

const NULLISH = { file: 'shared/a/b.ts', code: 'second() ?? third();' };
const CONDITIONAL = { file: 'shared/a/b.ts', code: 'if (fourth) fifth();' };

describe('a report', () => {
  test('tells of each branch that was not reached the line and what stands there', () => {
    expect(coverage([1, 0], [3, 4])).toEqual([
      { file: 'shared/a/b.ts', branches: 4, unreached: [{ ...NULLISH, line: 2 }] },
    ]);
  });

  test('tells of an else that nobody wrote the line of its if', () => {
    expect(coverage([1, 1], [1, 0])).toMatchObject([{ unreached: [{ ...CONDITIONAL, line: 3 }] }]);
  });
});

describe('branches that are not reached', () => {
  test('are in order where each is argued', () => {
    expect(compare([NULLISH, CONDITIONAL], [CONDITIONAL, NULLISH])).toEqual({ unargued: [], stale: [] });
  });

  test.each([
    ['nobody argues', [CONDITIONAL]],
    ['is argued of another file', [CONDITIONAL, { ...NULLISH, file: 'shared/a/c.ts' }]],
    ['stands on a line that was changed', [CONDITIONAL, { ...NULLISH, code: 'second() ?? fourth();' }]],
  ])('are not where one %s', (_, argued) => {
    expect(compare([NULLISH, CONDITIONAL], argued).unargued).toEqual([NULLISH]);
  });

  test('are not where a line has more of them than are argued', () => {
    expect(compare([NULLISH, NULLISH], [NULLISH]).unargued).toEqual([NULLISH]);
  });
});

test('what is argued is found out when it is reached, or no longer there', () => {
  expect(compare([CONDITIONAL], [CONDITIONAL, NULLISH])).toEqual({ unargued: [], stale: [NULLISH] });
});
