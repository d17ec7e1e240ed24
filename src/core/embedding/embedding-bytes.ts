/** Embeddings as bytes, exactly: a score from kept ones is the same to the last bit (cases.md P6). */

/** What is kept of one picture or caption; a head that the encoder lacks is absent. */
export interface KeptVectors {
  textImage?: Float32Array;
  imageImage?: Float32Array;
  meanToken?: Float32Array;
  /** The picture is all one colour, or the caption was cut at the tower's context length. */
  flag: boolean;
}

/**
 * The format, the flag, and the length of each vector, 32 bits each, so that the numbers after them are
 * aligned. Format 1 has two vectors; 2 has the mean token, too, and is written only where there is one,
 * so that what was kept before is still found.
 */
const HEADS = {
  1: ['textImage', 'imageImage'],
  2: ['textImage', 'imageImage', 'meanToken'],
} as const;

const isFormat = (number: number): number is keyof typeof HEADS => Object.hasOwn(HEADS, number);

const headBytes = (format: keyof typeof HEADS): number => 4 * (2 + HEADS[format].length);

export function toBytes(vectors: KeptVectors): Uint8Array<ArrayBuffer> {
  const format = vectors.meanToken === undefined ? 1 : 2;
  const parts = HEADS[format].map((name) => vectors[name] ?? new Float32Array(0));
  const numbers = parts.reduce((sum, { length }) => sum + length, 0);
  const bytes = new Uint8Array(headBytes(format) + 4 * numbers);
  const view = new DataView(bytes.buffer);
  const head = [format, vectors.flag ? 1 : 0, ...parts.map(({ length }) => length)];
  head.forEach((value, index) => view.setUint32(4 * index, value, true));
  let at = headBytes(format);
  for (const vector of parts)
    for (const value of vector) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  return bytes;
}

/** @returns `null` where the bytes are no such thing: another version wrote them, or a crash cut them */
export function fromBytes(bytes: Uint8Array<ArrayBuffer>): KeptVectors | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const format = bytes.byteLength < 8 ? 0 : view.getUint32(0, true);
  if (!isFormat(format) || bytes.byteLength < headBytes(format)) return null;
  const lengths = HEADS[format].map((_, index) => view.getUint32(8 + 4 * index, true));
  const numbers = lengths.reduce((sum, length) => sum + length, 0);
  if (bytes.byteLength !== headBytes(format) + 4 * numbers) return null;
  const kept: KeptVectors = { flag: view.getUint32(4, true) === 1 };
  let from = bytes.byteOffset + headBytes(format);
  for (const [index, name] of HEADS[format].entries()) {
    const to = from + 4 * lengths[index]!;
    // Written as little-endian, which is how every host of ours holds its numbers. A copy, so that it is
    // aligned and does not keep a larger buffer alive.
    if (to > from) kept[name] = new Float32Array(bytes.buffer.slice(from, to));
    from = to;
  }
  return kept;
}
