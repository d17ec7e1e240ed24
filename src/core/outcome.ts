/** The one word for how a sample ended (cases.md, section 3), from the failure that ended it. */
import type { Outcome } from './bench/record.ts';
import { isOverlongAnswer, type Failure } from './failure.ts';
import type { StopReason } from './ports/language-model.ts';

/**
 * @param failure of the recovered program: a mended one that draws is `ok`, and the record's
 *   `strictFailure` says what it was as sent
 * @param stopReason of the response; `null` for a program without one
 */
export function outcomeOf(failure: Failure | null, stopReason: StopReason | null): Outcome {
  if (failure === null) return 'ok';
  switch (failure.stage) {
    case 'ask':
      if (failure.kind === 'refused') return 'refused';
      if (failure.kind === 'content-filter') return 'content_filter';
      if (failure.kind === 'cut-off') return 'length';
      if (failure.kind === 'interrupted') return 'interrupted';
      if (failure.kind === 'cancelled') return 'cancelled';
      return isOverlongAnswer(failure) ? 'limit_exceeded' : 'provider_error';
    case 'extract':
      if (stopReason === 'length') return 'length';
      if (failure.kind === 'wrong-case') return 'malformed_xml';
      return failure.kind === 'unclosed' ? 'truncated' : 'no_svg';
    case 'check':
      return failure.kind === 'too-large' ? 'limit_exceeded' : 'malformed_xml';
    case 'draw':
      if (failure.kind === 'timeout') return 'render_timeout';
      return failure.kind === 'trap' ? 'render_crash' : 'malformed_xml';
    case 'embed':
      // Else the picture exists; a score that is missing is counted apart (P4).
      return failure.kind === 'pending' ? 'interrupted' : 'ok';
    case 'store':
      return 'ok';
  }
}
