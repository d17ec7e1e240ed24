/** The chat completions format that OpenAI made and most servers speak. */
import './zod-without-eval.ts';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { AskRequest, StopReason } from '../../core/ports/language-model.ts';
import { callOptions, composeWithSdk } from './compose-with-sdk.ts';
import { readProviderError } from './provider-error.ts';
import { at, list, number, record, text } from './read-json.ts';
import type { ComposeOptions, Composed, Wire, WirePart } from './wire.ts';

const STOP_REASONS: Record<string, StopReason> = {
  stop: 'stop',
  eos: 'stop',
  end_turn: 'stop',
  length: 'length',
  max_tokens: 'length',
  model_length: 'length',
  content_filter: 'content-filter',
  refusal: 'refusal',
  error: 'error',
};

export const openAiWire: Wire = { compose, read };

function compose(request: AskRequest, options: ComposeOptions): Promise<Composed> {
  const { omit, baseUrl, modelId, maxTokensName } = options;
  const effort = omit.has('reasoningEffort') ? null : request.settings.reasoningEffort;
  return composeWithSdk(
    (fetch) =>
      createOpenAICompatible({
        name: 'server',
        baseURL: baseUrl,
        fetch,
        includeUsage: !omit.has('streamUsage'),
        transformRequestBody: ({ max_tokens: maxTokens, ...body }) => ({
          ...body,
          ...(maxTokens === undefined ? {} : { [maxTokensName]: maxTokens }),
        }),
      }).chatModel(modelId),
    {
      ...callOptions(request, options),
      ...(effort === null ? {} : { providerOptions: { server: { reasoningEffort: effort } } }),
    },
    request,
  );
}

/** A chunk of a stream, or a whole answer from a server that does not stream. */
function read(event: unknown): WirePart[] {
  const parts: WirePart[] = [];
  const body = record(event);
  if (body === null) return parts;
  if (body.error != null || (body.object === 'error' && body.choices === undefined)) {
    const error = readProviderError(body);
    if (error !== null) return [{ kind: 'error', error }];
  }
  const model = text(body.model);
  if (model) parts.push({ kind: 'model', id: model });
  // Only the first choice: one is all we ask for.
  const choice = record(list(body.choices)[0]);
  if (choice !== null) {
    const message = record(choice.delta) ?? record(choice.message);
    if (message !== null) parts.push(...readMessage(message));
    else if (text(choice.text)) parts.push({ kind: 'text', text: text(choice.text)! });
    const raw = text(choice.finish_reason);
    if (raw) parts.push({ kind: 'stop', raw, reason: STOP_REASONS[raw] ?? 'other' });
  }
  // Groq reports usage under its own name.
  parts.push(...readUsage(body.usage ?? at(body, 'x_groq', 'usage')));
  return parts;
}

function readMessage(message: Record<string, unknown>): WirePart[] {
  const parts: WirePart[] = [];
  const reasoning = text(message.reasoning_content) ?? text(message.reasoning);
  if (reasoning) parts.push({ kind: 'reasoning', text: reasoning });
  for (const part of contentParts(message.content)) parts.push(part);
  const refusal = text(message.refusal);
  if (refusal) parts.push({ kind: 'text', text: refusal }, { kind: 'refusal' });
  return parts;
}

/** Content is a string, or a list of typed parts (Mistral's reasoning models). */
function contentParts(content: unknown): WirePart[] {
  if (typeof content === 'string') return content === '' ? [] : [{ kind: 'text', text: content }];
  return list(content).flatMap((part): WirePart[] => {
    if (typeof part === 'string') return [{ kind: 'text', text: part }];
    if (at(part, 'type') === 'thinking') {
      const thinking = at(part, 'thinking');
      const words =
        text(thinking) ??
        list(thinking)
          .map((piece) => text(at(piece, 'text')) ?? '')
          .join('');
      return [{ kind: 'reasoning', text: words }];
    }
    if (at(part, 'type') === 'refusal')
      return [{ kind: 'text', text: text(at(part, 'refusal')) ?? '' }, { kind: 'refusal' }];
    const words = text(at(part, 'text'));
    return words ? [{ kind: 'text', text: words }] : [];
  });
}

function readUsage(usage: unknown): WirePart[] {
  if (record(usage) === null) return [];
  const parts: WirePart[] = [
    {
      kind: 'usage',
      usage: {
        promptTokens: number(at(usage, 'prompt_tokens')),
        completionTokens: number(at(usage, 'completion_tokens')),
        reasoningTokens: number(at(usage, 'completion_tokens_details', 'reasoning_tokens')),
      },
    },
  ];
  // OpenRouter alone says what a call cost, in dollars.
  const usd = number(at(usage, 'cost'));
  if (usd !== null) parts.push({ kind: 'cost', usd });
  return parts;
}
