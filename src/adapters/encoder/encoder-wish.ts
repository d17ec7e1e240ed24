/** What to ask of the runtime for an encoder of some size. */
import type { EncoderCard, Precision } from '../../core/embedding/encoder-card.ts';
import type { Acceleration } from '../../core/ports/encoder.ts';
import type { SessionWish } from './inference.ts';
import { imageFile } from './registry.ts';

/** Below this, starting threads and fetching WebGPU's runtime costs more than they give back. */
const SMALL_BYTES = 20_000_000;
/** From here on a picture takes seconds without a graphics card. */
const LARGE_BYTES = 100_000_000;

/** @param threads `null`: as many as the host sees fit */
export function wishFor(
  card: EncoderCard,
  precision: Precision,
  acceleration: Acceleration,
  threads: number | null,
): SessionWish {
  const { sizeBytes } = imageFile(card, precision);
  return {
    acceleration: wantsCard(acceleration, precision, sizeBytes) ? 'webgpu' : 'wasm',
    threads: threads ?? (sizeBytes > 0 && sizeBytes < SMALL_BYTES ? 1 : null),
  };
}

function wantsCard(acceleration: Acceleration, precision: Precision, sizeBytes: number): boolean {
  if (acceleration !== 'auto') return acceleration === 'webgpu';
  // Integer products have no WebGPU kernels: every layer would travel to the card and back.
  return sizeBytes > LARGE_BYTES && precision !== 'q8';
}
