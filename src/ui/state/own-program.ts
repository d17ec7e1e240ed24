/** A program that no model was asked for: pasted or typed, kept as a record without attempts. */
import { RECORD_FORMAT, RECORD_VERSION, type SampleRecord } from '../../core/bench/record.ts';
import type { Evaluation } from '../../core/evaluate.ts';
import { outcomeOf } from '../../core/outcome.ts';
import type { AskFields } from './ask-form.svelte.ts';

export const OWN_PROVIDER = 'own-program';

export const isOwnProgram = (record: SampleRecord): boolean =>
  record.model.providerId === OWN_PROVIDER;

export function recordOfOwnProgram(
  source: string,
  evaluation: Evaluation,
  context: {
    drawId: string;
    createdAt: string;
    fields: AskFields;
    renderer: string;
    reference: SampleRecord['reference'];
  },
): SampleRecord {
  const { fields } = context;
  return {
    format: RECORD_FORMAT,
    version: RECORD_VERSION,
    id: `${context.drawId}/0`,
    drawId: context.drawId,
    sampleIndex: 0,
    createdAt: context.createdAt,
    prompt: fields.prompt.trim(),
    item: null,
    template: { id: 'none', version: 1, system: null, text: '', options: fields.canvas },
    model: { providerId: OWN_PROVIDER, id: OWN_PROVIDER, title: 'Own program' },
    settings: fields.settings,
    attempts: [],
    extraction: { rule: fields.rule, source, span: null, flags: [], alternatives: 0 },
    mends: evaluation.mends,
    mendedSource: evaluation.mendedSource,
    sizePx: evaluation.program?.sizePx ?? null,
    warnings: [...evaluation.warnings],
    blank: evaluation.blank,
    renderer: evaluation.program === null ? null : context.renderer,
    outcome: outcomeOf(evaluation.failure, null),
    failure: evaluation.failure,
    strictFailure: evaluation.strictFailure,
    scores: evaluation.scores,
    rewardWeights: fields.weights,
    reference: context.reference,
    timings: evaluation.timings,
    edited: null,
    best: false,
  };
}
