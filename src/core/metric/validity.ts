/** Whether the response gave a program that draws: as sent, and after mending. 0 or 1. */
import { blame, type Failure } from '../failure.ts';
import type { Measured } from './measured.ts';
import type { MetricId, Score } from './score.ts';

export function validity({ strictFailure, failure }: Measured): Score[] {
  return [
    verdict('validity-strict', strictFailure ?? failure),
    verdict('validity-recovered', failure),
  ];
}

function verdict(metric: MetricId, failure: Failure | null): Score {
  if (failure !== null && blame(failure) === 'system')
    return { metric, encoderId: null, status: 'unscored', failure };
  return { metric, encoderId: null, status: 'scored', value: failure === null ? 1 : 0 };
}
