import { expect, test, vi } from 'vitest';
import { filledRaster } from '../../../../tests/fixtures/a-raster.ts';
import { aScoredRecord, DINO } from '../../../../tests/fixtures/a-scored-record.ts';
import type { SampleRecord } from '../../../core/bench/record.ts';
import type { ScoringTools } from '../../../core/evaluate.ts';
import { failed, success } from '../../../core/failure.ts';
import { Reference } from '../../../core/reference.ts';
import { PictureMeasuring } from './picture-measuring.svelte.ts';

const { signal } = new AbortController();
const WISHES = { diversity: [DINO], meanTokens: [DINO] };
const SQUARE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>';

const records = ['a', 'b'].map((item): SampleRecord => {
  const record = aScoredRecord({ item, score: 0.5, reference: 0.5 });
  const extraction = { ...record.extraction, source: SQUARE };
  return { ...record, extraction, renderer: 'fake', repair: 'mend' };
});

function tools(): ScoringTools {
  const embedding = { encoderId: DINO, vector: Float32Array.of(0.6, 0.8) };
  const encoder = {
    card: { id: 'dinov2-small', revision: 'ed25f3a31f01', protocolName: 'dino_small', text: null, image: { heads: {}, preprocessing: {} } }, // prettier-ignore
    precision: 'fp32',
    backend: { kind: 'cpu', threads: 1, runtime: 'fake' },
    embedImage: () => Promise.resolve(success({ imageImage: embedding, meanToken: embedding })),
  };
  const render = () => Promise.resolve(success(filledRaster(2, 2, [9, 9, 9])));
  return { renderer: { version: 'fake', render }, encoders: [encoder] } as unknown as ScoringTools;
}

async function* each() {
  yield* records;
}

const reference = new Reference('svg', 'b'.repeat(64), filledRaster(2, 2, [0, 0, 0]));

const pictures = () => ({
  total: records.length,
  records: each(),
  referenceOf: () => Promise.resolve(reference),
});

test('what is wished for is measured once, and again when that is asked', async () => {
  const open = vi.fn(() => Promise.resolve(success(tools())));
  const measuring = new PictureMeasuring(open);
  await Promise.all([1, 2].map(() => measuring.measure(WISHES, pictures, signal)));
  expect(open).toHaveBeenCalledOnce();
  expect(measuring.measures.meanTokens[0]!.byRecord.get(records[0]!.id)).toBeCloseTo(1, 6);
  expect([measuring.measuredOf, measuring.progress]).toEqual([2, null]);
  measuring.forget();
  await measuring.measure(WISHES, pictures, signal);
  expect(open).toHaveBeenCalledTimes(2);
});

test('an encoder that is not here is told, and asked for again the next time', async () => {
  const detail = 'DINOv2 small is not here. Fetch it under Encoders.';
  const missing = failed({ stage: 'embed', kind: 'weights-missing', detail });
  const open = vi.fn().mockResolvedValueOnce(missing).mockResolvedValue(success(tools()));
  const measuring = new PictureMeasuring(open);
  await measuring.measure(WISHES, pictures, signal);
  expect(measuring.faults).toEqual([detail]);
  await measuring.measure(WISHES, pictures, signal);
  expect(measuring.faults).toEqual([]);
  expect(measuring.measures.meanTokens).toHaveLength(1);
});

test('switched away it ends, and nothing half measured stands as a number', async () => {
  const measuring = new PictureMeasuring(() => Promise.resolve(success(tools())));
  const switched = new AbortController();
  const pending = measuring.measure(
    WISHES,
    () => ({ ...pictures(), referenceOf: () => (switched.abort(new Error('away')), Promise.resolve(reference)) }), // prettier-ignore
    switched.signal,
  );
  await expect(pending).rejects.toThrow('away');
  expect(measuring.measures.meanTokens).toEqual([]);
  expect(measuring.progress).toBeNull();
});
