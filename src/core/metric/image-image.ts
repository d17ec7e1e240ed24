/**
 * cos(reference, picture), -1..1; for DINOv2 the class token's, as protocol.md defines dino_*.
 * Without a reference the score is unscored: that is not a zero.
 */
import { cosine } from '../embedding/similarity.ts';
import type { Failure } from '../failure.ts';
import type { Measured } from './measured.ts';
import type { Score } from './score.ts';

const NO_REFERENCE: Failure = {
  stage: 'embed',
  kind: 'no-reference',
  detail: 'No reference was given. Add an SVG or a picture to compare with.',
};

export function imageImage({ encoded, failure }: Measured): Score[] {
  return encoded.flatMap(({ encoderId, card, image, reference }): Score[] => {
    if (card.image.heads.imageImage === undefined) return [];
    const score = { metric: 'image-image', encoderId } as const;
    if (reference === null) return [{ ...score, status: 'unscored', failure: NO_REFERENCE }];
    if (failure !== null) return [{ ...score, status: 'unscored', failure }];
    if (!image.ok) return [{ ...score, status: 'unscored', failure: image.failure }];
    if (!reference.ok) return [{ ...score, status: 'unscored', failure: reference.failure }];
    const value = cosine(reference.value.imageImage!.vector, image.value.imageImage!.vector);
    return [{ ...score, status: 'scored', value }];
  });
}
