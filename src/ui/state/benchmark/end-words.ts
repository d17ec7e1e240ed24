/** How a run ended, in words, with what to do about it. */
import type { SlotRow } from '../../../core/run/slot-row.ts';
import type { RunEnd } from '../../../core/run/run.ts';
import { formatCount } from '../../parts/scores/format.ts';
import type { LogKind } from './run-log.svelte.ts';

/** @param rows of the run, as they are now */
export function endWords(
  end: Pick<RunEnd, 'reason' | 'detail' | 'progress'>,
  rows: Iterable<SlotRow>,
): {
  kind: LogKind;
  text: string;
} {
  const { done, total, failed } = end.progress.snapshot();
  const stand = `at ${formatCount(done + failed)} of ${formatCount(total)} samples`;
  switch (end.reason) {
    case 'finished':
      return {
        kind: 'finished',
        text: `Finished ${stand}${failed === 0 ? '' : failureWords(rows)}`,
      };
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

/** Why samples have no answer: where asking again helps, it says so. */
function failureWords(rows: Iterable<SlotRow>): string {
  const kinds = [...rows].flatMap(({ askFailure }) => askFailure?.kind ?? []);
  const unheld = kinds.filter((kind) => kind === 'no-recording').length;
  const others = kinds.length - unheld;
  const parts = [
    unheld === 0
      ? ''
      : `${formatCount(unheld)} have no answer, as replay or the composer holds nothing for the prompt`,
    others === 0
      ? ''
      : `${formatCount(others)} have no answer through a fault of network or provider: re-run only what failed`,
  ];
  return parts
    .filter((part) => part !== '')
    .map((part) => `. ${part}`)
    .join('');
}
