/** How a run ended, in words, with what to do about it. */
import type { RunEnd } from '../../../core/run/run.ts';
import { formatCount } from '../../parts/scores/format.ts';
import type { LogKind } from './run-log.svelte.ts';

export function endWords(end: Pick<RunEnd, 'reason' | 'detail' | 'progress'>): {
  kind: LogKind;
  text: string;
} {
  const { done, total, failed } = end.progress.snapshot();
  const stand = `at ${formatCount(done + failed)} of ${formatCount(total)} samples`;
  switch (end.reason) {
    case 'finished': {
      const left =
        failed === 0
          ? ''
          : `. ${formatCount(failed)} have no answer through a fault of network or provider: re-run only what failed`;
      return { kind: 'finished', text: `Finished ${stand}${left}` };
    }
    case 'paused':
      return { kind: 'paused', text: `Paused ${stand}` };
    case 'stopped':
      return { kind: 'stopped', text: `Stopped ${stand}; all of it is kept` };
    case 'budget':
      return { kind: 'budget', text: end.detail ?? 'The budget is spent. Raise it to go on' };
    case 'storage':
      return { kind: 'storage', text: end.detail ?? 'The disk is full' };
    case 'provider':
      return {
        kind: 'halted',
        text: `Ended ${stand}, as nothing more could be asked. ${end.detail ?? ''}`.trim(),
      };
  }
}
