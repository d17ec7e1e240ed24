/** What an encoder's worker can be asked. It keeps its towers until it is ended. */
import type { EncoderCard, Precision } from '../../core/embedding/encoder-card.ts';
import type { Backend } from '../../core/ports/encoder.ts';
import type { Raster } from '../../core/raster/raster.ts';
import type { ImageVectors } from './image-tower.ts';
import type { SessionWish } from './inference.ts';
import type { TextVector } from './text-tower.ts';

export interface EncodeCalls {
  /** Replaces the tower where it was loaded already. */
  loadImage(job: LoadJob): Backend;
  loadText(job: LoadJob & { tokenizer: string }): Backend;
  /**
   * In order; ends with the first that fails. Those that are done are told every while, together, as a
   * message costs as much as a small picture; the rest of them is the answer. `not-loaded`: the worker
   * is fresh; load the tower and ask again.
   */
  embedImages(job: { rasters: Raster[] }, told: ImageVectors[]): ImageVectors[] | 'not-loaded';
  embedText(job: { text: string }): TextVector | 'not-loaded';
}

export interface LoadJob {
  card: EncoderCard;
  precision: Precision;
  /** Moved to the worker rather than copied. */
  weights: Uint8Array<ArrayBuffer>;
  wish: SessionWish;
}
