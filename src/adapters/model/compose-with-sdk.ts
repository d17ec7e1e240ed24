/**
 * Lets the AI SDK write a request without sending it. Its knowledge of each model's parameters is
 * worth having; its transport is not used: see docs/decisions/0001-language-models.md.
 */
import type { AskRequest } from '../../core/ports/language-model.ts';
import { isSet, settingOfFeature, type ComposeOptions, type Composed } from './wire.ts';

type Fetch = typeof globalThis.fetch;

/** The settings that every model of the SDK takes under the same name. */
export interface CallOptions {
  prompt: (
    | { role: 'system'; content: string }
    | { role: 'user'; content: { type: 'text'; text: string }[] }
  )[];
  temperature?: number;
  topP?: number;
  maxOutputTokens?: number;
  seed?: number;
  stopSequences?: string[];
}

/** Anything of the AI SDK that can stream; `warnings` come with its first part. */
interface StreamingModel {
  doStream(options: never): PromiseLike<{ stream: ReadableStream<unknown> }>;
}

export function callOptions(request: AskRequest, { omit }: ComposeOptions): CallOptions {
  const { settings, system, user, sampleIndex } = request;
  const options: CallOptions = { prompt: [] };
  if (system !== null) options.prompt.push({ role: 'system', content: system });
  options.prompt.push({ role: 'user', content: [{ type: 'text', text: user }] });
  if (settings.temperature !== null && !omit.has('temperature'))
    options.temperature = settings.temperature;
  if (settings.topP !== null && !omit.has('topP')) options.topP = settings.topP;
  if (settings.maxTokens !== null && !omit.has('maxTokens'))
    options.maxOutputTokens = settings.maxTokens;
  if (settings.seed !== null && !omit.has('seed')) options.seed = settings.seed + sampleIndex;
  if (settings.stop.length > 0 && !omit.has('stop')) options.stopSequences = settings.stop;
  return options;
}

/**
 * @param build makes the SDK's model around a fetch of ours, with no key in it: ours are added on
 *   the way out, so vendor code never holds one
 * @throws what the SDK throws for a request that it cannot write
 */
export async function composeWithSdk(
  build: (fetch: Fetch) => StreamingModel,
  options: CallOptions & { providerOptions?: Record<string, unknown> },
  request: AskRequest,
): Promise<Composed> {
  let written: { url: string; body: string } | null = null;
  const capture: Fetch = (url, init) => {
    written = { url: String(url), body: String(init?.body) };
    return Promise.resolve(new Response('', { headers: { 'content-type': 'text/event-stream' } }));
  };
  const { stream } = await build(capture).doStream(options as never);
  const reader = stream.getReader();
  const first = await reader.read();
  await reader.cancel();
  if (written === null) throw new Error('The AI SDK wrote no request.');
  return {
    ...(written as { url: string; body: string }),
    unsupported: unsupported(first.value, request),
  };
}

function unsupported(firstPart: unknown, request: AskRequest): Composed['unsupported'] {
  const { warnings = [] } = (firstPart ?? {}) as {
    warnings?: { type: string; feature?: string }[];
  };
  const names = warnings
    .filter((warning) => warning.type === 'unsupported')
    .map((warning) => settingOfFeature(warning.feature ?? ''))
    .filter((name) => name !== null)
    .filter((name) => isSet(request.settings, name));
  return [...new Set(names)];
}
