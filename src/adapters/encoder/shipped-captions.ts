/** Captions that were embedded before the app shipped. */
import { sha256Hex } from './sha256.ts';

/** Names a list of captions: SHA-256, lower-case hex, of their JSON. */
export const captionsDigest = (captions: readonly string[]): Promise<string> =>
  sha256Hex(new TextEncoder().encode(JSON.stringify(captions)));

/**
 * @param bytes float32, little-endian, row after row
 * @returns one vector of `dimension` numbers a caption; `null` where the bytes don't come to that
 */
export function readVectors(
  bytes: Uint8Array<ArrayBuffer>,
  count: number,
  dimension: number,
): Float32Array<ArrayBuffer>[] | null {
  const rowBytes = dimension * Float32Array.BYTES_PER_ELEMENT;
  if (bytes.byteLength !== count * rowBytes) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: count }, (_, row) =>
    Float32Array.from({ length: dimension }, (_, at) =>
      view.getFloat32(row * rowBytes + at * Float32Array.BYTES_PER_ELEMENT, true),
    ),
  );
}
