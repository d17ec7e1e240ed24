/** Bundles the workers as the command line has them, once a test run, so that threads can start them. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, loadConfigFromFile } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the folder that holds `<name>.worker.js`, with a slash at its end. */
    workerFolder: string;
  }
}

const root = new URL('../../', import.meta.url);
const at = (path: string) => fileURLToPath(new URL(path, root));

const ENTRIES = {
  'render.worker': at('src/workers/render.worker.ts'),
  'encode.worker': at('src/workers/encode.worker.ts'),
  'file.worker': at('src/workers/file.worker.ts'),
  'program.worker': at('src/workers/program.worker.ts'),
  'report.worker': at('src/workers/report.worker.ts'),
  'trial.worker': at('tests/workers/trial.worker.ts'),
  'silent.worker': at('tests/workers/silent.worker.ts'),
  'broken.worker': at('tests/workers/broken.worker.ts'),
};

/** A folder a run, as two runs at once must not write the same files. */
export default async function bundleWorkers(project: TestProject): Promise<() => Promise<void>> {
  const folder = new URL(`node_modules/.cache/test-workers/${process.pid}/`, root);
  project.provide('workerFolder', folder.href);
  try {
    await bundleInto(fileURLToPath(folder));
  } catch (error) {
    // Most tests need no worker: those that do will say that its file is missing.
    console.error('The workers could not be bundled:', error);
  }
  return () => rm(folder, { recursive: true, force: true });
}

async function bundleInto(outDir: string): Promise<void> {
  const loaded = await loadConfigFromFile(
    { command: 'build', mode: 'production' },
    at('vite.cli.config.ts'),
  );
  if (!loaded) throw new Error('vite.cli.config.ts is missing');
  const { config } = loaded;
  await build({
    ...config,
    configFile: false,
    logLevel: 'error',
    build: {
      ...config.build,
      outDir,
      emptyOutDir: true,
      rollupOptions: {
        ...config.build?.rollupOptions,
        input: Object.fromEntries(Object.entries(ENTRIES).filter(([, file]) => existsSync(file))),
      },
    },
  });
}
