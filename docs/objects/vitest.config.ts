/** `npm run contact-sheets` draws the sheets of this folder. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['docs/objects/*.shot.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
