/** Meta's DINOv2: pictures with pictures only. */
import type { EncoderCard, ImagePreprocessing } from '../../../core/embedding/encoder-card.ts';

/**
 * As the SGP protocol prepares pictures: shorter side straight to 224, bilinear. The hub's own
 * `preprocessor_config.json` says 256, bicubic, then crop 224; those are other numbers.
 */
const image: ImagePreprocessing = {
  sidePx: 224,
  resizePx: 224,
  fit: 'shortest',
  filter: 'bilinear',
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
};

const heads = {
  imageImage: { output: 'last_hidden_state', pick: 'class-token' },
  meanToken: { output: 'last_hidden_state' },
} as const;

const BLIND_SPOT =
  'Compares two pictures and never reads the prompt: a faithful drawing of the reference scores ' +
  'high even where both miss what was asked.';

export const dinoSmall: EncoderCard = {
  id: 'dinov2-small',
  family: 'dinov2',
  title: 'DINOv2 small',
  repo: 'Xenova/dinov2-small',
  revision: 'c2bb04a51fab207c420665f1946016107bffc701',
  licence: 'Apache-2.0',
  dimension: 384,
  image: {
    inputName: 'pixel_values',
    weights: {
      fp32: {
        path: 'onnx/model.onnx',
        sizeBytes: 88_500_000,
        sha256: '83141175ec78b4ff9a2bb58a4c7c264ba0054d1c2e122e5a8114b79a8d4179ea',
      },
      q8: {
        path: 'onnx/model_quantized.onnx',
        sizeBytes: 24_500_000,
        sha256: '3afdc8bc63b50558d6e5770f5b799bb82455c2311183a2de43803f343a29d917',
      },
    },
    preprocessing: image,
    heads,
  },
  text: null,
  defaultPrecision: 'fp32',
  blindSpot: BLIND_SPOT,
  protocolName: 'dino_small',
  preview: false,
};

export const dinoBase: EncoderCard = {
  id: 'dinov2-base',
  family: 'dinov2',
  title: 'DINOv2 base',
  repo: 'Xenova/dinov2-base',
  revision: 'main', // no commit is published for it
  licence: 'Apache-2.0',
  dimension: 768,
  image: {
    inputName: 'pixel_values',
    weights: {
      fp32: { path: 'onnx/model.onnx', sizeBytes: 347_000_000, sha256: null },
      q8: {
        path: 'onnx/model_quantized.onnx',
        sizeBytes: 91_000_000,
        sha256: '1a1210212e3d8c2924d2ad985e46207bb407ac9a9763a240cacdeb94cd0bbf9c',
      },
    },
    preprocessing: image,
    heads,
  },
  text: null,
  defaultPrecision: 'q8',
  blindSpot: BLIND_SPOT,
  protocolName: 'dino_base',
  preview: false,
};
