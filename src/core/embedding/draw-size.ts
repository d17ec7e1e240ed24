/** At which size a program is drawn for an encoder. */
import type { DrawSize } from '../ports/renderer.ts';
import type { EncoderCard } from './encoder-card.ts';

/** The protocol sets no bound; a drawing larger than this only costs memory before it is shrunk. */
export const LARGEST_INTRINSIC_PX = 2048;

/** The program's own size, at which the official code draws and so tells what is valid. */
export const OWN_SIZE: DrawSize = { kind: 'intrinsic', maxSidePx: LARGEST_INTRINSIC_PX };

/**
 * Encoders with a protocol name see the program at its own size, resized exactly as the official
 * code does (protocol.md, "Rendering"). The others see it fitted into their own square, which is
 * sharper and cheaper, and loses nothing of a drawing that is not square.
 */
export function drawSizeFor(card: EncoderCard): DrawSize {
  return card.protocolName === null
    ? { kind: 'fit', sidePx: card.image.preprocessing.sidePx }
    : OWN_SIZE;
}
