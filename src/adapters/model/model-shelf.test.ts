import { describe, expect, it } from 'vitest';
import { nodeHost, providerAt, KEY } from '../../../tests/models/bench.ts';
import { libraryOf } from '../../core/composer/object-library.ts';
import { memoryStorage } from './device-storage.ts';
import { LocalModelShelf, type ShelfParts } from './model-shelf.ts';

function shelfOn(storage = memoryStorage(), facts: Partial<ShelfParts> = {}) {
  return new LocalModelShelf({
    host: nodeHost(),
    storage,
    session: memoryStorage(),
    page: null,
    recordings: () =>
      Promise.resolve({ index: { version: 1, prompts: [] }, read: () => Promise.resolve('') }),
    objects: () => Promise.resolve(libraryOf({})),
    replaySpeed: () => 0,
    ...facts,
  });
}

const answering = (body: unknown, status = 200, seen: string[] = []) => ({
  host: nodeHost({
    fetch: (url) => {
      seen.push(url as string);
      return Promise.resolve(Response.json(body, { status }));
    },
  }),
});

describe('the shelf of models', () => {
  it('has every preset, replay first, each with an address that can be used', () => {
    const providers = shelfOn().providers();
    expect(providers.map(({ id }) => id)).toEqual([
      'replay',
      'composer',
      'openrouter',
      'openai',
      'anthropic',
      'gemini',
      'groq',
      'mistral',
      'deepseek',
      'together',
      'fireworks',
      'ollama',
      'lmstudio',
      'llamacpp',
      'vllm',
      'chrome',
    ]);
    for (const provider of providers) expect(() => shelfOn().saveProvider(provider)).not.toThrow();
    expect(providers.filter(({ signIn }) => signIn).map(({ id }) => id)).toEqual(['openrouter']);
  });

  it('keeps one’s own providers and edited presets on the device', () => {
    const storage = memoryStorage();
    const shelf = shelfOn(storage);
    let changes = 0;
    const stop = shelf.subscribe(() => void changes++);
    shelf.saveProvider(providerAt(' https://own.example/v1/chat/completions/ '));
    const ollama = shelf.providers().find(({ id }) => id === 'ollama')!;
    shelf.saveProvider({ ...ollama, baseUrl: 'http://localhost:9999/v1/' });
    expect(changes).toBe(2);
    stop();
    const again = shelfOn(storage).providers();
    expect(again.at(-1)).toMatchObject({ id: 'custom-1', baseUrl: 'https://own.example/v1' });
    expect(again.find(({ id }) => id === 'ollama')?.baseUrl).toBe('http://localhost:9999/v1');
    shelf.removeProvider('ollama');
    shelf.removeProvider('custom-1');
    expect(shelfOn(storage).providers()).toEqual(shelfOn().providers());
    expect(changes).toBe(2);
  });

  it('takes no address that cannot be used', () => {
    for (const address of ['', 'api.example', 'ftp://x', 'https://me:pw@x/v1', 'https://x/?key=1'])
      expect(() => shelfOn().saveProvider(providerAt(address))).toThrow(RangeError);
  });

  it('passes over garbage on the device', () => {
    const storage = memoryStorage();
    const good = providerAt('https://own.example/v1');
    const bad = [{ id: 'x' }, null, { ...good, id: 'y', baseUrl: 'javascript:1' }];
    storage.setItem('sgp-playground:providers', JSON.stringify([...bad, good]));
    expect(shelfOn(storage).providers().at(-1)).toEqual(good);
    storage.setItem('sgp-playground:providers', '{');
    expect(shelfOn(storage).providers()).toEqual(shelfOn().providers());
  });

  it('forgets no key, but does not use it, when its provider moves elsewhere', async () => {
    const sent: (HeadersInit | undefined)[] = [];
    const host = nodeHost({
      fetch: (_, init) => {
        sent.push(init?.headers);
        return Promise.resolve(Response.json({ data: [] }));
      },
    });
    const shelf = shelfOn(memoryStorage(), { host });
    const own = providerAt('https://own.example/v1');
    shelf.saveProvider(own);
    shelf.keys.set(own.id, KEY, 'memory');
    const open = await shelf.open({ providerId: own.id, modelId: 'm' });
    shelf.saveProvider({ ...own, baseUrl: 'https://evil.example/v1' });
    expect((await shelf.listModels(own.id)).ok).toBe(false);
    expect(sent).toEqual([]);
    // A model that was opened before goes on with the address and the key that belong together.
    const request = { system: null, user: 'x', subject: 'x', sampleIndex: 0 };
    const settings = {
      temperature: null,
      topP: null,
      maxTokens: null,
      seed: null,
      reasoningEffort: null,
      stop: [],
    };
    await open.ask(
      { ...request, settings },
      { text: () => undefined },
      new AbortController().signal,
    );
    expect(sent).toEqual([{ authorization: `Bearer ${KEY}`, 'content-type': 'application/json' }]);
  });

  it('lists models by each wire format', async () => {
    const list = async (wire: 'openai' | 'anthropic' | 'gemini', body: unknown) => {
      const seen: string[] = [];
      const shelf = shelfOn(memoryStorage(), answering(body, 200, seen));
      shelf.saveProvider(providerAt('https://own.example/v1', { wire, key: 'none' }));
      const listed = await shelf.listModels('custom-1');
      return { seen, models: listed.ok ? listed.value : listed.failure };
    };
    const openai = await list('openai', {
      data: [
        { id: 'b', context_length: 8, pricing: { prompt: '0.000002', completion: '0.00001' } },
        { id: 'a', name: 'A', pricing: { prompt: '-1', completion: '-1' } },
        { no: 'id' },
      ],
    });
    expect(openai.models).toEqual([
      { id: 'a', title: 'A', contextLength: null, price: null },
      {
        id: 'b',
        title: 'b',
        contextLength: 8,
        price: { input: 2, output: 10, source: 'provider' },
      },
    ]);
    expect(openai.seen).toEqual(['https://own.example/v1/models']);
    expect((await list('openai', [{ id: 'bare' }])).models).toMatchObject([{ id: 'bare' }]);
    const anthropic = await list('anthropic', { data: [{ id: 'c-1', display_name: 'C 1' }] });
    expect(anthropic.models).toMatchObject([{ id: 'c-1', title: 'C 1' }]);
    const gemini = await list('gemini', {
      models: [
        {
          name: 'models/g-1',
          displayName: 'G 1',
          inputTokenLimit: 9,
          supportedGenerationMethods: ['generateContent'],
        },
        { name: 'models/embed', supportedGenerationMethods: ['embedContent'] },
      ],
    });
    expect(gemini.models).toMatchObject([{ id: 'g-1', title: 'G 1', contextLength: 9 }]);
    expect((await list('openai', { hello: 1 })).models).toMatchObject({ kind: 'bad-body' });
  });

  it('uses listed prices for costs, until the person gives another', async () => {
    const body = { data: [{ id: 'm', pricing: { prompt: '0.000001', completion: '0.000004' } }] };
    const shelf = shelfOn(memoryStorage(), answering(body));
    shelf.saveProvider(providerAt('https://own.example/v1', { key: 'none' }));
    const choice = { providerId: 'custom-1', modelId: 'm' };
    expect(shelf.price(choice)).toBeNull();
    await shelf.listModels('custom-1');
    expect(shelf.price(choice)).toEqual({ input: 1, output: 4, source: 'provider' });
    shelf.setPrice(choice, { input: 7, output: 8 });
    expect(shelf.price(choice)).toEqual({ input: 7, output: 8, source: 'user' });
  });

  it('opens the composer and lists it without a network', async () => {
    const shelf = shelfOn();
    const model = await shelf.open({ providerId: 'composer', modelId: 'composer' });
    expect(model.id).toBe('composer');
    expect(await shelf.listModels('composer')).toMatchObject({
      ok: true,
      value: [{ id: 'composer', price: { input: 0, output: 0 } }],
    });
  });

  it('opens replay and lists it without a network', async () => {
    const fetch = () => Promise.reject(new Error('no network wanted'));
    const shelf = shelfOn(memoryStorage(), { host: nodeHost({ fetch }) });
    const model = await shelf.open({ providerId: 'replay', modelId: 'replay' });
    expect(model.id).toBe('replay');
    expect(await shelf.listModels('replay')).toMatchObject({ ok: true, value: [{ id: 'replay' }] });
    expect(await shelf.listModels('chrome')).toMatchObject({ ok: false });
    await expect(shelf.open({ providerId: 'none', modelId: '' })).rejects.toThrow(RangeError);
  });

  it('signs in and binds the key to OpenRouter', async () => {
    const session = memoryStorage();
    let url = new URL('https://sgp.example/');
    const page = {
      url: () => new URL(url),
      leaveTo: (target: string) => {
        const callback = new URL(target).searchParams.get('callback_url')!;
        url = new URL(`${callback}&code=c`);
      },
      replaceUrl: (next: string) => void (url = new URL(next)),
    };
    const shelf = shelfOn(memoryStorage(), { ...answering({ key: KEY }), session, page });
    await shelf.beginSignIn('openrouter');
    expect(await shelf.finishSignIn()).toEqual({ providerId: 'openrouter', failure: null });
    expect(shelf.keys.describe('openrouter')).toEqual({ place: 'memory', ending: '7Qf2' });
    expect(await shelf.finishSignIn()).toBeNull();
  });
});
