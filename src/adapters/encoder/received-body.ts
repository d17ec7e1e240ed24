/** The bytes of a download as they come in: hashed, counted and kept off the script's heap. */
import { StreamingSha256 } from './streaming-sha256.ts';

const PART_BYTES = 8 * 1024 * 1024;

/** Chunks are folded into Blobs, which browsers may move to disk. */
export class ReceivedBody {
  readonly #hash = new StreamingSha256();
  readonly #parts: Blob[] = [];
  #chunks: Uint8Array<ArrayBuffer>[] = [];
  #chunkBytes = 0;
  #sizeBytes = 0;
  #head = new Uint8Array(0);

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** The first bytes, by which a page in place of a file is recognised. */
  get head(): string {
    return new TextDecoder('latin1').decode(this.#head);
  }

  add(chunk: Uint8Array<ArrayBuffer>): void {
    if (this.#sizeBytes === 0) this.#head = chunk.slice(0, 64);
    this.#hash.update(chunk);
    this.#chunks.push(chunk);
    this.#chunkBytes += chunk.byteLength;
    this.#sizeBytes += chunk.byteLength;
    if (this.#chunkBytes >= PART_BYTES) this.#fold();
  }

  /** Ends the body; nothing may be added afterwards. */
  finish(): { file: Blob; sha256: string } {
    this.#fold();
    return { file: new Blob(this.#parts), sha256: this.#hash.hex() };
  }

  #fold(): void {
    this.#parts.push(new Blob(this.#chunks));
    this.#chunks = [];
    this.#chunkBytes = 0;
  }
}
