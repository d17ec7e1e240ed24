import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  // Source is TypeScript, which a thread of Node 20 can't run: tests start the bundled workers.
  resolve: {
    alias: { '#spawn': fileURLToPath(new URL('tests/workers/spawn.ts', import.meta.url)) },
  },
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    environment: 'node',
    testTimeout: 30_000,
    setupFiles: ['tests/properties/seed.ts'],
    globalSetup: ['tests/workers/bundle.ts'],
  },
});
