import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Wants an emulator that npm can't install: `npm run test:deploy`.
    exclude: ['test/deploy/**'],
    // Through processes and emulators: generous, so that a busy machine fails no test.
    // The default leaves a core idle, which is half of a small machine.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: {
      include: ['shared/{event,providers,classify,suppression,pipeline}/**'],
      // The rows are data, each with its own examples; what runs is compiled from them.
      exclude: ['shared/classify/rules/**'],
      // Read by test/coverage/main.ts.
      reporter: ['text-summary', 'json'],
    },
    reporters: ['default', './test/tally-reporter.ts'],
  },
});
