/**
 * The encoders that the app knows by name. Revisions, sizes and hashes are as published; where no
 * hash is, the one of the first download is recorded and later downloads must match it.
 */
import type { EncoderCard, Precision, WeightFile } from '../../core/embedding/encoder-card.ts';
import { clipBase32, clipLarge14 } from './cards/clip.ts';
import { dinoBase, dinoSmall } from './cards/dinov2.ts';
import { mobileClipS0 } from './cards/mobileclip.ts';
import { sgpSmall } from './cards/sgp-small.ts';
import { siglip2Base224, siglipBase224, siglipBase384 } from './cards/siglip.ts';

/** In the order in which a person should meet them: the built-in one, then by family. */
export const ENCODER_CARDS: readonly EncoderCard[] = [
  sgpSmall,
  mobileClipS0,
  clipBase32,
  clipLarge14,
  siglipBase224,
  siglipBase384,
  siglip2Base224,
  dinoSmall,
  dinoBase,
];

const PRECISIONS: readonly Precision[] = ['fp32', 'fp16', 'q8', 'q4f16'];

/** Precisions in which every tower of the card has a weight file, finest first. */
export const precisionsOf = ({ image, text }: EncoderCard): Precision[] =>
  PRECISIONS.filter((p) => image.weights[p] && (text === null || text.weights[p]));

/**
 * What has to be on this machine before the encoder can be opened.
 * @throws RangeError where the card does not offer this precision
 */
export function filesOf(card: EncoderCard, precision: Precision): WeightFile[] {
  const files = [imageFile(card, precision)];
  if (card.text) files.push(textFile(card, precision), card.text.tokenizer);
  return files;
}

/** @throws RangeError where the card does not offer this precision */
export const imageFile = (card: EncoderCard, precision: Precision): WeightFile =>
  offered(card, precision, card.image.weights[precision]);

/** @throws RangeError where the card has no text tower, or not in this precision */
export const textFile = (card: EncoderCard, precision: Precision): WeightFile =>
  offered(card, precision, card.text?.weights[precision]);

function offered(
  { id }: EncoderCard,
  precision: Precision,
  file: WeightFile | undefined,
): WeightFile {
  if (!file) throw new RangeError(`${id} has no ${precision} weights`);
  return file;
}
