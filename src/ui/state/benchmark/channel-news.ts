/** What is worth telling of how providers behave: a change between two looks, in words. */
import type { RunSnapshot } from '../../../core/run/progress.ts';
import { formatCount, formatDuration } from '../../parts/scores/format.ts';
import type { LogKind } from './run-log.svelte.ts';

export interface News {
  kind: LogKind;
  text: string;
}

type Channels = RunSnapshot['channels'];
type State = Channels[number]['state'];

/** @param nowMs of the clock that the waits are told by */
export function channelNews(
  before: Channels,
  after: Channels,
  titleOf: (channel: string) => string,
  nowMs: number,
): News[] {
  return after.flatMap(({ name, state }) => {
    const old = before.find((channel) => channel.name === name)?.state;
    const news = old === undefined ? null : newsOf(old, state, titleOf(name), nowMs);
    return news === null ? [] : [news];
  });
}

function newsOf(old: State, state: State, title: string, nowMs: number): News | null {
  switch (state.kind) {
    case 'waiting': {
      if (old.kind === 'waiting') return null;
      const wait = formatDuration(Math.max(0, state.untilMs - nowMs));
      const why =
        state.because?.kind === 'rate-limit' ? 'asks to slow down' : (state.because?.detail ?? 'does not answer'); // prettier-ignore
      return { kind: 'waiting', text: `${title}: ${why}. Waits ${wait}; nothing is lost` };
    }
    case 'offline':
      if (old.kind === 'offline') return null;
      return {
        kind: 'offline',
        text: `${title}: no network. Its calls are put back and go out when it is there again`,
      };
    case 'halted':
      if (old.kind === 'halted') return null;
      return { kind: 'halted', text: `${title}: nothing more is asked. ${state.failure.detail}` };
    case 'open':
      if (old.kind === 'offline')
        return { kind: 'online', text: `${title}: the network is back; begins slowly` };
      // One more at a time is the usual way up; half as many means it was told to slow down.
      if (old.kind === 'open' && state.atOnce <= old.atOnce / 2)
        return {
          kind: 'slower',
          text: `${title}: asked to slow down. ${state.atOnce} at once instead of ${old.atOnce}`,
        };
      return null;
  }
}

/** Counts at which it is said again. */
const STEPS = [10, 100, 1_000, 10_000];

/** Answers that ended at the token limit, told when there are many. */
export function truncationNews(
  before: RunSnapshot,
  after: RunSnapshot,
  maxTokens: number | null,
  isLocal: (providerId: string) => boolean,
): News[] {
  return after.models.flatMap(({ model, outcomes }, index): News[] => {
    const count = cut(outcomes);
    const passed = STEPS.findLast((step) => count >= step);
    if (passed === undefined || cut(before.models[index]?.outcomes ?? {}) >= passed) return [];
    const where = maxTokens === null ? 'at a token limit' : `at ${formatCount(maxTokens)} tokens`;
    const advice = isLocal(model.providerId)
      ? 'It runs locally: a higher limit costs only time, and is another run'
      : 'A higher limit costs more, and is another run';
    return [
      {
        kind: 'truncated',
        text: `${model.title}: ${formatCount(count)} answers ended ${where}. ${advice}`,
      },
    ];
  });
}

const cut = ({ truncated = 0, length = 0 }: RunSnapshot['outcomes']): number => truncated + length;
