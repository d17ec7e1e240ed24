/** Settings with or without a raised token limit: where it is off they do not name it, as in records. */
import type { SamplingSettings } from '../../core/ports/language-model.ts';

/** @param to `null`: off */
export function withRaise<Settings extends Pick<SamplingSettings, 'raiseMaxTokens'>>(
  settings: Settings,
  to: number | null,
): Settings {
  const changed = { ...settings };
  delete changed.raiseMaxTokens;
  return to === null ? changed : { ...changed, raiseMaxTokens: to };
}
