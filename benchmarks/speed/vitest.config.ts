/** Measurements, run by `npm run bench` against the built page and command line. They assert no time. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['benchmarks/speed/**/*.measure.ts'],
    globalSetup: ['tests/e2e/global-setup.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 90_000,
  },
});
