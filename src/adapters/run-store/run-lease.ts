/** One tab runs a run at a time: a Web Lock, which the browser lets go when its tab ends (D5). */

const nameOf = (runId: string): string => `sgp-run:${runId}`;

/** @returns the way to let it go, done when others may have it; `null` where another tab has it */
export function lockRun(
  runId: string,
  locks: LockManager | null,
): Promise<(() => Promise<void>) | null> {
  if (locks === null) return Promise.resolve(() => Promise.resolve());
  return new Promise((resolve, reject) => {
    const request: Promise<void> = locks.request(nameOf(runId), { ifAvailable: true }, (lock) => {
      if (lock === null) return resolve(null);
      return new Promise<void>((release) =>
        resolve(() => {
          release();
          return request;
        }),
      );
    });
    request.catch(reject);
  });
}

/** Resolves when no tab has it, or when the signal aborts. */
export async function runIsFree(
  runId: string,
  locks: LockManager | null,
  signal: AbortSignal,
): Promise<void> {
  // Shared: those who wait for the end do not wait for each other.
  await locks
    ?.request(nameOf(runId), { mode: 'shared', signal }, () => undefined)
    .catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
}
