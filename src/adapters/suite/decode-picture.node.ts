/**
 * PNG, JPEG, WebP and GIF files to pixels, in Node: the bytes that Pillow's `open` and `convert('RGB')`
 * give, so neither a rotation by EXIF nor a colour profile counts; transparency lies on white.
 * Parity: tests/parity/pictures.json, every byte equal.
 */
import { failed, success, type Result } from '../../core/failure.ts';
import { LIMITS } from '../../core/program/limits.ts';
import { compositeOnWhite } from '../../core/raster/composite.ts';
import type { Raster } from '../../core/raster/raster.ts';
import { pictureSize, unreadablePicture } from '../../core/suite/picture-file.ts';

type Decoder = typeof import('sharp').default;

/** Loaded with the first picture: a suite without pictures needs no native code. */
let loading: Promise<Result<Decoder>> | null = null;

/** @param name of the file, for people */
export async function decodePicture(bytes: Uint8Array, name: string): Promise<Result<Raster>> {
  const size = pictureSize(bytes, name);
  if (!size.ok) return size;
  loading ??= loadDecoder();
  const decoder = await loading;
  if (!decoder.ok) return decoder;
  try {
    const { data, info } = await decoder
      .value(bytes, {
        limitInputPixels: LIMITS.imagePixels,
        ignoreIcc: true,
        // What is cut short is refused; what a JPEG decoder only warns of is not, here as in Pillow.
        failOn: 'error',
      })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const pixels = new Uint8ClampedArray(data.byteLength);
    pixels.set(data);
    return success(compositeOnWhite({ data: pixels, widthPx: info.width, heightPx: info.height }));
  } catch {
    // The decoder's own words vary with what else is decoded at the time.
    return failed(unreadablePicture(`${name} is broken: it cannot be decoded.`));
  }
}

async function loadDecoder(): Promise<Result<Decoder>> {
  try {
    const { default: sharp } = await import('sharp');
    // Each picture is decoded once, and the processors are the encoder's.
    sharp.cache(false);
    sharp.concurrency(1);
    return success(sharp);
  } catch (error) {
    // Native code: a system that it was not built for still scores all else.
    const words = (error as Error).message.split('\n', 1)[0];
    return failed(unreadablePicture(`Pictures cannot be decoded on this system: ${words}`));
  }
}
