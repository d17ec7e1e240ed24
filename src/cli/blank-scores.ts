/**
 * What an all-white or all-black picture scores, for benchmarks that count an invalid program as one.
 * Only items with an invalid sample are asked for; the encoders must be on this machine.
 */
import { openNodeShelf } from '../adapters/encoder/node-shelf.node.ts';
import { ResvgRenderer } from '../adapters/renderer/resvg-renderer.ts';
import { encoderKey } from '../core/embedding/encoder-card.ts';
import { cosine } from '../core/embedding/similarity.ts';
import type { Embedding, Encoder } from '../core/ports/encoder.ts';
import type { Raster } from '../core/raster/raster.ts';
import { isCosine, type Column } from '../core/report/column.ts';
import type { Lookups } from '../core/report/policy.ts';
import type { RecordFold } from '../core/report/record-fold.ts';
import { SuiteReferences } from '../core/run/suite-references.ts';
import type { Suite } from '../core/suite/suite.ts';
import { openEncoders } from './open-encoders.ts';

const SIDE_PX = 224;

/**
 * @param suites with the references that pictures are compared with
 * @throws Error that names the encoder that is missing, and how to fetch it
 */
export async function blankScores(
  fold: RecordFold,
  colour: 'white' | 'black',
  suites: readonly Suite[],
): Promise<Lookups['blankScore']> {
  const shelf = openNodeShelf();
  const renderer = new ResvgRenderer(1);
  const references = new SuiteReferences(renderer, null);
  const known = new Map<string, number>();
  try {
    for (const encoderId of encoderIdsOf(fold.columns())) {
      const [id, precision] = [encoderId.split('@')[0]!, encoderId.split('/').at(-1)!];
      const [encoder] = await openEncoders(shelf, [`${id}/${precision}`]);
      if (encoderKey(encoder!.card, encoder!.precision) !== encoderId)
        throw new Error(`The records were scored with ${encoderId}, which is not the one here.`);
      const blank = await encoder!.embedImage(blankRaster(colour));
      if (!blank.ok) throw new Error(blank.failure.detail);
      const { textImage, imageImage } = blank.value;
      for (const { suiteSha256, itemId } of invalidItems(fold)) {
        const prompt = fold.promptOf(suiteSha256, itemId);
        if (textImage !== undefined && prompt !== null)
          note(
            known,
            encoderId,
            'text-image',
            itemId,
            textImage,
            await captionOf(encoder!, prompt),
          );
        const item = suites.find(({ sha256 }) => sha256 === suiteSha256)?.items.get(itemId);
        const reference = item === undefined ? null : await references.of(item);
        const compared = await reference?.embeddedBy(encoder!, NEVER);
        if (imageImage !== undefined && compared?.ok === true && compared.value.imageImage)
          note(known, encoderId, 'image-image', itemId, imageImage, compared.value.imageImage);
      }
    }
  } finally {
    renderer.dispose();
    shelf.dispose();
  }
  return (encoderId, metric, itemId) => known.get(keyOf(encoderId, metric, itemId)) ?? null;
}

const NEVER = new AbortController().signal;

const encoderIdsOf = (columns: readonly Column[]): string[] => [
  ...new Set(columns.filter(isCosine).map(({ encoderId }) => encoderId!)),
];

function* invalidItems(
  fold: RecordFold,
): Generator<{ suiteSha256: string | null; itemId: string }> {
  const seen = new Set<string>();
  for (const { facts, samples } of fold.series())
    for (const { fate, itemId, mended } of samples) {
      // Under the strict rule a mended program counts as invalid, too.
      if (fate === 'unscored' || (fate === 'drawn' && !mended)) continue;
      const suiteSha256 = facts.suite?.sha256 ?? null;
      const key = JSON.stringify([suiteSha256, itemId]);
      if (seen.has(key)) continue;
      seen.add(key);
      yield { suiteSha256, itemId };
    }
}

async function captionOf(encoder: Encoder, prompt: string): Promise<Embedding | null> {
  if (encoder.card.text === null) return null;
  const made = await encoder.embedText(prompt);
  return made.ok ? made.value.embedding : null;
}

function note(
  known: Map<string, number>,
  encoderId: string,
  metric: string,
  itemId: string,
  picture: Embedding,
  other: Embedding | null,
): void {
  if (other === null) return;
  known.set(keyOf(encoderId, metric, itemId), cosine(picture.vector, other.vector));
}

const keyOf = (encoderId: string, metric: string, itemId: string): string =>
  JSON.stringify([encoderId, metric, itemId]);

function blankRaster(colour: 'white' | 'black'): Raster {
  const data = new Uint8ClampedArray(SIDE_PX * SIDE_PX * 4).fill(255);
  if (colour === 'black') for (let at = 0; at < data.length; at += 4) data.fill(0, at, at + 3);
  return { data, widthPx: SIDE_PX, heightPx: SIDE_PX };
}
