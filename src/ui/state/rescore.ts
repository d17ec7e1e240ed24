/** The request a record came from, so that its answer can be judged again without asking again. */
import type { SampleRecord } from '../../core/bench/record.ts';
import { PAPER_WEIGHTS } from '../../core/metric/reward.ts';
import type { Reference } from '../../core/reference.ts';
import type { SampleRequest } from '../../core/sample.ts';

export function requestOf(record: SampleRecord, reference: Reference | null): SampleRequest {
  const { id, version, system, text, options } = record.template;
  return {
    drawId: record.drawId,
    sampleIndex: record.sampleIndex,
    prompt: record.prompt,
    item: record.item,
    template: { id, version, system, text, title: id, builtIn: false },
    canvas: options,
    settings: record.settings,
    model: record.model,
    rule: record.extraction.rule,
    // A record with no mends and a fault as sent was judged without mending.
    mend: record.strictFailure === null || record.mends.length > 0,
    weights: record.rewardWeights ?? PAPER_WEIGHTS,
    reference,
    createdAt: record.createdAt,
  };
}

/** A new judgement keeps what a person added to the old one. */
export const withPersonsMarks = (fresh: SampleRecord, old: SampleRecord): SampleRecord => ({
  ...fresh,
  best: old.best,
  edited: old.edited,
});
