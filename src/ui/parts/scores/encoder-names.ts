/** The encoders of a score by the names that people know them by. */
import { encoderKey } from '../../../core/embedding/encoder-card.ts';
import type { EncoderEntry } from '../../../core/ports/encoder.ts';

/**
 * @param encoderId of a score; a reward names each of its encoders, joined by ` + `
 * @returns e.g. `SGP small (built in) + DINOv2 small`; an encoder that is not here goes by its key
 */
export function encoderNames(encoderId: string, entries: readonly EncoderEntry[]): string {
  const nameOf = (key: string): string =>
    entries.find(({ card, precision }) => encoderKey(card, precision) === key)?.card.title ?? key;
  return encoderId.split(' + ').map(nameOf).join(' + ');
}
