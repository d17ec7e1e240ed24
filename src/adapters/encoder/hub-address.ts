/** Where a hub keeps a file, and under which name we keep our copy. */
import type { EncoderCard, WeightFile } from '../../core/embedding/encoder-card.ts';

export const DEFAULT_HUB = 'https://huggingface.co';

/** Every hub has this layout, a mirror too. @throws TypeError for an encoder that no hub has */
export const hubAddress = (base: string, card: EncoderCard, file: WeightFile): string =>
  `${base}/${repoOf(card)}/resolve/${card.revision}/${file.path}`;

/** Independent of the mirror: the hash says what the file is, not where it came from. */
export const cacheKey = (card: EncoderCard, file: WeightFile): string =>
  `${cachePrefix(card)}${file.path}`;

/** What all cache keys of an encoder begin with. */
export const cachePrefix = (card: EncoderCard): string => `${repoOf(card)}/${card.revision}/`;

/**
 * @returns without a slash at the end
 * @throws TypeError for what is no http(s) address
 */
export function hubBase(text: string): string {
  const url = new URL(text.trim());
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new TypeError(`A hub's address begins with https:// or http://, not ${url.protocol}`);
  }
  return (url.origin + url.pathname).replace(/\/+$/, '');
}

function repoOf({ id, repo }: EncoderCard): string {
  if (repo === null) throw new TypeError(`${id} is on no hub`);
  return repo;
}
