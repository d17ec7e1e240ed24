/** Scores of blank pictures, measured with an encoder: one picture a colour, whatever the items. */
import { encoderKey } from '../embedding/encoder-card.ts';
import type { KnownEmbeddings } from '../embedding/known-embeddings.ts';
import { cosine } from '../embedding/similarity.ts';
import { success, type Result } from '../failure.ts';
import type { Embedding, Encoder, ImageEmbeddings } from '../ports/encoder.ts';
import type { Raster } from '../raster/raster.ts';
import type { EmbeddableReference } from '../reference.ts';
import {
  BLANK_COLOURS,
  type BlankColour,
  type BlankItem,
  type BlankScores,
  type BlankMetric,
} from './blank-scores.ts';

/** An item that has an invalid sample. */
export interface BlankSubject extends BlankItem {
  /** What it asked for; `null`: not known, so no caption is compared. */
  prompt: string | null;
  /** @returns `null` where the item has nothing to compare with */
  reference(): Promise<EmbeddableReference | null>;
}

export interface MeasuredBlanks {
  scores: BlankScores[];
  /** Why items lack a score that they could have; each reason once, with how many items it is about. */
  faults: Map<string, number>;
}

/**
 * Both colours, as one caption and one reference serve both. Captions and references that were embedded
 * for the records themselves are not embedded again.
 * @param memory `null`: nothing is known of earlier
 * @param told called after each item
 * @returns the scores; or the failure of the encoder on a blank picture
 * @throws the signal's reason when aborted
 */
export async function measureBlanks(
  encoder: Encoder,
  subjects: readonly BlankSubject[],
  memory: KnownEmbeddings | null,
  told: () => void,
  signal: AbortSignal,
): Promise<Result<MeasuredBlanks>> {
  const blanks = new Map<BlankColour, ImageEmbeddings>();
  for (const colour of BLANK_COLOURS) {
    const blank = await encoder.embedImage(blankRaster(colour), signal);
    if (!blank.ok) return blank;
    blanks.set(colour, blank.value);
  }
  const table = new BlankTable(encoderKey(encoder.card, encoder.precision));
  const faults = new Map<string, number>();
  const noted = <T>(made: Result<T>): T | null => {
    if (made.ok) return made.value;
    const { detail } = made.failure;
    faults.set(detail, (faults.get(detail) ?? 0) + 1);
    return null;
  };
  for (const subject of subjects) {
    signal.throwIfAborted();
    const caption = noted(await captionOf(subject, encoder, memory, signal));
    const reference = noted(await referenceOf(subject, encoder, memory, signal));
    for (const [colour, { textImage, imageImage, meanToken }] of blanks) {
      table.note(subject, colour, 'text-image', textImage, caption);
      table.note(subject, colour, 'image-image', imageImage, reference?.imageImage);
      table.note(subject, colour, 'mean-token', meanToken, reference?.meanToken);
    }
    told();
  }
  return success({ scores: table.all(), faults });
}

class BlankTable {
  readonly #encoderId: string;
  readonly #parts = new Map<string, BlankScores & { byItem: Map<string, number> }>();

  constructor(encoderId: string) {
    this.#encoderId = encoderId;
  }

  note(
    { suiteSha256, itemId }: BlankItem,
    colour: BlankColour,
    metric: BlankMetric,
    picture: Embedding | undefined,
    other: Embedding | null | undefined,
  ): void {
    if (picture === undefined || !other) return;
    const key = JSON.stringify([metric, colour, suiteSha256]);
    const part = this.#parts.get(key) ?? {
      encoderId: this.#encoderId,
      metric,
      colour,
      suiteSha256,
      byItem: new Map<string, number>(),
    };
    this.#parts.set(key, part);
    part.byItem.set(itemId, cosine(picture.vector, other.vector));
  }

  all(): BlankScores[] {
    return [...this.#parts.values()];
  }
}

async function captionOf(
  { prompt }: BlankSubject,
  encoder: Encoder,
  memory: KnownEmbeddings | null,
  signal: AbortSignal,
): Promise<Result<Embedding | null>> {
  if (prompt === null || encoder.card.text === null) return success(null);
  const made = await (memory?.caption(prompt, encoder, signal) ??
    encoder.embedText(prompt, signal));
  return made.ok ? success(made.value.embedding) : made;
}

async function referenceOf(
  subject: BlankSubject,
  encoder: Encoder,
  memory: KnownEmbeddings | null,
  signal: AbortSignal,
): Promise<Result<ImageEmbeddings | null>> {
  if (encoder.card.image.heads.imageImage === undefined) return success(null);
  const reference = await subject.reference();
  if (reference === null) return success(null);
  const embed = () => reference.embeddedBy(encoder, signal);
  const { kind, sha256 } = reference;
  return memory === null || sha256 === null
    ? embed()
    : memory.reference(kind, sha256, encoder, embed);
}

/** Of one colour all over, so that every way of resizing it gives the same. */
const SIDE_PX = 224;

function blankRaster(colour: BlankColour): Raster {
  const data = new Uint8ClampedArray(SIDE_PX * SIDE_PX * 4).fill(255);
  if (colour === 'black') for (let at = 0; at < data.length; at += 4) data.fill(0, at, at + 3);
  return { data, widthPx: SIDE_PX, heightPx: SIDE_PX };
}
