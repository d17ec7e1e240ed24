/** What a press of Draw asks for, and with which tools. */
import type { Encoder } from '../../core/ports/encoder.ts';
import type { Reference } from '../../core/reference.ts';
import type { AskForm } from './ask-form.svelte.ts';
import type { RunRequest, RunTools } from './draw-run.svelte.ts';
import type { Encoding } from './encoding.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Services } from './services.ts';
import type { Templates } from './templates.svelte.ts';

export interface AskingParts {
  services: Services;
  notices: Notices;
  form: AskForm;
  templates: Templates;
  encoding: Encoding;
  /** Read at each request. */
  reference(): Reference | null;
}

export class Asking {
  readonly #parts: AskingParts;

  constructor(parts: AskingParts) {
    this.#parts = parts;
  }

  requestOf(drawId: string, prompt: string): RunRequest {
    const { form, templates, reference } = this.#parts;
    const { model, canvas, settings, rule, mend, weights, templateId } = form.fields;
    return {
      drawId,
      prompt,
      item: null,
      template: templates.find(templateId),
      canvas,
      settings,
      model: { providerId: model.providerId, id: model.modelId, title: model.title },
      rule,
      mend,
      weights,
      reference: reference(),
    };
  }

  /** @returns `null` where the model could not be opened, which is then said */
  async tools(keep: Pick<RunTools, 'keepAnswer' | 'keep'>): Promise<RunTools | null> {
    const { services, encoding, form, notices } = this.#parts;
    const { model } = form.fields;
    try {
      const encoders: Encoder[] = [];
      const ready = encoding.open().then((opened) => encoders.push(...opened));
      return {
        model: await services.models.open(model),
        scoring: { renderer: services.renderer, programs: services.programs, encoders },
        ready,
        ...keep,
      };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      notices.fault(`${model.title || model.modelId} could not be opened: ${reason}`);
      return null;
    }
  }
}
