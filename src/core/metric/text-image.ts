/**
 * cos(caption, picture), -1..1, of two unit vectors; not clamped, not times 100.
 * protocol.md names: clip_small, clip_large, siglip_small, siglip_large by encoder.
 */
import { cosine } from '../embedding/similarity.ts';
import type { Measured } from './measured.ts';
import type { Score } from './score.ts';

export function textImage({ encoded, failure }: Measured): Score[] {
  return encoded.flatMap(({ encoderId, card, image, caption }): Score[] => {
    if (card.image.heads.textImage === undefined || caption === null) return [];
    const score = { metric: 'text-image', encoderId } as const;
    if (failure !== null) return [{ ...score, status: 'unscored', failure }];
    if (!image.ok) return [{ ...score, status: 'unscored', failure: image.failure }];
    if (!caption.ok) return [{ ...score, status: 'unscored', failure: caption.failure }];
    const picture = image.value.textImage!;
    return [{ ...score, status: 'scored', value: cosine(caption.value.vector, picture.vector) }];
  });
}
