/** The built-in encoder’s files as an encoder that some hub has. */
import { readFileSync } from 'node:fs';
import { sgpSmall } from '../../src/adapters/encoder/cards/sgp-small.ts';
import { hubAddress } from '../../src/adapters/encoder/hub-address.ts';
import { filesOf, precisionsOf } from '../../src/adapters/encoder/registry.ts';
import type { EncoderCard, WeightFile } from '../../src/core/embedding/encoder-card.ts';
import type { HubServer } from './hub-server.ts';

const FOLDER = new URL('../../public/encoders/sgp-small/', import.meta.url);

/** Nothing ships beside what a hub has. */
const { image, text, ...rest } = sgpSmall;
delete rest.shipped;

/** Pinned: a commit and hashes, as most of the registry. */
export const hubSmall: EncoderCard = {
  ...rest,
  image,
  text,
  id: 'hub-small',
  title: 'SGP small of a hub',
  repo: 'own/small',
  revision: '0123456789abcdef0123456789abcdef01234567',
};

const unhashed = (file: WeightFile): WeightFile => ({ ...file, sha256: null, sizeBytes: 0 });

/** Of a branch, without hashes or sizes, as some of the registry. */
export const branchSmall: EncoderCard = {
  ...hubSmall,
  id: 'branch-small',
  repo: 'own/branch-small',
  revision: 'main',
  image: { ...hubSmall.image, weights: { fp16: unhashed(sgpSmall.image.weights.fp16!) } },
  text: {
    ...sgpSmall.text!,
    weights: { fp16: unhashed(sgpSmall.text!.weights.fp16!) },
    tokenizer: unhashed(sgpSmall.text!.tokenizer),
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
