/**
 * Ctrl+C pauses: what is under way is finished and kept. A second one stops at once. SIGTERM, which
 * batch systems send before they kill, pauses too.
 */
import { setMaxListeners } from 'node:events';

export interface Interrupts {
  /** Aborted: begin nothing more. */
  pause: AbortSignal;
  /** Aborted: end at once. */
  stop: AbortSignal;
  /** Leaves signals to Node again. */
  release(): void;
}

/** @param told called with what to say to the person */
export function listenForInterrupts(told: (line: string) => void): Interrupts {
  const pause = new AbortController();
  const stop = new AbortController();
  // One listener for each piece of work under way is no leak.
  setMaxListeners(0, pause.signal, stop.signal);
  const interrupted = () => {
    if (!pause.signal.aborted) {
      told('Pausing: what is under way is finished. Press Ctrl+C again to stop at once.');
      pause.abort(new Error('paused'));
    } else if (!stop.signal.aborted) {
      told('Stopping.');
      stop.abort(new Error('stopped'));
    }
  };
  process.on('SIGINT', interrupted);
  process.on('SIGTERM', interrupted);
  return {
    pause: pause.signal,
    stop: stop.signal,
    release() {
      process.off('SIGINT', interrupted);
      process.off('SIGTERM', interrupted);
    },
  };
}
