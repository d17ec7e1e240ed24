/**
 * Small pictures of samples, drawn by the page's own renderer when a cell comes near the screen. Cells
 * that scrolled away before their turn are never drawn; what was drawn is remembered up to a bound.
 */
import type { SampleRecord } from '../../../../core/bench/record.ts';
import type { SlotEntry } from '../../../state/benchmark-results/run-index.ts';
import type { ScreenDrawing } from '../../../state/screen-drawing.ts';

/** `words`: the beginning of what the model sent, where it gave no picture; to be shown as text. */
export type CellPicture =
  { kind: 'picture'; bitmap: ImageBitmap } | { kind: 'words'; text: string } | { kind: 'none' };

export interface CellPicturesParts {
  /** `null` where it is gone. */
  record(slotId: string): Promise<SampleRecord | null>;
  drawing: Pick<ScreenDrawing, 'drawOnce'>;
  /** Cells in work at a time. */
  atOnce?: number;
  /** Pictures remembered. */
  remembered?: number;
}

interface Wish {
  entry: SlotEntry;
  sidePx: number;
  show(picture: CellPicture): void;
}

/** Of what is quoted in place of a picture. */
const WORDS_LENGTH = 160;
/** Bytes of all that is remembered, whatever the size of the cells. */
const MOST_BYTES = 80_000_000;

export class CellPictures {
  readonly #parts: CellPicturesParts;
  readonly #waiting = new Set<Wish>();
  /** Oldest first. */
  readonly #known = new Map<string, { entry: SlotEntry; picture: CellPicture }>();
  #bytes = 0;
  #working = 0;
  #closed = false;

  constructor(parts: CellPicturesParts) {
    this.#parts = parts;
  }

  /**
   * Shows the picture at once if it is known, else when its turn has come.
   * @param entry a sample that was drawn anew is another entry, and is drawn again
   * @param sidePx of the square that it must fit
   * @returns takes the wish back: nothing is shown any more
   */
  want(entry: SlotEntry, sidePx: number, show: (picture: CellPicture) => void): () => void {
    const key = keyOf(entry, sidePx);
    const known = this.#known.get(key);
    if (known?.entry === entry) {
      this.#known.delete(key);
      this.#known.set(key, known);
      show(known.picture);
      return () => undefined;
    }
    let wanted = true;
    const wish: Wish = { entry, sidePx, show: (picture) => wanted && show(picture) };
    this.#waiting.add(wish);
    this.#next();
    return () => {
      wanted = false;
      this.#waiting.delete(wish);
    };
  }

  /** Lets every picture go. */
  close(): void {
    this.#closed = true;
    this.#waiting.clear();
    for (const key of [...this.#known.keys()]) this.#forget(key);
  }

  #next(): void {
    const { atOnce = 2 } = this.#parts;
    while (this.#working < atOnce) {
      const [wish] = this.#waiting;
      if (wish === undefined) return;
      this.#waiting.delete(wish);
      this.#working++;
      void this.#serve(wish).finally(() => {
        this.#working--;
        this.#next();
      });
    }
  }

  async #serve({ entry, sidePx, show }: Wish): Promise<void> {
    let picture: CellPicture = { kind: 'none' };
    try {
      picture = await this.#make(entry, sidePx);
    } catch {
      // The cell says what became of the sample; a picture that could not be read is drawn next time.
      show(picture);
      return;
    }
    // Closed while it was drawn: nobody will ever forget it.
    if (this.#closed) return void (picture.kind === 'picture' && picture.bitmap.close());
    show(picture);
    this.#remember(keyOf(entry, sidePx), entry, picture);
  }

  async #make(entry: SlotEntry, sidePx: number): Promise<CellPicture> {
    const record = await this.#parts.record(entry.slotId);
    if (record === null) return { kind: 'none' };
    const source = record.mendedSource ?? record.extraction.source;
    if (source !== null && record.failure === null) {
      const drawn = await this.#parts.drawing.drawOnce(source, sidePx);
      if (drawn.ok) {
        const { data, widthPx, heightPx } = drawn.value.raster;
        const bitmap = await createImageBitmap(new ImageData(data, widthPx, heightPx));
        return { kind: 'picture', bitmap };
      }
    }
    const said = source ?? record.attempts.at(-1)?.response.text ?? '';
    return said.trim() === ''
      ? { kind: 'none' }
      : { kind: 'words', text: said.trim().slice(0, WORDS_LENGTH) };
  }

  #remember(key: string, entry: SlotEntry, picture: CellPicture): void {
    this.#forget(key);
    this.#known.set(key, { entry, picture });
    this.#bytes += bytesOf(picture);
    const { remembered = 300 } = this.#parts;
    while (this.#known.size > remembered || this.#bytes > MOST_BYTES)
      this.#forget(this.#known.keys().next().value!);
  }

  /** Cells have copied what they show, so its pixels can go at once. */
  #forget(key: string): void {
    const picture = this.#known.get(key)?.picture;
    if (picture === undefined) return;
    this.#known.delete(key);
    this.#bytes -= bytesOf(picture);
    if (picture.kind === 'picture') picture.bitmap.close();
  }
}

const keyOf = (entry: SlotEntry, sidePx: number): string => `${sidePx} ${entry.slotId}`;

const bytesOf = (picture: CellPicture): number =>
  picture.kind === 'picture' ? picture.bitmap.width * picture.bitmap.height * 4 : 1_000;
