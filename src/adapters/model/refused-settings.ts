/** Which setting a provider refused to take, read from its error (cases.md C28). */
import type { SamplingSettings } from '../../core/ports/language-model.ts';
import { readProviderError } from './provider-error.ts';
import { parseJson } from './read-json.ts';
import { isSet, type Omittable } from './wire.ts';

const NAMES: readonly [Omittable, RegExp][] = [
  ['temperature', /\btemperature\b/i],
  ['topP', /\btop_?p\b/i],
  ['maxTokens', /\bmax_(completion_|output_)?tokens\b|\bmaxOutputTokens\b/i],
  ['seed', /\bseed\b/i],
  ['reasoningEffort', /\breasoning(_effort)?\b|\bthinking\w*|\beffort\b/i],
  ['stop', /\bstop(_sequences|Sequences)?\b/i],
  ['streamUsage', /\bstream_options\b|\binclude_usage\b/i],
];

const REFUSES =
  /unsupported|not support|unknown|unrecognized|unexpected|not permitted|not allowed|extra (inputs|fields)|only the default|cannot both|cannot be used|cannot find|deprecated|not available/i;

export interface RefusedSettings {
  omit: Omittable[];
  /** The limit is welcome under OpenAI's newer name. */
  renameMaxTokens: boolean;
}

/** @returns `null` where the error is about something else: no second try */
export function refusedSettings(
  refusal: { status: number; body: string },
  settings: SamplingSettings,
): RefusedSettings | null {
  if (refusal.status !== 400 && refusal.status !== 422) return null;
  const error = readProviderError(parseJson(refusal.body));
  if (error === null) return null;
  const refuses =
    error.codes.some((code) => code.startsWith('unsupported_')) || REFUSES.test(error.message);
  if (!refuses) return null;
  const words = error.parameter ?? error.message;
  const named = NAMES.filter(([name, pattern]) => isSet(settings, name) && pattern.test(words)).map(
    ([name]) => name,
  );
  if (named.length === 0) return null;
  const renameMaxTokens =
    named.includes('maxTokens') && /max_completion_tokens/.test(error.message);
  return {
    omit: renameMaxTokens ? named.filter((name) => name !== 'maxTokens') : named,
    renameMaxTokens,
  };
}
