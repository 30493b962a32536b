import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // What hangs ends at last; a slow machine is none of it.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    // A browser beside another test file takes its time; what is polled for either comes or does not.
    expect: { poll: { timeout: 60_000 } },
  },
});
