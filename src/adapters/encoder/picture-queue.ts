/** Pictures that wait for one worker travel together, so that it never waits for the next one. */
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

/** More would only delay the captions that wait behind them. */
const MOST_TOGETHER = 8;

export class PictureQueue {
  readonly #turns: TurnQueue;
  readonly #embed: EmbedPictures;
  readonly #waiting: WaitingPicture[] = [];
  #hasTurn = false;

  constructor(turns: TurnQueue, embed: EmbedPictures) {
    this.#turns = turns;
    this.#embed = embed;
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
      this.#askForTurn();
    });
  }

  #askForTurn(): void {
    if (this.#hasTurn || this.#waiting.length === 0) return;
    this.#hasTurn = true;
    void this.#turns.run(() => this.#turn());
  }

  async #turn(): Promise<void> {
    const batch = this.#waiting.splice(0, MOST_TOGETHER);
    this.#hasTurn = false;
    this.#askForTurn();
    let told = 0;
    try {
      await this.#embed(
        batch.map(({ raster }) => raster),
        (result) => batch[told++]!.resolve(result),
      );
    } catch (error) {
      for (const picture of batch.slice(told)) picture.reject(error);
    }
  }
}
