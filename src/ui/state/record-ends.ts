import type { SampleRecord } from '../../core/bench/record.ts';
import type { StageEnds } from './flow-stages.ts';

/** The flow as a record tells it: each stage that was reached, and where it went wrong. */
export function endsOf(record: SampleRecord): StageEnds {
  const ends: StageEnds = {};
  const { timings, failure, strictFailure } = record;
  if (record.attempts.length > 0) {
    const asked = record.attempts.at(-1)!.failure;
    ends.ask = { failure: asked, elapsedMs: timings.ask ?? null };
    if (asked !== null && record.extraction.source === null) return ends;
  }
  const extractFault = [failure, strictFailure].find((fault) => fault?.stage === 'extract') ?? null;
  ends.extract = { failure: extractFault, elapsedMs: timings.extract ?? null };
  if (record.extraction.source === null) return ends;
  const checkFault = strictFailure?.stage === 'check' ? strictFailure : null;
  ends.check = {
    failure: checkFault ?? (failure?.stage === 'check' ? failure : null),
    elapsedMs: timings.check ?? null,
  };
  if (failure?.stage === 'check' || failure?.stage === 'extract') return ends;
  ends.draw = { failure, elapsedMs: timings.draw ?? null };
  if (failure !== null) return ends;
  const unscored = record.scores.find(
    (score) => score.status === 'unscored' && score.failure.stage === 'embed',
  );
  const embedFault =
    unscored?.status === 'unscored' && unscored.metric === 'text-image' ? unscored.failure : null;
  ends.embed = { failure: embedFault, elapsedMs: timings.embed ?? null };
  ends.score = { failure: null, elapsedMs: null };
  return ends;
}
