import { expect, test } from 'vitest';
import type { EncoderCard, WeightFile } from '../../../core/embedding/encoder-card.ts';
import { backendWords } from './backend-words.ts';
import { comparesWords, precisionChoices } from './precision-words.ts';

const file = (sizeBytes: number): WeightFile => ({ path: 'x.onnx', sizeBytes, sha256: null });

const card = (
  image: EncoderCard['image']['weights'],
  text: NonNullable<EncoderCard['text']>['weights'] | null,
  heads: EncoderCard['image']['heads'] = { imageImage: { output: 'a' } },
): EncoderCard =>
  ({
    image: { weights: image, heads },
    text: text && { weights: text, tokenizer: file(1_000_000) },
  }) as EncoderCard;

test('a precision is offered only where both towers have it, finest first', () => {
  const both = card(
    { q8: file(2_000_000), fp32: file(9_000_000), fp16: file(4_000_000) },
    { fp32: file(8_000_000), q8: file(3_000_000) },
  );
  expect(precisionChoices(both)).toEqual([
    { precision: 'fp32', title: 'fp32, full, 18.0 MB' },
    { precision: 'q8', title: 'int8, 6.0 MB' },
  ]);
});

test('a size that nobody published makes the sum a lower bound', () => {
  const [choice] = precisionChoices(card({ q8: file(2_000_000) }, { q8: file(0) }));
  expect(choice?.title).toBe('int8, at least 3.0 MB');
});

test('an encoder without words is said to compare pictures only', () => {
  expect(comparesWords(card({}, null))).toBe('pictures with pictures');
  const both = { textImage: { output: 'a' }, imageImage: { output: 'b' } };
  expect(comparesWords(card({}, {}, both))).toBe('pictures with words and pictures with pictures');
});

test('the backend says what the session got, and why there is but one thread', () => {
  const runtime = 'onnxruntime-web';
  expect(backendWords({ kind: 'wasm', threads: 1, runtime }, false)).toBe(
    '1 thread, page not isolated',
  );
  expect(backendWords({ kind: 'wasm', threads: 4, runtime }, true)).toBe('4 threads');
  expect(backendWords({ kind: 'webgpu', threads: 1, runtime }, true)).toBe('on the graphics card');
});
