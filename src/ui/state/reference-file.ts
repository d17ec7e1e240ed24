/** A file dropped, pasted or chosen, made into a reference picture as the protocol wants it. */
import { LARGEST_INTRINSIC_PX } from '../../core/embedding/draw-size.ts';
import { fitReference } from '../../core/embedding/preprocess.ts';
import { failed, success, type Result } from '../../core/failure.ts';
import type { Raster } from '../../core/raster/raster.ts';
import { Reference } from '../../core/reference.ts';
import type { Renderer } from '../../core/ports/renderer.ts';
import { prepareProgram } from '../../core/program/prepare.ts';
import { LIMITS } from '../../core/program/limits.ts';
import { pictureSize, tooManyBytes, unreadablePicture } from '../../core/suite/picture-file.ts';
import { withoutExif } from '../../core/suite/without-exif.ts';

export interface NamedReference {
  name: string;
  reference: Reference;
}

export async function referenceFromFile(
  file: File,
  renderer: Renderer,
): Promise<Result<NamedReference>> {
  const tooLarge = tooManyBytes(file.size, file.name);
  if (tooLarge !== null) return failed(tooLarge);
  const bytes = await file.arrayBuffer();
  const sha256 = await hexDigest(bytes);
  const isSvg = file.type === 'image/svg+xml' || /\.svg$/i.test(file.name);
  const raster = isSvg
    ? await drawReference(new TextDecoder().decode(bytes), renderer)
    : await decodePicture(file);
  if (!raster.ok) return raster;
  const reference = new Reference(isSvg ? 'svg' : 'picture', sha256, fitReference(raster.value));
  return success({ name: file.name, reference });
}

/** A picture, not an SVG, as encoders are shown it. */
export async function readPicture(file: File): Promise<Result<Raster>> {
  const raster = await decodePicture(file);
  return raster.ok ? success(fitReference(raster.value)) : raster;
}

async function drawReference(source: string, renderer: Renderer): Promise<Result<Raster>> {
  const { program } = prepareProgram(source, 'mend');
  if (!program.ok) return program;
  return renderer.render({
    program: program.value,
    size: { kind: 'intrinsic', maxSidePx: LARGEST_INTRINSIC_PX },
    background: 'white',
    limitMs: LIMITS.renderMs,
  });
}

/** As Pillow opens it, and as the command line does: neither EXIF's rotation nor a profile counts. */
async function decodePicture(file: File): Promise<Result<Raster>> {
  let bitmap: ImageBitmap;
  try {
    const tooLarge = tooManyBytes(file.size, file.name);
    if (tooLarge !== null) return failed(tooLarge);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const size = pictureSize(bytes, file.name);
    if (!size.ok) return size;
    bitmap = await createImageBitmap(new Blob([withoutExif(bytes)]), {
      colorSpaceConversion: 'none',
    });
  } catch {
    return failed(unreadablePicture(`${file.name} is broken: this browser cannot decode it.`));
  }
  const { width: widthPx, height: heightPx } = bitmap;
  const context = new OffscreenCanvas(widthPx, heightPx).getContext('2d')!;
  context.fillStyle = 'white';
  context.fillRect(0, 0, widthPx, heightPx);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return success({ data: context.getImageData(0, 0, widthPx, heightPx).data, widthPx, heightPx });
}

/** Lower-case hex. */
export async function hexDigest(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
