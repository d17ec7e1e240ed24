/** What the cosines of an encoder mean, where that was measured before it shipped. */
import { encoderKey, type CosineSpread } from '../core/embedding/encoder-card.ts';
import { withMinus } from '../core/format-number.ts';
import type { Encoder } from '../core/ports/encoder.ts';

/** @returns one line for each encoder that was measured: where chance falls, and where what fits does */
export const usualWords = (encoders: readonly Pick<Encoder, 'card' | 'precision'>[]): string[] =>
  encoders.flatMap(({ card, precision }) => {
    if (card.usual === undefined) return [];
    const { own, others, pictures } = card.usual.textImage;
    return (
      `${encoderKey(card, precision)}: nine of ten captions that do not fit give ${between(others)}, ` +
      `that fit ${between(own)} (${pictures} bundled pictures)`
    );
  });

const between = ({ low, high }: CosineSpread): string =>
  `${withMinus(low.toFixed(2))} to ${withMinus(high.toFixed(2))}`;
