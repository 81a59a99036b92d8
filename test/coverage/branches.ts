// Branches that no test reached, out of a report of Istanbul's kind, held against those that are argued.
import { relative } from 'node:path';
import * as z from 'zod/mini';

/** A branch by its line, as it stands there without indentation: numbers of lines change too often. */
export interface Branch {
  readonly file: string;
  readonly code: string;
}

/** Why branches are not reached; a line with several of them stands here as often. */
export interface Argument {
  readonly why: string;
  readonly branches: readonly Branch[];
}

const place = z.object({ start: z.object({ line: z.optional(z.number()) }) });

/** Of each file, by its absolute path: where its branches are, and how often each was taken. */
const report = z.record(
  z.string(),
  z.object({
    branchMap: z.record(z.string(), z.object({ loc: place, locations: z.array(place) })),
    b: z.record(z.string(), z.array(z.number())),
  }),
);
type Report = z.infer<typeof report>;

export function parseReport(json: string): Report {
  return z.parse(report, JSON.parse(json));
}

export interface FileCoverage {
  readonly file: string;
  readonly branches: number;
  readonly unreached: readonly (Branch & { readonly line: number })[];
}

/** @param read the text of a file */
export function coverageOf(told: Report, root: string, read: (file: string) => string): FileCoverage[] {
  return Object.entries(told).map(([path, { branchMap, b }]) => {
    const file = relative(root, path);
    const lines = read(file).split('\n');
    const branches = Object.entries(branchMap).flatMap(([id, { loc, locations }]) =>
      (b[id] ?? []).map((count, index) => {
        // An `else` that nobody wrote has no place of its own.
        const line = locations[index]?.start.line ?? loc.start.line ?? 1;
        return { count, file, line, code: lines[line - 1]?.trim() ?? '' };
      }),
    );
    const unreached = branches.filter(({ count }) => count === 0).map(({ count: _, ...branch }) => branch);
    return { file, branches: branches.length, unreached };
  });
}

/** What is neither reached nor argued, and what is argued, but is reached or gone. */
export function compare<Unreached extends Branch>(unreached: readonly Unreached[], argued: readonly Branch[]) {
  const unargued = [...unreached];
  const stale = argued.filter(({ file, code }) => {
    const place = unargued.findIndex((branch) => branch.file === file && branch.code === code);
    if (place >= 0) unargued.splice(place, 1);
    return place < 0;
  });
  return { unargued, stale };
}
