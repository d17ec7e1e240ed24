/** The line from prompt to score, in words, for the sample that is open. */
import type { SampleRecord } from '../../core/bench/record.ts';
import type { Failure, Stage } from '../../core/failure.ts';
import { isBuiltIn } from '../state/built-in-models.ts';
import type { StageEnd } from '../state/flow-stages.ts';
import type { SampleSlot } from '../state/sample-slot.svelte.ts';
import { formatCount } from '../parts/scores/format.ts';

export interface FlowStep {
  name: string;
  state: 'wait' | 'now' | 'done' | 'bad' | 'mend';
  note: string;
}

const NAMES: Record<Stage, string> = {
  ask: 'Ask',
  extract: 'Extract',
  check: 'Check',
  draw: 'Draw',
  embed: 'Embed',
  score: 'Score',
  store: 'Store',
};

/** `7 ms` to a second, `3.4 s` from there on, `<1 ms` for what a clock cannot tell from nothing. */
export function duration(elapsedMs: number): string {
  if (elapsedMs < 1) return '<1 ms';
  if (elapsedMs < 1000) return `${Math.round(elapsedMs)} ms`;
  return `${(elapsedMs / 1000).toFixed(1)} s`;
}

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

export function flowSteps(slot: SampleSlot, nowMs: number): FlowStep[] {
  const streaming = slot.phase === 'running' && !slot.own && slot.ends.ask === undefined;
  return slot.flow.flatMap((stage): FlowStep[] => {
    const end = slot.ends[stage];
    if (end !== undefined) return endedSteps(stage, end, slot);
    const name = NAMES[stage];
    if (slot.phase === 'running' && stage === slot.stage) {
      return [{ name, state: 'now', note: noteOfRunning(stage, slot, nowMs) }];
    }
    if (streaming && stage === 'draw' && slot.picture !== null) {
      return [{ name, state: 'now', note: 'preview' }];
    }
    const stoppedHere = slot.phase === 'stopped' && stage === slot.stage;
    return [{ name, state: 'wait', note: stoppedHere ? 'stopped by you' : '' }];
  });
}

function endedSteps(stage: Stage, end: StageEnd, slot: SampleSlot): FlowStep[] {
  const name = NAMES[stage];
  const time = end.elapsedMs === null ? '' : duration(end.elapsedMs);
  const steps: FlowStep[] = [];
  // A model that ran into its limit has answered; what it cut shows where it is missed.
  const answered = end.failure?.stage === 'ask' && end.failure.kind === 'cut-off';
  if (end.failure !== null && !answered)
    steps.push({ name, state: 'bad', note: faultNote(end.failure) });
  else steps.push({ name, state: 'done', note: noteOf(stage, time, slot) });
  if (stage === 'check' && slot.mends.length > 0) {
    steps.push({ name: 'Mend', state: 'mend', note: plural(slot.mends.length, 'place') });
  }
  return steps;
}

function noteOfRunning(stage: Stage, slot: SampleSlot, nowMs: number): string {
  if (stage !== 'ask') return '';
  const elapsed = duration(nowMs - (slot.startedMs ?? nowMs));
  const length = slot.response.length;
  return length === 0 ? elapsed : `${elapsed}, ${formatCount(length)} characters`;
}

function noteOf(stage: Stage, time: string, { record }: SampleSlot): string {
  switch (stage) {
    case 'ask': {
      const response = record?.attempts.at(-1)?.response;
      const stopped = response?.stopReason === 'length';
      const tokens = response?.usage.completionTokens;
      if (!stopped) return time;
      return `${time}, stopped at ${tokens == null ? 'its limit' : `${formatCount(tokens)} tokens`}`;
    }
    case 'extract':
      return record?.extraction.rule ?? time;
    case 'embed': {
      const encoders = new Set(similaritiesOf(record).map(({ encoderId }) => encoderId));
      if (record !== null && encoders.size === 0) return 'no encoder';
      return encoders.size === 0 ? time : `${time}, ${plural(encoders.size, 'encoder')}`;
    }
    case 'score': {
      const similarities = similaritiesOf(record);
      const scored = similarities.filter(({ status }) => status === 'scored').length;
      const mended = record !== null && record.mends.length > 0 ? ', mended' : '';
      return similarities.length === 0 ? '' : `${scored} of ${similarities.length}${mended}`;
    }
    default:
      return time;
  }
}

const similaritiesOf = (record: SampleRecord | null) =>
  record?.scores.filter(({ metric }) => metric === 'text-image' || metric === 'image-image') ?? [];

const ASK_WORDS: Partial<Record<Extract<Failure, { stage: 'ask' }>['kind'], string>> = {
  auth: 'wrong key',
  'unknown-model': 'unknown model',
  'rate-limit': 'asked to slow down',
  refused: 'refused',
  'content-filter': 'held back by a filter',
  interrupted: 'cut off midway',
  'no-recording': 'nothing for this prompt',
};

/** A few words for the line; the panel below says it in full. */
export function faultNote(failure: Failure): string {
  const place = 'at' in failure ? failure.at : undefined;
  if (place !== undefined) return `line ${place.line}`;
  if (failure.stage === 'ask') return ASK_WORDS[failure.kind] ?? failure.kind;
  return failure.kind.replaceAll('-', ' ');
}

/** The one line that a phone has room for. */
export function flowSummary(
  slot: SampleSlot,
  steps: FlowStep[],
): { word: string; bad: boolean; note: string } {
  const bad = steps.find(({ state }) => state === 'bad');
  if (bad !== undefined) {
    const mend = steps.find(({ state }) => state === 'mend');
    const note = mend === undefined ? '' : `mended in ${mend.note}`;
    return { word: `${bad.name}: ${bad.note}`, bad: true, note };
  }
  const now = steps.find(({ state }) => state === 'now');
  if (now !== undefined) return { word: now.name, bad: false, note: now.note };
  if (slot.phase === 'queued') return { word: 'Queued', bad: false, note: 'waits for its turn' };
  if (slot.phase === 'stopped') return { word: 'Stopped', bad: false, note: 'by you' };
  if (slot.phase === 'broken') return { word: 'Broken off', bad: true, note: slot.fault };
  return { word: 'Scored', bad: false, note: tokenNote(slot) };
}

/** `412 tokens in, 1,036 out, no cost (replay)` */
export function tokenNote({ record, phase, firstTextMs }: SampleSlot): string {
  if (phase === 'running' && firstTextMs !== null)
    return `first text after ${duration(firstTextMs)}`;
  const response = record?.attempts.at(-1)?.response;
  if (response === undefined) return record === null ? '' : 'no model was asked';
  const { promptTokens, completionTokens, reasoningTokens } = response.usage;
  const parts: string[] = [];
  if (promptTokens !== null) parts.push(`${formatCount(promptTokens)} tokens in`);
  if (completionTokens !== null) {
    const unit = promptTokens === null ? ' tokens out' : ' out';
    parts.push(formatCount(completionTokens) + unit);
  }
  if (reasoningTokens) parts.push(`${formatCount(reasoningTokens)} of them reasoning`);
  parts.push(costNote(record!.model.providerId, response.costUsd));
  return parts.join(', ');
}

function costNote(providerId: string, costUsd: number | null): string {
  if (isBuiltIn(providerId)) return `no cost (${providerId})`;
  if (costUsd === null) return 'price unknown';
  return costUsd < 0.01 ? `$${costUsd.toFixed(4)}` : `$${costUsd.toFixed(2)}`;
}
