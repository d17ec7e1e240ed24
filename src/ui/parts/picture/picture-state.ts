/** What the picture panel can be showing, and the words for a picture that is not there. */
import { blame, isOverlongAnswer, type Failure } from '../../../core/failure.ts';

/**
 * `empty`: nothing was asked yet; `waiting`: no picture yet, one is coming; `preview`: drawn from a
 * program that is still streaming, never scored; `drawing`: the picture of an edit is on its way,
 * the last one stands; `failed`: see the failure.
 */
export type PictureStatus = 'empty' | 'waiting' | 'preview' | 'drawing' | 'drawn' | 'failed';

/** `white` is what encoders see; the others are views. `image`: drawn by the browser. */
export type PictureView = 'white' | 'checker' | 'image';

export interface MissingPicture {
  title: string;
  /** A candidate's fault, or its refusal, counts; a system's fault leaves the sample unscored. */
  tone: 'candidate' | 'refused' | 'unscored';
}

/** A few words for why there is no picture; the failure's `detail` says the rest. */
export function missingPicture(failure: Failure): MissingPicture {
  return { tone: toneOf(failure), title: titleOf(failure) };
}

function toneOf(failure: Failure): MissingPicture['tone'] {
  if (blame(failure) === 'system') return 'unscored';
  const declined = failure.stage === 'ask' && failure.kind !== 'cut-off';
  return declined ? 'refused' : 'candidate';
}

function titleOf(failure: Failure): string {
  switch (failure.stage) {
    case 'ask':
      if (failure.kind === 'refused') return 'The model refused';
      if (failure.kind === 'content-filter') return 'The provider withheld the answer';
      if (failure.kind === 'cut-off') return 'Cut off before anything was drawn';
      return isOverlongAnswer(failure) ? 'The answer went over a limit' : 'No answer came';
    case 'extract':
      return 'No program in the answer';
    case 'check':
      if (failure.kind === 'too-large') return 'Too large to draw';
      return failure.kind === 'forbidden' ? 'Not drawn, to be safe' : 'Not a valid program';
    case 'draw':
      if (failure.kind === 'timeout') return 'Took too long to draw';
      return failure.kind === 'trap' ? 'The renderer stopped' : 'The renderer can’t draw this';
    case 'embed':
    case 'store':
      return 'No picture';
  }
}
