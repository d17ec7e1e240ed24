/** Embeddings as bytes, exactly: a score from kept ones is the same to the last bit (cases.md P6). */

/** What is kept of one picture or caption; a head that the encoder lacks is absent. */
export interface KeptVectors {
  textImage?: Float32Array;
  imageImage?: Float32Array;
  /** The picture is all one colour, or the caption was cut at the tower's context length. */
  flag: boolean;
}

const FORMAT = 1;
/** Format, flag, and the two lengths, each of 32 bits, so that the numbers after them are aligned. */
const HEAD_BYTES = 16;

export function toBytes({ textImage, imageImage, flag }: KeptVectors): Uint8Array<ArrayBuffer> {
  const lengths = [textImage?.length ?? 0, imageImage?.length ?? 0] as const;
  const bytes = new Uint8Array(HEAD_BYTES + 4 * (lengths[0] + lengths[1]));
  const view = new DataView(bytes.buffer);
  const head = [FORMAT, flag ? 1 : 0, ...lengths];
  head.forEach((value, index) => view.setUint32(4 * index, value, true));
  let at = HEAD_BYTES;
  for (const vector of [textImage, imageImage])
    for (const value of vector ?? []) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  return bytes;
}

/** @returns `null` where the bytes are no such thing: another version wrote them, or a crash cut them */
export function fromBytes(bytes: Uint8Array<ArrayBuffer>): KeptVectors | null {
  if (bytes.byteLength < HEAD_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [format, flag, first, second] = [0, 4, 8, 12].map((at) => view.getUint32(at, true));
  if (format !== FORMAT || bytes.byteLength !== HEAD_BYTES + 4 * (first! + second!)) return null;
  // Written as little-endian, which is how every host of ours holds its numbers. A copy, so that it is
  // aligned and does not keep a larger buffer alive.
  const vectorAt = (start: number, length: number): Float32Array => {
    const from = bytes.byteOffset + start;
    return new Float32Array(bytes.buffer.slice(from, from + 4 * length));
  };
  return {
    ...(first! > 0 && { textImage: vectorAt(HEAD_BYTES, first!) }),
    ...(second! > 0 && { imageImage: vectorAt(HEAD_BYTES + 4 * first!, second!) }),
    flag: flag === 1,
  };
}
