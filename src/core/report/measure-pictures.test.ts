import { expect, test, vi } from 'vitest';
import { filledRaster } from '../../../tests/fixtures/a-raster.ts';
import { aRenderer } from '../../../tests/fixtures/a-renderer.ts';
import { aScoredRecord, DINO, type Told } from '../../../tests/fixtures/a-scored-record.ts';
import type { SampleRecord } from '../bench/record.ts';
import { KnownEmbeddings } from '../embedding/known-embeddings.ts';
import { MemoryEmbeddingCache } from '../embedding/memory-embedding-cache.ts';
import { success } from '../failure.ts';
import type { Encoder } from '../ports/encoder.ts';
import type { Raster } from '../raster/raster.ts';
import { Reference } from '../reference.ts';
import { reportOf } from './make-report.ts';
import { measurePictures, type PictureWishes } from './measure-pictures.ts';
import { diversityEncoders, diversityLookup, meanTokenLookup } from './picture-measures.ts';
import { RecordFold } from './record-fold.ts';

const NEVER = new AbortController().signal;
const RENDERER = 'fake 1';

/** A square whose red, 0..255, is all that the encoder sees: an angle in degrees. */
const drawn = (told: Omit<Told, 'score'>, degrees: number): SampleRecord => {
  const source = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path id="d${degrees}" d="M0 0h9"/></svg>`;
  const record = aScoredRecord({ score: 0.5, ...told });
  const extraction = { ...record.extraction, source };
  return { ...record, extraction, renderer: RENDERER, repair: 'mend', ...told.change };
};

const renderer = aRenderer({
  version: RENDERER,
  render: vi.fn(({ program }) =>
    Promise.resolve(
      success(filledRaster(2, 2, [Number(/id="d(\d+)"/.exec(program.source)![1]), 0, 0])),
    ),
  ),
});

const at = (degrees: number) => ({
  encoderId: DINO,
  vector: Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)),
});

/** Its class token stands at the angle, its mean token at half of it. */
function aDino(): Encoder {
  const [id, rest] = DINO.split('@') as [string, string];
  const heads = { imageImage: { output: 'a' }, meanToken: { output: 'a' } };
  return {
    card: { id, revision: rest.split('/')[0], protocolName: 'dino_small', text: null, image: { heads, preprocessing: { sidePx: 224 } } }, // prettier-ignore
    precision: 'fp32',
    backend: { kind: 'cpu', threads: 1, runtime: 'fake' },
    embedImage: vi.fn(({ data }: Raster) =>
      Promise.resolve(success({ imageImage: at(data[0]!), meanToken: at(data[0]! / 2) })),
    ),
  } as unknown as Encoder;
}

const BOTH: PictureWishes = { diversity: [DINO], meanTokens: [DINO] };

const reference = new Reference('svg', 'b'.repeat(64), filledRaster(2, 2, [0, 0, 0]));

async function* each(records: readonly SampleRecord[]) {
  yield* records;
}

const measured = (records: readonly SampleRecord[], wishes = BOTH, encoder = aDino()) =>
  measurePictures(
    each(records),
    wishes,
    { renderer, encoders: [encoder] },
    () => Promise.resolve(reference),
    () => undefined,
    NEVER,
  );

const records = [
  drawn({ item: 'a', sample: 0, reference: 0.5 }, 0),
  drawn({ item: 'a', sample: 1, reference: 0.5 }, 90),
  drawn({ item: 'b', sample: 0, reference: 0.5 }, 120),
  aScoredRecord({ item: 'b', sample: 1, score: null, reference: 0 }),
];

function folded(given: readonly SampleRecord[]): RecordFold {
  const fold = new RecordFold({ anatomy: false });
  for (const record of given) fold.add(record);
  return fold;
}

test('diversity is of the drawn samples of an item, and needs two', async () => {
  const { measures, faults } = await measured(records);
  const [series] = folded(records).series();
  const diversity = diversityLookup(measures)!;
  expect(diversity.of(series!, 'a')).toBeCloseTo(1, 6);
  expect(diversity.of(series!, 'b')).toBeNull();
  expect(faults.size).toBe(0);
});

test('two models that drew the same items are told apart', async () => {
  const other = [0, 60].map((degrees, sample) => drawn({ item: 'a', sample, model: 'birch' }, degrees)); // prettier-ignore
  const { measures } = await measured([...records, ...other], { ...BOTH, meanTokens: [] });
  const values = folded([...records, ...other])
    .series()
    .map((series) => [series.facts.model.id, diversityLookup(measures)!.of(series, 'a')]);
  expect(new Map(values as [string, number][]).get('birch')).toBeCloseTo(0.5, 6);
  expect(new Map(values as [string, number][]).get('alder')).toBeCloseTo(1, 6);
});

test('a report has diversity beside the scores, and the ranking by mean tokens beside class tokens', async () => {
  const fold = folded(records);
  const { measures } = await measured(records);
  const report = reportOf(fold, {
    main: `image-image:${DINO}`,
    diversity: diversityLookup(measures)!,
    lookups: { meanTokenCosine: meanTokenLookup(measures)! },
  });
  const [group] = report.groups;
  expect(group!.rows[0]!.diversity).toMatchObject({ items: 1, outOf: 1, encoderIds: [DINO] });
  expect(group!.rankings.map(({ policy }) => policy.dino)).toContain('mean-token-rescaled');
  const byMeanToken = group!.rankings.find(({ policy }) => policy.dino === 'mean-token-rescaled')!;
  const expected = [0, 45, 60].map((degrees) => (Math.cos((degrees * Math.PI) / 180) + 1) / 2);
  // The fourth sample is invalid and counts 0.
  expect(byMeanToken.rows[0]!.mean).toBeCloseTo(expected.reduce((sum, x) => sum + x, 0) / 4, 6);
  expect(byMeanToken.unscored).toBe(0);
});

test('what a cache has kept is neither drawn nor encoded again', async () => {
  const memory = new KnownEmbeddings(new MemoryEmbeddingCache());
  const encoder = aDino();
  const again = () =>
    measurePictures(each(records), BOTH, { renderer, encoders: [encoder], memory }, () => Promise.resolve(reference), () => undefined, NEVER); // prettier-ignore
  const first = await again();
  const calls = vi.mocked(encoder.embedImage).mock.calls.length;
  expect(await again()).toEqual(first);
  expect(encoder.embedImage).toHaveBeenCalledTimes(calls);
});

test('a reference that is another one, or not here, gives no number and says so', async () => {
  const other = new Reference('svg', 'c'.repeat(64), filledRaster(2, 2, [0, 0, 0]));
  for (const [here, words] of [
    [other, /not what the records/],
    [null, /is not here/],
  ] as const) {
    const made = await measurePictures(each(records), BOTH, { renderer, encoders: [aDino()] }, () => Promise.resolve(here), () => undefined, NEVER); // prettier-ignore
    expect(made.measures.meanTokens).toEqual([]);
    expect([...made.faults]).toEqual([[expect.stringMatching(words), 3]]);
    // Diversity needs none.
    expect(made.measures.diversity).toHaveLength(1);
  }
});

test('records of one name and two pictures have no number rather than either’s', async () => {
  const [one] = records;
  const twin = drawn({ item: 'a', sample: 0, reference: 0.5 }, 30);
  const { measures, faults } = await measured([one!, twin]);
  expect(measures.meanTokens[0]!.byRecord.size).toBe(0);
  expect([...faults.keys()]).toEqual([
    'Several records have one name: report on one file at a time.',
  ]);
});

test('another renderer than the one that drew them is told', async () => {
  const { faults } = await measured([{ ...records[0]!, renderer: 'fake 0' }]);
  expect([...faults.keys()]).toEqual([expect.stringMatching(/drawn by fake 0 and are by fake 1 now/)]); // prettier-ignore
});

test('diversity is the protocol’s where there is a DINO, else of what compares pictures', () => {
  const column = (metric: 'image-image' | 'text-image', encoderId: string) => ({
    key: `${metric}:${encoderId}`,
    metric,
    encoderId,
  });
  const own = column('image-image', 'sgp-small@1/fp16');
  expect(diversityEncoders([column('text-image', 'clip@1/fp32'), own])).toEqual([own.encoderId]);
  expect(diversityEncoders([own, column('image-image', DINO)])).toEqual([DINO]);
});
