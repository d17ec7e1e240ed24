/** Compares one picture with many captions, encoder by encoder. */
import { otherCaptions } from '../../core/embedding/null-distribution.ts';
import { cosine } from '../../core/embedding/similarity.ts';
import type { Evaluation } from '../../core/evaluate.ts';

export interface CaptionEmbedding {
  caption: string;
  /** Unit vector. */
  vector: Float32Array;
}

/**
 * @param prompt left out of the captions, as it is no other caption
 * @returns by encoder key; encoders without captions or without a picture are absent
 */
export function cosinesByEncoder(
  evaluation: Evaluation | null,
  prompt: string,
  captions: ReadonlyMap<string, readonly CaptionEmbedding[]>,
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, readonly number[]>();
  for (const { encoderId, image } of evaluation?.encoded ?? []) {
    const known = captions.get(encoderId);
    const picture = image.ok ? image.value.textImage : undefined;
    if (known === undefined || picture === undefined) continue;
    const vectors = new Map(known.map(({ caption, vector }) => [caption, vector]));
    const others = otherCaptions(prompt, [...vectors.keys()]);
    found.set(
      encoderId,
      others.map((caption) => cosine(vectors.get(caption)!, picture.vector)),
    );
  }
  return found;
}
