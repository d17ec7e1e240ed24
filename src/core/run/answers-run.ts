/**
 * Answers made elsewhere as samples of a run, so that page and command line give them the same names
 * and keep, resume and join them as any other run. How they were asked for is not known, and the
 * records say so rather than guess.
 */
import type { ResponseLine } from '../bench/response-line.ts';
import { emptyResponse } from '../attempt.ts';
import type { Attempt, SamplingSettings } from '../ports/language-model.ts';
import { DEFAULT_CANVAS, type PromptTemplate } from '../prompt/template.ts';
import type { EmbeddableReference } from '../reference.ts';
import type { SampleRequest } from '../sample.ts';
import type { Suite, SuiteItem } from '../suite/suite.ts';
import { sha256Of } from './content-hash.ts';
import {
  slotIdOf,
  templateHash,
  type PlannedModel,
  type RunConditions,
  type Slot,
} from './run-plan.ts';
import { requestOfSlot } from './slot-request.ts';

export const IMPORTED_TEMPLATE: PromptTemplate = {
  id: 'imported',
  title: 'Imported',
  version: 1,
  system: null,
  text: '',
  builtIn: true,
};

const UNKNOWN_SETTINGS: Omit<SamplingSettings, 'seed'> = {
  temperature: null,
  topP: null,
  maxTokens: null,
  reasoningEffort: null,
  stop: [],
};

/** Of answers to prompts of no suite: `item` is `null` in their records. */
const NO_SUITE = { id: 'none', sha256: '' };

/** @param title names the model that answered, for people and for the records */
export const importedModel = (title: string): PlannedModel => ({
  providerId: 'imported',
  id: title,
  title,
});

/** @param suite `null`: each answer brings its prompt */
export function answersConditions(
  suite: Suite | null,
  judging: Pick<RunConditions, 'rule' | 'mend' | 'weights' | 'encoders'>,
): RunConditions {
  const { id, sha256 } = suite ?? NO_SUITE;
  return {
    name: '',
    suite: { id, sha256 },
    canvas: DEFAULT_CANVAS,
    settings: UNKNOWN_SETTINGS,
    ...judging,
    askAgainWithoutProgram: 0,
  };
}

/** The question that an answer is to. */
export function slotOfAnswer(
  answer: ResponseLine,
  item: SuiteItem | null,
  prompt: string,
  suite: Suite | null,
  model: PlannedModel,
): Slot {
  const asked = item ?? itemOfNoSuite(answer.id, prompt);
  const { sample: sampleIndex } = answer;
  const slot = { item: asked, model, template: IMPORTED_TEMPLATE, seed: null, sampleIndex };
  // Without a suite an id says little: the prompt is part of the question.
  const place = suite === null ? `prompt ${sha256Of(prompt)}` : suite.sha256;
  return { id: slotIdOf(place, slot, IMPORTED_TEXT), ...slot };
}

const IMPORTED_TEXT = templateHash(IMPORTED_TEMPLATE);

export function requestOfAnswer(
  slot: Slot,
  suite: Suite | null,
  conditions: RunConditions,
  reference: EmbeddableReference | null,
  createdAt: string,
): SampleRequest {
  const request = requestOfSlot(
    slot,
    { conditions, suite: suite ?? NO_SUITE },
    reference,
    createdAt,
  );
  return suite === null ? { ...request, drawId: slot.item.id, item: null } : request;
}

export const attemptOfAnswer = (text: string, { id }: PlannedModel): Attempt => ({
  response: { ...emptyResponse(id), text },
  failure: null,
});

const itemOfNoSuite = (id: string, prompt: string): SuiteItem => ({
  id,
  prompt,
  category: null,
  subcategory: null,
  metadata: {},
  referenceSvg: null,
  referencePicture: null,
});
