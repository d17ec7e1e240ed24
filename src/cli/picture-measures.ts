/**
 * Diversity, and DINO by the mean token, for the records of a report: their files are read a second
 * time, and the pictures drawn and encoded again but for what a cache has kept.
 */
import { cpus } from 'node:os';
import { FileEmbeddingCache } from '../adapters/embedding-cache/file-embedding-cache.node.ts';
import { openNodeShelf } from '../adapters/encoder/node-shelf.node.ts';
import type { WeightShelf } from '../adapters/encoder/weight-shelf.ts';
import { ResvgRenderer } from '../adapters/renderer/resvg-renderer.ts';
import { formatCount } from '../core/format-number.ts';
import { recordFromLine } from '../core/bench/record-line.ts';
import type { SampleRecord } from '../core/bench/record.ts';
import { encoderKey } from '../core/embedding/encoder-card.ts';
import { KnownEmbeddings } from '../core/embedding/known-embeddings.ts';
import type { Encoder } from '../core/ports/encoder.ts';
import type { Renderer } from '../core/ports/renderer.ts';
import type { EmbeddableReference } from '../core/reference.ts';
import { encodersWished, measurePictures } from '../core/report/measure-pictures.ts';
import {
  dinoEncoders,
  diversityEncoders,
  NO_MEASURES,
  type PictureMeasures,
} from '../core/report/picture-measures.ts';
import type { RecordFold } from '../core/report/record-fold.ts';
import { standingOf } from '../core/run/preferred-record.ts';
import { SuiteReferences } from '../core/run/suite-references.ts';
import { textLines } from './answer-rows.ts';
import type { SuiteWithPictures } from './blank-scores.ts';
import { openEncoders } from './open-encoders.ts';
import { ProgressDisplay } from './progress-display.ts';

export interface MeasureOptions {
  diversity: boolean;
  meanTokens: boolean;
  /** Folders of weights, where records were scored with one. */
  encoder?: string[];
  cache?: string;
}

/**
 * @param files of the records; they are read again
 * @param suites with the references of mean tokens
 * @throws Error in words: what has to be done first
 */
export async function pictureMeasures(
  files: readonly string[],
  fold: RecordFold,
  suites: readonly SuiteWithPictures[],
  options: MeasureOptions,
): Promise<PictureMeasures> {
  const wishes = {
    diversity: options.diversity ? diversityEncoders(fold.columns()) : [],
    meanTokens: options.meanTokens ? dinoEncoders(fold.columns()) : [],
  };
  refuse(files, options, wishes.diversity);
  const ids = encodersWished(wishes);
  if (ids.length === 0) return NO_MEASURES;

  const shelf = openNodeShelf();
  const renderer = new ResvgRenderer(Math.max(1, cpus().length - 1));
  const cache = options.cache === undefined ? null : new FileEmbeddingCache(options.cache);
  const wanted = drawnRecords(fold);
  const total = wanted.size;
  let done = 0;
  const progress = new ProgressDisplay(() => ({
    share: done / Math.max(1, total),
    words: [`${formatCount(done)} of ${formatCount(total)} pictures seen again`],
  }));
  try {
    const tools = {
      renderer,
      encoders: await encodersOf(shelf, ids, options.encoder ?? []),
      ...(cache !== null && { memory: new KnownEmbeddings(cache) }),
    };
    const { measures, faults } = await measurePictures(
      countingRecords(files, wanted),
      wishes,
      tools,
      referencesOf(suites, renderer),
      () => done++,
      NEVER,
    );
    for (const [detail, samples] of faults)
      progress.say(samples === 1 ? detail : `${detail} (${formatCount(samples)} samples)`);
    return measures;
  } finally {
    progress.end();
    renderer.dispose();
    shelf.dispose();
    await cache?.close();
  }
}

const NEVER = new AbortController().signal;

function refuse(
  files: readonly string[],
  { diversity, meanTokens }: MeasureOptions,
  comparing: readonly string[],
): void {
  if (!diversity && !meanTokens) return;
  if (files.includes('-'))
    throw new Error('For diversity and mean tokens the records are read twice: name their files instead of -.'); // prettier-ignore
  if (diversity && comparing.length === 0)
    throw new Error(
      'No encoder of these records compares pictures, so there is no diversity to measure. Score them with one first: sgp score FILE --rescore -e dinov2-small --out NEW.',
    );
}

/** @throws Error that names the encoder that is missing, and how to get it */
async function encodersOf(
  shelf: WeightShelf,
  ids: readonly string[],
  folders: readonly string[],
): Promise<Encoder[]> {
  const given = await openEncoders(shelf, [...folders]);
  const keyOf = ({ card, precision }: Encoder) => encoderKey(card, precision);
  const opened: Encoder[] = [];
  for (const id of ids) {
    const known = given.find((encoder) => keyOf(encoder) === id);
    if (known === undefined && id.startsWith('folder-'))
      throw new Error(`The records were scored with ${id}: name the folder of its weights with --encoder.`); // prettier-ignore
    const name = `${id.split('@')[0]!}/${id.split('/').at(-1)!}`;
    const encoder = known ?? (await openEncoders(shelf, [name]))[0]!;
    if (keyOf(encoder) !== id)
      throw new Error(`The records were scored with ${id}, and here is ${keyOf(encoder)}.`);
    opened.push(encoder);
  }
  return opened;
}

/** Fingerprints of the records that count and were drawn. */
function drawnRecords(fold: RecordFold): Set<number> {
  const drawn = fold
    .series()
    .flatMap(({ samples }) => samples.filter(({ fate }) => fate === 'drawn'));
  return new Set(drawn.map(({ standing }) => standing.fingerprint));
}

/** Each record that counts, once. */
async function* countingRecords(
  files: readonly string[],
  wanted: Set<number>,
): AsyncGenerator<SampleRecord> {
  for (const file of files)
    for await (const text of textLines(file)) {
      const reading = text.trim() === '' ? null : recordFromLine(text);
      if (reading?.ok === true && wanted.delete(standingOf(reading.record).fingerprint))
        yield reading.record;
    }
}

function referencesOf(
  suites: readonly SuiteWithPictures[],
  renderer: Renderer,
): (record: SampleRecord) => Promise<EmbeddableReference | null> {
  const known = new Map(
    suites.map(({ suite, pictures }) => [
      suite.sha256,
      { suite, references: new SuiteReferences(renderer, pictures) },
    ]),
  );
  return ({ item }) => {
    const { suite, references } = known.get(item?.suiteSha256 ?? '') ?? {};
    const found = suite?.items.get(item!.itemId);
    return found === undefined ? Promise.resolve(null) : references!.of(found);
  };
}
