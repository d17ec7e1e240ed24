import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cacheKey } from '../../src/adapters/encoder/hub-address.ts';
import { imageFile } from '../../src/adapters/encoder/registry.ts';
import { MemorySettings } from '../../src/adapters/encoder/shelf-settings.ts';
import { MemoryWeightCache, type WeightCache } from '../../src/adapters/encoder/weight-cache.ts';
import { WeightShelf } from '../../src/adapters/encoder/weight-shelf.ts';
import { encoderKey } from '../../src/core/embedding/encoder-card.ts';
import { failed } from '../../src/core/failure.ts';
import type { EncoderState } from '../../src/core/ports/encoder.ts';
import { seed } from '../../src/adapters/encoder/cards/seed.ts';
import { success } from '../../src/core/failure.ts';
import { branchSeed, hubSeed, publish, readOwn } from './hub-seed.ts';
import { HubServer } from './hub-server.ts';
import { failureOf, valueOf } from './value-of.ts';

let hub: HubServer;
const shelves: WeightShelf[] = [];

beforeEach(async () => {
  hub = new HubServer();
  await hub.start();
  publish(hubSeed, hub);
  publish(branchSeed, hub);
});
afterEach(() => {
  for (const shelf of shelves.splice(0)) shelf.dispose();
  hub.stop();
});

function shelfWith(ports: { cache?: WeightCache; settings?: MemorySettings } = {}): WeightShelf {
  const shelf = new WeightShelf({
    cache: ports.cache ?? new MemoryWeightCache(),
    settings: ports.settings ?? new MemorySettings(),
    readShipped: async (path) => success(readOwn(path.replace('sgp-seed/', ''))),
    cards: [seed, hubSeed, branchSeed],
  });
  shelf.useHub(hub.base);
  shelves.push(shelf);
  return shelf;
}

const entry = (shelf: WeightShelf, id: string) =>
  shelf.entries().find(({ card }) => card.id === id)!;

describe('the shelf', () => {
  test('has what ships with the app at hand and on, and the rest absent and off', async () => {
    const shelf = shelfWith();
    await shelf.ready;
    expect(entry(shelf, 'sgp-seed')).toMatchObject({
      source: 'shipped',
      state: { kind: 'stored' },
      enabled: true,
    });
    expect(entry(shelf, 'hub-seed')).toMatchObject({
      source: 'hub',
      state: { kind: 'absent' },
      enabled: false,
    });
  });

  test('does not open what is not here', async () => {
    const shelf = shelfWith();
    const failure = failureOf(await shelf.open('hub-seed'));
    expect(failure).toMatchObject({ stage: 'embed', kind: 'weights-missing' });
    expect(hub.seen).toHaveLength(0);
    expect(entry(shelf, 'hub-seed').state.kind).toBe('absent');
  });

  test('fetches from a hub, tells of it, and opens', async () => {
    const shelf = shelfWith();
    const states: EncoderState[] = [];
    shelf.subscribe(() => states.push(entry(shelf, 'hub-seed').state));
    valueOf(await shelf.fetch('hub-seed'));
    expect(hub.seen.map(({ path }) => path.split('/').at(-1))).toEqual([
      'vision_model_fp16.onnx',
      'text_model_fp16.onnx',
      'tokenizer.json',
    ]);
    const total = 4_664_889 + 2_869_274 + 57_152;
    const downloading = states.filter((state) => state.kind === 'downloading');
    expect(new Set(downloading.map(({ totalBytes }) => totalBytes))).toEqual(new Set([total]));
    expect(downloading.at(-1)?.doneBytes).toBe(total);
    expect(states.some(({ kind }) => kind === 'verifying')).toBe(true);
    expect(entry(shelf, 'hub-seed')).toMatchObject({
      state: { kind: 'stored' },
      storedBytes: total,
      inMemoryOnly: false,
    });

    const encoder = valueOf(await shelf.open('hub-seed'));
    expect(entry(shelf, 'hub-seed').state).toMatchObject({
      kind: 'ready',
      selfTest: 'no-vector',
      backend: { kind: 'cpu' },
    });
    expect(valueOf(await encoder.embedText('a red house')).embedding).toMatchObject({
      encoderId: 'hub-seed@0123456789ab/fp16',
    });
    expect(await shelf.open('hub-seed')).toEqual({ ok: true, value: encoder });
  });

  test('fetches once for all who ask, and only what is not here', async () => {
    const shelf = shelfWith();
    await Promise.all([shelf.fetch('hub-seed'), shelf.fetch('hub-seed')]);
    expect(hub.seen).toHaveLength(3);
    shelf.choosePrecision('hub-seed', 'q8');
    valueOf(await shelf.fetch('hub-seed'));
    expect(hub.seen).toHaveLength(5); // the tokenizer was there
  });

  test('stops fetching when the last one gives up, and keeps what was whole', async () => {
    const shelf = shelfWith();
    await shelf.ready;
    hub.behaviours.push({ kind: 'whole' }, { kind: 'silent', share: 0.5 });
    const [first, second] = [new AbortController(), new AbortController()];
    const one = shelf.fetch('hub-seed', first.signal);
    const other = shelf.fetch('hub-seed', second.signal);
    const reason = new Error('enough');
    await until(() => hub.seen.length === 1);
    first.abort(reason);
    await expect(one).rejects.toBe(reason);
    await until(() => hub.seen.length === 2);
    second.abort(reason);
    await expect(other).rejects.toBe(reason);
    await until(() => entry(shelf, 'hub-seed').state.kind === 'absent');
    expect((await shelf.storedFiles()).map(({ key }) => key)).toEqual([
      cacheKey(hubSeed, imageFile(hubSeed, 'fp16')),
    ]);
    valueOf(await shelf.fetch('hub-seed'));
    expect(entry(shelf, 'hub-seed').state.kind).toBe('stored');
  });

  test('keeps nothing of a wrong file, and can be asked again', async () => {
    const shelf = shelfWith();
    hub.behaviours.push({ kind: 'other-bytes' }, { kind: 'other-bytes' });
    const failure = failureOf(await shelf.fetch('hub-seed'));
    expect(failure.kind).toBe('weights-corrupt');
    expect(failure.detail).toContain(imageFile(hubSeed, 'fp16').sha256);
    expect(entry(shelf, 'hub-seed').state).toEqual({ kind: 'failed', failure });
    expect(await shelf.storedFiles()).toEqual([]);
    valueOf(await shelf.fetch('hub-seed'));
    expect(entry(shelf, 'hub-seed').state.kind).toBe('stored');
  });

  test('removes a copy that was damaged in storage, and says so', async () => {
    const cache = new MemoryWeightCache();
    const shelf = shelfWith({ cache });
    valueOf(await shelf.fetch('hub-seed'));
    const file = imageFile(hubSeed, 'fp16');
    await cache.write(cacheKey(hubSeed, file), new Blob([new Uint8Array(99)]), file.sha256!);
    const failure = failureOf(await shelf.open('hub-seed'));
    expect(failure).toMatchObject({ kind: 'weights-corrupt' });
    expect(failure.detail).toContain(file.sha256);
    valueOf(await shelf.fetch('hub-seed'));
    valueOf(await shelf.open('hub-seed'));
  });

  test('works from memory where storage is full', async () => {
    const full: WeightCache = {
      list: async () => [],
      read: async () => null,
      write: async () => failed({ stage: 'store', kind: 'quota', detail: 'full' }),
      remove: async () => undefined,
    };
    const shelf = shelfWith({ cache: full });
    valueOf(await shelf.fetch('hub-seed'));
    expect(entry(shelf, 'hub-seed')).toMatchObject({
      state: { kind: 'stored' },
      inMemoryOnly: true,
    });
    valueOf(await shelf.open('hub-seed'));
  });

  test('names the weights of a branch by what they are', async () => {
    const shelf = shelfWith();
    valueOf(await shelf.fetch('branch-seed'));
    const encoder = valueOf(await shelf.open('branch-seed'));
    const { embedding } = valueOf(await encoder.embedText('a cat'));
    expect(embedding.encoderId).toMatch(/^branch-seed@sha-[0-9a-f]{8}\/fp16$/);
    // The list says the same name, or its scores could not be found by it.
    const { card, precision } = entry(shelf, 'branch-seed');
    expect(encoderKey(card, precision)).toBe(embedding.encoderId);
    for (const { sha256 } of await shelf.storedFiles()) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('evicts every precision, and closes what was open', async () => {
    const shelf = shelfWith();
    valueOf(await shelf.fetch('hub-seed'));
    shelf.choosePrecision('hub-seed', 'q8');
    valueOf(await shelf.fetch('hub-seed'));
    const encoder = valueOf(await shelf.open('hub-seed'));
    await shelf.evict('hub-seed');
    expect(await shelf.storedFiles()).toEqual([]);
    expect(entry(shelf, 'hub-seed')).toMatchObject({ state: { kind: 'absent' }, storedBytes: 0 });
    await expect(encoder.embedText('a new caption')).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('stops a download of what is being removed', async () => {
    const shelf = shelfWith();
    hub.behaviours.push({ kind: 'silent', share: 0.5 });
    const fetching = shelf.fetch('hub-seed');
    await until(() => entry(shelf, 'hub-seed').state.kind === 'downloading');
    const rejected = expect(fetching).rejects.toMatchObject({ name: 'AbortError' });
    await shelf.evict('hub-seed');
    await rejected;
    expect(await shelf.storedFiles()).toEqual([]);
    expect(entry(shelf, 'hub-seed').state.kind).toBe('absent');
  });

  test('remembers choices, and finds what was fetched before', async () => {
    const [cache, settings] = [new MemoryWeightCache(), new MemorySettings()];
    const before = shelfWith({ cache, settings });
    before.enable('hub-seed', true);
    before.choosePrecision('hub-seed', 'q8');
    before.chooseAcceleration('wasm');
    before.useHub(`${hub.base}/`);
    valueOf(await before.fetch('hub-seed'));

    const after = shelfWith({ cache, settings });
    await after.ready;
    expect(entry(after, 'hub-seed')).toMatchObject({
      enabled: true,
      precision: 'q8',
      state: { kind: 'stored' },
    });
    expect(after.acceleration()).toBe('wasm');
    expect(after.hub()).toBe(hub.base);
  });

  test('verifies what is stored on request', async () => {
    const cache = new MemoryWeightCache();
    const shelf = shelfWith({ cache });
    valueOf(await shelf.fetch('hub-seed'));
    expect((await shelf.verify('hub-seed')).ok).toBe(true);
    expect((await shelf.verify('sgp-seed')).ok).toBe(true);
    const file = imageFile(hubSeed, 'fp16');
    await cache.write(cacheKey(hubSeed, file), new Blob(['broken']), file.sha256!);
    expect(failureOf(await shelf.verify('hub-seed')).kind).toBe('weights-corrupt');
    expect(entry(shelf, 'hub-seed').state.kind).toBe('absent');
  });

  test('asks for no precision that a card lacks, and for no encoder that is not there', async () => {
    const shelf = shelfWith();
    expect(() => shelf.choosePrecision('sgp-seed', 'fp32')).toThrow(RangeError);
    await expect(shelf.open('nothing')).rejects.toThrow(/no encoder is named nothing/);
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
