/** Pictures that wait for a worker travel together, so that it never waits for the next one. */
import type { Result } from '../../core/failure.ts';
import type { Raster } from '../../core/raster/raster.ts';
import type { ImageVectors } from './image-tower.ts';
import type { TurnQueue } from './turn-queue.ts';

/** Calls `tell` once a raster, in their order; rejects where the worker has a bug. */
export type EmbedPictures = (
  rasters: readonly Raster[],
  tell: (result: Result<ImageVectors>) => void,
) => Promise<void>;

interface WaitingPicture {
  raster: Raster;
  resolve(result: Result<ImageVectors>): void;
  reject(reason: unknown): void;
}

/** A worker that takes pictures. */
interface Lane {
  turns: TurnQueue;
  embed: EmbedPictures;
  hasTurn: boolean;
}

/** More would only delay the captions that wait behind them. */
const MOST_TOGETHER = 8;

export class PictureQueue {
  readonly #lanes: Lane[] = [];
  readonly #waiting: WaitingPicture[] = [];
  readonly #onBacklog: () => void;

  /** @param onBacklog called with each picture while as many wait as travel together: another worker would have work */
  constructor(turns: TurnQueue, embed: EmbedPictures, onBacklog: () => void = () => undefined) {
    this.#onBacklog = onBacklog;
    this.addLane(turns, embed);
  }

  /** One more worker takes of those that wait. */
  addLane(turns: TurnQueue, embed: EmbedPictures): void {
    this.#lanes.push({ turns, embed, hasTurn: false });
    this.#askForTurns();
  }

  /** @returns its vectors; rejects at once with the signal's reason when aborted */
  add(raster: Raster, signal?: AbortSignal): Promise<Result<ImageVectors>> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const abort = () => {
        const at = this.#waiting.indexOf(picture);
        if (at !== -1) this.#waiting.splice(at, 1);
        reject(signal?.reason);
      };
      const settled = () => signal?.removeEventListener('abort', abort);
      const picture: WaitingPicture = {
        raster,
        resolve: (result) => (settled(), resolve(result)),
        reject: (reason) => (settled(), reject(reason)),
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#waiting.push(picture);
      this.#askForTurns();
      if (this.#waiting.length >= MOST_TOGETHER) this.#onBacklog();
    });
  }

  #askForTurns(): void {
    if (this.#waiting.length === 0) return;
    for (const lane of this.#lanes) {
      if (lane.hasTurn) continue;
      lane.hasTurn = true;
      void lane.turns.run(() => this.#turn(lane));
    }
  }

  async #turn(lane: Lane): Promise<void> {
    // A fair part, so that the last pictures of a file are not all in one lane.
    const fair = Math.ceil(this.#waiting.length / this.#lanes.length);
    const batch = this.#waiting.splice(0, Math.min(fair, MOST_TOGETHER));
    lane.hasTurn = false;
    if (batch.length === 0) return; // another lane was there first
    this.#askForTurns();
    let told = 0;
    try {
      await lane.embed(
        batch.map(({ raster }) => raster),
        (result) => batch[told++]!.resolve(result),
      );
    } catch (error) {
      for (const picture of batch.slice(told)) picture.reject(error);
    }
  }
}
