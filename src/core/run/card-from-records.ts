/** The plan of a run that came as a file: its records tell it, and its name proves it. */
import type { SampleRecord } from '../bench/record.ts';
import { NO_BUDGET } from './budget.ts';
import { CARD_FORMAT, CARD_VERSION, type RunCard } from './run-card.ts';
import { runIdOf, sharedSettings, type RunConditions } from './run-plan.ts';

/** Not in records, and seldom more. */
const MOST_ASKED_AGAIN = 5;
const USUAL_CONCURRENCY = 4;

export class CardFromRecords {
  readonly #runId: string;
  readonly #models = new Map<string, RunCard['models'][number]>();
  readonly #templates = new Map<string, RunCard['templates'][number]>();
  readonly #seeds = new Set<number | null>();
  #samples = 0;
  #createdAt: string | null = null;
  #conditions: RunConditions | null = null;

  constructor(runId: string) {
    this.#runId = runId;
  }

  add(record: SampleRecord): void {
    const { model, template, settings, sampleIndex, createdAt } = record;
    this.#models.set(JSON.stringify([model.providerId, model.id]), model);
    const { id, version, system, text } = template;
    this.#templates.set(JSON.stringify([id, version, system, text]), {
      id,
      title: id,
      version,
      system,
      text,
      builtIn: false,
    });
    this.#seeds.add(settings.seed);
    this.#samples = Math.max(this.#samples, sampleIndex + 1);
    if (this.#createdAt === null || createdAt < this.#createdAt) this.#createdAt = createdAt;
    this.#conditions ??= this.#conditionsIn(record);
  }

  /** `null` where records do not tell all: the run has a name of its own, or nothing was drawn yet. */
  get card(): RunCard | null {
    if (this.#conditions === null || this.#createdAt === null) return null;
    return {
      format: CARD_FORMAT,
      version: CARD_VERSION,
      runId: this.#runId,
      createdAt: this.#createdAt,
      conditions: this.#conditions,
      items: null,
      models: [...this.#models.values()],
      templates: [...this.#templates.values()],
      samples: this.#samples,
      seeds: [...this.#seeds],
      pace: { budget: NO_BUDGET, concurrency: USUAL_CONCURRENCY },
    };
  }

  /** What a record leaves open is tried; only conditions that give the run's own name are believed. */
  #conditionsIn(record: SampleRecord): RunConditions | null {
    const { item, template, settings, extraction, repair, rewardWeights, encoders } = record;
    if (item === null || rewardWeights === null) return null;
    for (let again = 0; again <= MOST_ASKED_AGAIN; again++) {
      const conditions: RunConditions = {
        name: '',
        suite: { id: item.suiteId, sha256: item.suiteSha256 },
        canvas: template.options,
        settings: sharedSettings(settings),
        rule: extraction.rule,
        mend: repair === 'mend',
        weights: rewardWeights,
        encoders: encoders.map(({ id }) => id),
        askAgainWithoutProgram: again,
      };
      if (runIdOf(conditions) === this.#runId) return conditions;
    }
    return null;
  }
}
