/** A run in the words of a terminal: while it goes on, and when it has ended. */
import { columnOf, columnTitle } from '../core/report/column.ts';
import type { ChannelState } from '../core/run/channel.ts';
import type { LiveScore, RunSnapshot } from '../core/run/progress.ts';
import type { RunEnd } from '../core/run/run.ts';
import type { Spend } from '../core/run/spend.ts';
import type { ProgressWords } from './progress-display.ts';
import type { SlotRow } from '../core/run/slot-row.ts';
import { formatCount, formatUsd } from '../core/format-number.ts';
import { printHalfWidth, printMean } from '../core/report/print-figure.ts';
import { duration, plural, table, timeLeft } from './words.ts';

export function progressOf(snapshot: RunSnapshot, nowMs: number): ProgressWords {
  const { total, done, failed, answered, underWay, perMinute } = snapshot;
  const words = [
    `${formatCount(done)} of ${formatCount(total)}`,
    failed === 0 ? [] : `${formatCount(failed)} without an answer`,
    perMinute === null
      ? []
      : `${perMinute < 10 ? perMinute.toFixed(1) : Math.round(perMinute)} a minute`,
    snapshot.timeLeft === null ? [] : timeLeft(snapshot.timeLeft),
    spendWords(snapshot.spend, snapshot.budget.usd),
    underWay === 0 ? [] : `${plural(underWay, 'call')} under way`,
    answered === 0 ? [] : `${formatCount(answered)} to be scored`,
    snapshot.channels.flatMap(({ name, state }) => channelWords(name, state, nowMs)),
  ].flat();
  return { share: total === 0 ? 1 : (done + failed) / total, words };
}

/** Calls of no known price cost something, too. */
function spentWords({ usd, unpriced }: Spend): string {
  if (unpriced === 0) return formatUsd(usd);
  return usd === 0 ? 'not known' : `at least ${formatUsd(usd)}`;
}

function spendWords(spend: Spend, budgetUsd: number | null): string[] {
  if (spend.usd === 0 && budgetUsd === null) return [];
  return [
    budgetUsd === null
      ? formatUsd(spend.usd)
      : `${formatUsd(spend.usd)} of ${formatUsd(budgetUsd)}`,
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
    formatCount(done),
    formatCount(failed),
    formatCount(missing + answered),
    formatCount(spend.calls),
    formatCount(spend.promptTokens + spend.completionTokens),
    spentWords(spend),
    ...[...scores.keys()].map((key) => meanWords(means, key)),
  ]);
  return table([head, ...rows]);
}

/** An invalid program counts as 0; `±` is two standard errors over items. */
function meanWords(scores: readonly LiveScore[], key: string): string {
  const score = scores.find(({ metric, encoderId }) => columnOf(metric, encoderId).key === key);
  if (score === undefined) return '–';
  const { mean, standardError } = score;
  const printed = printMean(score, mean);
  if (standardError === null) return printed;
  const half = { low: mean - 2 * standardError, high: mean + 2 * standardError };
  return `${printed} ${printHalfWidth(score, half)}`;
}

/** @param failed slots without an answer */
export function endWords(
  { reason, detail, halts, unsaved }: Pick<RunEnd, 'reason' | 'detail' | 'halts' | 'unsaved'>,
  snapshot: RunSnapshot,
  failed: readonly SlotRow[],
  out: string,
): string {
  const lines = halts.map(
    ({ channel, modelId, failure }) => `${modelId ?? channel}: ${failure.detail}`,
  );
  lines.push(...failureLines(failed));
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
        ? `${out} has all ${formatCount(snapshot.total)} samples.`
        : `${out} has ${formatCount(snapshot.done)} of ${formatCount(snapshot.total)} samples; ${formatCount(snapshot.failed)} got no answer.${againWords(failed)}`,
    );
  else
    lines.push(
      `${out} has ${formatCount(snapshot.done)} of ${formatCount(snapshot.total)} samples. The same command goes on.`,
    );
  if (snapshot.unscored > 0)
    lines.push(
      `${plural(snapshot.unscored, 'sample')} lack a score. Score them with --only unscored.`,
    );
  return lines.join('\n');
}

/** Each kind of failure once, in the words of one of them. */
function failureLines(failed: readonly SlotRow[]): string[] {
  const kinds = new Map<string, { detail: string; samples: number }>();
  for (const { askFailure } of failed) {
    if (askFailure === null) continue;
    const known = kinds.get(askFailure.kind) ?? { detail: askFailure.detail, samples: 0 };
    kinds.set(askFailure.kind, { ...known, samples: known.samples + 1 });
  }
  return [...kinds].map(
    ([kind, { detail, samples }]) =>
      `${plural(samples, 'sample')} without an answer (${kind})${samples === 1 ? '' : ', such as'}: ${detail}`,
  );
}

/** Replay and the composer have no answer however often they are asked. */
const againWords = (failed: readonly SlotRow[]): string =>
  failed.every(({ askFailure }) => askFailure?.kind === 'no-recording')
    ? ''
    : ' Ask for them again with --only failed.';
