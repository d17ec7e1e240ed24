/** SHA-256 of what comes in pieces, and of anything on pages without WebCrypto. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** WebCrypto hashes no streams, and a file of a gigabyte should not be held twice for it. */
export class StreamingSha256 {
  readonly #hash = sha256.create();

  update(chunk: Uint8Array): void {
    this.#hash.update(chunk);
  }

  /** Lower-case hex; nothing may be added afterwards. */
  hex(): string {
    return bytesToHex(this.#hash.digest());
  }
}
