/** The worker's own end of the line, in a Web Worker. */
import type { Endpoint } from './worker-handle.ts';

export const endpoint: Endpoint = {
  post: (message, transfer) => self.postMessage(message, { transfer }),
  listen: (receive) => self.addEventListener('message', (event) => receive(event.data)),
};
