import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // For what hangs, not for what is slow on a busy machine.
    testTimeout: 120_000,
    // A machine of two cores would otherwise use one.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          include: [
            'packages/*/src/**/*.test.ts',
            'apps/cli/src/**/*.test.ts',
            'scripts/**/*.test.ts',
            'house.test.ts',
          ],
          // They keep no state between tests: a fresh world for each file would only load the same files again.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'web', include: ['apps/web/src/**/*.test.{ts,tsx}'] } },
    ],
  },
});
