/** Keeps the line that the history list shows in step with a draw's samples. */
import type { SampleRecord } from '../../core/bench/record.ts';
import type { DrawSummary } from '../../core/ports/history-store.ts';

/** A longer program would make the list heavy; its thumbnail is left out. */
const LONGEST_THUMBNAIL = 64 * 1024;

/** @param records all samples of one draw, at least one */
export function summarize(records: SampleRecord[]): DrawSummary {
  const inOrder = [...records].sort((a, b) => a.sampleIndex - b.sampleIndex);
  const first = inOrder[0]!;
  const best = inOrder.find((record) => record.best) ?? bestScored(inOrder);
  const program = best === undefined ? null : programOf(best);
  return {
    drawId: first.drawId,
    prompt: first.prompt,
    modelId: first.model.title,
    createdAt: inOrder.map(({ createdAt }) => createdAt).sort()[0]!,
    sampleCount: inOrder.length,
    thumbnailProgram: program !== null && program.length <= LONGEST_THUMBNAIL ? program : null,
  };
}

const programOf = (record: SampleRecord): string | null =>
  record.edited?.source ?? record.mendedSource ?? record.extraction.source;

function bestScored(records: SampleRecord[]): SampleRecord | undefined {
  const drawn = records.filter((record) => record.outcome === 'ok');
  const value = (record: SampleRecord): number => {
    const score = record.scores.find(({ metric }) => metric === 'text-image');
    return score?.status === 'scored' ? score.value : -Infinity;
  };
  return drawn.reduce<SampleRecord | undefined>(
    (best, record) => (best === undefined || value(record) > value(best) ? record : best),
    undefined,
  );
}
