import { expect, test, vi } from 'vitest';
import { aRenderer } from '../../tests/fixtures/a-renderer.ts';
import { evaluateProgram, type ScoringRequest } from './evaluate.ts';
import { success } from './failure.ts';
import { PAPER_WEIGHTS } from './metric/reward.ts';
import type { Encoder } from './ports/encoder.ts';
import { SILENT } from './stage.ts';

const PROGRAM = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><rect/></svg>';
const renderer = aRenderer();
const request: ScoringRequest = {
  caption: 'a dot',
  reference: null,
  repair: 'mend',
  weights: PAPER_WEIGHTS,
  formatted: false,
};
const { signal } = new AbortController();

/** Sees the same in every picture and caption. */
function encoderNamed(id: string): Encoder {
  const embedding = { encoderId: `${id}@1/fp32`, vector: Float32Array.of(1, 0) };
  return {
    card: {
      id,
      revision: '1',
      text: {},
      drawing: 'square',
      image: {
        heads: { textImage: 'image' },
        preprocessing: { sidePx: 224, resize: 'squash', cropPx: null },
      },
    },
    precision: 'fp32',
    backend: { kind: 'cpu', threads: 1, runtime: 'fake' },
    embedImage: vi.fn(() => Promise.resolve(success({ textImage: embedding }))),
    embedText: vi.fn(() => Promise.resolve(success({ embedding, truncated: false }))),
    dispose() {},
  } as unknown as Encoder;
}

test('an encoder whose embeddings are known is not asked again, and its score is the same', async () => {
  const [first, second] = [encoderNamed('first'), encoderNamed('second')];
  const once = await evaluateProgram(
    success(PROGRAM),
    request,
    { renderer, encoders: [first] },
    SILENT,
    signal,
  );
  const both = await evaluateProgram(
    success(PROGRAM),
    request,
    { renderer, encoders: [first, second], known: once.encoded },
    SILENT,
    signal,
  );
  expect(first.embedImage).toHaveBeenCalledOnce();
  expect(first.embedText).toHaveBeenCalledOnce();
  expect(second.embedImage).toHaveBeenCalledOnce();
  const cosines = both.scores.filter(({ metric }) => metric === 'text-image');
  expect(cosines.map(({ encoderId }) => encoderId)).toEqual(['first@1/fp32', 'second@1/fp32']);
  expect(cosines[0]).toEqual(once.scores.find(({ metric }) => metric === 'text-image'));
});
