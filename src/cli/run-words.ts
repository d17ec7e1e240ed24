/** A run in the words of a terminal: while it goes on, and when it has ended. */
import { columnOf, columnTitle } from '../core/report/column.ts';
import type { ChannelState } from '../core/run/channel.ts';
import type { LiveScore, RunSnapshot } from '../core/run/progress.ts';
import type { RunEnd } from '../core/run/run.ts';
import type { Spend } from '../core/run/spend.ts';
import type { ProgressWords } from './progress-display.ts';
import { count, dollars, duration, plural, table, timeLeft } from './words.ts';

export function progressOf(snapshot: RunSnapshot, nowMs: number): ProgressWords {
  const { total, done, failed, answered, underWay, perMinute } = snapshot;
  const words = [
    `${count(done)} of ${count(total)}`,
    failed === 0 ? [] : `${count(failed)} without an answer`,
    perMinute === null
      ? []
      : `${perMinute < 10 ? perMinute.toFixed(1) : Math.round(perMinute)} a minute`,
    snapshot.timeLeft === null ? [] : timeLeft(snapshot.timeLeft),
    spendWords(snapshot.spend, snapshot.budget.usd),
    underWay === 0 ? [] : `${plural(underWay, 'call')} under way`,
    answered === 0 ? [] : `${count(answered)} to be scored`,
    snapshot.channels.flatMap(({ name, state }) => channelWords(name, state, nowMs)),
  ].flat();
  return { share: total === 0 ? 1 : (done + failed) / total, words };
}

function spendWords(spend: Spend, budgetUsd: number | null): string[] {
  if (spend.usd === 0 && budgetUsd === null) return [];
  return [
    budgetUsd === null ? dollars(spend.usd) : `${dollars(spend.usd)} of ${dollars(budgetUsd)}`,
  ];
}

function channelWords(name: string, state: ChannelState, nowMs: number): string[] {
  switch (state.kind) {
    case 'open':
      return [];
    case 'waiting':
      return [
        `${name} waits ${duration(state.untilMs - nowMs)}${state.because === null ? '' : ` (${state.because.kind})`}`,
      ];
    case 'offline':
      return ['no network'];
    case 'halted':
      return [`${name} stopped: ${state.failure.detail}`];
  }
}

/** One row a model. */
export function tableOf({ models }: RunSnapshot): string {
  const scores = new Map<string, string>();
  for (const model of models)
    for (const { metric, encoderId } of model.scores) {
      const column = columnOf(metric, encoderId);
      scores.set(column.key, columnTitle(column));
    }
  const head = ['model', 'done', 'failed', 'open', 'calls', 'tokens', 'spent', ...scores.values()];
  const rows = models.map(({ model, done, failed, missing, answered, spend, scores: means }) => [
    model.title,
    count(done),
    count(failed),
    count(missing + answered),
    count(spend.calls),
    count(spend.promptTokens + spend.completionTokens),
    spend.unpriced > 0 ? 'not known' : dollars(spend.usd),
    ...[...scores.keys()].map((key) => meanWords(means, key)),
  ]);
  return table([head, ...rows]);
}

/** An invalid program counts as 0; `±` is two standard errors over items. */
function meanWords(scores: readonly LiveScore[], key: string): string {
  const score = scores.find(({ metric, encoderId }) => columnOf(metric, encoderId).key === key);
  if (score === undefined) return '–';
  const { mean, standardError } = score;
  return standardError === null
    ? mean.toFixed(3)
    : `${mean.toFixed(3)} ± ${(2 * standardError).toFixed(3)}`;
}

export function endWords(
  { reason, detail, halts, unsaved }: RunEnd,
  snapshot: RunSnapshot,
  out: string,
): string {
  const lines = halts.map(
    ({ channel, modelId, failure }) => `${modelId ?? channel}: ${failure.detail}`,
  );
  if (detail !== null && !halts.some(({ failure }) => failure.detail === detail))
    lines.push(detail);
  if (unsaved.length > 0)
    lines.push(
      `${plural(unsaved.length, 'answer')} could not be kept and went to standard output.`,
    );
  if (snapshot.spend.maybeBilled > 0)
    lines.push(
      `${plural(snapshot.spend.maybeBilled, 'call')} ended without an answer and may have been billed.`,
    );
  const open = snapshot.missing + snapshot.answered;
  if (reason === 'finished' && open === 0)
    lines.push(
      snapshot.failed === 0
        ? `${out} has all ${count(snapshot.total)} samples.`
        : `${out} has ${count(snapshot.done)} of ${count(snapshot.total)} samples; ${count(snapshot.failed)} got no answer. Ask for them again with --only failed.`,
    );
  else
    lines.push(
      `${out} has ${count(snapshot.done)} of ${count(snapshot.total)} samples. The same command goes on.`,
    );
  if (snapshot.unscored > 0)
    lines.push(
      `${plural(snapshot.unscored, 'sample')} lack a score. Score them with --only unscored.`,
    );
  return lines.join('\n');
}
