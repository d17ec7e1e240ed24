import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cacheKey } from '../../src/adapters/encoder/hub-address.ts';
import { filesOf, imageFile } from '../../src/adapters/encoder/registry.ts';
import { MemorySettings } from '../../src/adapters/encoder/shelf-settings.ts';
import { MemoryWeightCache, type WeightCache } from '../../src/adapters/encoder/weight-cache.ts';
import { WeightShelf } from '../../src/adapters/encoder/weight-shelf.ts';
import { encoderKey } from '../../src/core/embedding/encoder-card.ts';
import { failed } from '../../src/core/failure.ts';
import type { EncoderState } from '../../src/core/ports/encoder.ts';
import { sgpSmall } from '../../src/adapters/encoder/cards/sgp-small.ts';
import { success } from '../../src/core/failure.ts';
import { branchSmall, hubSmall, publish, readOwn } from './hub-small.ts';
import bundle from '../../benchmarks/captions/captions.json';
import { cosine } from '../../src/core/embedding/similarity.ts';
import { HubServer } from './hub-server.ts';
import { failureOf, valueOf } from './value-of.ts';

const CAPTIONS = bundle.captions;

let hub: HubServer;
const shelves: WeightShelf[] = [];

beforeEach(async () => {
  hub = new HubServer();
  await hub.start();
  publish(hubSmall, hub);
  publish(branchSmall, hub);
});
afterEach(() => {
  for (const shelf of shelves.splice(0)) shelf.dispose();
  hub.stop();
});

interface Ports {
  cache?: WeightCache;
  settings?: MemorySettings;
  damage?: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;
}

function shelfWith(ports: Ports = {}): WeightShelf {
  const { damage = (bytes) => bytes } = ports;
  const shelf = new WeightShelf({
    cache: ports.cache ?? new MemoryWeightCache(),
    settings: ports.settings ?? new MemorySettings(),
    readShipped: async (path) => success(damage(readOwn(path.replace('sgp-small/', '')))),
    cards: [sgpSmall, hubSmall, branchSmall],
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
    expect(entry(shelf, 'sgp-small')).toMatchObject({
      source: 'shipped',
      state: { kind: 'stored' },
      enabled: true,
    });
    expect(entry(shelf, 'hub-small')).toMatchObject({
      source: 'hub',
      state: { kind: 'absent' },
      enabled: false,
    });
  });

  test('does not open what is not here', async () => {
    const shelf = shelfWith();
    const failure = failureOf(await shelf.open('hub-small'));
    expect(failure).toMatchObject({ stage: 'embed', kind: 'weights-missing' });
    expect(hub.seen).toHaveLength(0);
    expect(entry(shelf, 'hub-small').state.kind).toBe('absent');
  });

  test('fetches from a hub, tells of it, and opens', async () => {
    const shelf = shelfWith();
    const states: EncoderState[] = [];
    shelf.subscribe(() => states.push(entry(shelf, 'hub-small').state));
    valueOf(await shelf.fetch('hub-small'));
    expect(hub.seen.map(({ path }) => path.split('/').at(-1))).toEqual([
      'vision_model_fp16.onnx',
      'text_model_fp16.onnx',
      'tokenizer.json',
    ]);
    const total = filesOf(hubSmall, 'fp16').reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const downloading = states.filter((state) => state.kind === 'downloading');
    expect(new Set(downloading.map(({ totalBytes }) => totalBytes))).toEqual(new Set([total]));
    expect(downloading.at(-1)?.doneBytes).toBe(total);
    expect(states.some(({ kind }) => kind === 'verifying')).toBe(true);
    expect(entry(shelf, 'hub-small')).toMatchObject({
      state: { kind: 'stored' },
      storedBytes: total,
      inMemoryOnly: false,
    });

    const encoder = valueOf(await shelf.open('hub-small'));
    expect(entry(shelf, 'hub-small').state).toMatchObject({
      kind: 'ready',
      selfTest: 'no-vector',
      backend: { kind: 'cpu' },
    });
    expect(valueOf(await encoder.embedText('a red house')).embedding).toMatchObject({
      encoderId: 'hub-small@0123456789ab/fp16',
    });
    expect(await shelf.open('hub-small')).toEqual({ ok: true, value: encoder });
  });

  test('fetches once for all who ask, and only what is not here', async () => {
    const shelf = shelfWith();
    await Promise.all([shelf.fetch('hub-small'), shelf.fetch('hub-small')]);
    expect(hub.seen).toHaveLength(3);
    shelf.choosePrecision('hub-small', 'q8');
    valueOf(await shelf.fetch('hub-small'));
    expect(hub.seen).toHaveLength(5); // the tokenizer was there
  });

  test('stops fetching when the last one gives up, and keeps what was whole', async () => {
    const shelf = shelfWith();
    await shelf.ready;
    hub.behaviours.push({ kind: 'whole' }, { kind: 'silent', share: 0.5 });
    const [first, second] = [new AbortController(), new AbortController()];
    const one = shelf.fetch('hub-small', first.signal);
    const other = shelf.fetch('hub-small', second.signal);
    const reason = new Error('enough');
    await until(() => hub.seen.length === 1);
    first.abort(reason);
    await expect(one).rejects.toBe(reason);
    await until(() => hub.seen.length === 2);
    second.abort(reason);
    await expect(other).rejects.toBe(reason);
    await until(() => entry(shelf, 'hub-small').state.kind === 'absent');
    expect((await shelf.storedFiles()).map(({ key }) => key)).toEqual([
      cacheKey(hubSmall, imageFile(hubSmall, 'fp16')),
    ]);
    valueOf(await shelf.fetch('hub-small'));
    expect(entry(shelf, 'hub-small').state.kind).toBe('stored');
  });

  test('keeps nothing of a wrong file, and can be asked again', async () => {
    const shelf = shelfWith();
    hub.behaviours.push({ kind: 'other-bytes' }, { kind: 'other-bytes' });
    const failure = failureOf(await shelf.fetch('hub-small'));
    expect(failure.kind).toBe('weights-corrupt');
    expect(failure.detail).toContain(imageFile(hubSmall, 'fp16').sha256);
    expect(entry(shelf, 'hub-small').state).toEqual({ kind: 'failed', failure });
    expect(await shelf.storedFiles()).toEqual([]);
    valueOf(await shelf.fetch('hub-small'));
    expect(entry(shelf, 'hub-small').state.kind).toBe('stored');
  });

  test('removes a copy that was damaged in storage, and says so', async () => {
    const cache = new MemoryWeightCache();
    const shelf = shelfWith({ cache });
    valueOf(await shelf.fetch('hub-small'));
    const file = imageFile(hubSmall, 'fp16');
    await cache.write(cacheKey(hubSmall, file), new Blob([new Uint8Array(99)]), file.sha256!);
    const failure = failureOf(await shelf.open('hub-small'));
    expect(failure).toMatchObject({ kind: 'weights-corrupt' });
    expect(failure.detail).toContain(file.sha256);
    valueOf(await shelf.fetch('hub-small'));
    valueOf(await shelf.open('hub-small'));
  });

  test('works from memory where storage is full', async () => {
    const full: WeightCache = {
      list: async () => [],
      read: async () => null,
      write: async () => failed({ stage: 'store', kind: 'quota', detail: 'full' }),
      remove: async () => undefined,
    };
    const shelf = shelfWith({ cache: full });
    valueOf(await shelf.fetch('hub-small'));
    expect(entry(shelf, 'hub-small')).toMatchObject({
      state: { kind: 'stored' },
      inMemoryOnly: true,
    });
    valueOf(await shelf.open('hub-small'));
  });

  test('names the weights of a branch by what they are', async () => {
    const shelf = shelfWith();
    valueOf(await shelf.fetch('branch-small'));
    const encoder = valueOf(await shelf.open('branch-small'));
    const { embedding } = valueOf(await encoder.embedText('a cat'));
    expect(embedding.encoderId).toMatch(/^branch-small@sha-[0-9a-f]{8}\/fp16$/);
    // The list says the same name, or its scores could not be found by it.
    const { card, precision } = entry(shelf, 'branch-small');
    expect(encoderKey(card, precision)).toBe(embedding.encoderId);
    for (const { sha256 } of await shelf.storedFiles()) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('evicts every precision, and closes what was open', async () => {
    const shelf = shelfWith();
    valueOf(await shelf.fetch('hub-small'));
    shelf.choosePrecision('hub-small', 'q8');
    valueOf(await shelf.fetch('hub-small'));
    const encoder = valueOf(await shelf.open('hub-small'));
    await shelf.evict('hub-small');
    expect(await shelf.storedFiles()).toEqual([]);
    expect(entry(shelf, 'hub-small')).toMatchObject({ state: { kind: 'absent' }, storedBytes: 0 });
    await expect(encoder.embedText('a new caption')).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('stops a download of what is being removed', async () => {
    const shelf = shelfWith();
    hub.behaviours.push({ kind: 'silent', share: 0.5 });
    const fetching = shelf.fetch('hub-small');
    await until(() => entry(shelf, 'hub-small').state.kind === 'downloading');
    const rejected = expect(fetching).rejects.toMatchObject({ name: 'AbortError' });
    await shelf.evict('hub-small');
    await rejected;
    expect(await shelf.storedFiles()).toEqual([]);
    expect(entry(shelf, 'hub-small').state.kind).toBe('absent');
  });

  test('remembers choices, and finds what was fetched before', async () => {
    const [cache, settings] = [new MemoryWeightCache(), new MemorySettings()];
    const before = shelfWith({ cache, settings });
    before.enable('hub-small', true);
    before.choosePrecision('hub-small', 'q8');
    before.chooseAcceleration('wasm');
    before.useHub(`${hub.base}/`);
    valueOf(await before.fetch('hub-small'));

    const after = shelfWith({ cache, settings });
    await after.ready;
    expect(entry(after, 'hub-small')).toMatchObject({
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
    valueOf(await shelf.fetch('hub-small'));
    expect((await shelf.verify('hub-small')).ok).toBe(true);
    expect((await shelf.verify('sgp-small')).ok).toBe(true);
    const file = imageFile(hubSmall, 'fp16');
    await cache.write(cacheKey(hubSmall, file), new Blob(['broken']), file.sha256!);
    expect(failureOf(await shelf.verify('hub-small')).kind).toBe('weights-corrupt');
    expect(entry(shelf, 'hub-small').state.kind).toBe('absent');
  });

  test('has the bundled captions embedded at the precision they shipped in', async () => {
    const shelf = shelfWith();
    const vectors = (await shelf.shippedCaptions('sgp-small', CAPTIONS))!;
    const encoder = valueOf(await shelf.open('sgp-small'));
    for (const at of [0, 100, CAPTIONS.length - 1]) {
      const { embedding } = valueOf(await encoder.embedText(CAPTIONS[at]!));
      expect(cosine(vectors[at]!, embedding.vector)).toBeGreaterThan(0.9999);
    }
    shelf.choosePrecision('sgp-small', 'q8');
    expect(await shelf.shippedCaptions('sgp-small', CAPTIONS)).toBeNull();
  });

  test('has no embeddings of other captions, nor of an encoder that ships none', async () => {
    const shelf = shelfWith();
    expect(await shelf.shippedCaptions('sgp-small', CAPTIONS.toReversed())).toBeNull();
    expect(await shelf.shippedCaptions('sgp-small', [...CAPTIONS, 'a cat'])).toBeNull();
    expect(await shelf.shippedCaptions('hub-small', CAPTIONS)).toBeNull();
  });

  test('leaves damaged embeddings of captions alone', async () => {
    const shelf = shelfWith({ damage: (bytes) => bytes.map((byte) => byte ^ 1) });
    expect(await shelf.shippedCaptions('sgp-small', CAPTIONS)).toBeNull();
  });

  test('knows how what ships was measured, and nothing of the rest', async () => {
    const shelf = shelfWith();
    const measured = valueOf(await shelf.evaluation('sgp-small'));
    expect(measured === null).toBe(sgpSmall.shipped!.evaluation === null);
    for (const { share } of measured?.rows ?? []) expect(share.trials).toBeGreaterThan(0);
    expect(valueOf(await shelf.evaluation('hub-small'))).toBeNull();
  });

  test('asks for no precision that a card lacks, and for no encoder that is not there', async () => {
    const shelf = shelfWith();
    expect(() => shelf.choosePrecision('sgp-small', 'fp32')).toThrow(RangeError);
    await expect(shelf.open('nothing')).rejects.toThrow(/no encoder is named nothing/);
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
