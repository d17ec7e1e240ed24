/** Time as the page has it. */
import type { Clock } from '../../core/ports/clock.ts';

export const SYSTEM_CLOCK: Clock = {
  nowMs: () => performance.now(),
  date: () => new Date().toISOString(),
  sleep(ms, signal) {
    if (signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, ms);
      signal?.addEventListener('abort', stop, { once: true });
    });
  },
};
