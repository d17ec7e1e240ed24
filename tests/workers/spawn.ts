/** What `#spawn` means in tests: threads of the bundle that `bundle.ts` has made. */
import { inject } from 'vitest';
import { spawnFile } from '../../src/workers/spawn.node.ts';

export { scriptName } from '../../src/workers/spawn.node.ts';
import type { Spawn, WorkerHandle } from '../../src/workers/worker-handle.ts';

export const spawn: Spawn = (name) => spawnBundled(name);

export const spawnBundled = (name: string): WorkerHandle =>
  spawnFile(new URL(`${name}.worker.js`, inject('workerFolder')));
