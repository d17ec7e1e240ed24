/** From files to an encoder that has shown that it gives the right numbers. */
import type { EncoderCard, Precision } from '../../core/embedding/encoder-card.ts';
import { success, type Result } from '../../core/failure.ts';
import type { Acceleration } from '../../core/ports/encoder.ts';
import { identifiedCard } from './encoder-identity.ts';
import { wishFor } from './encoder-wish.ts';
import type { SessionWish } from './inference.ts';
import { imageFile, textFile } from './registry.ts';
import { selfTest } from './self-test.ts';
import type { WeightFiles, WeightOrigin } from './weight-files.ts';
import { WorkerEncoder, type TowerFiles } from './worker-encoder.ts';

export interface OpenRequest {
  card: EncoderCard;
  precision: Precision;
  origin: WeightOrigin;
  files: WeightFiles;
  acceleration: Acceleration;
  /** `null`: by the size of the encoder. */
  threads: number | null;
  /** How many sessions of a tower of so many bytes may work side by side on this host. */
  lanesFor: (sizeBytes: number) => number;
}

export interface OpenedEncoder {
  encoder: WorkerEncoder;
  selfTest: 'passed' | 'no-vector';
}

export async function openEncoder(request: OpenRequest): Promise<Result<OpenedEncoder>> {
  const { card, precision, origin, files } = request;
  const identified = await identifiedCard(card, origin.source, () =>
    files.hashes(card, precision, origin),
  );
  if (!identified.ok) return identified;
  const wish = wishFor(card, precision, request.acceleration, request.threads);
  const opened = await openTested(request, identified.value, wish);
  if (opened.ok || wish.acceleration === 'wasm' || opened.failure.kind !== 'backend') return opened;
  // A graphics card that computes wrong numbers is worse than none.
  return openTested(request, identified.value, { ...wish, acceleration: 'wasm' });
}

async function openTested(
  request: OpenRequest,
  card: EncoderCard,
  wish: SessionWish,
): Promise<Result<OpenedEncoder>> {
  const { precision } = request;
  const files = towerFiles(request);
  const lanes = wish.threads === null ? request.lanesFor(imageFile(card, precision).sizeBytes) : 1;
  const encoder = await WorkerEncoder.open({ card, precision, files, wish, lanes });
  if (!encoder.ok) return encoder;
  const tested = await selfTest(encoder.value);
  if (tested.ok) return success({ encoder: encoder.value, selfTest: tested.value });
  encoder.value.dispose();
  return tested;
}

function towerFiles({ card, precision, origin, files }: OpenRequest): TowerFiles {
  return {
    async weights(tower) {
      const file = tower === 'image' ? imageFile(card, precision) : textFile(card, precision);
      const read = await files.read(card, file, origin);
      return read.ok ? success(read.value.bytes) : read;
    },
    async tokenizer() {
      if (!card.text) throw new Error(`${card.id} has no text tower`);
      const read = await files.read(card, card.text.tokenizer, origin);
      return read.ok ? success(new TextDecoder().decode(read.value.bytes)) : read;
    },
  };
}
