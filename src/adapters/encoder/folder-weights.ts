/** Which weight files a model folder holds, by the hub's naming of precisions. */
import type { Precision, WeightFile } from '../../core/embedding/encoder-card.ts';
import type { FolderFile } from './folder-file.ts';

// In order of preference where several stand for one precision.
const SUFFIXES: readonly [string, Precision][] = [
  ['', 'fp32'],
  ['_fp16', 'fp16'],
  ['_quantized', 'q8'],
  ['_int8', 'q8'],
  ['_uint8', 'q8'],
  ['_q4f16', 'q4f16'],
];

/** @param stem e.g. `vision_model` */
export function folderWeights(
  files: ReadonlyMap<string, FolderFile>,
  stem: string,
): Partial<Record<Precision, WeightFile>> {
  const found: Partial<Record<Precision, WeightFile>> = {};
  for (const [suffix, precision] of SUFFIXES) {
    const path = `onnx/${stem}${suffix}.onnx`;
    const file = files.get(path);
    // Weights in a second file beside it: the runtimes here load one buffer.
    const isSplit = files.has(`${path}_data`);
    if (file && !isSplit) found[precision] ??= { path, sizeBytes: file.sizeBytes, sha256: null };
  }
  return found;
}
