import { afterEach, describe, expect, test, vi } from 'vitest';
import { sgpSmall } from '../../src/adapters/encoder/cards/sgp-small.ts';
import type { SessionWish, TensorInfo } from '../../src/adapters/encoder/inference.ts';
import { WorkerEncoder, type TowerFiles } from '../../src/adapters/encoder/worker-encoder.ts';
import type { EncoderCard } from '../../src/core/embedding/encoder-card.ts';
import { success, type Result } from '../../src/core/failure.ts';
import type { Raster } from '../../src/core/raster/raster.ts';
import { readOwn } from './hub-small.ts';
import { fakeRuntime, inProcessHost, type FakeRuntime } from './in-process.ts';
import { failureOf, valueOf } from './value-of.ts';

const WASM: SessionWish = { acceleration: 'wasm', threads: 1 };
const CARD: SessionWish = { acceleration: 'webgpu', threads: 1 };
const RASTER: Raster = {
  data: new Uint8ClampedArray(4 * 4 * 4).fill(255),
  widthPx: 4,
  heightPx: 4,
};
const GOOD = [3, 4];
const tokenizer = new TextDecoder().decode(readOwn('tokenizer.json'));

/** Weights whose first letter tells the towers apart. */
const trialFiles = (): TowerFiles & { reads: string[] } => {
  const reads: string[] = [];
  return {
    reads,
    weights: async (tower) => {
      reads.push(tower);
      return success(new TextEncoder().encode(tower));
    },
    tokenizer: async () => success(tokenizer),
  };
};

const opened: WorkerEncoder[] = [];
afterEach(() => opened.splice(0).forEach((encoder) => encoder.dispose()));

async function open(
  runtime: FakeRuntime,
  { wish = WASM, files = trialFiles(), card = sgpSmall as EncoderCard, lanes = 1 } = {},
): Promise<Result<WorkerEncoder>> {
  const makeHost = () => inProcessHost(runtime.createSession);
  const options = { card, precision: 'fp16', files, wish, lanes, makeHost } as const;
  const result = await WorkerEncoder.open(options);
  if (result.ok) opened.push(result.value);
  return result;
}

describe('an encoder', () => {
  test('gives unit vectors, whatever length the model gives', async () => {
    const encoder = valueOf(await open(fakeRuntime(() => GOOD)));
    const { textImage, imageImage } = valueOf(await encoder.embedImage(RASTER));
    expect([...textImage!.vector]).toEqual([Math.fround(0.6), Math.fround(0.8)]);
    expect(imageImage!.encoderId).toBe(`sgp-small@${sgpSmall.revision}/fp16`);
  });

  test('loads its text tower with the first caption', async () => {
    const files = trialFiles();
    const encoder = valueOf(
      await open(
        fakeRuntime(() => GOOD),
        { files },
      ),
    );
    expect(files.reads).toEqual(['image']);
    valueOf(await encoder.embedText('a cat'));
    valueOf(await encoder.embedText('a dog'));
    expect(files.reads).toEqual(['image', 'text']);
  });

  test('encodes a caption once, also for two who ask at the same time', async () => {
    const runtime = fakeRuntime(() => GOOD);
    const encoder = valueOf(await open(runtime));
    const both = await Promise.all([encoder.embedText('a cat'), encoder.embedText('a cat')]);
    expect(both[0]).toEqual(both[1]);
    valueOf(await encoder.embedText('a cat'));
    expect(runtime.runs).toHaveLength(1);
  });

  test.each<[string, number[]]>([
    ['NaN', [Number.NaN, 1]],
    ['infinity', [Infinity, 1]],
    ['nothing', [0, 0]],
  ])('never hands out %s as a vector, and goes on', async (_, vector) => {
    const runtime = fakeRuntime((run) => (run === 0 ? vector : GOOD));
    const encoder = valueOf(await open(runtime));
    expect(failureOf(await encoder.embedImage(RASTER))).toMatchObject({
      stage: 'embed',
      kind: 'not-finite',
    });
    valueOf(await encoder.embedImage(RASTER));
    expect(runtime.wishes).toHaveLength(1);
  });

  test('remembers no failure of a caption', async () => {
    const encoder = valueOf(await open(fakeRuntime((run) => (run === 0 ? [0] : GOOD))));
    expect((await encoder.embedText('a cat')).ok).toBe(false);
    expect((await encoder.embedText('a cat')).ok).toBe(true);
  });

  test('tries again in a fresh worker when memory runs out', async () => {
    const files = trialFiles();
    const runtime = fakeRuntime((run) => {
      if (run === 0) throw new RangeError('Array buffer allocation failed');
      return GOOD;
    });
    const encoder = valueOf(await open(runtime, { files }));
    valueOf(await encoder.embedImage(RASTER));
    expect(files.reads).toEqual(['image', 'image']);
  });

  test('gives up when memory runs out each time, and can be asked again', async () => {
    let isFull = true;
    const runtime = fakeRuntime(() => {
      if (isFull) throw new Error('std::bad_alloc');
      return GOOD;
    });
    const encoder = valueOf(await open(runtime));
    expect(failureOf(await encoder.embedImage(RASTER))).toMatchObject({ kind: 'out-of-memory' });
    expect(runtime.runs).toHaveLength(3);
    isFull = false;
    valueOf(await encoder.embedImage(RASTER));
  });

  test('says that memory ran out where a picture cannot even be prepared, and goes on', async () => {
    const encoder = valueOf(await open(fakeRuntime(() => GOOD)));
    const huge: Raster = {
      get data(): Raster['data'] {
        throw new RangeError('Array buffer allocation failed');
      },
      widthPx: 4,
      heightPx: 4,
    };
    const [failure, next] = await Promise.all([
      encoder.embedImage(huge).then(failureOf),
      encoder.embedImage(RASTER),
    ]);
    expect(failure).toMatchObject({ stage: 'embed', kind: 'out-of-memory' });
    expect(next.ok).toBe(true);
  });

  test('says so too where a picture cannot be sent to its worker', async () => {
    const host = inProcessHost(fakeRuntime(() => GOOD).createSession);
    const call = host.call.bind(host);
    host.call = (name, job, options) =>
      name === 'embedImages'
        ? Promise.reject(
            new DOMException('Data cannot be cloned, out of memory.', 'DataCloneError'),
          )
        : call(name, job, options);
    const options = { card: sgpSmall, precision: 'fp16', files: trialFiles(), wish: WASM } as const;
    const encoder = valueOf(await WorkerEncoder.open({ ...options, makeHost: () => host }));
    opened.push(encoder);
    expect(failureOf(await encoder.embedImage(RASTER))).toMatchObject({ kind: 'out-of-memory' });
  });

  test('moves to wasm after a graphics card was lost twice, and says so', async () => {
    const runtime = fakeRuntime((run) => {
      if (run === 1 || run === 3) throw new Error('GPUDevice: Device was lost');
      return GOOD;
    });
    const encoder = valueOf(await open(runtime, { wish: CARD }));
    for (let picture = 0; picture < 4; picture++) valueOf(await encoder.embedImage(RASTER));
    expect(runtime.wishes.map(({ acceleration }) => acceleration)).toEqual([
      'webgpu',
      'webgpu',
      'wasm',
    ]);
    expect(encoder.backend.kind).toBe('wasm');
  });

  test('opens on wasm where the graphics card can not take the model', async () => {
    const runtime = fakeRuntime(() => GOOD);
    const { createSession } = runtime;
    runtime.createSession = (weights, wish) =>
      wish.acceleration === 'webgpu'
        ? Promise.reject(new Error('[WebGPU] no kernel for Foo'))
        : createSession(weights, wish);
    const encoder = valueOf(await open(runtime, { wish: CARD }));
    expect(encoder.backend.kind).toBe('wasm');
  });

  test('lists what was expected and what was found where names differ', async () => {
    const inputs: TensorInfo[] = [{ name: 'image', type: 'float32', shape: [1, 3, 224, 224] }];
    const runtime = fakeRuntime(() => GOOD, { inputs });
    const failure = failureOf(await open(runtime));
    expect(failure).toMatchObject({ stage: 'embed', kind: 'weights-corrupt' });
    expect(failure.detail).toContain('pixel_values float32 [*, 3, 96, 96]');
    expect(failure.detail).toContain('image float32 [1, 3, 224, 224]');
    expect(runtime.released).toBe(1);
  });

  test.each<[string, TensorInfo[]]>([
    ['another type', [{ name: 'pixel_values', type: 'float16', shape: ['b', 3, 96, 96] }]],
    ['another size', [{ name: 'pixel_values', type: 'float32', shape: ['b', 3, 224, 224] }]],
    [
      'an input that nobody fills',
      [
        { name: 'pixel_values', type: 'float32', shape: [] },
        { name: 'position_ids', type: 'int64', shape: [] },
      ],
    ],
  ])('refuses a model with %s', async (_, inputs) => {
    const failure = failureOf(await open(fakeRuntime(() => GOOD, { inputs })));
    expect(failure.kind).toBe('weights-corrupt');
  });

  test('fills the masks and integer types that a text model asks for', async () => {
    const text: TensorInfo[] = [
      { name: 'input_ids', type: 'int32', shape: ['b', 's'] },
      { name: 'attention_mask', type: 'int64', shape: ['b', 's'] },
      { name: 'token_type_ids', type: 'int64', shape: ['b', 's'] },
    ];
    const runtime = fakeRuntime(() => GOOD, { text });
    const encoder = valueOf(await open(runtime));
    valueOf(await encoder.embedText('a cat'));
    const { input_ids, attention_mask, token_type_ids } = runtime.runs[0]!;
    expect(input_ids?.data).toBeInstanceOf(Int32Array);
    expect(input_ids?.shape).toEqual([1, 24]);
    expect([...(attention_mask?.data ?? [])]).toEqual(Array(24).fill(1n));
    expect([...(token_type_ids?.data ?? [])]).toEqual(Array(24).fill(0n));
  });

  test('answers a caption with a failure where it has no text tower', async () => {
    const card = { ...sgpSmall, text: null };
    const encoder = valueOf(
      await open(
        fakeRuntime(() => GOOD),
        { card },
      ),
    );
    expect(failureOf(await encoder.embedText('a cat')).detail).toContain('no text tower');
  });

  test('answers what was asked before it was disposed of, and nothing after', async () => {
    const encoder = valueOf(await open(fakeRuntime(() => GOOD)));
    const before = encoder.embedImage(RASTER);
    encoder.dispose();
    valueOf(await before);
    await expect(encoder.embedImage(RASTER)).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('reports a worker that hangs as a time limit', async () => {
    vi.useFakeTimers();
    try {
      const hangs = {
        ...fakeRuntime(() => GOOD),
        createSession: () => new Promise<never>(() => {}),
      };
      const opening = open(hangs);
      await vi.advanceTimersByTimeAsync(120_000);
      expect(failureOf(await opening).detail).toContain('stopped after');
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('workers side by side', () => {
  const pictures = (encoder: WorkerEncoder, count: number) =>
    Promise.all(Array.from({ length: count }, () => encoder.embedImage(RASTER)));

  test('start as pictures pile up, and not before', async () => {
    const runtime = fakeRuntime(() => GOOD);
    const encoder = valueOf(await open(runtime, { lanes: 2 }));
    await pictures(encoder, 7);
    expect(runtime.wishes).toHaveLength(1);
    for (const result of await pictures(encoder, 40)) expect(result.ok).toBe(true);
    await vi.waitFor(() => expect(runtime.wishes).toHaveLength(2));
    // Each is told of the other, so that they share the processors.
    expect(runtime.wishes.map(({ lanes }) => lanes)).toEqual([2, 2]);
    expect(runtime.runs).toHaveLength(47);
    await pictures(encoder, 40);
    expect(runtime.wishes).toHaveLength(2);
  });

  test('that find no memory leave the work to those that have', async () => {
    const runtime = fakeRuntime(() => GOOD);
    const { createSession } = runtime;
    let sessions = 0;
    runtime.createSession = (weights, wish) =>
      ++sessions > 1 ? Promise.reject(new Error('std::bad_alloc')) : createSession(weights, wish);
    const encoder = valueOf(await open(runtime, { lanes: 3 }));
    for (let round = 0; round < 3; round++) {
      for (const result of await pictures(encoder, 20)) expect(result.ok).toBe(true);
    }
    expect(sessions).toBe(2);
  });

  test('read each caption once, in one of them', async () => {
    const files = trialFiles();
    const runtime = fakeRuntime(() => GOOD);
    const encoder = valueOf(await open(runtime, { files, lanes: 2 }));
    await Promise.all([pictures(encoder, 40), encoder.embedText('a cat')]);
    await vi.waitFor(() =>
      expect(files.reads.filter((tower) => tower === 'image')).toHaveLength(2),
    );
    await Promise.all([pictures(encoder, 40), encoder.embedText('a dog')]);
    expect(files.reads.filter((tower) => tower === 'text')).toHaveLength(1);
  });
});
