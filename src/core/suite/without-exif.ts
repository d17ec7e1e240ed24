/**
 * A picture's file without its EXIF block. Browsers turn a picture as EXIF says and cannot be told not
 * to; Pillow, and with it the official code, shows it as it is stored. Pixels are left as they are.
 */

/** @returns the same bytes where there is no such block, or the file is none of JPEG, PNG and WebP */
export function withoutExif(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return cut(bytes, exifSegments(bytes));
  if (textAt(bytes, 1, 3) === 'PNG') return cut(bytes, exifChunks(bytes));
  if (textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP') return renamed(bytes);
  return bytes;
}

interface Span {
  start: number;
  end: number;
}

/** JPEG: APP1 segments that begin with `Exif`, in front of the first scan. */
function* exifSegments(bytes: Uint8Array): Generator<Span> {
  const view = viewOf(bytes);
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1]!;
    if (marker === 0xda || marker === 0xd9) return;
    if (marker === 0xff) {
      at++; // a fill byte
      continue;
    }
    const end = at + 2 + view.getUint16(at + 2);
    if (marker === 0xe1 && textAt(bytes, at + 4, 4) === 'Exif') yield { start: at, end };
    at = end;
  }
}

/** PNG: length, type, data and a checksum each. */
function* exifChunks(bytes: Uint8Array): Generator<Span> {
  const view = viewOf(bytes);
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at);
    if (textAt(bytes, at + 4, 4) === 'eXIf') yield { start: at, end };
    at = end;
  }
}

/** WebP: the file names its own length, so the chunk stays and only its name goes. */
function renamed(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const view = viewOf(bytes);
  const copy = bytes.slice();
  for (let at = 12; at + 8 <= bytes.length;) {
    if (textAt(bytes, at, 4) === 'EXIF') copy.set([0x58, 0x58, 0x58, 0x58], at);
    const size = view.getUint32(at + 4, true);
    at += 8 + size + (size % 2);
  }
  return copy;
}

function cut(bytes: Uint8Array<ArrayBuffer>, spans: Iterable<Span>): Uint8Array<ArrayBuffer> {
  const kept: Uint8Array[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    kept.push(bytes.subarray(at, start));
    at = end;
  }
  if (at === 0) return bytes;
  kept.push(bytes.subarray(at));
  const whole = new Uint8Array(kept.reduce((sum, { length }) => sum + length, 0));
  let to = 0;
  for (const piece of kept) {
    whole.set(piece, to);
    to += piece.length;
  }
  return whole;
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));
