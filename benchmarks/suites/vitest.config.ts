/** `npx vitest run -c benchmarks/suites/vitest.config.ts` writes `starter` anew. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['benchmarks/suites/*.make.ts'],
  },
});
