/** What a slot asks and how it is judged, and the record that says so. */
import { failed, success, type Result } from '../failure.ts';
import type { SampleRecord } from '../bench/record.ts';
import type { EmbeddableReference } from '../reference.ts';
import type { SampleRequest } from '../sample.ts';
import { nameOf } from './content-hash.ts';
import { otherRunWords } from './run-card.ts';
import { runIdOf, type RunPlan, type Slot } from './run-plan.ts';

/** @param createdAt ISO 8601, UTC */
export function requestOfSlot(
  slot: Slot,
  plan: Pick<RunPlan, 'conditions'> & { suite: Pick<RunPlan['suite'], 'id' | 'sha256'> },
  reference: EmbeddableReference | null,
  createdAt: string,
): SampleRequest {
  const { conditions, suite } = plan;
  const { item, model, template, seed, sampleIndex } = slot;
  const runId = runIdOf(conditions);
  return {
    drawId: drawIdOf(slot, runId),
    sampleIndex,
    prompt: item.prompt,
    item: { suiteId: suite.id, suiteSha256: suite.sha256, itemId: item.id },
    run: { runId, slotId: slot.id },
    template,
    canvas: conditions.canvas,
    settings: { ...conditions.settings, seed },
    model,
    rule: conditions.rule,
    mend: conditions.mend,
    weights: conditions.weights,
    reference,
    createdAt,
  };
}

/** A record's question again, judged under a plan's conditions: the model is not asked. */
export function requestOfRecord(
  record: SampleRecord,
  { conditions }: Pick<RunPlan, 'conditions'>,
  reference: EmbeddableReference | null,
): SampleRequest {
  const { item, run, template, settings, model, sampleIndex, prompt, createdAt } = record;
  const runId = runIdOf(conditions);
  return {
    drawId: run === undefined ? record.drawId : drawIdIn(runId, record.drawId),
    sampleIndex,
    prompt,
    item,
    ...(run === undefined ? {} : { run: { runId, slotId: run.slotId } }),
    template: { ...template, title: template.id, builtIn: false },
    canvas: template.options,
    settings,
    model,
    rule: conditions.rule,
    mend: conditions.mend,
    weights: conditions.weights,
    reference,
    createdAt,
  };
}

/** @returns `store`, `other-run` in words where the record was made under other conditions */
export function ofThisRun(record: SampleRecord, plan: RunPlan): Result<void> {
  if (record.run?.runId === runIdOf(plan.conditions)) return success(undefined);
  return failed({ stage: 'store', kind: 'other-run', detail: otherRunWords(record, plan) });
}

/** Samples of one question share it: unique among runs, so that records of several may lie together. */
const drawIdOf = ({ item, model, template, seed }: Slot, runId: string): string => {
  const { id, version, system, text } = template;
  const question = nameOf(
    'draw',
    item.id,
    model.providerId,
    model.id,
    id,
    version,
    system,
    text,
    seed,
  );
  return `${runId}/${question}`;
};

const drawIdIn = (runId: string, drawId: string): string => `${runId}/${drawId.split('/').at(-1)}`;
