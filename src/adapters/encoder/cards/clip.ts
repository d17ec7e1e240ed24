/** OpenAI's CLIP, as exported for the web. Its vectors leave the model with any length. */
import type {
  EncoderCard,
  ImagePreprocessing,
  TextPreprocessing,
} from '../../../core/embedding/encoder-card.ts';

const image: ImagePreprocessing = {
  sidePx: 224,
  resizePx: 224,
  fit: 'shortest',
  filter: 'bicubic',
  mean: [0.48145466, 0.4578275, 0.40821073],
  std: [0.26862954, 0.26130258, 0.27577711],
};

/** Also MobileCLIP's: the same vocabulary of 49,408 pieces. */
export const clipText: TextPreprocessing = {
  contextLength: 77,
  padTo: null, // attention is causal, so padding after the end id changes nothing
  padId: 49407,
  canonical: 'none',
  endId: 49407,
  withAttentionMask: true,
};

const BLIND_SPOT =
  'Sees what is in a picture better than how it is arranged: order, counts and which thing has ' +
  'which colour move its score little. It was trained on photographs and their captions.';

export const clipBase32: EncoderCard = {
  id: 'clip-vit-base-patch32',
  family: 'clip',
  title: 'CLIP ViT-B/32',
  repo: 'Xenova/clip-vit-base-patch32',
  revision: 'd15189d7028b43f1d3e65039190477f6af591c2a',
  licence: 'MIT',
  dimension: 512,
  image: {
    inputName: 'pixel_values',
    weights: {
      fp32: {
        path: 'onnx/vision_model.onnx',
        sizeBytes: 351_685_709,
        sha256: 'fd6e1402a588279d1723c7534d4bcba5bc0b14b47dfab0e46f8c47b8270d7d40',
      },
      fp16: { path: 'onnx/vision_model_fp16.onnx', sizeBytes: 176_000_000, sha256: null },
      q8: {
        path: 'onnx/vision_model_quantized.onnx',
        sizeBytes: 89_117_001,
        sha256: '583fd1110a514667812fee7d684952aaf82a99b959760c8d7dca7e0ab9839299',
      },
    },
    preprocessing: image,
    heads: { textImage: { output: 'image_embeds' }, imageImage: { output: 'image_embeds' } },
  },
  text: {
    inputName: 'input_ids',
    weights: {
      fp32: {
        path: 'onnx/text_model.onnx',
        sizeBytes: 254_058_553,
        sha256: '3f6571f5bad13a97c469c1622e1cfc4d9aef78b79fdbfcff804ca357bfada8cc',
      },
      fp16: {
        path: 'onnx/text_model_fp16.onnx',
        sizeBytes: 127_000_000,
        sha256: 'df587ffbf248bf20d44fa6e16adc5ebc27ead691860e5333dbdaab5fd6bf3f6e',
      },
      q8: {
        path: 'onnx/text_model_quantized.onnx',
        sizeBytes: 64_504_507,
        sha256: '73baab855d406190da9faa498cfedf65f15cf309f4cc7385b7b032e6d08e5c3a',
      },
    },
    preprocessing: clipText,
    output: 'text_embeds',
    tokenizer: {
      path: 'tokenizer.json',
      sizeBytes: 2_224_119,
      sha256: 'f7f3b7af117d467b58374797691a6438d3e6b9e9cef800dfd5dced7f697a90cd',
    },
  },
  defaultPrecision: 'q8', // keeps the ranking at a quarter of the download
  blindSpot: BLIND_SPOT,
  protocolName: 'clip_small',
  preview: false,
};

export const clipLarge14: EncoderCard = {
  id: 'clip-vit-large-patch14',
  family: 'clip',
  title: 'CLIP ViT-L/14',
  repo: 'Xenova/clip-vit-large-patch14',
  revision: 'c307790166907339eed5a9a53a249af534102536',
  licence: 'MIT',
  dimension: 768,
  image: {
    inputName: 'pixel_values',
    weights: {
      fp32: {
        path: 'onnx/vision_model.onnx',
        sizeBytes: 1_216_438_437,
        sha256: 'ff49f8aa57c7abfd26e382eb083e4dbf988505223a9bd3767dbfd4e729206709',
      },
      fp16: { path: 'onnx/vision_model_fp16.onnx', sizeBytes: 609_000_000, sha256: null },
      q8: { path: 'onnx/vision_model_quantized.onnx', sizeBytes: 307_000_000, sha256: null },
    },
    preprocessing: image,
    heads: { textImage: { output: 'image_embeds' }, imageImage: { output: 'image_embeds' } },
  },
  text: {
    inputName: 'input_ids',
    weights: {
      fp32: { path: 'onnx/text_model.onnx', sizeBytes: 495_000_000, sha256: null },
      fp16: { path: 'onnx/text_model_fp16.onnx', sizeBytes: 248_000_000, sha256: null },
      q8: { path: 'onnx/text_model_quantized.onnx', sizeBytes: 125_000_000, sha256: null },
    },
    preprocessing: clipText,
    output: 'text_embeds',
    tokenizer: { path: 'tokenizer.json', sizeBytes: 0, sha256: null },
  },
  defaultPrecision: 'q8',
  blindSpot: BLIND_SPOT,
  protocolName: 'clip_large',
  preview: false,
};
