/** Starts the same workers as threads of Node; the bundle puts their files beside this one. */
import { Worker } from 'node:worker_threads';
import type { WorkerName } from './protocol.ts';
import type { WorkerHandle } from './worker-handle.ts';

export const spawn = (name: WorkerName): WorkerHandle =>
  spawnFile(new URL(`./${name}.worker.js`, import.meta.url));

/** No name tells of the code: nothing made by it is kept for another time. */
export const scriptName: (name: WorkerName) => string | null = () => null;

/** @param file a JavaScript module */
export function spawnFile(file: URL): WorkerHandle {
  const worker = new Worker(file);
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    listen({ message, lost }) {
      worker.on('message', message);
      worker.on('messageerror', (error) => lost(`a message could not be read: ${error.message}`));
      worker.on('error', (error) => lost(String(error)));
      worker.on('exit', (code) => lost(`the worker ended by itself with code ${code}`));
    },
    terminate: () => void worker.terminate(),
  };
}
