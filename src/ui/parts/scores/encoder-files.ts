/** Files of an encoder in the order in which they are downloaded, for the list on its card. */
import type { EncoderCard, Precision, WeightFile } from '../../../core/embedding/encoder-card.ts';
import type { EncoderState } from '../../../core/ports/encoder.ts';

export type StepState = 'done' | 'now' | 'waiting';

export interface FileStep {
  file: WeightFile;
  /** Last part of the path. */
  name: string;
  state: StepState;
}

export function fileSteps(
  card: EncoderCard,
  precision: Precision,
  state: EncoderState,
): FileStep[] {
  const wanted = [
    card.image.weights[precision],
    card.text?.weights[precision],
    card.text?.tokenizer,
  ].filter((file) => file !== undefined);
  const current =
    state.kind === 'downloading' || state.kind === 'verifying'
      ? wanted.findIndex((file) => file.path === state.file)
      : state.kind === 'absent' || state.kind === 'failed'
        ? 0
        : wanted.length;
  const idle = state.kind === 'absent' || state.kind === 'failed';
  return wanted.map((file, index) => ({
    file,
    name: file.path.slice(file.path.lastIndexOf('/') + 1),
    state: index < current ? 'done' : index === current && !idle ? 'now' : 'waiting',
  }));
}

/** Milliseconds until the rest has come at this rate; `null` while the rate is not known. */
export function timeLeftMs(state: Extract<EncoderState, { kind: 'downloading' }>): number | null {
  if (!(state.bytesPerSecond > 0)) return null;
  return (Math.max(0, state.totalBytes - state.doneBytes) / state.bytesPerSecond) * 1000;
}
