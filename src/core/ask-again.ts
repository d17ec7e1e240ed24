/**
 * Answers that were cut at their token limit, and asking once more with a higher one (cases.md C17). It
 * is told from the attempts alone, so that a run goes on in the middle of it.
 */
import type { Attempt, SamplingSettings } from './ports/language-model.ts';

type Limits = Pick<SamplingSettings, 'maxTokens' | 'raiseMaxTokens'>;

/** A model whose context is full is cut too, but no higher limit gives it room. */
const CONTEXT_IS_FULL: ReadonlySet<string | null> = new Set([
  'model_context_window_exceeded',
  'model_length',
]);

/** Whether the answer ended at its token limit. */
export const wasCut = ({ response, failure }: Attempt): boolean =>
  (response.stopReason === 'length' || (failure?.stage === 'ask' && failure.kind === 'cut-off')) &&
  !CONTEXT_IS_FULL.has(response.rawStopReason) &&
  !response.droppedSettings.includes('maxTokens');

/**
 * @param attempts made so far
 * @returns the token limit of the next call: once an answer was cut, the raised one for all that follow
 */
export const tokenLimit = (settings: Limits, attempts: readonly Attempt[]): number | null =>
  raises(settings) && attempts.some(wasCut) ? settings.raiseMaxTokens : settings.maxTokens;

/** Whether the last answer was cut at a limit that is to be raised. */
export function wantsMoreTokens(settings: Limits, attempts: readonly Attempt[]): boolean {
  const last = attempts.at(-1);
  return last !== undefined && raises(settings) && wasCut(last) && last.maxTokens === undefined;
}

/** The attempt says its limit where that is not the one of the settings. */
export const askedWith = (attempt: Attempt, maxTokens: number | null, settings: Limits): Attempt =>
  maxTokens === settings.maxTokens ? attempt : { ...attempt, maxTokens: maxTokens! };

/** Attempts of which each stands for one try of the protocol's: the cut answer is none beside its raised one. */
export const withoutRaised = (attempts: readonly Attempt[]): readonly Attempt[] => {
  const raised = attempts.findIndex(({ maxTokens }) => maxTokens !== undefined);
  const cut = attempts.findIndex(wasCut);
  return raised === -1 ? attempts : attempts.filter((_, index) => index !== cut);
};

const raises = (settings: Limits): settings is Limits & { raiseMaxTokens: number } =>
  settings.raiseMaxTokens !== undefined &&
  (settings.maxTokens === null || settings.raiseMaxTokens > settings.maxTokens);
