/** Several render workers behind one queue: whichever is free takes the next job. */
import type { Failure, Result } from '../../core/failure.ts';
import type { RenderJob } from '../../core/ports/renderer.ts';
import type { CallName, JobOf, RenderCalls, ValueOf } from '../../workers/protocol.ts';
import { WorkerHost, type WorkerLoss } from '../../workers/worker-host.ts';

interface Waiter {
  take(host: WorkerHost<RenderCalls>): void;
}

export class RenderPool {
  readonly #hosts: WorkerHost<RenderCalls>[];
  /** Last used first, so that few workers serve what few can. */
  readonly #free: WorkerHost<RenderCalls>[];
  readonly #waiting: Waiter[] = [];

  /** @param size workers at most; each starts with its first job */
  constructor(size: number) {
    this.#hosts = Array.from(
      { length: size },
      () => new WorkerHost<RenderCalls>('render', { failureOf, eager: true }),
    );
    this.#free = [...this.#hosts];
  }

  async call<Name extends CallName<RenderCalls>>(
    name: Name,
    job: RenderJob & JobOf<RenderCalls, Name>,
    signal?: AbortSignal,
  ): Promise<Result<ValueOf<RenderCalls, Name>>> {
    const host = await this.#takeHost(signal);
    try {
      return await host.call(name, job, { limitMs: job.limitMs, signal });
    } finally {
      this.#giveBack(host);
    }
  }

  /** Starts the first worker ahead of its job. */
  start(): void {
    this.#free.at(-1)?.start();
  }

  dispose(): void {
    for (const host of this.#hosts) host.dispose();
  }

  #takeHost(signal?: AbortSignal): Promise<WorkerHost<RenderCalls>> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const host = this.#free.pop();
      if (host) {
        resolve(host);
        return;
      }
      const abort = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        reject(signal?.reason);
      };
      const waiter: Waiter = {
        take(freed) {
          signal?.removeEventListener('abort', abort);
          resolve(freed);
        },
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#waiting.push(waiter);
    });
  }

  #giveBack(host: WorkerHost<RenderCalls>): void {
    const next = this.#waiting.shift();
    if (next) next.take(host);
    else this.#free.push(host);
  }
}

/**
 * A draw failure is the program's fault and counts against its model (`blame`). That wasm or fonts
 * could not be loaded is not, so it rejects: nothing is scored, and the next call tries again.
 */
function failureOf({ kind, detail }: WorkerLoss): Failure | Error {
  if (kind === 'no-start') return new Error(`The renderer could not start: ${detail}`);
  return { stage: 'draw', kind: kind === 'timeout' ? 'timeout' : 'trap', detail };
}
