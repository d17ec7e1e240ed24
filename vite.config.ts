/** The page: a static site that works from any folder, on any host. */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { contentSecurityPolicy } from './content-security-policy.ts';

// Wasm threads need both headers; a host that cannot set them gets the single-thread path.
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  base: './',
  plugins: [svelte(), contentSecurityPolicy()],
  build: { target: 'es2022', outDir: 'dist/page', chunkSizeWarningLimit: 4000 },
  worker: { format: 'es' },
  server: { headers: isolation },
  preview: { headers: isolation },
});
