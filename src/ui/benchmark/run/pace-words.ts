/** How fast a model is asked, in the words of the table. */
import type { ChannelState } from '../../../core/run/channel.ts';
import type { PlannedModel } from '../../../core/run/run-plan.ts';
import { formatDuration } from '../../parts/scores/format.ts';
import { isBuiltIn } from '../../state/built-in-models.ts';
import { IMPORTED_PROVIDER } from '../../state/benchmark/imported-answers.ts';

/**
 * @param state of the model's channel; `null`: it is not asked here now
 * @param left slots of the model still to come
 * @param sharing models of its channel, itself included
 */
export function paceWords(
  state: ChannelState | null,
  left: number,
  { providerId }: PlannedModel,
  sharing: number,
  nowMs: number,
): string {
  if (left === 0) return 'done';
  if (providerId === IMPORTED_PROVIDER)
    return state === null ? 'waits to be scored' : 'scored here';
  if (state === null) return 'not under way';
  switch (state.kind) {
    case 'open':
      if (isBuiltIn(providerId)) return 'in this tab';
      return `${state.atOnce} at once${sharing > 1 ? `, shared by ${sharing}` : ''}`;
    case 'waiting': {
      const wait = formatDuration(Math.max(0, state.untilMs - nowMs));
      return `waits ${wait}${state.because?.kind === 'rate-limit' ? ', asked to slow down' : ''}`;
    }
    case 'offline':
      return 'waits for the network';
    case 'halted':
      return `stopped: ${state.failure.kind.replaceAll('-', ' ')}`;
  }
}
