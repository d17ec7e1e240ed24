#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = new URL('../dist/cli/main.js', import.meta.url);
if (!existsSync(fileURLToPath(built))) {
  console.error('sgp is not built yet. Run `npm run build` once, then try again.');
  process.exit(2);
}
await import(built.href);
