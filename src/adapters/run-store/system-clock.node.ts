/** Time as this process has it. */
import { setMaxListeners } from 'node:events';
import type { Clock } from '../../core/ports/clock.ts';
import { SYSTEM_CLOCK } from './system-clock.ts';

export const NODE_CLOCK: Clock = {
  ...SYSTEM_CLOCK,
  sleep(ms, signal) {
    // One listener for each slot that waits is no leak.
    if (signal !== undefined) setMaxListeners(0, signal);
    return SYSTEM_CLOCK.sleep(ms, signal);
  },
};
