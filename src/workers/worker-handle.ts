/** One worker as its host sees it: the same over Web Workers and worker threads. */
import type { WorkerName } from './protocol.ts';

export interface WorkerListener {
  message(data: unknown): void;
  /** An uncaught error, a message that could not be read, or an end that nobody asked for. */
  lost(detail: string): void;
}

export interface WorkerHandle {
  /** @throws DataCloneError where the message holds what cannot be cloned */
  post(message: unknown, transfer: ArrayBuffer[]): void;
  listen(listener: WorkerListener): void;
  /** Ends it at once, also in the middle of a loop. */
  terminate(): void;
}

export type Spawn = (name: WorkerName) => WorkerHandle;
