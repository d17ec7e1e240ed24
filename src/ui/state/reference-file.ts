/** A file dropped, pasted or chosen, made into a reference picture as the protocol wants it. */
import { failed, success, type Result } from '../../core/failure.ts';
import { resizeRaster } from '../../core/raster/resize.ts';
import type { Raster } from '../../core/raster/raster.ts';
import { Reference } from '../../core/reference.ts';
import type { Renderer } from '../../core/ports/renderer.ts';
import { prepareProgram } from '../../core/program/prepare.ts';
import { LIMITS } from '../../core/program/limits.ts';

/** protocol.md, "References": 224 x 224, a photo squashed and not cropped. */
const REFERENCE_PX = 224;
/** Decoding a larger photo whole would cost more memory than its 224 pixels are worth. */
const LARGEST_DECODED_PX = 4096;

export interface NamedReference {
  name: string;
  reference: Reference;
}

export async function referenceFromFile(
  file: File,
  renderer: Renderer,
): Promise<Result<NamedReference>> {
  const bytes = await file.arrayBuffer();
  const sha256 = await hexDigest(bytes);
  const isSvg = file.type === 'image/svg+xml' || /\.svg$/i.test(file.name);
  const raster = isSvg
    ? await drawReference(new TextDecoder().decode(bytes), renderer)
    : await decodePicture(file);
  if (!raster.ok) return raster;
  const reference = new Reference(isSvg ? 'svg' : 'picture', sha256, squashed(raster.value));
  return success({ name: file.name, reference });
}

/** A picture, not an SVG, as encoders are shown it. */
export async function readPicture(file: File): Promise<Result<Raster>> {
  const raster = await decodePicture(file);
  return raster.ok ? success(squashed(raster.value)) : raster;
}

const squashed = (raster: Raster): Raster =>
  resizeRaster(raster, REFERENCE_PX, REFERENCE_PX, 'bicubic');

async function drawReference(source: string, renderer: Renderer): Promise<Result<Raster>> {
  const { program } = prepareProgram(source, 'mend');
  if (!program.ok) return program;
  return renderer.render({
    program: program.value,
    size: { kind: 'intrinsic', maxSidePx: 1024 },
    background: 'white',
    limitMs: LIMITS.renderMs,
  });
}

async function decodePicture(file: File): Promise<Result<Raster>> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return failed({
      stage: 'embed',
      kind: 'no-reference',
      detail: `${file.name} is no picture that this browser can read.`,
    });
  }
  const scale = Math.min(1, LARGEST_DECODED_PX / Math.max(bitmap.width, bitmap.height));
  const widthPx = Math.max(1, Math.round(bitmap.width * scale));
  const heightPx = Math.max(1, Math.round(bitmap.height * scale));
  const context = new OffscreenCanvas(widthPx, heightPx).getContext('2d')!;
  context.fillStyle = 'white';
  context.fillRect(0, 0, widthPx, heightPx);
  context.drawImage(bitmap, 0, 0, widthPx, heightPx);
  bitmap.close();
  return success({ data: context.getImageData(0, 0, widthPx, heightPx).data, widthPx, heightPx });
}

/** Lower-case hex. */
export async function hexDigest(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
