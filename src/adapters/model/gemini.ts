/** The generateContent format of Google's Gemini. */
import './zod-without-eval.ts';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import type { AskRequest, SamplingSettings, StopReason } from '../../core/ports/language-model.ts';
import { callOptions, composeWithSdk } from './compose-with-sdk.ts';
import { readProviderError } from './provider-error.ts';
import { at, list, number, record, text } from './read-json.ts';
import type { ComposeOptions, Composed, Wire, WirePart } from './wire.ts';

type Effort = NonNullable<SamplingSettings['reasoningEffort']>;

const STOP_REASONS: Record<string, StopReason> = {
  STOP: 'stop',
  MAX_TOKENS: 'length',
  SAFETY: 'content-filter',
  RECITATION: 'content-filter',
  BLOCKLIST: 'content-filter',
  PROHIBITED_CONTENT: 'content-filter',
  SPII: 'content-filter',
  IMAGE_SAFETY: 'content-filter',
};

/** Thinking budgets in tokens for the 2.5 models; later ones take a level. */
const BUDGETS: Record<Effort, number> = { minimal: 512, low: 2048, medium: 8192, high: 24576 };
const THINKS_BY_BUDGET = /gemini-2\.5/;

export const geminiWire: Wire = { compose, read };

function compose(request: AskRequest, options: ComposeOptions): Promise<Composed> {
  const effort = options.omit.has('reasoningEffort') ? null : request.settings.reasoningEffort;
  return composeWithSdk(
    // A key is required to build a request; the real one is added where the request leaves.
    (fetch) =>
      createGoogleGenerativeAI({ baseURL: options.baseUrl, apiKey: 'added-later', fetch }).chat(
        options.modelId,
      ),
    {
      ...callOptions(request, options),
      ...(effort === null
        ? {}
        : { providerOptions: { google: { thinkingConfig: thinking(options.modelId, effort) } } }),
    },
    request,
  );
}

function thinking(modelId: string, effort: Effort): Record<string, unknown> {
  const amount = THINKS_BY_BUDGET.test(modelId)
    ? { thinkingBudget: BUDGETS[effort] }
    : { thinkingLevel: effort };
  return { ...amount, includeThoughts: true };
}

function read(event: unknown): WirePart[] {
  const body = record(event);
  if (body === null) return [];
  if (body.error != null) {
    const error = readProviderError(body);
    return error === null ? [] : [{ kind: 'error', error }];
  }
  const parts: WirePart[] = [];
  const model = text(body.modelVersion);
  if (model) parts.push({ kind: 'model', id: model });
  const candidate = list(body.candidates)[0];
  for (const part of list(at(candidate, 'content', 'parts'))) {
    const words = text(at(part, 'text'));
    if (words)
      parts.push({ kind: at(part, 'thought') === true ? 'reasoning' : 'text', text: words });
  }
  const blocked = text(at(body, 'promptFeedback', 'blockReason'));
  if (blocked) parts.push({ kind: 'stop', raw: blocked, reason: 'content-filter' });
  const raw = text(at(candidate, 'finishReason'));
  if (raw) parts.push({ kind: 'stop', raw, reason: STOP_REASONS[raw] ?? 'other' });
  parts.push(...readUsage(body.usageMetadata));
  return parts;
}

/** Thoughts are counted apart here, and as part of the completion in our `Usage`. */
function readUsage(usage: unknown): WirePart[] {
  if (record(usage) === null) return [];
  const answer = number(at(usage, 'candidatesTokenCount'));
  const thoughts = number(at(usage, 'thoughtsTokenCount'));
  return [
    {
      kind: 'usage',
      usage: {
        promptTokens: number(at(usage, 'promptTokenCount')),
        completionTokens:
          answer === null && thoughts === null ? null : (answer ?? 0) + (thoughts ?? 0),
        reasoningTokens: thoughts,
      },
    },
  ];
}
