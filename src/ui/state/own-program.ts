/** A program that no model was asked for: pasted or typed, kept as a record without attempts. */
import { judgementOf } from '../../core/bench/judgement.ts';
import { RECORD_FORMAT, RECORD_VERSION, type SampleRecord } from '../../core/bench/record.ts';
import type { Evaluation } from '../../core/evaluate.ts';
import { outcomeOf } from '../../core/outcome.ts';
import type { RepairPolicy } from '../../core/program/prepare.ts';
import type { Reference } from '../../core/reference.ts';
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
    repair: RepairPolicy;
    reference: Reference | null;
  },
): SampleRecord {
  const { fields, repair, reference } = context;
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
    ...judgementOf(evaluation, { repair, weights: fields.weights, reference }, context.renderer),
    outcome: outcomeOf(evaluation.failure, null),
    timings: evaluation.timings,
    edited: null,
    best: false,
  };
}
