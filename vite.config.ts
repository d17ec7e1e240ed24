/** The page: a static site that works from any folder, on any host. */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { contentSecurityPolicy, ISOLATION } from './content-security-policy.ts';

export default defineConfig({
  base: './',
  plugins: [svelte(), contentSecurityPolicy()],
  build: { target: 'es2022', outDir: 'dist/page', chunkSizeWarningLimit: 4000 },
  worker: { format: 'es' },
  server: { headers: ISOLATION },
  preview: { headers: ISOLATION },
});
