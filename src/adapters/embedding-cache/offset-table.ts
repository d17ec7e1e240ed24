/** Where each of many keys lies, in 16 bytes an entry: an index of a million stays small in memory. */

const START = 1024;

export class OffsetTable {
  /** The first 64 bits of each key; open addressing with linear probing. */
  #keys = new Uint32Array(2 * START);
  /** Place + 1; 0: free. */
  #places = new Float64Array(START);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /**
   * @param key 16 or more hex digits of a hash, so that its first bits are spread evenly
   * @returns a whole number, or `null`; of two keys that begin alike the first one's
   */
  get(key: string): number | null {
    const slot = this.#find(high(key), low(key));
    const place = this.#places[slot]!;
    return place === 0 ? null : place - 1;
  }

  /** The first place of a key counts. @param place whole, 0 to 2^52 */
  add(key: string, place: number): void {
    if (2 * this.#size >= this.#places.length) this.#grow();
    const slot = this.#find(high(key), low(key));
    if (this.#places[slot] !== 0) return;
    this.#set(slot, high(key), low(key), place + 1);
    this.#size++;
  }

  #find(first: number, second: number): number {
    const mask = this.#places.length - 1;
    let slot = first & mask;
    while (
      this.#places[slot] !== 0 &&
      (this.#keys[2 * slot] !== first || this.#keys[2 * slot + 1] !== second)
    )
      slot = (slot + 1) & mask;
    return slot;
  }

  #set(slot: number, first: number, second: number, stored: number): void {
    this.#keys[2 * slot] = first;
    this.#keys[2 * slot + 1] = second;
    this.#places[slot] = stored;
  }

  #grow(): void {
    const [keys, places] = [this.#keys, this.#places];
    this.#keys = new Uint32Array(2 * keys.length);
    this.#places = new Float64Array(2 * places.length);
    for (const [slot, stored] of places.entries()) {
      if (stored === 0) continue;
      const [first, second] = [keys[2 * slot]!, keys[2 * slot + 1]!];
      this.#set(this.#find(first, second), first, second, stored);
    }
  }
}

const high = (key: string): number => parseInt(key.slice(0, 8), 16);
const low = (key: string): number => parseInt(key.slice(8, 16), 16);
