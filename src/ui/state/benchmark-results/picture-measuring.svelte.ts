/**
 * Diversity, and DINO by the mean token, of a run's pictures: measured when first asked for, with the
 * encoders of this page. What its embedding cache has kept is not encoded again, so stopping loses little.
 */
import type { SampleRecord } from '../../../core/bench/record.ts';
import type { ScoringTools } from '../../../core/evaluate.ts';
import type { Result } from '../../../core/failure.ts';
import type { EmbeddableReference } from '../../../core/reference.ts';
import {
  encodersWished,
  measurePictures,
  type PictureWishes,
} from '../../../core/report/measure-pictures.ts';
import { NO_MEASURES, type PictureMeasures } from '../../../core/report/picture-measures.ts';

/** What of a run is looked at. */
export interface RunPictures {
  /** Slots with a record, as a total for the progress. */
  total: number;
  records: AsyncIterable<SampleRecord>;
  /** What the record's item is compared with; `null`: it is not here. */
  referenceOf(record: SampleRecord): Promise<EmbeddableReference | null>;
}

export type OpenEncoders = (encoderIds: readonly string[]) => Promise<Result<ScoringTools>>;

export class PictureMeasuring {
  measures = $state.raw<PictureMeasures>(NO_MEASURES);
  /** Records; `null`: nothing is being measured. */
  progress = $state.raw<{ done: number; total: number } | null>(null);
  /** Why numbers are missing, in sentences that say what to do. */
  faults = $state.raw<readonly string[]>([]);
  /** Records that were there when it was last measured; 0: it never was. */
  measuredOf = $state(0);

  readonly #open: OpenEncoders;
  #asked = '';
  /** Ends when what was asked before is done, or given up. */
  #turn: Promise<void> = Promise.resolve();

  constructor(open: OpenEncoders) {
    this.#open = open;
  }

  /**
   * Resolves when all that is wished for is measured; the same wishes are not measured again, as the
   * samples of a run that goes on would be from the start every few seconds: see `forget`.
   * @throws the signal's reason when aborted; what the store throws
   */
  measure(wishes: PictureWishes, pictures: () => RunPictures, signal: AbortSignal): Promise<void> {
    const measured = this.#turn.then(() => this.#measure(wishes, pictures, signal));
    this.#turn = measured.catch(() => undefined);
    return measured;
  }

  /** What is asked for next is measured anew: there are new samples, or a folder was named. */
  forget(): void {
    this.#asked = '';
  }

  async #measure(
    wishes: PictureWishes,
    pictures: () => RunPictures,
    signal: AbortSignal,
  ): Promise<void> {
    signal.throwIfAborted();
    const asked = JSON.stringify(wishes);
    if (asked === this.#asked) return;
    const tools = await this.#open(encodersWished(wishes));
    signal.throwIfAborted();
    if (!tools.ok) {
      this.faults = [tools.failure.detail];
      return;
    }
    const { total, records, referenceOf } = pictures();
    this.progress = { done: 0, total };
    let done = 0;
    const told = () => (this.progress = { done: ++done, total });
    try {
      const made = await measurePictures(records, wishes, tools.value, referenceOf, told, signal);
      this.measures = made.measures;
      this.measuredOf = total;
      this.faults = [...made.faults].map(([detail, samples]) =>
        samples === 1 ? detail : `${detail} (${samples} samples)`,
      );
      this.#asked = asked;
    } finally {
      this.progress = null;
    }
  }
}
