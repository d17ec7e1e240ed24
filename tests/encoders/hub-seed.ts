/** The seed encoder's files as an encoder that some hub has. */
import { readFileSync } from 'node:fs';
import { seed } from '../../src/adapters/encoder/cards/seed.ts';
import { hubAddress } from '../../src/adapters/encoder/hub-address.ts';
import { filesOf, precisionsOf } from '../../src/adapters/encoder/registry.ts';
import type { EncoderCard, WeightFile } from '../../src/core/embedding/encoder-card.ts';
import type { HubServer } from './hub-server.ts';

const FOLDER = new URL('../../public/encoders/sgp-seed/', import.meta.url);

/** Pinned: a commit and hashes, as most of the registry. */
export const hubSeed: EncoderCard = {
  ...seed,
  id: 'hub-seed',
  title: 'Seed of a hub',
  repo: 'own/seed',
  revision: '0123456789abcdef0123456789abcdef01234567',
};

const unhashed = (file: WeightFile): WeightFile => ({ ...file, sha256: null, sizeBytes: 0 });

/** Of a branch, without hashes or sizes, as some of the registry. */
export const branchSeed: EncoderCard = {
  ...hubSeed,
  id: 'branch-seed',
  repo: 'own/branch-seed',
  revision: 'main',
  image: { ...hubSeed.image, weights: { fp16: unhashed(seed.image.weights.fp16!) } },
  text: {
    ...seed.text!,
    weights: { fp16: unhashed(seed.text!.weights.fp16!) },
    tokenizer: unhashed(seed.text!.tokenizer),
  },
};

/** Puts the card's files on the server. */
export function publish(card: EncoderCard, hub: HubServer): void {
  for (const precision of precisionsOf(card)) {
    for (const file of filesOf(card, precision)) {
      const path = hubAddress('', card, file).slice(1);
      hub.files.set(path, readFileSync(new URL(file.path, FOLDER)));
    }
  }
}

export const readOwn = (path: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(path, FOLDER)));
