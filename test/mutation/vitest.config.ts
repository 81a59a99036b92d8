// The tests that need neither process nor emulator, so that a mutant takes a fraction of a second; those that try many cases
// try fewer, as each mutant meets them all.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{api,classify,eval,event,pipeline,proof,providers,suppression}/**/*.test.ts'],
    exclude: ['test/api/fuzz.test.ts'],
    // Each takes seconds, and says of the rules as data what no mutant of the engine changes.
    testNamePattern: /^(?!.*(?:reads 64 KB|npm run rules))/,
    env: { HISTORIES: '300', FORGERIES: '120', FUZZ_CASES: '80' },
    testTimeout: 60_000,
  },
});
