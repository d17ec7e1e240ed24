/** Files that leave the page by the person's hand. */
import type { Raster } from '../../core/raster/raster.ts';

/** A name that every file system takes, from the prompt's first words. */
export function fileName(prompt: string): string {
  const words = prompt.normalize('NFKD').match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(0, 8).join('-').slice(0, 60).toLowerCase() || 'program';
}

export async function pngOf(raster: Raster): Promise<Blob> {
  const canvas = new OffscreenCanvas(raster.widthPx, raster.heightPx);
  const pixels = new ImageData(raster.data, raster.widthPx, raster.heightPx);
  canvas.getContext('2d')!.putImageData(pixels, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}

export function offerFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold on the content by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
