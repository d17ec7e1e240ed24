/** Remembers what captions were embedded as: a caption is encoded once. */

// Enough for every distinct prompt of the composition suite; at 768 numbers each it is 13 MB.
const MOST_CAPTIONS = 4096;

/** Least recently used goes first. Holds promises, so that two who ask at once share one run. */
export class CaptionCache<T> {
  readonly #entries = new Map<string, Promise<T>>();
  readonly #capacity: number;

  constructor(capacity: number = MOST_CAPTIONS) {
    this.#capacity = capacity;
  }

  /**
   * @param make called where the caption is not known
   * @param keep which results are worth remembering; a rejection never is
   */
  get(caption: string, make: () => Promise<T>, keep: (value: T) => boolean): Promise<T> {
    const known = this.#entries.get(caption);
    if (known) {
      this.#touch(caption, known);
      return known;
    }
    const made = make();
    this.#touch(caption, made);
    const forget = () => {
      if (this.#entries.get(caption) === made) this.#entries.delete(caption);
    };
    made.then((value) => keep(value) || forget(), forget);
    return made;
  }

  #touch(caption: string, value: Promise<T>): void {
    this.#entries.delete(caption); // a Map keeps the order of insertion
    this.#entries.set(caption, value);
    if (this.#entries.size > this.#capacity) {
      const [oldest] = this.#entries.keys();
      this.#entries.delete(oldest!);
    }
  }
}
