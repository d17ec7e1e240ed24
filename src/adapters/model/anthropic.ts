/** The messages format of Anthropic. */
import './zod-without-eval.ts';
import { createAnthropic } from '@ai-sdk/anthropic';
import type { AskRequest, SamplingSettings, StopReason } from '../../core/ports/language-model.ts';
import { callOptions, composeWithSdk } from './compose-with-sdk.ts';
import { readProviderError } from './provider-error.ts';
import { at, list, number, record, text } from './read-json.ts';
import type { ComposeOptions, Composed, Wire, WirePart } from './wire.ts';

type Effort = NonNullable<SamplingSettings['reasoningEffort']>;

const STOP_REASONS: Record<string, StopReason> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  refusal: 'refusal',
};

/**
 * Thinking budgets in tokens, for models that know no effort. The SDK adds them to the token limit,
 * so that the limit stays one on the answer. 1024 is the least that the API accepts.
 */
const BUDGETS: Record<Effort, number> = { minimal: 1024, low: 4096, medium: 8192, high: 16384 };

/** Models up to generation 4.5 think by budget; later ones by effort. */
const THINKS_BY_BUDGET = /claude-(3|\w+-4-[0-5](\b|-)|\w+-4-20)/;

export const anthropicWire: Wire = { compose, read };

function compose(request: AskRequest, options: ComposeOptions): Promise<Composed> {
  const effort = options.omit.has('reasoningEffort') ? null : request.settings.reasoningEffort;
  return composeWithSdk(
    // A key is required to build a request; the real one is added where the request leaves.
    (fetch) =>
      createAnthropic({ baseURL: options.baseUrl, apiKey: 'added-later', fetch }).messages(
        options.modelId,
      ),
    {
      ...callOptions(request, options),
      ...(effort === null
        ? {}
        : { providerOptions: { anthropic: thinking(options.modelId, effort) } }),
    },
    request,
  );
}

function thinking(modelId: string, effort: Effort): Record<string, unknown> {
  if (THINKS_BY_BUDGET.test(modelId))
    return { thinking: { type: 'enabled', budgetTokens: BUDGETS[effort] } };
  return { thinking: { type: 'adaptive' }, effort: effort === 'minimal' ? 'low' : effort };
}

/** An event of a stream, or a whole message. */
function read(event: unknown): WirePart[] {
  const body = record(event);
  switch (body?.type) {
    case 'error': {
      const error = readProviderError(body);
      return error === null ? [] : [{ kind: 'error', error }];
    }
    case 'message_start':
      return readMessage(body.message);
    case 'message':
      return [...readMessage(body), ...readStop(body.stop_reason), { kind: 'end' }];
    case 'content_block_start':
      return readBlock(body.content_block);
    case 'content_block_delta':
      return readBlock(body.delta);
    case 'message_delta':
      return [...readUsage(body.usage), ...readStop(at(body, 'delta', 'stop_reason'))];
    case 'message_stop':
      return [{ kind: 'end' }];
    default:
      return [];
  }
}

function readMessage(message: unknown): WirePart[] {
  const id = text(at(message, 'model'));
  return [
    ...(id ? [{ kind: 'model' as const, id }] : []),
    ...readUsage(at(message, 'usage')),
    ...list(at(message, 'content')).flatMap(readBlock),
  ];
}

/** A block, its start or a piece of it: text and thinking; signatures and tools say nothing to us. */
function readBlock(block: unknown): WirePart[] {
  const words = text(at(block, 'text'));
  if (words) return [{ kind: 'text', text: words }];
  const thoughts = text(at(block, 'thinking'));
  return thoughts ? [{ kind: 'reasoning', text: thoughts }] : [];
}

function readStop(raw: unknown): WirePart[] {
  return typeof raw === 'string'
    ? [{ kind: 'stop', raw, reason: STOP_REASONS[raw] ?? 'other' }]
    : [];
}

/** Counts of cached input come apart from `input_tokens`; the prompt is all of them. */
function readUsage(usage: unknown): WirePart[] {
  if (record(usage) === null) return [];
  const input = number(at(usage, 'input_tokens'));
  const cached =
    (number(at(usage, 'cache_creation_input_tokens')) ?? 0) +
    (number(at(usage, 'cache_read_input_tokens')) ?? 0);
  return [
    {
      kind: 'usage',
      usage: {
        promptTokens: input === null ? null : input + cached,
        completionTokens: number(at(usage, 'output_tokens')),
        reasoningTokens: number(at(usage, 'output_tokens_details', 'thinking_tokens')),
      },
    },
  ];
}
