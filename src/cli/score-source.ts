/** What `sgp score` is to score: answers of a file, or the records of an earlier scoring. */
import { PAPER_WEIGHTS } from '../core/metric/reward.ts';
import { answersToScore } from '../core/bench/answers-to-score.ts';
import { recordFromLine } from '../core/bench/record-line.ts';
import type { SampleRecord } from '../core/bench/record.ts';
import { recordsToScore, type RecordReading } from '../core/bench/records-to-score.ts';
import type { ToScore } from '../core/bench/to-score.ts';
import { answersConditions, importedModel } from '../core/run/answers-run.ts';
import { CardFromRecords } from '../core/run/card-from-records.ts';
import { otherRunWords } from '../core/run/run-card.ts';
import { runIdOf, sharedSettings, type RunConditions } from '../core/run/run-plan.ts';
import type { SuiteReferences } from '../core/run/suite-references.ts';
import type { SuiteReading } from '../core/suite/read-suite.ts';
import { readRunFile } from '../adapters/run-store/run-file.node.ts';
import { answerRows, textLines } from './answer-rows.ts';
import type { ScoreCommandOptions } from './score-command.ts';
import type { OpenedTools } from './scoring-tools.ts';
import { NO_DATE } from './timeless.ts';

export interface ScoreSource {
  samples(): AsyncIterable<ToScore>;
  /** @throws Error in words where a kept record was made under other conditions */
  refuseOther(record: SampleRecord): void;
}

/**
 * @param model name of the model that answered
 * @param enough aborted: a pipe is read no further
 */
export function samplesToScore(
  file: string,
  options: ScoreCommandOptions,
  reading: SuiteReading | null,
  tools: OpenedTools,
  references: SuiteReferences,
  model: string,
  onBytes: (bytes: number) => void,
  enough: AbortSignal,
): ScoreSource {
  const suite = reading?.suite ?? null;
  const referenceFor = references.of.bind(references);
  const judging = {
    rule: options.extract ?? reading?.facts.scoring.extraction ?? 'balanced',
    mend: options.mend ?? (reading === null || reading.facts.scoring.repair === 'mend'),
    weights: options.weights,
    encoders: tools.encoderKeys,
  } as const;
  if (options.rescore) {
    const conditions = new RescoreConditions(options, judging);
    const conditionsFor = (record: SampleRecord) => conditions.of(record);
    const scoring = { conditionsFor, suite, tools, referenceFor };
    return {
      samples: () => recordsToScore(recordsIn(file, conditions, enough), scoring),
      refuseOther: (record) => conditions.refuseOther(record),
    };
  }
  const conditions = answersConditions(suite, judging);
  const runId = runIdOf(conditions);
  const createdAt = options.times ? new Date().toISOString() : NO_DATE;
  const scoring = {
    conditions,
    suite,
    model: importedModel(model),
    createdAt,
    tools,
    referenceFor,
  };
  return {
    samples: () => answersToScore(answerRows(file, onBytes, enough), scoring),
    refuseOther(record) {
      if (record.run?.runId !== runId) throw new Error(otherRunWords(record, { conditions }));
    },
  };
}

type Judging = Pick<RunConditions, 'rule' | 'mend' | 'weights' | 'encoders'>;

/** A record's own conditions with other judging; what was not said on the command line stays. */
class RescoreConditions {
  readonly #options: ScoreCommandOptions;
  readonly #judging: Judging;
  readonly #proven = new Map<string, RunConditions>();

  constructor(options: ScoreCommandOptions, judging: Judging) {
    this.#options = options;
    this.#judging = judging;
  }

  /** Takes a record's own conditions for its run's. @returns whether they give the run's name */
  prove(record: SampleRecord): boolean {
    const runId = record.run?.runId ?? '';
    const fromRecords = new CardFromRecords(runId);
    fromRecords.add(record);
    const { card } = fromRecords;
    if (card !== null) this.#proven.set(runId, card.conditions);
    return card !== null;
  }

  of(record: SampleRecord): RunConditions {
    return this.#judged(this.#proven.get(record.run?.runId ?? '') ?? ownConditions(record));
  }

  refuseOther(record: SampleRecord): void {
    const own = ownConditions(record);
    const conditions = this.#judged(own);
    // What was not drawn names no encoder, whichever were at hand.
    if (record.encoders.length === 0) conditions.encoders = own.encoders;
    if (runIdOf(own) !== runIdOf(conditions))
      throw new Error(otherRunWords(record, { conditions }));
  }

  #judged(own: RunConditions): RunConditions {
    const { extract = own.rule, mend = own.mend } = this.#options;
    return { ...own, ...this.#judging, rule: extract, mend };
  }
}

/** As far as a record says them; the name of its run stands for the rest. */
function ownConditions(record: SampleRecord): RunConditions {
  const { item, template, settings, extraction, repair, rewardWeights, encoders } = record;
  return {
    name: record.run?.runId ?? '',
    suite: { id: item?.suiteId ?? 'none', sha256: item?.suiteSha256 ?? '' },
    canvas: template.options,
    settings: sharedSettings(settings),
    rule: extraction.rule,
    mend: repair === 'mend',
    weights: rewardWeights ?? PAPER_WEIGHTS,
    encoders: encoders.map(({ id }) => id),
    askAgainWithoutProgram: 0,
  };
}

/** Of each slot the one that counts, where the file is of a run; else, and from a pipe, as they come. */
async function* recordsIn(
  file: string,
  conditions: RescoreConditions,
  enough: AbortSignal,
): AsyncGenerator<RecordReading> {
  const run = file === '-' ? null : await readRunFile(file);
  if (run?.ok === true) {
    try {
      // One that was drawn names the encoders, and so tells all.
      for await (const record of run.value.records()) if (conditions.prove(record)) break;
      for (const { place, reason } of run.value.unreadable()) yield { ok: false, place, reason };
      for await (const record of run.value.records()) yield { ok: true, place: record.id, record };
    } finally {
      await run.value.close();
    }
    return;
  }
  let line = 0;
  for await (const text of textLines(file, enough)) {
    line++;
    if (text.trim() === '') continue;
    yield { ...recordFromLine(text), place: `line ${line}` };
  }
}
