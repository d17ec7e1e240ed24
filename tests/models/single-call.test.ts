/** The rows of cases.md C that concern one call, against a server that misbehaves. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Attempt } from '../../src/core/ports/language-model.ts';
import type { HttpWire } from '../../src/adapters/model/http-wire.ts';
import { pageFetch } from '../fault-server/page-fetch.ts';
import { startFaultServer, type Behaviour, type FaultServer } from '../fault-server/server.ts';
import { anthropicStream, event, geminiStream, openAiStream } from '../fault-server/streams.ts';
import { body, hearing, KEY, modelAt, NEVER, requestOf, type ModelFacts } from './bench.ts';

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.stop());

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><!-- 🎈 é — --><circle r="9"/></svg>\n ';
const STREAMS = { openai: openAiStream, anthropic: anthropicStream, gemini: geminiStream };
const EACH_WIRE: HttpWire[] = ['openai', 'anthropic', 'gemini'];

let names = 0;
async function askOnce(
  behaviour: Behaviour | Behaviour[],
  facts: ModelFacts = {},
): Promise<Attempt & { heard: ReturnType<typeof hearing>['heard']; log: string[] }> {
  const name = `case-${++names}`;
  server.script(name, { answers: [behaviour].flat() });
  const { heard, listener } = hearing();
  const model = modelAt(server.baseUrl(name), facts);
  const attempt = await model.ask(requestOf(), listener, NEVER);
  expect(JSON.stringify(attempt)).not.toContain(KEY);
  return { ...attempt, heard, log: server.log(name) };
}

const json = (status: number, text: string, headers: Record<string, string> = {}): Behaviour => ({
  status,
  body: text,
  headers,
});

describe.each(EACH_WIRE)('an answer over %s', (wire) => {
  const stream = STREAMS[wire];

  it('is kept verbatim, with its counts, its model and its end', async () => {
    const { response, failure, heard } = await askOnce({ body: stream(SVG) }, { wire });
    expect(failure).toBeNull();
    expect(response).toMatchObject({
      text: SVG,
      reasoning: '',
      stopReason: 'stop',
      modelId: 'model-1',
      droppedSettings: [],
      usage: { promptTokens: 11, reasoningTokens: null },
    });
    expect(heard.text).toBe(SVG);
    expect(heard.deltas).toBeGreaterThan(3);
    expect(response.firstTokenMs).toBeGreaterThan(0);
    expect(response.latencyMs).toBeGreaterThanOrEqual(response.firstTokenMs!);
  });

  it('is the same text however its bytes are cut (C15, A36)', async () => {
    const sizes = fc.integer({ min: 1, max: 40 });
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, sizes, async (words, chunkBytes) => {
        const { response } = await askOnce({ body: stream(words), chunkBytes }, { wire });
        expect(response.text).toBe(words);
      }),
      { numRuns: 15 },
    );
  });

  it('keeps reasoning apart from the text (C29)', async () => {
    const draft = 'Draft: <svg><rect/></svg>. ';
    const { response, heard } = await askOnce(
      { body: stream(SVG, { reasoning: draft }) },
      { wire },
    );
    expect(response.text).toBe(SVG);
    expect(response.reasoning).toBe(draft);
    expect(heard.reasoning).toBe(draft);
  });

  it('that is cut keeps every delta that arrived and is interrupted (C14)', async () => {
    const whole = stream(SVG);
    const cutAtByte = Buffer.from(whole).indexOf('circ') + 30;
    const { response, failure, heard } = await askOnce({ body: whole, cutAtByte }, { wire });
    expect(failure).toMatchObject({ stage: 'ask', kind: 'interrupted', retryable: true });
    expect(SVG.startsWith(response.text)).toBe(true);
    expect(response.text.length).toBeGreaterThan(10);
    expect(heard.text).toBe(response.text);
  });

  it('that ends without saying so is interrupted (C15)', async () => {
    const { response, failure } = await askOnce(
      { body: stream(SVG, { stop: null, closed: false }) },
      { wire },
    );
    expect(failure).toMatchObject({ kind: 'interrupted' });
    expect(response.text).toBe(SVG);
  });

  it('that gave its reason but not its closing event is complete (C15)', async () => {
    const { response, failure } = await askOnce({ body: stream(SVG, { closed: false }) }, { wire });
    expect(failure).toBeNull();
    expect(response.text).toBe(SVG);
  });

  it('with a page of HTML instead is a bad body, and its words are kept (C13)', async () => {
    const html = `<!doctype html><title>Sign in</title><script>1</script><p>Hotel Wi-Fi, key ${KEY}</p>`;
    for (const headers of [{ 'content-type': 'text/html' }, undefined]) {
      const { failure, log } = await askOnce({ body: html, headers }, { wire });
      expect(failure).toMatchObject({ kind: 'bad-body', retryable: true });
      expect(failure?.detail).toContain('Hotel Wi-Fi');
      expect(log).toHaveLength(1);
    }
  });

  it('that echoes the key shows it nowhere (C26)', async () => {
    const echo = { error: { message: `Bad key ${KEY} in Bearer ${KEY}`, type: 'x' } };
    const refused = await askOnce(json(401, JSON.stringify(echo)), { wire });
    expect(refused.failure?.detail).toContain('[key ending in 7Qf2]');
    const said = await askOnce({ body: stream(`Your key is ${KEY}.`) }, { wire });
    expect(said.response.text).toBe('Your key is [key ending in 7Qf2].');
  });

  it('elsewhere is not followed: no second server hears of the key (C27, P5)', async () => {
    server.script('elsewhere', { body: stream(SVG) });
    const location = `${server.origin.replace('127.0.0.1', 'localhost')}/elsewhere/v1`;
    for (const status of [301, 302, 307, 308]) {
      const { failure } = await askOnce({ status, headers: { location } }, { wire });
      expect(failure).toMatchObject({ kind: 'network' });
    }
    expect(server.log('elsewhere')).toEqual([]);
  });

  it('that is cancelled rejects with the reason and lets the connection go (C30)', async () => {
    server.script('cancel', { body: stream(SVG.repeat(50)), chunkBytes: 40, chunkMs: 5 });
    const stop = new AbortController();
    const reason = new Error('the person pressed Esc');
    const asking = modelAt(server.baseUrl('cancel'), { wire }).ask(
      requestOf(),
      { text: () => stop.abort(reason) },
      stop.signal,
    );
    await expect(asking).rejects.toBe(reason);
    await expect(
      modelAt(server.baseUrl('cancel'), { wire }).ask(requestOf(), hearing().listener, stop.signal),
    ).rejects.toBe(reason);
    expect(server.log('cancel')).toHaveLength(1);
  });

  it('that falls silent, drips past the total, or never begins is a timeout (C20)', async () => {
    const slow = { body: stream(SVG), chunkBytes: 60 };
    const idle = await askOnce({ ...slow, chunkMs: 400 }, { wire, limits: { idleMs: 60 } });
    expect(idle.failure).toMatchObject({ kind: 'timeout', retryable: true });
    expect(idle.failure?.detail).toContain('fell silent');
    const total = await askOnce(
      { ...slow, chunkMs: 20 },
      { wire, limits: { idleMs: 5000, totalMs: 150 } },
    );
    expect(total.failure?.detail).toContain('in all');
    expect(SVG.startsWith(total.response.text)).toBe(true);
    const never = await askOnce({ ...slow, waitMs: 400 }, { wire, limits: { firstByteMs: 60 } });
    expect(never.failure?.detail).toContain('sent nothing');
  });

  it('without end is stopped at the cap (C21)', async () => {
    const block = stream('x'.repeat(2000), { stop: null, closed: false });
    const { response, failure } = await askOnce(
      { body: block, repeatToBytes: 200e6 },
      { wire, limits: { responseBytes: 1024 * 1024 } },
    );
    expect(failure).toMatchObject({ kind: 'too-large', limit: 'response', retryable: false });
    expect(response.text.length).toBeGreaterThan(1000);
    expect(response.text.length).toBeLessThan(1024 * 1024);
  });
});

describe('statuses', () => {
  it.each([
    ['C1', 401, 'openai-401.json', 'openai', 'auth', false],
    ['C1', 401, 'anthropic-401.json', 'anthropic', 'auth', false],
    ['C1', 400, 'gemini-400-key.json', 'gemini', 'auth', false],
    ['C3', 404, 'openai-404.json', 'openai', 'unknown-model', false],
    ['C3', 404, 'vllm-404.json', 'openai', 'unknown-model', false],
    ['C3', 400, 'openrouter-400-model.json', 'openai', 'unknown-model', false],
    ['C4', 400, 'openai-400-context.json', 'openai', 'bad-request', false],
    ['C5', 402, 'openrouter-402.json', 'openai', 'billing', false],
    ['C5', 429, 'openai-429-quota.json', 'openai', 'billing', false],
    ['C5', 429, 'anthropic-429-spend.json', 'anthropic', 'billing', false],
    ['C5', 400, 'anthropic-400-credit.json', 'anthropic', 'billing', false],
    ['C6', 409, 'anthropic-409.json', 'anthropic', 'server', true],
    ['C8', 429, 'openai-429-rate.json', 'openai', 'rate-limit', true],
    ['C12', 529, 'anthropic-529.json', 'anthropic', 'server', true],
  ] as const)('%s: %i with %s from %s is %s', async (_, status, name, wire, kind, retryable) => {
    const { failure, log, response } = await askOnce(json(status, body(name)), { wire });
    expect(failure).toMatchObject({ stage: 'ask', kind, retryable, httpStatus: status });
    expect(failure?.detail).toMatch(/Example/);
    expect(response.text).toBe('');
    expect(log).toHaveLength(1);
  });

  it.each([
    ['C2', 403, 'forbidden', false],
    ['C6', 408, 'timeout', true],
    ['C6', 409, 'server', false],
    ['C7', 413, 'too-large', false],
    ['C12', 500, 'server', true],
    ['C12', 502, 'server', true],
    ['C12', 503, 'server', true],
    ['C12', 504, 'server', true],
    ['C12', 524, 'server', true],
    ['C12', 501, 'server', false],
    ['', 418, 'bad-request', false],
  ] as const)('%s: %i without a body is %s', async (_, status, kind, retryable) => {
    const { failure } = await askOnce(json(status, ''));
    expect(failure).toMatchObject({ kind, retryable, httpStatus: status });
  });

  it('says how long to wait, by header or body, only where waiting helps (C8, C9, C10, C11)', async () => {
    const rate = body('openai-429-rate.json');
    const waits = async (headers: Record<string, string>) =>
      (await askOnce(json(429, rate, headers))).failure;
    expect(await waits({ 'retry-after': '7' })).toMatchObject({ retryAfterMs: 7000 });
    expect(await waits({ 'retry-after': 'soon' })).not.toHaveProperty('retryAfterMs');
    expect(await waits({ 'retry-after-ms': '1500' })).toMatchObject({ retryAfterMs: 1500 });
    const resets = { 'x-ratelimit-reset-requests': '6m0s', 'x-ratelimit-reset-tokens': '12s' };
    expect(await waits(resets)).toMatchObject({ retryAfterMs: 12_000 });
    const { failure } = await askOnce(json(429, body('gemini-429.json')), { wire: 'gemini' });
    expect(failure).toMatchObject({ kind: 'rate-limit', retryAfterMs: 22_000 });
    const spent = json(429, body('anthropic-429-spend.json'), { 'retry-after': '7' });
    const billing = await askOnce(spent, { wire: 'anthropic' });
    expect(billing.failure).not.toHaveProperty('retryAfterMs');
  });

  it('quotes at most the first kilobyte of an error, without its markup, and the request id', async () => {
    const page = `<html><style>p{}</style><h1>Bad gateway</h1>${'<p>pad</p>'.repeat(5000)}</html>`;
    const { failure } = await askOnce(json(502, page, { 'x-request-id': 'req_42' }));
    expect(failure?.detail).toContain('Bad gateway');
    expect(failure?.detail).toContain('req_42');
    expect(failure?.detail).not.toMatch(/<|p\{\}/);
    expect(failure!.detail.length).toBeLessThan(1400);
  });
});

describe('events that are not as they should be (C15)', () => {
  const plain = openAiStream(SVG);
  it.each([
    ['no space after the colon', plain.replaceAll('data: ', 'data:')],
    ['CR LF', plain.replaceAll('\n', '\r\n')],
    ['CR alone', plain.replaceAll('\n', '\r')],
    ['comments and unknown fields', `: hello\n\nretry: 3\nid: 9\nx\n\n${plain}`],
    ['a byte order mark', `\ufeff${plain}`],
    ['data over several lines', plain.replaceAll('"choices":', '\ndata: "choices":')],
    ['a wrong content type', plain],
  ])('%s: the text is whole', async (what, text) => {
    const headers = what.startsWith('a wrong') ? { 'content-type': 'text/plain' } : undefined;
    const { response, failure } = await askOnce({ body: text, headers, chunkBytes: 7 });
    expect(failure).toBeNull();
    expect(response.text).toBe(SVG);
  });

  it('an event that is not JSON makes a bad body; the rest of the text is kept', async () => {
    const broken = openAiStream(SVG).replace('data: {"id"', 'data: {id');
    const { response, failure } = await askOnce({ body: broken });
    expect(failure).toMatchObject({ kind: 'bad-body' });
    expect(response.text).toBe(SVG);
  });

  it('an error after a 200 is that error; what came before is kept', async () => {
    const overloaded = await askOnce(
      { body: body('anthropic-overloaded.sse') },
      { wire: 'anthropic' },
    );
    expect(overloaded.failure).toMatchObject({ kind: 'server', retryable: true, httpStatus: 529 });
    expect(overloaded.response).toMatchObject({ text: '<svg>', stopReason: 'error' });

    const error = { error: { code: 429, message: 'Provider is rate limited' } };
    const begun = openAiStream('<svg>', { stop: null, closed: false });
    const limited = await askOnce({ body: begun + event(error) + event('[DONE]') });
    expect(limited.failure).toMatchObject({ kind: 'rate-limit', retryable: true });
    expect(limited.response.text).toBe('<svg>');

    const wordless = await askOnce({ body: begun + event('upstream died', 'error') });
    expect(wordless.failure).toMatchObject({ kind: 'server' });
    expect(wordless.failure?.detail).toContain('upstream died');

    const gemini = { error: { code: 503, message: 'Busy', status: 'UNAVAILABLE' } };
    const busy = await askOnce({ body: event(gemini) }, { wire: 'gemini' });
    expect(busy.failure).toMatchObject({ kind: 'server', httpStatus: 503 });
  });

  it('a stream without a reason for its end, but with [DONE], is complete', async () => {
    const { response, failure } = await askOnce({ body: openAiStream(SVG, { stop: null }) });
    expect(failure).toBeNull();
    expect(response).toMatchObject({ text: SVG, stopReason: 'other', rawStopReason: null });
  });
});

describe('answers that are empty or of another shape (C16)', () => {
  const choices = (value: unknown) => event({ model: 'm', choices: value }) + event('[DONE]');
  it.each([
    ['no choices', choices([])],
    ['a null message', choices([{ index: 0, message: null, finish_reason: 'stop' }])],
    ['null content', choices([{ index: 0, delta: { content: null }, finish_reason: 'stop' }])],
  ])('%s: an empty response, no failure of the system', async (_, text) => {
    const { response, failure } = await askOnce({ body: text });
    expect(failure).toBeNull();
    expect(response.text).toBe('');
  });

  it('a list of content parts is joined in order', async () => {
    const { response } = await askOnce({ body: body('mistral-thinking.sse') });
    expect(response).toMatchObject({ text: '<svg></svg>', reasoning: 'Round first.' });
  });

  it('an event of an odd shape loses none of its text', async () => {
    const events = [
      { choices: [{ index: 0, delta: { role: 'ai', content: 'one ' } }] },
      { choices: [{ delta: { content: 'two ' } }], usage: { prompt_tokens: '5' } },
      { choices: [{ message: { content: ['three', { type: 'text', text: ' four' }] } }] },
      { choices: [{ text: ' five', finish_reason: 'eos' }] },
    ];
    const { response, failure } = await askOnce({
      body: events.map((data) => event(data)).join(''),
    });
    expect(failure).toBeNull();
    expect(response).toMatchObject({
      text: 'one two three four five',
      stopReason: 'stop',
      usage: { promptTokens: 5 },
    });
  });

  it('a server that does not stream is read as well', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const message = { role: 'assistant', content: SVG, reasoning_content: 'why' };
    const whole = { model: 'm-2', choices: [{ message, finish_reason: 'stop' }] };
    const openai = await askOnce({ body: JSON.stringify(whole, null, 2), headers, chunkBytes: 9 });
    expect(openai.failure).toBeNull();
    expect(openai.response).toMatchObject({ text: SVG, reasoning: 'why', modelId: 'm-2' });

    const anthropic = await askOnce(
      {
        headers,
        body: JSON.stringify({
          type: 'message',
          model: 'c',
          content: [{ type: 'text', text: SVG }],
          stop_reason: 'end_turn',
          usage: { input_tokens: 1, output_tokens: 2 },
        }),
      },
      { wire: 'anthropic' },
    );
    expect(anthropic.response).toMatchObject({ text: SVG, stopReason: 'stop' });

    const parts = (text: string, finishReason?: string) => ({
      candidates: [{ content: { parts: [{ text }] }, finishReason }],
    });
    const gemini = await askOnce(
      { headers, body: JSON.stringify([parts('<svg>'), parts('</svg>', 'STOP')]) },
      { wire: 'gemini' },
    );
    expect(gemini.response).toMatchObject({ text: '<svg></svg>', stopReason: 'stop' });
  });

  it('a body in the charset of its header is read in it (A30)', async () => {
    const whole = { choices: [{ message: { content: 'é' }, finish_reason: 'stop' }] };
    const latin = Buffer.from(JSON.stringify(whole), 'latin1');
    const headers = { 'content-type': 'application/json; charset=iso-8859-1' };
    const { response } = await askOnce({ body: latin, headers });
    expect(response.text).toBe('é');
  });

  it('UTF-16 is told by its first bytes, in a stream too (A30)', async () => {
    const headers = { 'content-type': 'application/json' };
    const whole = { choices: [{ message: { content: SVG }, finish_reason: 'stop' }] };
    const marked = Buffer.from(`\uFEFF${JSON.stringify(whole)}`, 'utf16le');
    for (const body of [marked, Buffer.from(marked).swap16()]) {
      const { response, failure } = await askOnce({ body, headers, chunkBytes: 7 });
      expect(failure).toBeNull();
      expect(response.text).toBe(SVG);
      expect(response).not.toHaveProperty('replacedCharacters');
    }
    const streamed = await askOnce({ body: Buffer.from(openAiStream(SVG), 'utf16le') });
    expect(streamed.response.text).toBe(SVG);
  });

  it('Latin-1 that no header tells is kept with its unread characters marked (A30)', async () => {
    const whole = { choices: [{ message: { content: 'caf\u00e9' }, finish_reason: 'stop' }] };
    const latin = Buffer.from(JSON.stringify(whole), 'latin1');
    const headers = { 'content-type': 'application/json' };
    const { response, failure } = await askOnce({ body: latin, headers });
    expect(failure).toBeNull();
    expect(response.text).toBe('caf\uFFFD');
    expect(response.replacedCharacters).toBe(true);
  });

  it.each(['{"status":"ok"}', '[]', '{"choices"', ''])(
    '200 with %s is a bad body',
    async (text) => {
      const { failure } = await askOnce({
        body: text,
        headers: { 'content-type': 'application/json' },
      });
      expect(failure).toMatchObject({ kind: 'bad-body' });
    },
  );
});

describe('how the model stopped', () => {
  it.each([
    ['C17', 'openai', 'length', 'length', 'cut-off'],
    ['C17', 'anthropic', 'max_tokens', 'length', 'cut-off'],
    ['C17', 'gemini', 'MAX_TOKENS', 'length', 'cut-off'],
    ['C18', 'openai', 'content_filter', 'content-filter', 'content-filter'],
    ['C18', 'gemini', 'SAFETY', 'content-filter', 'content-filter'],
    ['C18', 'anthropic', 'refusal', 'refusal', 'refused'],
  ] as const)('%s: %s says %s', async (_, wire, stop, stopReason, kind) => {
    const { response, failure } = await askOnce({ body: STREAMS[wire](SVG, { stop }) }, { wire });
    expect(response).toMatchObject({ text: SVG, stopReason, rawStopReason: stop });
    expect(failure).toMatchObject({ kind, retryable: false });
  });

  it('a refusal in its own field is a refusal, and its words are kept (C18)', async () => {
    const delta = { content: null, refusal: 'I cannot draw that.' };
    const choice = { index: 0, delta, finish_reason: 'stop' };
    const { response, failure } = await askOnce({
      body: event({ choices: [choice] }) + event('[DONE]'),
    });
    expect(response).toMatchObject({ text: 'I cannot draw that.', stopReason: 'refusal' });
    expect(failure).toMatchObject({ kind: 'refused' });
  });

  it('a prompt that Gemini blocks is filtered content', async () => {
    const blocked = event({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } });
    const { failure, response } = await askOnce({ body: blocked }, { wire: 'gemini' });
    expect(failure).toMatchObject({ kind: 'content-filter' });
    expect(response.rawStopReason).toBe('PROHIBITED_CONTENT');
  });
});

describe('counts and costs', () => {
  it('takes OpenRouter’s own figure before the price table, and ignores its comments', async () => {
    const { response } = await askOnce({ body: body('openrouter.sse') }, { costOf: () => 9 });
    expect(response).toMatchObject({
      text: '<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>',
      reasoning: 'A circle will do.',
      modelId: 'maker/model-1-0101',
      usage: { promptTokens: 40, completionTokens: 30, reasoningTokens: 6 },
      costUsd: 0.00123,
    });
  });

  it('counts cached input and thinking of Anthropic', async () => {
    const { response } = await askOnce(
      { body: body('anthropic-thinking.sse') },
      { wire: 'anthropic', costOf: ({ completionTokens }) => completionTokens! / 100 },
    );
    expect(response).toMatchObject({
      text: '<svg></svg>\n',
      reasoning: 'Draw a sun.',
      usage: { promptTokens: 40, completionTokens: 50, reasoningTokens: 12 },
      costUsd: 0.5,
    });
  });

  it('counts Gemini’s thoughts as part of the completion', async () => {
    const { response } = await askOnce({ body: body('gemini-thinking.sse') }, { wire: 'gemini' });
    expect(response).toMatchObject({
      text: '<svg></svg>',
      reasoning: '**Plan**',
      usage: { promptTokens: 8, completionTokens: 18, reasoningTokens: 12 },
    });
  });
});

describe('no answer at all (C19)', () => {
  const CLOSED = 'http://127.0.0.1:9/v1';
  const ask = (baseUrl: string, facts: ModelFacts) =>
    modelAt(baseUrl, facts).ask(requestOf(), hearing().listener, NEVER);

  it('a server that is down is no connection, and says where', async () => {
    const { failure } = await ask(CLOSED, {});
    expect(failure).toMatchObject({ kind: 'network', retryable: true });
    expect(failure?.detail).toContain('127.0.0.1:9');
  });

  it('a socket that closes without a word is no connection', async () => {
    const { failure } = await askOnce({ hangUp: true });
    expect(failure).toMatchObject({ kind: 'network' });
  });

  it('offline is offline', async () => {
    const { failure } = await ask('https://model.invalid/v1', {
      host: { online: () => false, fetch: () => Promise.reject(new TypeError('Failed to fetch')) },
    });
    expect(failure).toMatchObject({ kind: 'offline', retryable: true });
  });

  it('that a page may not read is blocked, and the doctor is named', async () => {
    const host = {
      pageUrl: new URL('https://sgp.example'),
      fetch: pageFetch('https://sgp.example'),
    };
    const blocked = await askOnce({ body: openAiStream(SVG), cors: 'none' }, { host });
    expect(blocked.failure).toMatchObject({ kind: 'blocked', retryable: false });
    expect(blocked.failure?.detail).toContain('Check');
    expect((await ask(CLOSED, { host })).failure).toMatchObject({ kind: 'network' });
  });

  it('without a needed key nothing is sent', async () => {
    server.script('keyless', { body: openAiStream(SVG) });
    const { failure } = await ask(server.baseUrl('keyless'), { key: null });
    expect(failure).toMatchObject({ kind: 'auth' });
    expect(server.log('keyless')).toEqual([]);
  });
});
