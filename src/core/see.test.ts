import { expect, test, vi } from 'vitest';
import { filledRaster } from '../../tests/fixtures/a-raster.ts';
import { aRenderer as fakeRenderer } from '../../tests/fixtures/a-renderer.ts';
import { KnownEmbeddings } from './embedding/known-embeddings.ts';
import { MemoryEmbeddingCache } from './embedding/memory-embedding-cache.ts';
import { evaluateProgram, type ScoringRequest, type ScoringTools } from './evaluate.ts';
import { blame, failed, success } from './failure.ts';
import { PAPER_WEIGHTS } from './metric/reward.ts';
import type { Encoder } from './ports/encoder.ts';
import type { DrawSize, Renderer } from './ports/renderer.ts';
import type { EmbeddableReference } from './reference.ts';
import { SILENT } from './stage.ts';

const PROGRAM = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><rect/></svg>';
const OTHER = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><circle r="1"/></svg>';
const { signal } = new AbortController();

const aRenderer = (version = 'fake 1'): Renderer =>
  fakeRenderer({
    version,
    render: vi.fn(() => Promise.resolve(success(filledRaster(1, 1, [0, 0, 0])))),
  });

const sizesDrawn = ({ render }: Renderer) =>
  vi.mocked(render).mock.calls.map(([{ size }]) => size.kind);

/** Fails at sizes of one kind. */
const failingAt = (kind: DrawSize['kind']): Renderer => {
  const renderer = aRenderer();
  const sound = renderer.render;
  renderer.render = vi.fn((job, signal) =>
    job.size.kind === kind
      ? Promise.resolve(failed({ stage: 'draw', kind: 'timeout', detail: '3 s' }))
      : sound(job, signal),
  );
  return renderer;
};

/** Its vectors have digits that no shorter form keeps. */
function anEncoder(id: string, change: object = {}): Encoder {
  const embedding = (a: number) => ({
    encoderId: `${id}@1/fp32`,
    vector: Float32Array.of(Math.cos(a), Math.sin(a)),
  });
  return {
    card: {
      id,
      revision: '1',
      protocolName: null,
      text: { preprocessing: {} },
      image: {
        heads: { textImage: { output: 'image' }, imageImage: { output: 'image' } },
        preprocessing: { sidePx: 224 },
      },
    },
    precision: 'fp32',
    backend: { kind: 'cpu', threads: 1, runtime: 'fake 1' },
    embedImage: vi.fn(() =>
      Promise.resolve(success({ textImage: embedding(0.3), imageImage: embedding(0.7) })),
    ),
    embedText: vi.fn(() => Promise.resolve(success({ embedding: embedding(1), truncated: true }))),
    dispose() {},
    ...change,
  } as unknown as Encoder;
}

const aReference = (encoder: Encoder): EmbeddableReference => ({
  kind: 'svg',
  sha256: 'f00',
  embeddedBy: vi.fn(() => encoder.embedImage(null as never)),
});

const evaluate = (tools: ScoringTools, program = PROGRAM, change: Partial<ScoringRequest> = {}) =>
  evaluateProgram(
    success(program),
    {
      caption: 'a dot',
      reference: null,
      repair: 'mend',
      weights: PAPER_WEIGHTS,
      formatted: false,
      ...change,
    },
    tools,
    SILENT,
    signal,
  );

test('what was seen is neither drawn nor encoded again, and scores are the same to the last bit', async () => {
  const memory = new KnownEmbeddings(new MemoryEmbeddingCache());
  const [renderer, encoder] = [aRenderer(), anEncoder('e')];
  const reference = aReference(encoder);
  const first = await evaluate({ renderer, encoders: [encoder], memory }, PROGRAM, { reference });
  const again = await evaluate({ renderer, encoders: [encoder], memory }, PROGRAM, { reference });
  // Once at its own size, once at the encoder's.
  expect(renderer.render).toHaveBeenCalledTimes(2);
  expect(encoder.embedText).toHaveBeenCalledOnce();
  expect(reference.embeddedBy).toHaveBeenCalledOnce();
  // Once the picture, once the reference.
  expect(encoder.embedImage).toHaveBeenCalledTimes(2);
  expect({ ...again, timings: {} }).toEqual({ ...first, timings: {} });
  expect(again.encoded[0]).toMatchObject({ captionCut: true });
});

test('a program that fails only at an encoder’s size is valid, and only that encoder is unscored', async () => {
  const [squared, own] = [anEncoder('squared'), anEncoder('own')];
  const asProtocol = { ...own, card: { ...own.card, protocolName: 'clip_small' } } as Encoder;
  const tools = { renderer: failingAt('fit'), encoders: [squared, asProtocol] };
  const { failure, scores } = await evaluate(tools);
  expect(failure).toBeNull();
  expect(scores.find(({ metric }) => metric === 'validity-strict')).toMatchObject({ value: 1 });
  const [first, second] = scores.filter(({ metric }) => metric === 'text-image');
  expect(first).toMatchObject({ encoderId: 'squared@1/fp32', status: 'unscored' });
  if (first?.status !== 'unscored') throw new Error('scored without a picture');
  expect(first.failure).toMatchObject({ stage: 'embed', kind: 'not-drawn' });
  expect(blame(first.failure)).toBe('system');
  expect(second).toMatchObject({ encoderId: 'own@1/fp32', status: 'scored' });
});

test.each<[string, Encoder[]]>([
  ['no encoder', []],
  ['an encoder that sees it in a square', [anEncoder('e')]],
])('a program that does not draw at its own size is invalid, with %s', async (_, encoders) => {
  const { failure, scores } = await evaluate({ renderer: failingAt('intrinsic'), encoders });
  expect(failure).toMatchObject({ stage: 'draw', kind: 'timeout' });
  expect(scores.find(({ metric }) => metric === 'validity-recovered')).toMatchObject({ value: 0 });
  for (const { embedImage } of encoders) expect(embedImage).not.toHaveBeenCalled();
});

test('without an encoder it is still known that a program draws', async () => {
  const memory = new KnownEmbeddings(new MemoryEmbeddingCache());
  const renderer = aRenderer();
  const first = await evaluate({ renderer, encoders: [], memory });
  const again = await evaluate({ renderer, encoders: [], memory });
  expect(renderer.render).toHaveBeenCalledOnce();
  expect(again.blank).toBe(first.blank);
});

test('an encoder that is new sees what another has seen, and only it', async () => {
  const memory = new KnownEmbeddings(new MemoryEmbeddingCache());
  const renderer = aRenderer();
  const [first, second] = [anEncoder('first'), anEncoder('second')];
  await evaluate({ renderer, encoders: [first], memory });
  await evaluate({ renderer, encoders: [first, second], memory });
  expect(sizesDrawn(renderer)).toEqual(['intrinsic', 'fit', 'fit']);
  expect(first.embedImage).toHaveBeenCalledOnce();
  expect(second.embedImage).toHaveBeenCalledOnce();
});

test.each<[string, ScoringTools, string]>([
  ['another program', { renderer: aRenderer(), encoders: [anEncoder('e')] }, OTHER],
  ['another renderer', { renderer: aRenderer('fake 2'), encoders: [anEncoder('e')] }, PROGRAM],
  [
    'another precision',
    { renderer: aRenderer(), encoders: [anEncoder('e', { precision: 'q8' })] },
    PROGRAM,
  ],
  [
    'another device',
    {
      renderer: aRenderer(),
      encoders: [anEncoder('e', { backend: { kind: 'webgpu', threads: 1, runtime: 'fake 1' } })],
    },
    PROGRAM,
  ],
])('%s is seen anew', async (_, tools, program) => {
  const memory = new KnownEmbeddings(new MemoryEmbeddingCache());
  await evaluate({ renderer: aRenderer(), encoders: [anEncoder('e')], memory });
  await evaluate({ ...tools, memory }, program);
  expect(sizesDrawn(tools.renderer)).toContain('fit');
  expect(tools.encoders[0]!.embedImage).toHaveBeenCalledOnce();
});

test('a system’s fault is not remembered', async () => {
  const memory = new KnownEmbeddings(new MemoryEmbeddingCache());
  const broken = failed({ stage: 'embed', kind: 'out-of-memory', detail: '' });
  const embedImage = vi.fn().mockResolvedValueOnce(broken);
  const encoder = anEncoder('e');
  embedImage.mockImplementation(encoder.embedImage);
  const tools = { renderer: aRenderer(), encoders: [{ ...encoder, embedImage }], memory };
  const first = await evaluate(tools);
  expect(first.encoded[0]!.image.ok).toBe(false);
  const again = await evaluate(tools);
  expect(again.encoded[0]!.image.ok).toBe(true);
});
