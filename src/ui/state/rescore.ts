/** The request a record came from, so that its answer can be judged again without asking again. */
import type { SampleRecord } from '../../core/bench/record.ts';
import type { Reference } from '../../core/reference.ts';
import type { SampleRequest } from '../../core/sample.ts';

/** `mend` and `weights` are of now, not of then: the person turned them. */
export function requestOf(
  record: SampleRecord,
  reference: Reference | null,
): Omit<SampleRequest, 'mend' | 'weights'> {
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
