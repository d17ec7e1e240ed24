/** What the person is about to ask: prompt, model, template, canvas, settings. Kept on this device. */
import { PAPER_WEIGHTS, type RewardWeights } from '../../core/metric/reward.ts';
import type { SamplingSettings } from '../../core/ports/language-model.ts';
import type { ModelChoice } from '../../core/ports/model-shelf.ts';
import { EXTRACTION_RULES, type ExtractionRule } from '../../core/program/candidate.ts';
import { DEFAULT_TEMPLATE_ID } from '../../core/prompt/built-in.ts';
import { DEFAULT_CANVAS, type CanvasOptions } from '../../core/prompt/template.ts';
import { REPLAY } from './built-in-models.ts';
import { withRaise } from './with-raise.ts';
import { keep, readKept } from './kept.ts';

export interface AskFields {
  prompt: string;
  /** `title` as last listed, so that the picker has a name before any list is fetched. */
  model: ModelChoice & { title: string };
  templateId: string;
  canvas: CanvasOptions;
  settings: SamplingSettings;
  samples: number;
  rule: ExtractionRule;
  mend: boolean;
  weights: RewardWeights;
}

export const MOST_SAMPLES = 16;

export const START_FIELDS: AskFields = {
  prompt: '',
  model: REPLAY,
  templateId: DEFAULT_TEMPLATE_ID,
  canvas: DEFAULT_CANVAS,
  settings: {
    temperature: 1,
    topP: null,
    maxTokens: null,
    seed: null,
    reasoningEffort: null,
    stop: [],
  },
  samples: 4,
  rule: 'balanced',
  mend: true,
  weights: PAPER_WEIGHTS,
};

export class AskForm {
  #fields = $state.raw<AskFields>(mergeKept(readKept('ask')));

  get fields(): AskFields {
    return this.#fields;
  }

  /** The one door: everything that changes is kept at once. */
  change(part: Partial<AskFields>): void {
    this.#fields = { ...this.#fields, ...part };
    keep('ask', this.#fields);
  }

  changeSettings(part: Partial<SamplingSettings>): void {
    this.change({ settings: { ...this.#fields.settings, ...part } });
  }

  /** @param to `null`: an answer that was cut is taken as it is */
  raiseMaxTokens(to: number | null): void {
    this.change({ settings: withRaise(this.#fields.settings, to) });
  }

  changeCanvas(part: Partial<CanvasOptions>): void {
    this.change({ canvas: { ...this.#fields.canvas, ...part } });
  }

  changeSamples(samples: number): void {
    this.change({ samples: Math.min(MOST_SAMPLES, Math.max(1, Math.round(samples))) });
  }
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Takes each kept value that still has the kind it had; anything else falls back, alone. */
export function mergeKept(kept: unknown): AskFields {
  if (!isFields(kept)) return START_FIELDS;
  const merged = mergeSameKind(START_FIELDS, kept);
  const rule = EXTRACTION_RULES.find((known) => known === merged.rule) ?? START_FIELDS.rule;
  const samples = Math.min(MOST_SAMPLES, Math.max(1, Math.round(merged.samples)));
  const raise = isFields(kept.settings) ? kept.settings.raiseMaxTokens : null;
  const settings = withRaise(merged.settings, Number.isFinite(raise) ? (raise as number) : null);
  return { ...merged, rule, samples, settings };
}

function mergeSameKind<T extends object>(start: T, kept: Fields): T {
  const entries = Object.entries(start).map(([name, value]): [string, unknown] => {
    const candidate = kept[name];
    if (Array.isArray(value)) {
      const words = Array.isArray(candidate) && candidate.every((item) => typeof item === 'string');
      return [name, words ? candidate : value];
    }
    if (isFields(value))
      return [name, isFields(candidate) ? mergeSameKind(value, candidate) : value];
    if (NULLABLE.has(name)) return [name, isNullable(name, candidate) ? candidate : value];
    const sameKind =
      typeof candidate === typeof value &&
      (typeof candidate !== 'number' || Number.isFinite(candidate));
    return [name, sameKind ? candidate : value];
  });
  return Object.fromEntries(entries) as T;
}

const NULLABLE = new Set([
  'temperature',
  'topP',
  'maxTokens',
  'seed',
  'reasoningEffort',
  'gateOffset',
]);
const EFFORTS: unknown[] = ['minimal', 'low', 'medium', 'high'];

const isNullable = (name: string, value: unknown): boolean =>
  value === null || (name === 'reasoningEffort' ? EFFORTS.includes(value) : Number.isFinite(value));
