/** The doctor's verdicts, as a page gets them: a browser's rules over a real server. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Diagnosis, Provider } from '../../src/core/ports/model-shelf.ts';
import type { ModelHost } from '../../src/adapters/model/model-host.ts';
import { LocalModelShelf } from '../../src/adapters/model/model-shelf.ts';
import { memoryStorage } from '../../src/adapters/model/device-storage.ts';
import { pageFetch } from '../fault-server/page-fetch.ts';
import {
  ONLY_KEY_AND_TYPE,
  startFaultServer,
  type FaultServer,
  type Script,
} from '../fault-server/server.ts';
import { openAiStream } from '../fault-server/streams.ts';
import { body, KEY, nodeHost, providerAt } from './bench.ts';

const PAGE = 'https://sgp.example';
const CLOSED = 'http://127.0.0.1:9/v1';

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.stop());

let host: ModelHost;
beforeEach(() => {
  host = nodeHost({ pageUrl: new URL(`${PAGE}/app/`), fetch: pageFetch(PAGE) });
});

interface Case {
  script?: Script;
  provider?: Partial<Provider>;
  key?: string | null;
  modelId?: string | null;
}

let names = 0;
async function check({ script = {}, provider, key = KEY, modelId = null }: Case) {
  const name = `doctor-${++names}`;
  server.script(name, { models: [], ...script });
  const shelf = new LocalModelShelf({
    host,
    storage: memoryStorage(),
    session: memoryStorage(),
    page: null,
    recordings: () => Promise.reject(new Error('not used')),
    objects: () => Promise.reject(new Error('not used')),
    replaySpeed: () => 0,
  });
  const patient = providerAt(server.baseUrl(name), provider);
  shelf.saveProvider(patient);
  if (key !== null) shelf.keys.set(patient.id, key, 'memory');
  const diagnosis = await shelf.diagnose(patient.id, modelId);
  expect(JSON.stringify(diagnosis)).not.toContain(KEY);
  return { diagnosis, log: server.log(name), calls: server.calls(name), shelf };
}

const answersOf = ({ probes }: Diagnosis) => probes.map(({ answer }) => answer);
const LOCAL = { key: 'none' } as const;

describe('it works', () => {
  it('with a key that a strict preflight lets through, and counts the models', async () => {
    const { diagnosis, log } = await check({ script: { preflight: ONLY_KEY_AND_TYPE } });
    expect(diagnosis).toMatchObject({
      verdict: 'works',
      certain: true,
      stoppedAt: null,
      cure: null,
      modelCount: 1,
    });
    expect(answersOf(diagnosis)).toEqual(['yes', 'yes', 'yes']);
    expect(diagnosis.probes[2]!.question).toBe('It accepts the key ending in …7Qf2');
    expect(log).toEqual(['OPTIONS /v1/models', 'GET /v1/models']);
  });

  it('without a key asks with no preflight at all', async () => {
    const { diagnosis, log } = await check({
      script: { preflight: 'none' },
      provider: LOCAL,
      key: null,
    });
    expect(diagnosis.verdict).toBe('works');
    expect(log).toEqual(['GET /v1/models']);
  });

  it('asks a chosen model for one token, and never for the person’s prompt', async () => {
    const script = { answers: [{ body: openAiStream('H', { stop: 'length' }) }] };
    const { diagnosis, calls } = await check({ script, modelId: 'model-1' });
    expect(diagnosis.verdict).toBe('works');
    expect(diagnosis.probes.at(-1)!.question).toContain('one token');
    const asked = calls.find(({ method }) => method === 'POST')!;
    expect(JSON.parse(asked.body)).toMatchObject({
      max_tokens: 1,
      messages: [{ role: 'user', content: 'Hi' }],
    });
  });
});

describe('the key', () => {
  it('that is missing is asked for before anything is sent', async () => {
    const { diagnosis, log } = await check({ key: null });
    expect(diagnosis).toMatchObject({ verdict: 'no-key', stoppedAt: 'key', certain: true });
    expect(diagnosis.cure).toMatchObject({ needsKey: true });
    expect(log).toEqual([]);
  });

  it('that is refused where the page can read it is certainly wrong', async () => {
    const script = { models: [{ status: 401, body: body('openai-401.json') }] };
    const { diagnosis } = await check({ script });
    expect(diagnosis).toMatchObject({
      verdict: 'wrong-key',
      headline: 'The key was read and refused.',
      stoppedAt: 'key',
      certain: true,
    });
    expect(answersOf(diagnosis)).toEqual(['yes', 'yes', 'no']);
    expect(diagnosis.cure).toMatchObject({ needsKey: true });
  });

  it('and a blocked page look the same where errors are hidden: it says so', async () => {
    const hidden = { status: 401, body: '{}', cors: 'success-only' as const };
    const { diagnosis } = await check({ script: { models: [hidden] } });
    expect(diagnosis).toMatchObject({ verdict: 'cannot-tell', certain: false });
    expect(answersOf(diagnosis)).toEqual(['yes', 'unknown', 'unknown']);
    const blocked = { cors: 'none' as const };
    const other = await check({ script: { models: [blocked] } });
    expect(other.diagnosis).toMatchObject({ verdict: 'cannot-tell', certain: false });
  });

  it('that runs into money or a rate is not a wrong key', async () => {
    const status = async (code: number, name: string) =>
      (await check({ script: { models: [{ status: code, body: body(name) }] } })).diagnosis;
    expect(await status(402, 'openrouter-402.json')).toMatchObject({ verdict: 'billing' });
    expect(await status(429, 'openai-429-quota.json')).toMatchObject({ verdict: 'billing' });
    expect(await status(429, 'openai-429-rate.json')).toMatchObject({ verdict: 'rate-limited' });
    expect(await status(403, 'openai-429-rate.json')).toMatchObject({ verdict: 'wrong-key' });
    expect(await status(503, 'anthropic-529.json')).toMatchObject({
      verdict: 'cannot-tell',
      certain: false,
    });
  });

  it('of OpenRouter is checked where it is judged, for its list is open to all', async () => {
    const asked: string[] = [];
    host = nodeHost({
      pageUrl: new URL(PAGE),
      fetch: (input) => {
        const url = new URL(input as string);
        asked.push(url.pathname);
        const refused = url.pathname.endsWith('/key');
        const text = refused ? body('openai-401.json') : '{"data":[{"id":"maker/model-1"}]}';
        return Promise.resolve(new Response(text, { status: refused ? 401 : 200 }));
      },
    });
    const provider = { baseUrl: 'https://openrouter.ai/api/v1' };
    const { diagnosis } = await check({ provider });
    expect(diagnosis.verdict).toBe('wrong-key');
    expect(asked).toEqual(['/api/v1/models', '/api/v1/key']);
  });
});

describe('the model', () => {
  it('that is not known is told from a wrong key', async () => {
    const script = { answers: [{ status: 404, body: body('openai-404.json') }] };
    const { diagnosis } = await check({ script, modelId: 'gpt-none' });
    expect(diagnosis).toMatchObject({
      verdict: 'unknown-model',
      stoppedAt: 'model',
      certain: true,
    });
  });

  it('may lack only the money', async () => {
    const script = { answers: [{ status: 429, body: body('openai-429-quota.json') }] };
    const { diagnosis } = await check({ script, modelId: 'model-1' });
    expect(diagnosis.verdict).toBe('billing');
  });

  it('list that is no list is something else at this address', async () => {
    const page = { body: '<html>Hello</html>', headers: { 'content-type': 'text/html' } };
    const { diagnosis } = await check({ script: { models: [page] } });
    expect(diagnosis).toMatchObject({ verdict: 'cannot-tell', stoppedAt: 'origin' });
  });
});

describe('a server on this machine', () => {
  it('that refuses this page is running: the cure names this page, for each system', async () => {
    const script = { models: [{ status: 403, cors: 'none' as const }] };
    const { diagnosis } = await check({
      script,
      provider: { ...LOCAL, id: 'ollama', title: 'Ollama' },
      key: null,
    });
    expect(diagnosis).toMatchObject({
      verdict: 'page-refused',
      headline: 'The server is running. It refuses this page.',
      stoppedAt: 'origin',
      certain: true,
      cure: { command: `OLLAMA_ORIGINS=${PAGE} ollama serve` },
    });
    expect(answersOf(diagnosis)).toEqual(['yes', 'no', 'not-reached']);
    const others = diagnosis.cure?.others?.map(({ command }) => command) ?? [];
    expect(others).toHaveLength(3);
    for (const command of others) expect(command).toContain(PAGE);
  });

  it.each([
    ['lmstudio', 'lms server start --cors'],
    ['llamacpp', '--cors-origins https://sgp.example'],
    ['vllm', '--allowed-origins'],
  ])('%s has its own command', async (id, command) => {
    const script = { models: [{ cors: 'none' as const }] };
    const { diagnosis } = await check({ script, provider: { ...LOCAL, id }, key: null });
    expect(diagnosis.cure?.command).toContain(command);
  });

  it('that is down is certainly down, and the cure starts it', async () => {
    const provider = { ...LOCAL, id: 'ollama', title: 'Ollama', baseUrl: CLOSED };
    const { diagnosis } = await check({ provider, key: null });
    expect(diagnosis).toMatchObject({
      verdict: 'server-down',
      certain: true,
      stoppedAt: 'origin',
      cure: { command: 'ollama serve' },
    });
    expect(answersOf(diagnosis)).toEqual(['no', 'not-reached', 'not-reached']);
  });

  it('that the browser keeps the page from is not called down', async () => {
    host.localNetworkPermission = () => Promise.resolve('denied');
    const denied = await check({ provider: LOCAL, key: null });
    expect(denied.diagnosis).toMatchObject({ verdict: 'local-network-denied', certain: true });
    expect(denied.log).toEqual([]);
    host.localNetworkPermission = () => Promise.resolve('prompt');
    const unanswered = await check({ provider: { ...LOCAL, baseUrl: CLOSED }, key: null });
    expect(unanswered.diagnosis).toMatchObject({
      verdict: 'local-network-denied',
      certain: false,
    });
  });

  it('that may be down or refuse is not called either where isolation hides which', async () => {
    host.tellsOfUnreadAnswers = () => Promise.resolve(false);
    const provider = { ...LOCAL, id: 'ollama', title: 'Ollama', baseUrl: CLOSED };
    const { diagnosis } = await check({ provider, key: null });
    expect(diagnosis).toMatchObject({ verdict: 'cannot-tell', certain: false });
    expect(answersOf(diagnosis)).toEqual(['unknown', 'not-reached', 'not-reached']);
    expect(diagnosis.cure?.command).toBe(`OLLAMA_ORIGINS=${PAGE} ollama serve`);
  });

  it('needs no permission for a page from this machine', async () => {
    host = nodeHost({
      pageUrl: new URL('http://localhost:4173/'),
      fetch: pageFetch('http://localhost:4173'),
      localNetworkPermission: () => Promise.resolve('denied'),
    });
    const { diagnosis } = await check({ provider: LOCAL, key: null });
    expect(diagnosis.verdict).toBe('works');
  });
});

describe('the network', () => {
  it('offline is said before anything is sent', async () => {
    host.online = () => false;
    const { diagnosis } = await check({ provider: { baseUrl: 'https://api.example/v1' } });
    expect(diagnosis).toMatchObject({ verdict: 'offline', stoppedAt: 'page' });
  });

  it('is gone when not even the page’s own server answers', async () => {
    host.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    const { diagnosis } = await check({ provider: { baseUrl: 'https://api.example/v1' } });
    expect(diagnosis.verdict).toBe('offline');
  });

  it('that reaches the page but not the provider cannot say why', async () => {
    host.fetch = (input) =>
      String(input).startsWith(PAGE)
        ? Promise.resolve(Response.error())
        : Promise.reject(new TypeError('Failed to fetch'));
    const { diagnosis } = await check({ provider: { baseUrl: 'https://api.example/v1' } });
    expect(diagnosis).toMatchObject({ verdict: 'server-down', certain: false });
  });

  it('does not carry a page to an http address elsewhere', async () => {
    const { diagnosis } = await check({ provider: { baseUrl: 'http://192.168.1.5:11434/v1' } });
    expect(diagnosis).toMatchObject({ verdict: 'page-refused', stoppedAt: 'page', certain: true });
  });
});

describe('what needs no server', () => {
  it('replay and the composer work; Chrome’s model is here or not', async () => {
    const { shelf } = await check({ provider: LOCAL, key: null });
    expect(await shelf.diagnose('replay', null)).toMatchObject({ verdict: 'works' });
    expect(await shelf.diagnose('composer', null)).toMatchObject({
      verdict: 'works',
      headline: 'The composer is always here.',
    });
    expect(await shelf.diagnose('chrome', null)).toMatchObject({ verdict: 'not-here' });
    host.builtInModel = () => ({
      availability: () => Promise.resolve('downloadable'),
      create: () => Promise.reject(new Error('not used')),
    });
    const here = await shelf.diagnose('chrome', null);
    expect(here).toMatchObject({ verdict: 'works' });
    expect(here.explanation).toContain('downloads');
  });
});
