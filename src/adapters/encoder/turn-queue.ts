/** Jobs one after another, where giving up on a job must not end the worker that holds the weights. */

/**
 * An aborted job that waits is never started; one that runs is left to finish (a picture takes
 * well under a second, loading the weights again would take longer) and its result dropped.
 */
export class TurnQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** @returns the job's result; rejects at once with the signal's reason when aborted */
  run<T>(job: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const abort = () => reject(signal?.reason);
      signal?.addEventListener('abort', abort, { once: true });
      const turn = async () => {
        try {
          if (!signal?.aborted) resolve(await job());
        } catch (error) {
          reject(error);
        } finally {
          signal?.removeEventListener('abort', abort);
        }
      };
      this.#last = this.#last.then(turn);
    });
  }
}
