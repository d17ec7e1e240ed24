/** What each wire format sends for the same settings, and what happens when it is refused (C28). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SamplingSettings } from '../../src/core/ports/language-model.ts';
import type { HttpWire } from '../../src/adapters/model/http-wire.ts';
import { startFaultServer, type FaultServer } from '../fault-server/server.ts';
import { anthropicStream, geminiStream, openAiStream } from '../fault-server/streams.ts';
import { body, hearing, KEY, modelAt, NEVER, requestOf, WIRES } from './bench.ts';

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.stop());

const STREAMS = { openai: openAiStream, anthropic: anthropicStream, gemini: geminiStream };

const ALL: SamplingSettings = {
  temperature: 0.2,
  topP: 0.9,
  maxTokens: 700,
  seed: 5,
  reasoningEffort: 'high',
  stop: ['END'],
};

let names = 0;
async function sent(
  wire: HttpWire,
  modelId: string,
  settings: Partial<SamplingSettings>,
  sampleIndex = 0,
) {
  const name = `settings-${++names}`;
  server.script(name, { body: STREAMS[wire]('<svg/>') });
  const model = modelAt(server.baseUrl(name), { wire, modelId });
  const asked = requestOf(settings, { sampleIndex });
  const { response } = await model.ask(asked, hearing().listener, NEVER);
  const call = server.calls(name)[0]!;
  return {
    call,
    body: JSON.parse(call.body) as Record<string, unknown>,
    dropped: response.droppedSettings,
  };
}

describe('OpenAI-compatible', () => {
  it('sends each setting, the seed plus the sample’s index, and asks for usage', async () => {
    const { call, body, dropped } = await sent('openai', 'model-1', ALL, 2);
    expect(call.path).toBe('/v1/chat/completions');
    expect(body).toEqual({
      model: 'model-1',
      temperature: 0.2,
      top_p: 0.9,
      max_tokens: 700,
      seed: 7,
      stop: ['END'],
      reasoning_effort: 'high',
      messages: [
        { role: 'system', content: 'You draw.' },
        { role: 'user', content: 'Draw a circle.' },
      ],
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(dropped).toEqual([]);
  });

  it('leaves to the provider what is not set', async () => {
    const { body } = await sent('openai', 'model-1', {});
    expect(Object.keys(body).sort()).toEqual(['messages', 'model', 'stream', 'stream_options']);
  });

  it('names the token limit as OpenAI does, and asks Mistral for no usage', async () => {
    const bodies: Record<string, Record<string, unknown>> = {};
    for (const origin of ['https://api.openai.com', 'https://api.mistral.ai']) {
      const model = modelAt(`${origin}/v1`, {
        host: {
          fetch: (_, init) => {
            bodies[origin] = JSON.parse(init!.body as string) as Record<string, unknown>;
            return Promise.resolve(new Response(openAiStream('x')));
          },
        },
      });
      await model.ask(requestOf({ maxTokens: 9 }), hearing().listener, NEVER);
    }
    expect(bodies['https://api.openai.com']).toMatchObject({ max_completion_tokens: 9 });
    expect(bodies['https://api.openai.com']).not.toHaveProperty('max_tokens');
    expect(bodies['https://api.mistral.ai']).toMatchObject({ max_tokens: 9 });
    expect(bodies['https://api.mistral.ai']).not.toHaveProperty('stream_options');
  });
});

describe('Anthropic', () => {
  it('thinks by budget up to generation 4.5, and tells what it cannot be sent', async () => {
    const { call, body, dropped } = await sent('anthropic', 'claude-sonnet-4-5', ALL);
    expect(call.path).toBe('/v1/messages');
    expect(body).toMatchObject({
      thinking: { type: 'enabled', budget_tokens: 16384 },
      max_tokens: 700 + 16384,
      stop_sequences: ['END'],
      stream: true,
    });
    expect(dropped.sort()).toEqual(['seed', 'temperature', 'topP']);
  });

  it('thinks by effort in later generations', async () => {
    const { body } = await sent('anthropic', 'claude-opus-4-8', { reasoningEffort: 'minimal' });
    expect(body).toMatchObject({
      thinking: { type: 'adaptive' },
      output_config: { effort: 'low' },
    });
  });

  it('takes temperature without thinking', async () => {
    const { body, dropped } = await sent('anthropic', 'claude-sonnet-4-5', { temperature: 0.2 });
    expect(body).toMatchObject({ temperature: 0.2 });
    expect(dropped).toEqual([]);
  });
});

describe('Gemini', () => {
  it('sends each setting; thinking by budget for 2.5, by level for later models', async () => {
    const { call, body, dropped } = await sent('gemini', 'gemini-2.5-flash', ALL);
    expect(call.path).toBe('/v1/models/gemini-2.5-flash:streamGenerateContent?alt=sse');
    expect(body).toMatchObject({
      generationConfig: {
        temperature: 0.2,
        topP: 0.9,
        maxOutputTokens: 700,
        seed: 5,
        stopSequences: ['END'],
        thinkingConfig: { thinkingBudget: 24576, includeThoughts: true },
      },
    });
    expect(dropped).toEqual([]);
    const later = await sent('gemini', 'gemini-3-pro-preview', { reasoningEffort: 'low' });
    expect(later.body).toMatchObject({
      generationConfig: { thinkingConfig: { thinkingLevel: 'low' } },
    });
  });
});

describe('a setting that the provider refuses (C28)', () => {
  const ask = async (first: string, status: number, settings: Partial<SamplingSettings>) => {
    const name = `refused-${++names}`;
    const refusal = { status, body: first };
    server.script(name, { answers: [refusal, { body: openAiStream('<svg/>') }] });
    const model = modelAt(server.baseUrl(name));
    const attempt = await model.ask(requestOf(settings), hearing().listener, NEVER);
    const bodies = server
      .calls(name)
      .map((call) => JSON.parse(call.body) as Record<string, unknown>);
    return { ...attempt, bodies };
  };

  it('is left out once, alone, and named in the response', async () => {
    const refusal = body('openai-400-temperature.json');
    const { response, failure, bodies } = await ask(refusal, 400, { temperature: 0.2, topP: 0.9 });
    expect(failure).toBeNull();
    expect(response).toMatchObject({ text: '<svg/>', droppedSettings: ['temperature'] });
    expect(bodies).toHaveLength(2);
    expect(bodies[0]).toMatchObject({ temperature: 0.2, top_p: 0.9 });
    expect(bodies[1]).toMatchObject({ top_p: 0.9 });
    expect(bodies[1]).not.toHaveProperty('temperature');
  });

  it('is read from the message where no parameter is named', async () => {
    const { response } = await ask(body('mistral-422.json'), 422, { seed: 3 });
    expect(response.droppedSettings).toEqual(['seed']);
  });

  it('keeps the token limit under its newer name', async () => {
    const { response, bodies } = await ask(body('openai-400-max-tokens.json'), 400, {
      maxTokens: 70,
    });
    expect(bodies[1]).toMatchObject({ max_completion_tokens: 70 });
    expect(response.droppedSettings).toEqual([]);
  });

  it('that was never sent, or another complaint, brings no second call', async () => {
    const temperature = body('openai-400-temperature.json');
    expect((await ask(temperature, 400, {})).bodies).toHaveLength(1);
    const context = body('openai-400-context.json');
    const tooLong = await ask(context, 400, { maxTokens: 8000 });
    expect(tooLong.bodies).toHaveLength(1);
    expect(tooLong.failure).toMatchObject({ kind: 'bad-request', httpStatus: 400 });
    expect((await ask(temperature, 500, { temperature: 1 })).bodies).toHaveLength(1);
  });

  it('twice in a row is a failure, not a loop', async () => {
    server.script('stubborn', { status: 400, body: body('openai-400-temperature.json') });
    const model = modelAt(server.baseUrl('stubborn'));
    const attempt = await model.ask(requestOf({ temperature: 1 }), hearing().listener, NEVER);
    expect(attempt.failure).toMatchObject({ kind: 'bad-request' });
    expect(server.log('stubborn')).toHaveLength(2);
  });
});

describe('headers', () => {
  it.each([
    ['openai', { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' }],
    [
      'anthropic',
      {
        'x-api-key': KEY,
        'anthropic-version': '2023-06-01',
        'anthropic-dangerous-direct-browser-access': 'true',
        'content-type': 'application/json',
      },
    ],
    ['gemini', { 'x-goog-api-key': KEY, 'content-type': 'application/json' }],
  ] as const)('of %s are these and no others', async (wire, headers) => {
    const inits: RequestInit[] = [];
    const model = modelAt('https://provider.example/v1', {
      wire,
      host: {
        fetch: (_, init) => {
          inits.push(init!);
          return Promise.resolve(new Response(STREAMS[wire]('x')));
        },
      },
    });
    await model.ask(requestOf(ALL), hearing().listener, NEVER);
    expect(inits).toHaveLength(1);
    expect(inits[0]).toMatchObject({
      headers,
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    expect(Object.keys(inits[0]!.headers!).sort()).toEqual(Object.keys(headers).sort());
  });

  it('carry no key to vendor code: the composed request has none', async () => {
    for (const wire of ['openai', 'anthropic', 'gemini'] as const) {
      const composed = await WIRES[wire].compose(requestOf(ALL), {
        baseUrl: 'https://provider.example/v1',
        modelId: 'm',
        omit: new Set(),
        maxTokensName: 'max_tokens',
      });
      expect(new URL(composed.url).origin).toBe('https://provider.example');
      expect(Object.keys(composed)).toEqual(['url', 'body', 'unsupported']);
    }
  });
});
