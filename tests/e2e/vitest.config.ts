/** End-to-end tests of the built page: one browser, a server a file, two files at a time. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['tests/e2e/**/*.test.ts'],
    globalSetup: ['tests/e2e/global-setup.ts'],
    // Most of a story is waiting; more than two at once only wait longer for the same processor.
    maxWorkers: 2,
    // A browser that a busy machine starved gets one more try, and the report says so.
    retry: 1,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
