/**
 * A card from a folder in the Hugging Face layout: `config.json`, `preprocessor_config.json`,
 * `tokenizer.json`, `onnx/*.onnx`. It never carries a protocol's metric name: what the folder holds
 * is the person's word, not ours.
 */
import type {
  EncoderCard,
  EncoderFamily,
  ImagePreprocessing,
  TextPreprocessing,
} from '../../core/embedding/encoder-card.ts';
import { failed, success, type Failure, type Result } from '../../core/failure.ts';
import { clipText } from './cards/clip.ts';
import type { FolderFile } from './folder-file.ts';
import {
  modelConfig,
  preprocessorConfig,
  readFolderJson,
  unreadable,
  type ModelConfig,
  type PreprocessorConfig,
} from './folder-json.ts';
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
  const family = FAMILIES[config.value.model_type];
  if (!family) {
    const known = Object.keys(FAMILIES).join(', ');
    const found = JSON.stringify(config.value.model_type);
    return failed(unreadable('config.json', `model_type is ${found}; known are ${known}`));
  }
  const shape = family(config.value);
  if (!shape.ok) return shape;
  const preprocessing = imagePreprocessing(preprocessor.value);
  if (!preprocessing.ok) return preprocessing;

  const { text } = shape.value;
  const textWeights = text ? folderWeights(files, 'text_model') : {};
  const tokenizer = files.get('tokenizer.json');
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
      heads: shape.value.heads,
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

interface Shape {
  family: EncoderFamily;
  dimension: number;
  imageStem: 'vision_model' | 'model';
  heads: EncoderCard['image']['heads'];
  text: { preprocessing: TextPreprocessing; output: string } | null;
}

/** By `model_type`. */
const FAMILIES: Record<string, (config: ModelConfig) => Result<Shape>> = {
  clip: (config) => clipLike('clip', config),
  mobileclip: (config) => clipLike('mobileclip', config),
  siglip: siglipShape,
  siglip2: siglipShape,
  dinov2: dinoShape,
  'sgp-dual-encoder': seedShape,
};

function clipLike(family: EncoderFamily, config: ModelConfig): Result<Shape> {
  const dimension = config.projection_dim;
  if (dimension === undefined) return lacks('projection_dim');
  const contextLength = config.text_config?.max_position_embeddings ?? clipText.contextLength;
  return success({
    family,
    dimension,
    imageStem: 'vision_model',
    heads: { textImage: { output: 'image_embeds' }, imageImage: { output: 'image_embeds' } },
    text: {
      preprocessing:
        family === 'mobileclip'
          ? { ...clipText, contextLength, padTo: contextLength, padId: 0, withAttentionMask: false }
          : { ...clipText, contextLength },
      output: 'text_embeds',
    },
  });
}

const SIGLIP_1_VOCABULARY = 32_000; // SigLIP 2 has Gemma's 256,000 pieces, and often the same type

function siglipShape(config: ModelConfig): Result<Shape> {
  const dimension = config.vision_config?.hidden_size ?? config.hidden_size ?? 768; // its default
  const contextLength = config.text_config?.max_position_embeddings ?? 64;
  const vocabulary = config.text_config?.vocab_size ?? SIGLIP_1_VOCABULARY;
  const isFirst = config.model_type === 'siglip' && vocabulary <= SIGLIP_1_VOCABULARY;
  return success({
    family: isFirst ? 'siglip' : 'siglip2',
    dimension,
    imageStem: 'vision_model',
    heads: { textImage: { output: 'pooler_output' }, imageImage: { output: 'pooler_output' } },
    text: {
      preprocessing: {
        contextLength,
        padTo: contextLength,
        padId: isFirst ? 1 : 0,
        canonical: isFirst ? 'lower-no-punctuation' : 'lower',
        endId: 1,
        withAttentionMask: false,
      },
      output: 'pooler_output',
    },
  });
}

function dinoShape(config: ModelConfig): Result<Shape> {
  if (config.hidden_size === undefined) return lacks('hidden_size');
  return success({
    family: 'dinov2',
    dimension: config.hidden_size,
    imageStem: 'model',
    heads: { imageImage: { output: 'last_hidden_state', pick: 'class-token' } },
    text: null,
  });
}

/** This project's own kind, see `public/encoders/sgp-seed/config.json`. */
function seedShape(config: ModelConfig): Result<Shape> {
  const { projection_dim: dimension, max_position_embeddings: contextLength } = config;
  if (dimension === undefined) return lacks('projection_dim');
  if (contextLength === undefined) return lacks('max_position_embeddings');
  return success({
    family: 'sgp',
    dimension,
    imageStem: 'vision_model',
    heads: { textImage: { output: 'image_embeds' }, imageImage: { output: 'sim_embeds' } },
    text: {
      preprocessing: {
        contextLength,
        padTo: contextLength,
        padId: config.pad_token_id ?? 0,
        canonical: 'none',
        endId: null,
        withAttentionMask: false,
      },
      output: 'text_embeds',
    },
  });
}

const FILTERS: Record<number, ImagePreprocessing['filter']> = { 2: 'bilinear', 3: 'bicubic' };

function imagePreprocessing(config: PreprocessorConfig): Result<ImagePreprocessing> {
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

const lacks = (field: string) =>
  failed(unreadable('config.json', `${field}: expected a positive whole number, found nothing`));

const missing = (detail: string): Failure => ({ stage: 'embed', kind: 'weights-missing', detail });
