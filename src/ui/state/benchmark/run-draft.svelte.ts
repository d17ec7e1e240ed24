/** The form of a new run, and the run that it would be. */
import { PAPER_WEIGHTS, type RewardWeights } from '../../../core/metric/reward.ts';
import type { SamplingSettings } from '../../../core/ports/language-model.ts';
import type { ExtractionRule } from '../../../core/program/candidate.ts';
import { DEFAULT_CANVAS } from '../../../core/prompt/template.ts';
import type { ScoringRule } from '../../../core/suite/scoring-rule.ts';
import { NO_BUDGET, type Budget } from '../../../core/run/budget.ts';
import { mergeCards } from '../../../core/run/merge-cards.ts';
import { cardOf, type RunCard } from '../../../core/run/run-card.ts';
import { slotCount, type PlannedModel, type RunConditions, type RunPlan } from '../../../core/run/run-plan.ts'; // prettier-ignore
import { seedsTooClose } from '../../../core/run/sent-seeds.ts';
import { COMPOSER, isBuiltIn } from '../built-in-models.ts';
import { AnswerChoice } from './answer-choice.svelte.ts';
import type { BenchmarkParts } from './benchmark.svelte.ts';
import { ALL_ITEMS, chosenItems, type ItemFilter } from './chosen-items.ts';
import { estimateRun, type RunEstimate } from './estimate.ts';
import { IMPORTED_TEMPLATE, importedModel, UNKNOWN_SETTINGS } from './imported-answers.ts';
import { keyOfEntry } from './run-tools.ts';
import { seedWords } from './seeds.ts';
import { SuiteChoice } from './suite-choice.svelte.ts';

/** How an answer is asked for, read and scored: what a suite's own protocol may settle. */
export interface DraftRules {
  rule: ExtractionRule;
  mend: boolean;
  samples: number;
  settings: Omit<SamplingSettings, 'seed'>;
  askAgainWithoutProgram: number;
}

const START_RULES: DraftRules = {
  rule: 'balanced',
  mend: true,
  samples: 1,
  settings: UNKNOWN_SETTINGS,
  askAgainWithoutProgram: 0,
};

export class RunDraft {
  readonly suite: SuiteChoice;
  readonly answers: AnswerChoice;
  /** `answers`: nobody is asked, a file is scored. */
  mode = $state<'ask' | 'answers'>('ask');
  models = $state.raw<readonly PlannedModel[]>([planned(COMPOSER)]);
  templateIds = $state.raw<readonly string[]>([]);
  rules = $state.raw<DraftRules>(START_RULES);
  seeds = $state.raw<readonly (number | null)[]>([null]);
  weights = $state.raw<RewardWeights>(PAPER_WEIGHTS);
  filter = $state.raw<ItemFilter>(ALL_ITEMS);
  /** Ids of cards; those at hand are taken until the person chooses. */
  encoderIds = $state.raw<readonly string[] | null>(null);
  budget = $state.raw<Budget>(NO_BUDGET);
  concurrency = $state(8);
  /** Keeps it apart from a run of the same conditions. */
  name = $state('');
  readonly #parts: BenchmarkParts;

  constructor(parts: BenchmarkParts) {
    this.#parts = parts;
    this.suite = new SuiteChoice(parts.services, () => this.#suiteOpened());
    this.answers = new AnswerChoice(parts.services);
    this.templateIds = [parts.form.fields.templateId];
    this.suite.choose('starter');
  }

  /** What would be asked for; `null` without a suite. */
  readonly items = $derived.by((): readonly string[] | null => {
    const suite = this.suite.reading?.suite;
    if (suite === undefined) return null;
    const chosen = chosenItems(suite, this.filter);
    const answered = this.mode === 'answers' ? this.answers.reading?.answers : undefined;
    return answered === undefined ? chosen : chosen.filter((id) => answered.has(id));
  });

  /** Of those wanted, the ones whose files are here. */
  get encoders() {
    const { openable, entries } = this.#parts.encoding;
    const wanted = this.encoderIds;
    return wanted === null ? openable : entries.filter(({ card }) => wanted.includes(card.id));
  }

  readonly plan = $derived.by((): RunPlan | null => {
    const suite = this.suite.reading?.suite;
    if (suite === undefined || this.items === null) return null;
    const asking = this.mode === 'ask';
    return {
      conditions: this.#conditions(suite),
      suite,
      items: this.items,
      models: asking ? this.models : [importedModel(this.answers.modelTitle.trim())],
      templates: asking ? this.#templates() : [IMPORTED_TEMPLATE],
      samples: asking ? this.rules.samples : (this.answers.reading?.samples ?? 1),
      seeds: asking ? this.seeds : [null],
      pace: { budget: asking ? this.budget : NO_BUDGET, concurrency: this.concurrency },
    };
  });

  /** Why it cannot begin yet, in the order of the form. */
  readonly obstacles = $derived.by((): string[] => {
    const found: string[] = [];
    if (this.suite.reading === null) found.push('Choose a suite');
    else if (this.items?.length === 0)
      found.push(this.mode === 'ask' ? 'No item is left' : 'No answer is of an item of this suite');
    if (this.mode === 'ask') {
      if (this.models.length === 0) found.push('Choose a model');
      if (this.templateIds.length === 0) found.push('Choose a template');
      if (this.seeds.length === 0) found.push('Give a seed, or leave it to the provider');
      const tooClose = seedsTooClose(this.seeds, this.rules.samples);
      if (tooClose !== null) found.push(tooClose.replace(/\.$/, ''));
      const { unpriced } = this.estimate ?? { unpriced: [] };
      if (this.budget.usd !== null && unpriced.length > 0)
        found.push(`A budget in money needs the price of ${unpriced.join(', ')}`);
    } else {
      if (this.answers.reading === null) found.push('Choose the file of answers');
      if (this.answers.modelTitle.trim() === '') found.push('Say who answered');
    }
    return found;
  });

  readonly estimate = $derived.by((): RunEstimate | null => {
    const { plan } = this;
    if (plan === null) return null;
    const { models } = this.#parts.page;
    const each = slotCount(plan, plan.models.slice(0, 1));
    return estimateRun({
      models: plan.models.map(({ providerId, id, title }) => ({
        title,
        calls: each,
        builtIn: this.mode === 'answers' || isBuiltIn(providerId),
        channel: providerId,
        price: models.price({ providerId, modelId: id }),
      })),
      promptCharacters: averagePrompt(plan),
      maxTokens: this.rules.settings.maxTokens,
      concurrency: this.concurrency,
      encoders: this.encoders.length,
    });
  });

  card(): RunCard | null {
    return this.plan === null ? null : cardOf(this.plan, this.#parts.services.clock.date());
  }

  change(rules: Partial<DraftRules>): void {
    this.rules = { ...this.rules, ...rules };
  }

  changeSettings(settings: Partial<DraftRules['settings']>): void {
    this.change({ settings: { ...this.rules.settings, ...settings } });
  }

  /** What the suite's protocol says, where it says anything. */
  useProtocol(): void {
    const scoring = this.suite.reading?.facts.scoring;
    if (scoring !== undefined) this.rules = rulesOf(scoring);
  }

  get followsProtocol(): boolean {
    const scoring = this.suite.reading?.facts.scoring;
    return scoring === undefined || JSON.stringify(rulesOf(scoring)) === JSON.stringify(this.rules);
  }

  toggleModel(model: PlannedModel): void {
    const same = ({ providerId, id }: PlannedModel) =>
      providerId === model.providerId && id === model.id;
    this.models = this.models.some(same)
      ? this.models.filter((one) => !same(one))
      : [...this.models, model];
  }

  /** Keeps the suite and the card. @returns the run's name; `null` where the disk refused, which is said */
  async keep(known: RunCard | null): Promise<string | null> {
    const { services, notices } = this.#parts;
    const { reading } = this.suite;
    const wanted = this.card();
    if (wanted === null || reading === null) return null;
    const card = known === null ? wanted : mergeCards(known, wanted);
    // Each of the two may stand well by itself.
    const tooClose = seedsTooClose(card.seeds, card.samples);
    if (tooClose !== null) {
      notices.fault(`This run was begun with seed ${seedWords(known?.seeds ?? [])}. ${tooClose}`);
      return null;
    }
    const kept = await services.suiteStore.keep(reading);
    if (!kept.ok)
      notices.fault(`The suite is kept until this tab closes only. ${kept.failure.detail}`);
    const saved = await services.runs.saveCard(card);
    if (saved.ok) return card.runId;
    notices.fault(saved.failure.detail);
    return null;
  }

  #suiteOpened(): void {
    this.filter = ALL_ITEMS;
    this.useProtocol();
  }

  #templates() {
    return this.templateIds.map((id) => this.#parts.templates.find(id));
  }

  #conditions(suite: RunPlan['suite']): RunConditions {
    const asking = this.mode === 'ask';
    const { rule, mend, settings, askAgainWithoutProgram } = this.rules;
    return {
      name: this.name.trim(),
      suite: { id: suite.id, sha256: suite.sha256 },
      canvas: DEFAULT_CANVAS,
      settings: asking ? settings : UNKNOWN_SETTINGS,
      rule,
      mend,
      weights: this.weights,
      encoders: this.encoders.map(keyOfEntry),
      askAgainWithoutProgram: asking ? askAgainWithoutProgram : 0,
    };
  }
}

export const planned = ({
  providerId,
  modelId,
  title,
}: {
  providerId: string;
  modelId: string;
  title: string;
}): PlannedModel => ({ providerId, id: modelId, title });

function rulesOf(scoring: ScoringRule): DraftRules {
  const { extraction, repair, samples, temperature, topP, maxTokens } = scoring;
  return {
    rule: extraction,
    mend: repair === 'mend',
    samples,
    settings: { ...UNKNOWN_SETTINGS, temperature, topP, maxTokens },
    askAgainWithoutProgram: scoring.askAgainWithoutProgram,
  };
}

/** Enough items to know their usual length. */
const LOOKED_AT = 200;

function averagePrompt({ suite, items, templates }: RunPlan): number {
  const ids = (items ?? [...suite.items.keys()]).slice(0, LOOKED_AT);
  const prompts = ids.reduce((sum, id) => sum + (suite.items.get(id)?.prompt.length ?? 0), 0);
  const words = templates.reduce(
    (sum, { system, text }) => sum + (system?.length ?? 0) + text.length,
    0,
  );
  return prompts / Math.max(1, ids.length) + words / Math.max(1, templates.length);
}
