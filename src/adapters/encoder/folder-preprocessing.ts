/** How a model folder wants its pictures prepared. */
import type { ImagePreprocessing } from '../../core/embedding/encoder-card.ts';
import { failed, success, type Result } from '../../core/failure.ts';
import { unreadable, type PreprocessorConfig } from './folder-json.ts';

const FILTERS: Record<number, ImagePreprocessing['filter']> = { 2: 'bilinear', 3: 'bicubic' };

/** @returns a `weights-corrupt` failure that names what our preprocessing can not do */
export function imagePreprocessing(config: PreprocessorConfig): Result<ImagePreprocessing> {
  const refuse = (why: string) => failed(unreadable('preprocessor_config.json', why));
  const filter = FILTERS[config.resample];
  if (!filter)
    return refuse(`resample: expected 2 or 3 (bilinear, bicubic), found ${config.resample}`);
  if (!config.do_resize) return refuse('do_resize: expected true, found false');
  if (Math.abs(config.rescale_factor * 255 - 1) > 1e-6) {
    return refuse(`rescale_factor: expected 1/255, found ${config.rescale_factor}`);
  }
  const { image_mean: mean, image_std: std } = config;
  if (config.do_normalize && (!mean || !std)) {
    return refuse('image_mean, image_std: expected where do_normalize is true');
  }
  const normalisation =
    config.do_normalize && mean && std
      ? { mean, std }
      : { mean: [0, 0, 0] as [number, number, number], std: [1, 1, 1] as [number, number, number] };

  const { size } = config;
  if (typeof size === 'object' && 'height' in size) {
    if (size.height !== size.width) return refuse('size: expected a square');
    const sidePx = size.height;
    return success({ sidePx, resizePx: sidePx, fit: 'squash', filter, ...normalisation });
  }
  const resizePx = typeof size === 'number' ? size : size.shortest_edge;
  const sidePx = config.do_center_crop ? sideOf(config.crop_size ?? resizePx) : resizePx;
  if (sidePx === null) return refuse('crop_size: expected a square');
  return success({ sidePx, resizePx, fit: 'shortest', filter, ...normalisation });
}

function sideOf(size: PreprocessorConfig['size']): number | null {
  if (typeof size === 'number') return size;
  if ('shortest_edge' in size) return size.shortest_edge;
  return size.height === size.width ? size.height : null;
}
