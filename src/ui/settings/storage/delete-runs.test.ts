import { expect, test } from 'vitest';
import { failed, success } from '../../../core/failure.ts';
import type { BenchmarkServices } from '../../state/services.ts';
import { deleteRuns } from './delete-runs.ts';

type Kept = Parameters<typeof deleteRuns>[0];

/** @param held the run that another tab runs */
function withRuns(runIds: readonly string[], held: string | null = null) {
  const left = new Set([...runIds, 'suites', 'embeddings']);
  const clear = (what: string) => ({
    clear: () => Promise.resolve(success(void left.delete(what))),
  });
  const runs: Pick<BenchmarkServices['runs'], 'cards' | 'remove'> = {
    cards: () =>
      Promise.resolve(success(runIds.map((runId) => ({ runId })))) as ReturnType<
        Kept['runs']['cards']
      >,
    remove: (runId) =>
      Promise.resolve(
        runId === held
          ? failed({ stage: 'store', kind: 'held', detail: 'Another tab runs this.' })
          : success(void left.delete(runId)),
      ),
  };
  return {
    left,
    kept: { runs, suiteStore: clear('suites'), embeddings: clear('embeddings') } as Kept,
  };
}

test('every run goes, and with them the suites and what encoders gave', async () => {
  const { left, kept } = withRuns(['a', 'b']);
  expect(await deleteRuns(kept)).toEqual({ ok: true, value: undefined });
  expect([...left]).toEqual([]);
});

test('a run that another tab runs is told of, and it keeps its suite', async () => {
  const { left, kept } = withRuns(['a', 'b'], 'b');
  expect(await deleteRuns(kept)).toMatchObject({ ok: false, failure: { kind: 'held' } });
  expect([...left]).toEqual(['b', 'suites', 'embeddings']);
});
