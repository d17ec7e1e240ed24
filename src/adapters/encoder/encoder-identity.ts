/** Names weights that no commit names, so that a record still says which ones they were. */
import type { EncoderCard } from '../../core/embedding/encoder-card.ts';
import { success, type Result } from '../../core/failure.ts';
import type { EncoderEntry } from '../../core/ports/encoder.ts';
import { sha256Hex } from './sha256.ts';

const COMMIT = /^[0-9a-f]{40}$/;

/**
 * @param hashes SHA-256 of every file in use, in the order of `filesOf`; asked for only if needed
 * @returns the card with `revision` = `sha-` and 8 digits of the hashes' hash, where the card's own
 *   may mean other files tomorrow (a branch, a folder); else the card as it is
 */
export async function identifiedCard(
  card: EncoderCard,
  source: EncoderEntry['source'],
  hashes: () => Promise<Result<string[]>>,
): Promise<Result<EncoderCard>> {
  if (source === 'shipped' || COMMIT.test(card.revision)) return success(card);
  const found = await hashes();
  if (!found.ok) return found;
  const digest = await sha256Hex(new TextEncoder().encode(found.value.join('\n')));
  return success({ ...card, revision: `sha-${digest.slice(0, 8)}` });
}
