/** Answers made elsewhere become slots of a run that wait to be scored: the run itself does the rest. */
import type { SampleRecord } from '../../../core/bench/record.ts';
import type { ResponseLine } from '../../../core/bench/response-line.ts';
import { emptyResponse } from '../../../core/attempt.ts';
import type { LanguageModel, SamplingSettings } from '../../../core/ports/language-model.ts';
import type { Renderer } from '../../../core/ports/renderer.ts';
import type { PromptTemplate } from '../../../core/prompt/template.ts';
import { slotsOf, type PlannedModel, type RunPlan, type Slot } from '../../../core/run/run-plan.ts';
import { requestOfSlot } from '../../../core/run/slot-request.ts';
import type { EmbeddableReference } from '../../../core/reference.ts';
import { unscoredRecord } from '../../../core/sample.ts';
import type { SuiteItem } from '../../../core/suite/suite.ts';

/** As `scoreResponses` names it, on the command line too. */
export const IMPORTED_PROVIDER = 'imported';

/** How the answers were asked for is not known: the records say so rather than guess. */
export const IMPORTED_TEMPLATE: PromptTemplate = {
  id: 'imported',
  title: 'Imported',
  version: 1,
  system: null,
  text: '',
  builtIn: true,
};

export const UNKNOWN_SETTINGS: Omit<SamplingSettings, 'seed'> = {
  temperature: null,
  topP: null,
  maxTokens: null,
  reasoningEffort: null,
  stop: [],
};

export const importedModel = (title: string): PlannedModel => ({
  providerId: IMPORTED_PROVIDER,
  id: title,
  title,
});

export const isImported = ({ models }: { models: readonly PlannedModel[] }): boolean =>
  models.length > 0 && models.every(({ providerId }) => providerId === IMPORTED_PROVIDER);

/** Stands where a run wants a model that cannot be asked. */
export const unaskable = ({ id, title }: PlannedModel): LanguageModel => ({
  id,
  title,
  ask: () => Promise.reject(new Error(`${title} is a file of answers: it cannot be asked.`)),
});

/** By item and sample; of an answer that comes twice the first counts. */
export type Answers = ReadonlyMap<string, ReadonlyMap<number, ResponseLine>>;

/**
 * The plan's slots that have an answer, each with a record that waits to be scored.
 * @param plan its only model is the file's
 */
export async function* answeredSlots(
  plan: RunPlan,
  answers: Answers,
  createdAt: string,
  renderer: Renderer,
  referenceFor: (item: SuiteItem) => Promise<EmbeddableReference | null>,
): AsyncGenerator<SampleRecord> {
  for (const slot of slotsOf(plan)) {
    const answer = answers.get(slot.item.id)?.get(slot.sampleIndex);
    if (answer === undefined) continue;
    const request = requestOfSlot(slot, plan, await referenceFor(slot.item), createdAt);
    const attempts = [{ response: responseOf(slot, answer), failure: null }];
    yield unscoredRecord(request, attempts, { renderer });
  }
}

const responseOf = ({ model }: Slot, { text }: ResponseLine) => ({
  ...emptyResponse(model.id),
  text,
});
