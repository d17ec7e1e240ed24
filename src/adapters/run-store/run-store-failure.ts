/** A browser's storage errors as data, in the words of a run. */
import type { Failure } from '../../core/failure.ts';
import { storeFailure } from '../store/store-failure.ts';

export function runStoreFailure(error: unknown): Failure {
  const failure = storeFailure(error);
  if (failure.stage !== 'store') return failure;
  return { ...failure, detail: WORDS[failure.kind] ?? failure.detail };
}

const WORDS: Partial<Record<string, string>> = {
  quota:
    'The browser has no room left for this page. The run has paused and nothing that was kept is lost; what came last is in memory and can be saved as a file. Delete old runs or free disk space, then go on.',
  'newer-version': 'A newer version of this app wrote the runs. Reload to get it.',
  closed: 'The runs were closed while they were in use. Reload the page; the run goes on.',
};

export const HELD_ELSEWHERE: Failure = {
  stage: 'store',
  kind: 'held',
  detail: 'Another tab runs this. It is shown as it goes on there; close that tab to run it here.',
};
