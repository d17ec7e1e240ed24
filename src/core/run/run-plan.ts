/**
 * What a run will ask for: suite x models x templates x samples x seeds, and under which conditions.
 * The conditions name the run; each answer it wants is a slot with a name of its own.
 */
import type { SampleRecord } from '../bench/record.ts';
import type { Suite, SuiteItem } from '../suite/suite.ts';
import { gateInName } from '../metric/kept-weights.ts';
import type { RewardWeights } from '../metric/reward.ts';
import type { SamplingSettings } from '../ports/language-model.ts';
import type { ExtractionRule } from '../program/candidate.ts';
import type { CanvasOptions, PromptTemplate } from '../prompt/template.ts';
import type { Budget } from './budget.ts';
import { nameOf, sha256Of } from './content-hash.ts';

export type PlannedModel = SampleRecord['model'];

/** All samples of a run share these: one that differs is of another run. */
export interface RunConditions {
  /** Keeps apart runs that are repeated under the same conditions; empty for the first. */
  name: string;
  suite: { id: string; sha256: string };
  canvas: CanvasOptions;
  /** Of each call; the seed is the slot's own. */
  settings: Omit<SamplingSettings, 'seed'>;
  rule: ExtractionRule;
  /** Mend before drawing; the rule `sgp-compbench` never does. */
  mend: boolean;
  weights: RewardWeights;
  /** `encoderKey` of each encoder, in the order in which scores name them. */
  encoders: readonly string[];
  /** How often a response without a program is asked for again (SGP-CompBench: 3). */
  askAgainWithoutProgram: number;
}

/** How the asking is done: changes no result, and may differ each time a run goes on. */
export interface RunPace {
  budget: Budget;
  /** Calls under way at once for one provider and key, at most: fewer where it asks to slow down. */
  concurrency: number;
}

export interface RunPlan {
  conditions: RunConditions;
  suite: Suite;
  /** Ids of the items wanted, in this order; `null`: all of the suite. */
  items: readonly string[] | null;
  models: readonly PlannedModel[];
  templates: readonly PromptTemplate[];
  /** Samples of each item, model, template and seed: 1 or more. */
  samples: number;
  /** `null` leaves the seed to the provider; sample `i` of seed `s` is sent `s + i`. */
  seeds: readonly (number | null)[];
  pace: RunPace;
}

/** One answer that is wanted. */
export interface Slot {
  /** The same for the same question, whichever run asks it. */
  id: string;
  item: SuiteItem;
  model: PlannedModel;
  template: PromptTemplate;
  seed: number | null;
  sampleIndex: number;
}

/** What all samples of a run share of a call's settings. */
export function sharedSettings(settings: SamplingSettings): RunConditions['settings'] {
  const { temperature, topP, maxTokens, raiseMaxTokens, reasoningEffort, stop } = settings;
  const shared = { temperature, topP, maxTokens, reasoningEffort, stop };
  return raiseMaxTokens === undefined ? shared : { ...shared, raiseMaxTokens };
}

/** The same command gives the same name and goes on where it stopped. */
export function runIdOf(conditions: RunConditions): string {
  const { name, suite, canvas, settings, rule, mend, weights } = conditions;
  return nameOf(
    'run',
    name,
    suite.sha256,
    [canvas.widthPx, canvas.heightPx, canvas.palette, canvas.noText],
    [
      settings.temperature,
      settings.topP,
      settings.maxTokens,
      settings.reasoningEffort,
      settings.stop,
    ],
    [rule, rule === 'sgp-compbench' ? false : mend],
    [
      weights.textImage,
      weights.imageImage,
      weights.length,
      weights.format,
      gateInName(weights.gateOffset),
    ],
    conditions.encoders,
    conditions.askAgainWithoutProgram,
    // Left out where it is off: such runs keep the names that they had before there was one.
    ...(settings.raiseMaxTokens === undefined ? [] : [settings.raiseMaxTokens]),
  );
}

/**
 * Item by item, so that what is known of each model grows evenly. Lazy: a plan may want more slots
 * than fit in memory.
 * @throws RangeError for an item that the suite does not have
 */
export function* slotsOf(plan: RunPlan, models = plan.models): Generator<Slot> {
  const texts = new Map(plan.templates.map((template) => [template, templateHash(template)]));
  for (const item of itemsOf(plan))
    for (const seed of plan.seeds)
      for (const template of plan.templates)
        for (const model of models)
          for (let sampleIndex = 0; sampleIndex < plan.samples; sampleIndex++) {
            const slot = { item, model, template, seed, sampleIndex };
            yield { id: slotIdOf(plan.suite.sha256, slot, texts.get(template)), ...slot };
          }
}

/** @param textSha256 of the template, where it is known already: hashing takes time */
export function slotIdOf(
  suiteSha256: string,
  { item, model, template, seed, sampleIndex }: Omit<Slot, 'id'>,
  textSha256 = templateHash(template),
): string {
  const question = [suiteSha256, item.id, model.providerId, model.id];
  const prompt = [template.id, template.version, textSha256];
  return nameOf('slot', ...question, ...prompt, sampleIndex, seed);
}

/** How many slots a plan has. */
export const slotCount = (plan: RunPlan, models = plan.models): number =>
  (plan.items?.length ?? plan.suite.items.size) *
  plan.seeds.length *
  plan.templates.length *
  models.length *
  plan.samples;

/**
 * One of several machines' part of a plan. All samples of an item are in one part, so that its
 * caption and reference are encoded once.
 * @param index 0-based
 * @throws RangeError unless 0 <= index < count
 */
export function shardOf(plan: RunPlan, index: number, count: number): RunPlan {
  if (!Number.isInteger(index) || !Number.isInteger(count) || index < 0 || index >= count)
    throw new RangeError(`There is no part ${index} of ${count}.`);
  return { ...plan, items: itemIdsOf(plan).filter((id) => shardIndex(id, count) === index) };
}

/** Which of `count` parts an item is in, 0-based: by the hash of its id, alike on every machine. */
export const shardIndex = (itemId: string, count: number): number =>
  // 48 bits: exact in a double.
  parseInt(sha256Of(itemId).slice(0, 12), 16) % count;

const itemIdsOf = ({ items, suite }: RunPlan): readonly string[] =>
  items ?? [...suite.items.keys()];

function* itemsOf(plan: RunPlan): Generator<SuiteItem> {
  for (const id of itemIdsOf(plan)) {
    const item = plan.suite.items.get(id);
    if (item === undefined) throw new RangeError(`The suite has no item "${id}".`);
    yield item;
  }
}

/** The words of a template: an edit that kept its version is told by it. */
export const templateHash = ({ system, text }: PromptTemplate): string =>
  nameOf('template', system, text);
