/** Scenes put together from hand-made drawings, behind the same port as a model. It never pretends to be one. */
import { composeScene, type Composition } from '../../core/composer/compose.ts';
import type { ObjectLibrary } from '../../core/composer/object-library.ts';
import { printDescription } from '../../core/composer/print-description.ts';
import { thinkingOf } from '../../core/composer/thinking.ts';
import type {
  AskListener,
  AskRequest,
  Attempt,
  LanguageModel,
  Response,
} from '../../core/ports/language-model.ts';
import { COMPOSER_MODEL_ID, COMPOSER_TITLE } from './composer-name.ts';
import { emptyAttempt, emptyResponse } from '../../core/attempt.ts';
import { streamText, type Pace } from './stream-text.ts';
import { isSet, type Omittable } from './wire.ts';

/** Where the person leaves it open: some variety, nothing wild. */
const USUAL_TEMPERATURE = 0.7;

/** Rules have no use for these. */
const NOT_TAKEN: readonly Omittable[] = ['topP', 'maxTokens', 'reasoningEffort', 'stop'];

export class ComposerModel implements LanguageModel {
  readonly id = COMPOSER_MODEL_ID;
  readonly title = COMPOSER_TITLE;
  readonly #library: ObjectLibrary;
  readonly #pace: Pace;

  constructor(library: ObjectLibrary, pace: Pace) {
    this.#library = library;
    this.#pace = pace;
  }

  /**
   * Composes `request.subject`; the template around it is for models. Seed and temperature count,
   * and sample `i` of seed `s` is the picture of seed `s + i`.
   */
  async ask(request: AskRequest, listener: AskListener, signal: AbortSignal): Promise<Attempt> {
    signal.throwIfAborted();
    const { settings, sampleIndex, subject } = request;
    const started = this.#pace.now();
    const composed = composeScene(
      subject,
      {
        seed: (settings.seed ?? 0) + sampleIndex,
        temperature: settings.temperature ?? USUAL_TEMPERATURE,
      },
      this.#library,
    );
    if (!composed.ok) return emptyAttempt(COMPOSER_MODEL_ID, composed.failure);

    const reasoning = thinkingOf(composed.value);
    const text = answerOf(composed.value);
    let firstTokenMs: number | null = null;
    const heard = () => (firstTokenMs ??= this.#pace.now() - started);
    const pace = shared(this.#pace, reasoning.length + text.length);
    await streamText(reasoning, pace, signal, (delta) => {
      heard();
      listener.reasoning?.(delta);
    });
    await streamText(text, pace, signal, (delta) => {
      heard();
      listener.text(delta);
    });
    const response: Response = {
      ...emptyResponse(COMPOSER_MODEL_ID),
      text,
      reasoning,
      stopReason: 'stop',
      rawStopReason: 'stop',
      latencyMs: this.#pace.now() - started,
      firstTokenMs,
      costUsd: 0,
      droppedSettings: NOT_TAKEN.filter((name) => isSet(settings, name)),
    };
    return { response, failure: null };
  }
}

/** A sentence, then the program, as a language model would answer. */
function answerOf({ scene, program }: Composition): string {
  return `Put together by rules from built-in drawings: ${printDescription(scene)}.\n\n\`\`\`svg\n${program}\n\`\`\`\n`;
}

/** The lively pace is for the whole answer, not for each part of it. */
const shared = (pace: Pace, length: number): Pace => ({
  ...pace,
  charactersPerSecond: () => pace.charactersPerSecond() ?? length / 1.5,
});
