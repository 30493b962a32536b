import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** The checks of the deployment, which need SST's packages and are no part of `npm test`: `npm run verify:infra`. */
export default defineConfig({
  root: path.resolve(import.meta.dirname, '../..'),
  test: {
    include: ['test/infra/*.verify.ts'],
    globalSetup: 'test/infra/deploy-once.ts',
    silent: 'passed-only',
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
