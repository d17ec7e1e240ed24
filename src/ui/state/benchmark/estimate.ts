/** What a run will take, told before it begins: calls, about how long, about how much. */
import type { Price } from '../../../core/ports/model-shelf.ts';

export interface EstimatedModel {
  title: string;
  /** Calls to it; asking again for want of a program not counted. */
  calls: number;
  /** Answers that need no network: replay and the composer. */
  builtIn: boolean;
  /** Models of one channel share its calls at once. */
  channel: string;
  price: Price | null;
}

export interface EstimateInput {
  models: readonly EstimatedModel[];
  /** Characters of a prompt with its template, on average. */
  promptCharacters: number;
  maxTokens: number | null;
  concurrency: number;
  encoders: number;
}

export interface Range {
  low: number;
  high: number;
}

export interface RunEstimate {
  calls: number;
  /** Milliseconds. */
  duration: Range;
  /** US dollars for the models whose price is known. */
  cost: Range;
  /** Titles of models whose price is not known. */
  unpriced: string[];
  /** Prompt and completion. */
  tokens: Range;
}

/** From sending to the last byte, of usual models on usual prompts. */
const ANSWER_MS: Range = { low: 4_000, high: 40_000 };
/** Composing or replaying an answer, where it is not drawn out for the eye. */
const BUILT_IN_MS: Range = { low: 5, high: 60 };
/** Checking and drawing. */
const DRAW_MS: Range = { low: 5, high: 40 };
/** One picture through one encoder, in wasm. */
const ENCODE_MS: Range = { low: 15, high: 400 };
/** An SVG program, with some thought before it. */
const COMPLETION_TOKENS: Range = { low: 600, high: 4_000 };
/** English prose has about 4 characters a token, templates with markup fewer. */
const CHARACTERS_PER_TOKEN = 3.5;

export function estimateRun(input: EstimateInput): RunEstimate {
  const { models, maxTokens } = input;
  const prompt = input.promptCharacters / CHARACTERS_PER_TOKEN;
  const asked = models.filter(({ builtIn }) => !builtIn);
  const askedCalls = sum(asked.map(({ calls }) => calls));
  const completion = scaled(COMPLETION_TOKENS, (tokens) => Math.min(tokens, maxTokens ?? tokens));
  const costOf = (tokens: number) =>
    sum(
      asked.map(({ calls, price }) =>
        price === null ? 0 : (calls * (prompt * price.input + tokens * price.output)) / 1e6,
      ),
    );
  return {
    calls: sum(models.map(({ calls }) => calls)),
    duration: scaled({ low: 0, high: 1 }, (end) => durationOf(input, end === 0 ? 'low' : 'high')),
    cost: scaled(completion, costOf),
    unpriced: asked.filter(({ price }) => price === null).map(({ title }) => title),
    tokens: scaled(completion, (tokens) => askedCalls * (prompt + tokens)),
  };
}

/** Channels work side by side, and scoring beside them: the slowest decides. */
function durationOf({ models, concurrency, encoders }: EstimateInput, end: keyof Range): number {
  const channels = new Map<string, number>();
  for (const { channel, calls, builtIn } of models) {
    const each = builtIn ? BUILT_IN_MS[end] : ANSWER_MS[end] / concurrency;
    channels.set(channel, (channels.get(channel) ?? 0) + calls * each);
  }
  const calls = sum(models.map(({ calls }) => calls));
  const scoring = calls * (DRAW_MS[end] + encoders * ENCODE_MS[end]);
  return Math.max(scoring, ...channels.values());
}

const scaled = (range: Range, change: (value: number) => number): Range => ({
  low: change(range.low),
  high: change(range.high),
});

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
