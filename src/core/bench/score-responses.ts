/** Scores answers made elsewhere, line by line, in constant memory and in the order of the file. */
import type { SampleRecord } from './record.ts';
import { emptyResponse } from '../attempt.ts';
import type { ScoringTools } from '../evaluate.ts';
import type { RewardWeights } from '../metric/reward.ts';
import type { Attempt } from '../ports/language-model.ts';
import type { ExtractionRule } from '../program/candidate.ts';
import { DEFAULT_CANVAS } from '../prompt/template.ts';
import type { EmbeddableReference } from '../reference.ts';
import { judgeAttempts, type SampleListener } from '../sample.ts';
import { SILENT } from '../stage.ts';
import { inOrder } from './in-order.ts';
import { parseResponseLine, type ResponseLine } from './response-line.ts';
import type { Suite, SuiteItem } from '../suite/suite.ts';

export interface ScoreOptions {
  rule: ExtractionRule;
  mend: boolean;
  weights: RewardWeights;
  suite: Suite | null;
  /** Name of the model that answered, for the records. */
  modelTitle: string;
  /** Lines under way at once: enough to draw while the encoder is busy. */
  width: number;
  /** ISO 8601, UTC: the same for a whole file, so that scoring it twice gives equal lines. */
  createdAt: string;
  /** An item's own reference, drawn once. */
  referenceFor(item: SuiteItem): Promise<EmbeddableReference | null>;
}

export type ScoredLine =
  { ok: true; line: number; record: SampleRecord } | { ok: false; line: number; reason: string };

/** @yields a record or the reason why there is none for each line that is not empty */
export async function* scoreResponses(
  lines: AsyncIterable<string>,
  options: ScoreOptions,
  tools: ScoringTools,
  signal: AbortSignal,
): AsyncGenerator<ScoredLine> {
  yield* inOrder(numbered(lines), options.width, async ({ line, text }): Promise<ScoredLine> => {
    const reading = parseResponseLine(text);
    if (!reading.ok) return { ok: false, line, reason: reading.reason };
    const subject = subjectOf(reading.value, options.suite);
    if (!subject.ok) return { ok: false, line, reason: subject.reason };
    const record = await scoreOne(
      reading.value,
      subject.prompt,
      subject.item,
      options,
      tools,
      signal,
    );
    return { ok: true, line, record };
  });
}

async function scoreOne(
  answer: ResponseLine,
  prompt: string,
  item: SuiteItem | null,
  options: ScoreOptions,
  tools: ScoringTools,
  signal: AbortSignal,
): Promise<SampleRecord> {
  const { suite } = options;
  const request = {
    drawId: answer.id,
    sampleIndex: answer.sample,
    prompt,
    item:
      suite === null ? null : { suiteId: suite.id, suiteSha256: suite.sha256, itemId: answer.id },
    template: IMPORTED_TEMPLATE,
    canvas: DEFAULT_CANVAS,
    settings: UNKNOWN_SETTINGS,
    model: { providerId: 'imported', id: options.modelTitle, title: options.modelTitle },
    rule: options.rule,
    mend: options.mend,
    weights: options.weights,
    reference: item === null ? null : await options.referenceFor(item),
    createdAt: options.createdAt,
  };
  const attempts = [importedAttempt(answer.text, options.modelTitle)];
  const { record } = await judgeAttempts(request, attempts, tools, NO_LISTENER, signal);
  return record;
}

type Subject = { ok: true; prompt: string; item: SuiteItem | null } | { ok: false; reason: string };

function subjectOf(answer: ResponseLine, suite: Suite | null): Subject {
  const item = suite?.items.get(answer.id) ?? null;
  if (suite !== null && item === null)
    return { ok: false, reason: `the suite has no item "${answer.id}"` };
  const prompt = item?.prompt ?? answer.prompt;
  if (prompt === null) return { ok: false, reason: 'no "prompt", and no suite to look it up in' };
  return { ok: true, prompt, item };
}

async function* numbered(
  lines: AsyncIterable<string>,
): AsyncGenerator<{ line: number; text: string }> {
  let line = 0;
  for await (const text of lines) {
    line++;
    if (text.trim() !== '') yield { line, text };
  }
}

/** How the answer was asked for is not known: the record says so rather than guess. */
const IMPORTED_TEMPLATE = {
  id: 'imported',
  title: 'Imported',
  version: 1,
  system: null,
  text: '',
  builtIn: true,
};

const UNKNOWN_SETTINGS = {
  temperature: null,
  topP: null,
  maxTokens: null,
  seed: null,
  reasoningEffort: null,
  stop: [],
};

const importedAttempt = (text: string, modelId: string): Attempt => ({
  response: { ...emptyResponse(modelId), text },
  failure: null,
});

const NO_LISTENER: SampleListener = { ...SILENT, text() {}, reasoning() {}, extracted() {} };
