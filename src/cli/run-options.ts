/** Options of `sgp run`, and the plan that they say. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { BUILT_IN_TEMPLATES } from '../core/prompt/built-in.ts';
import {
  DEFAULT_CANVAS,
  unknownVariables,
  VARIABLES,
  type PromptTemplate,
} from '../core/prompt/template.ts';
import type { SamplingSettings } from '../core/ports/language-model.ts';
import { seedsTooClose } from '../core/run/sent-seeds.ts';
import { shardOf, type PlannedModel, type RunPlan } from '../core/run/run-plan.ts';
import type { Selection } from '../core/run/select.ts';
import type { SuiteReading } from '../core/suite/read-suite.ts';
import type { Shard } from './option-values.ts';
import type { ScoringOptions } from './scoring-options.ts';

export interface RunOptions extends ScoringOptions {
  model: string[];
  template?: string[];
  samples?: number;
  seed?: number[];
  temperature?: number;
  topP?: number;
  maxTokens?: number;
  /** Absent: an answer that was cut is taken as it is. */
  raiseMaxTokens?: number;
  reasoning?: Exclude<SamplingSettings['reasoningEffort'], null>;
  stop?: string[];
  askAgain?: number;
  canvas: { widthPx: number; heightPx: number };
  item?: string[];
  limit?: number;
  name: string;
  map?: string;
  provider?: [id: string, baseUrl: string][];
  price?: [model: string, price: { input: number; output: number }][];
  concurrency: number;
  budgetCalls?: number;
  budgetTokens?: number;
  budgetMoney?: number;
  shard?: Shard;
  only: Selection;
  out: string;
}

/**
 * What is not said comes from the suite's scoring rule, so that its numbers are made as published
 * ones are.
 * @throws Error in words for an item or a template that there is not, and for seeds that would repeat
 */
export function planFrom(
  options: RunOptions,
  { suite, facts }: SuiteReading,
  models: PlannedModel[],
  encoders: string[],
): RunPlan {
  const { scoring } = facts;
  const maxTokens = options.maxTokens ?? scoring.maxTokens;
  const { raiseMaxTokens } = options;
  if (raiseMaxTokens !== undefined && maxTokens !== null && raiseMaxTokens <= maxTokens)
    throw new Error(
      `--raise-max-tokens ${raiseMaxTokens} is no more than the ${maxTokens} of an answer.`,
    );
  const samples = options.samples ?? scoring.samples;
  const seeds = options.seed ?? [null];
  const tooClose = seedsTooClose(seeds, samples);
  if (tooClose !== null) throw new Error(`--seed: ${tooClose}`);
  const plan: RunPlan = {
    conditions: {
      name: options.name,
      suite: { id: suite.id, sha256: suite.sha256 },
      canvas: { ...DEFAULT_CANVAS, ...options.canvas },
      settings: {
        temperature: options.temperature ?? scoring.temperature,
        topP: options.topP ?? scoring.topP,
        maxTokens,
        ...(raiseMaxTokens !== undefined && { raiseMaxTokens }),
        reasoningEffort: options.reasoning ?? null,
        stop: options.stop ?? [],
      },
      rule: options.extract ?? scoring.extraction,
      mend: options.mend ?? scoring.repair === 'mend',
      weights: options.weights,
      encoders,
      askAgainWithoutProgram: options.askAgain ?? scoring.askAgainWithoutProgram,
    },
    suite,
    items: itemsFrom(options, suite.items),
    models,
    templates: (options.template ?? [usualTemplate(scoring.id)]).map(templateAt),
    samples,
    seeds,
    pace: {
      budget: {
        calls: options.budgetCalls ?? null,
        tokens: options.budgetTokens ?? null,
        usd: options.budgetMoney ?? null,
      },
      concurrency: options.concurrency,
    },
  };
  return options.shard === undefined
    ? plan
    : shardOf(plan, options.shard.index, options.shard.count);
}

function itemsFrom(
  { item, limit }: RunOptions,
  items: ReadonlyMap<string, unknown>,
): string[] | null {
  const unknown = item?.find((id) => !items.has(id));
  if (unknown !== undefined) throw new Error(`The suite has no item "${unknown}".`);
  if (item === undefined && limit === undefined) return null;
  return (item ?? [...items.keys()]).slice(0, limit);
}

/** The protocol of the object and scene suites asks for reasoning before the answer. */
const usualTemplate = (scoringId: string): string =>
  scoringId === 'sgp-genbench' ? 'think-then-answer' : 'svg-only';

/** @param name of a built-in template, or a file: text alone, or JSON {id?, version?, system?, text} */
function templateAt(name: string): PromptTemplate {
  const builtIn = BUILT_IN_TEMPLATES.find(({ id }) => id === name);
  if (builtIn !== undefined) return builtIn;
  if (!existsSync(name)) {
    const known = BUILT_IN_TEMPLATES.map(({ id }) => id).join(', ');
    throw new Error(`There is no template "${name}". Built in: ${known}; or name a file.`);
  }
  const template = templateIn(readFileSync(name, 'utf8'), basename(name, extname(name)), name);
  const [unknown] = unknownVariables(template);
  if (unknown !== undefined)
    throw new Error(`${name}: there is no {${unknown}}. There are: ${VARIABLES.join(', ')}.`);
  return template;
}

function templateIn(text: string, stem: string, path: string): PromptTemplate {
  const template = { id: stem, title: stem, version: 1, system: null, text, builtIn: false };
  if (!path.endsWith('.json')) return template;
  const value: unknown = JSON.parse(text);
  const { id = stem, version = 1, system = null, text: words } = value as Record<string, unknown>;
  const isSound =
    typeof id === 'string' &&
    typeof version === 'number' &&
    (system === null || typeof system === 'string') &&
    typeof words === 'string';
  if (!isSound) throw new Error(`${path}: a template is {"id", "version", "system", "text"}.`);
  return { ...template, id, title: id, version, system, text: words };
}
