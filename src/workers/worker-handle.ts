/** The two ends of the line between a host and its worker: the same over Web Workers and threads. */
import type { WorkerName } from './protocol.ts';

export interface WorkerListener {
  message(data: unknown): void;
  /** An uncaught error, a message that could not be read, or an end that nobody asked for. */
  lost(detail: string): void;
}

/** One worker as its host sees it. */
export interface WorkerHandle {
  /** @throws DataCloneError where the message holds what cannot be cloned */
  post(message: unknown, transfer: ArrayBuffer[]): void;
  listen(listener: WorkerListener): void;
  /** Ends it at once, also in the middle of a loop. */
  terminate(): void;
}

export type Spawn = (name: WorkerName) => WorkerHandle;

/** The host as its worker sees it. */
export interface Endpoint {
  post(message: unknown, transfer: ArrayBuffer[]): void;
  listen(receive: (data: unknown) => void): void;
}
