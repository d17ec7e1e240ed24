/** Takes away everything that benchmarks keep: runs, suites, and what encoders gave. */
import type { Result } from '../../../core/failure.ts';
import type { BenchmarkServices } from '../../state/services.ts';

/** @returns the first failure, e.g. `store`, `held` where another tab runs one; what went before it is gone */
export async function deleteRuns({
  runs,
  suiteStore,
  embeddings,
}: Pick<BenchmarkServices, 'runs' | 'suiteStore' | 'embeddings'>): Promise<Result<void>> {
  const cards = await runs.cards();
  if (!cards.ok) return cards;
  for (const { runId } of cards.value) {
    const removed = await runs.remove(runId);
    if (!removed.ok) return removed;
  }
  const cleared = await suiteStore.clear();
  return cleared.ok ? embeddings.clear() : cleared;
}
