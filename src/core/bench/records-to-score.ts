/** Records that exist, scored again with other encoders, rules or weights: no model is asked. */
import type { ScoringTools } from '../evaluate.ts';
import type { EmbeddableReference } from '../reference.ts';
import { standingOf } from '../run/preferred-record.ts';
import type { RunConditions } from '../run/run-plan.ts';
import { requestOfRecord } from '../run/slot-request.ts';
import { judgeAttempts, type SampleListener } from '../sample.ts';
import { SILENT } from '../stage.ts';
import type { Suite, SuiteItem } from '../suite/suite.ts';
import type { SampleRecord } from './record.ts';
import type { ToScore } from './to-score.ts';

export interface RecordScoring {
  /** New conditions of a record, from its own. */
  conditionsFor(record: SampleRecord): RunConditions;
  /** For references; `null`: nothing is compared with. */
  suite: Suite | null;
  tools: ScoringTools;
  referenceFor(item: SuiteItem): Promise<EmbeddableReference | null>;
}

export type RecordReading =
  { ok: true; place: string; record: SampleRecord } | { ok: false; place: string; reason: string };

/** @yields a sample, or the reason why there is none, for each record */
export async function* recordsToScore(
  records: AsyncIterable<RecordReading>,
  scoring: RecordScoring,
): AsyncGenerator<ToScore> {
  for await (const reading of records)
    yield reading.ok ? recordToScore(reading.place, reading.record, scoring) : reading;
}

function recordToScore(place: string, record: SampleRecord, scoring: RecordScoring): ToScore {
  const { suite, tools } = scoring;
  const itemId = record.item?.itemId ?? record.drawId;
  if (record.attempts.length === 0)
    return { ok: false, place, reason: `${record.id} was typed or edited: it has no answer` };
  if (suite !== null && record.item?.suiteSha256 !== suite.sha256)
    return { ok: false, place, reason: `${record.id} is of another suite` };
  return {
    ok: true,
    place,
    itemId,
    slotId: record.run?.slotId ?? null,
    standing: standingOf(record),
    async judge(signal) {
      const item = suite?.items.get(itemId) ?? null;
      const reference = item === null ? null : await scoring.referenceFor(item);
      const plan = { conditions: scoring.conditionsFor(record) };
      const request = requestOfRecord(record, plan, reference);
      const { attempts } = record;
      const judged = await judgeAttempts(request, attempts, tools, UNWATCHED, signal);
      return judged.record;
    },
  };
}

const UNWATCHED: SampleListener = { ...SILENT, text() {}, reasoning() {}, extracted() {} };
