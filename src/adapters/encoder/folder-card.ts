/**
 * A card from a folder in the Hugging Face layout: `config.json`, `preprocessor_config.json`,
 * `tokenizer.json`, `onnx/*.onnx`. It never carries a protocol's metric name: what the folder holds
 * is the person's word, not ours.
 */
import type { EncoderCard } from '../../core/embedding/encoder-card.ts';
import { failed, success, type Failure, type Result } from '../../core/failure.ts';
import { FAMILIES } from './folder-family.ts';
import type { FolderFile } from './folder-file.ts';
import {
  modelConfig,
  preprocessorConfig,
  readFolderJson,
  tokenizerFile,
  unreadable,
} from './folder-json.ts';
import { imagePreprocessing } from './folder-preprocessing.ts';
import { folderWeights } from './folder-weights.ts';
import { precisionsOf } from './registry.ts';

/** @param name the folder's own, becomes `folder-<name>` */
export async function folderCard(
  name: string,
  folderFiles: readonly FolderFile[],
): Promise<Result<EncoderCard>> {
  const files = new Map(folderFiles.map((file) => [file.path, file]));
  const config = await readFolderJson(files, 'config.json', modelConfig);
  if (!config.ok) return config;
  const preprocessor = await readFolderJson(files, 'preprocessor_config.json', preprocessorConfig);
  if (!preprocessor.ok) return preprocessor;
  const tokenizer = files.get('tokenizer.json');
  const specialIds = new Map<string, number>();
  if (tokenizer) {
    const read = await readFolderJson(files, tokenizer.path, tokenizerFile);
    if (!read.ok) return read;
    for (const { content, id } of read.value.added_tokens) specialIds.set(content, id);
  }
  const shapeOf = FAMILIES[config.value.model_type];
  if (!shapeOf) {
    const known = Object.keys(FAMILIES).join(', ');
    const found = JSON.stringify(config.value.model_type);
    return failed(unreadable('config.json', `model_type is ${found}; known are ${known}`));
  }
  const shape = shapeOf({
    config: config.value,
    normalises: preprocessor.value.do_normalize,
    specialIds,
  });
  if (!shape.ok) return shape;
  const preprocessing = imagePreprocessing(preprocessor.value);
  if (!preprocessing.ok) return preprocessing;

  const { text } = shape.value;
  const textWeights = text ? folderWeights(files, 'text_model') : {};
  const hasText = text !== null && Object.keys(textWeights).length > 0;
  if (hasText && !tokenizer) {
    return failed(missing('The folder has a text model but no tokenizer.json.'));
  }
  const card: EncoderCard = {
    id: `folder-${name.toLowerCase().replace(/[^a-z0-9.]+/g, '-')}`,
    family: shape.value.family,
    title: `${name} (your folder)`,
    repo: null,
    revision: 'folder',
    licence: 'as its folder says',
    dimension: shape.value.dimension,
    image: {
      inputName: 'pixel_values',
      weights: folderWeights(files, shape.value.imageStem),
      preprocessing: preprocessing.value,
      // Without captions to compare with, pictures can still be compared with each other.
      heads: hasText ? shape.value.heads : pictureHeads(shape.value.heads),
    },
    text:
      hasText && tokenizer
        ? {
            inputName: 'input_ids',
            weights: textWeights,
            preprocessing: text.preprocessing,
            output: text.output,
            tokenizer: { path: 'tokenizer.json', sizeBytes: tokenizer.sizeBytes, sha256: null },
          }
        : null,
    defaultPrecision: 'fp32',
    blindSpot: 'An encoder from your own folder: nothing is known here of what it can not see.',
    protocolName: null,
    preview: false,
  };
  // Nothing has to be downloaded, so the finest is the best.
  const [finest] = precisionsOf(card);
  if (finest) return success({ ...card, defaultPrecision: finest });
  return failed(
    missing(
      `The folder has no onnx/${shape.value.imageStem}*.onnx in one file` +
        (hasText ? ', or not in the precision of its text model.' : '.'),
    ),
  );
}

const missing = (detail: string): Failure => ({ stage: 'embed', kind: 'weights-missing', detail });

type ImageHeads = EncoderCard['image']['heads'];

const pictureHeads = ({ imageImage, meanToken }: ImageHeads): ImageHeads => ({
  ...(imageImage !== undefined && { imageImage }),
  ...(meanToken !== undefined && { meanToken }),
});
