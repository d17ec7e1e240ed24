/** What `config.json` says of a model by naming its kind. */
import type {
  EncoderCard,
  EncoderFamily,
  TextPreprocessing,
} from '../../core/embedding/encoder-card.ts';
import { failed, success, type Result } from '../../core/failure.ts';
import { clipText } from './cards/clip.ts';
import { mobileClipText } from './cards/mobileclip.ts';
import { unreadable, type ModelConfig } from './folder-json.ts';

/** What a family's models have in common beyond their sizes. */
export interface FolderShape {
  family: EncoderFamily;
  dimension: number;
  imageStem: 'vision_model' | 'model';
  heads: EncoderCard['image']['heads'];
  text: { preprocessing: TextPreprocessing; output: string } | null;
}

/** What tells the shapes apart. */
export interface FolderTraits {
  config: ModelConfig;
  /** Whether pictures are normalised by mean and deviation. */
  normalises: boolean;
  /** Ids of the tokenizer's special tokens by their text; empty without a tokenizer. */
  specialIds: ReadonlyMap<string, number>;
}

type ShapeOf = (traits: FolderTraits) => Result<FolderShape>;

/** By `model_type` of `config.json`. */
export const FAMILIES: Record<string, ShapeOf> = {
  // The hub's MobileCLIP calls itself CLIP; it takes pictures as they are, which no CLIP does.
  clip: (traits) => clipLike(traits.normalises ? 'clip' : 'mobileclip', traits),
  mobileclip: (traits) => clipLike('mobileclip', traits),
  siglip: siglipShape,
  siglip2: siglipShape,
  dinov2: dinoShape,
  'sgp-dual-encoder': sgpShape,
};

function clipLike(
  family: 'clip' | 'mobileclip',
  { config, specialIds }: FolderTraits,
): Result<FolderShape> {
  const dimension = config.projection_dim;
  if (dimension === undefined) return lacks('projection_dim');
  const contextLength = config.text_config?.max_position_embeddings ?? clipText.contextLength;
  // Not from config.json: OpenAI's own says 2 there.
  const endId = specialIds.get('<|endoftext|>') ?? clipText.endId;
  const rule: TextPreprocessing =
    family === 'mobileclip'
      ? { ...mobileClipText, contextLength, padTo: contextLength, endId }
      : { ...clipText, contextLength, endId, padId: endId ?? clipText.padId };
  return success({
    family,
    dimension,
    imageStem: 'vision_model',
    heads: { textImage: { output: 'image_embeds' }, imageImage: { output: 'image_embeds' } },
    text: { preprocessing: rule, output: 'text_embeds' },
  });
}

const SIGLIP_1_VOCABULARY = 32_000; // SigLIP 2 has Gemma's 256,000 pieces, and often the same type

function siglipShape({ config }: FolderTraits): Result<FolderShape> {
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

function dinoShape({ config }: FolderTraits): Result<FolderShape> {
  if (config.hidden_size === undefined) return lacks('hidden_size');
  return success({
    family: 'dinov2',
    dimension: config.hidden_size,
    imageStem: 'model',
    heads: {
      imageImage: { output: 'last_hidden_state', pick: 'class-token' },
      meanToken: { output: 'last_hidden_state' },
    },
    text: null,
  });
}

/** This project's own kind, see `public/encoders/sgp-small/config.json`. */
function sgpShape({ config }: FolderTraits): Result<FolderShape> {
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

const lacks = (field: string) =>
  failed(unreadable('config.json', `${field}: expected a positive whole number, found nothing`));
