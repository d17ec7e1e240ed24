/** Which files are decoded as pictures to compare with: told by their header, before any pixel is. */
import { failed, success, type Failure, type Result } from '../failure.ts';
import { readImageSize, type ImageSize } from '../program/image-header.ts';
import { LIMITS } from '../program/limits.ts';

/** A photograph of as many pixels as are decoded is a third of it. */
export const LARGEST_PICTURE_BYTES = 64 * 1024 * 1024;

/**
 * @param name of the file, for people
 * @returns its size; or why it is not decoded: it is no PNG, JPEG, WebP or GIF, or has more pixels
 *   than `LIMITS.imagePixels`
 */
export function pictureSize(bytes: Uint8Array, name: string): Result<ImageSize> {
  const size = readImageSize(bytes);
  if (size === null || size.width === 0 || size.height === 0)
    return failed(unreadablePicture(`${name} is no PNG, JPEG, WebP or GIF picture.`));
  if (size.width * size.height > LIMITS.imagePixels) {
    const most = LIMITS.imagePixels / 1e6;
    return failed(
      unreadablePicture(
        `${name} has ${size.width} × ${size.height} pixels, more than the ${most} million that are decoded. Make it smaller: 224 × 224 are compared.`,
      ),
    );
  }
  return success(size);
}

/** @returns why a file of so many bytes is not even read; `null`: it is */
export const tooManyBytes = (sizeBytes: number, name: string): Failure | null =>
  sizeBytes <= LARGEST_PICTURE_BYTES
    ? null
    : unreadablePicture(
        `${name} has ${Math.round(sizeBytes / 2 ** 20)} MiB, more than the ${LARGEST_PICTURE_BYTES / 2 ** 20} that are read.`,
      );

export const unreadablePicture = (detail: string): Failure => ({
  stage: 'embed',
  kind: 'unreadable-reference',
  detail,
});
