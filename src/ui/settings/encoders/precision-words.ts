/** What a precision is called, and what it costs to have. */
import type { EncoderCard, Precision, WeightFile } from '../../../core/embedding/encoder-card.ts';
import { formatBytes } from '../../parts/scores/format.ts';

const WORDS: Readonly<Record<Precision, string>> = {
  fp32: 'fp32, full',
  fp16: 'fp16, half',
  q8: 'int8',
  q4f16: 'int4',
};

export interface PrecisionChoice {
  precision: Precision;
  /** `int8, 155.8 MB`; `at least` where the size of a file is not published. */
  title: string;
}

/** Finest first; only those in which every tower has weights. */
export function precisionChoices(card: EncoderCard): PrecisionChoice[] {
  return (Object.keys(WORDS) as Precision[]).flatMap((precision) => {
    const files = filesAt(card, precision);
    if (files === null) return [];
    return [{ precision, title: `${WORDS[precision]}, ${sizeWords(files)}` }];
  });
}

function filesAt({ image, text }: EncoderCard, precision: Precision): WeightFile[] | null {
  const picture = image.weights[precision];
  if (picture === undefined) return null;
  if (text === null) return [picture];
  const words = text.weights[precision];
  return words === undefined ? null : [picture, words, text.tokenizer];
}

/** Published sizes are often rounded, and some are missing. */
function sizeWords(files: readonly WeightFile[]): string {
  const known = formatBytes(files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
  return files.some(({ sizeBytes }) => sizeBytes === 0) ? `at least ${known}` : known;
}

/** What the encoder compares: pictures with words, pictures with pictures, or both. */
export function comparesWords({ image, text }: EncoderCard): string {
  const compared = [
    text !== null && image.heads.textImage ? 'pictures with words' : null,
    image.heads.imageImage ? 'pictures with pictures' : null,
  ].filter((words) => words !== null);
  return compared.join(' and ');
}
