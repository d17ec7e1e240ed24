/** One file of kept vectors: entries one after another, each with its key and a check of its bytes. */

/** Key, length, check. */
export const ENTRY_HEAD_BYTES = 16 + 4 + 4;
const CHUNK_BYTES = 4 * 1024 * 1024;

export interface Entry {
  /** 32 hex digits. */
  key: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export function entryToBytes({ key, bytes }: Entry): Buffer {
  const entry = Buffer.alloc(ENTRY_HEAD_BYTES + bytes.byteLength);
  entry.write(key, 0, 16, 'hex');
  entry.writeUInt32LE(bytes.byteLength, 16);
  entry.writeUInt32LE(checkOf(bytes), 20);
  entry.set(bytes, ENTRY_HEAD_BYTES);
  return entry;
}

/**
 * @param read fills a buffer from a place in the file and says how much it got
 * @returns the entry; `null` where there is none whole, as after a crash
 */
export function readEntry(read: (buffer: Buffer, at: number) => number, at: number): Entry | null {
  const usual = Buffer.alloc(4096);
  const got = read(usual, at);
  if (got < ENTRY_HEAD_BYTES) return null;
  const length = usual.readUInt32LE(16);
  const whole = ENTRY_HEAD_BYTES + length;
  if (length > LONGEST_BYTES) return null;
  let entry = usual;
  if (whole > usual.length) {
    entry = Buffer.alloc(whole);
    if (read(entry, at) < whole) return null;
  } else if (got < whole) return null;
  const bytes = new Uint8Array(entry.subarray(ENTRY_HEAD_BYTES, whole));
  if (checkOf(bytes) !== entry.readUInt32LE(20)) return null;
  return { key: entry.toString('hex', 0, 16), bytes };
}

/** A vector has some thousand numbers at most; a longer entry is none. */
const LONGEST_BYTES = 1024 * 1024;

/** The keys of a file and where their entries begin; it ends at the first entry that is not whole. */
export function* keysOf(
  read: (buffer: Buffer, at: number) => number,
): Generator<{ key: string; at: number }> {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  for (let base = 0; ;) {
    const got = read(chunk, base);
    let at = 0;
    while (at + ENTRY_HEAD_BYTES <= got) {
      const length = chunk.readUInt32LE(at + 16);
      if (length > LONGEST_BYTES || at + ENTRY_HEAD_BYTES + length > got) break;
      yield { key: chunk.toString('hex', at, at + 16), at: base + at };
      at += ENTRY_HEAD_BYTES + length;
    }
    if (at === 0) return;
    base += at;
  }
}

/** FNV-1a over 32-bit words and the rest: quick, and it sees a page that a crash left as zeros. */
function checkOf(bytes: Uint8Array<ArrayBuffer>): number {
  let hash = 0x811c9dc5;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words = bytes.byteLength >>> 2;
  for (let word = 0; word < words; word++)
    hash = Math.imul(hash ^ view.getUint32(4 * word, true), 0x01000193);
  for (let at = 4 * words; at < bytes.byteLength; at++)
    hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return hash >>> 0;
}
