/** The worker's own end of the line, in a worker thread. */
import { parentPort } from 'node:worker_threads';
import type { Endpoint } from './worker-handle.ts';

export const endpoint: Endpoint = {
  post: (message, transfer) => port().postMessage(message, transfer),
  listen: (receive) => port().on('message', receive),
};

function port(): NonNullable<typeof parentPort> {
  if (!parentPort) throw new Error('a worker file runs only as a worker thread');
  return parentPort;
}
