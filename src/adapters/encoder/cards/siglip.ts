/** Google's SigLIP (1) and SigLIP 2. No q4f16: reported not to load in the browser's runtime. */
import type {
  EncoderCard,
  ImagePreprocessing,
  TextPreprocessing,
} from '../../../core/embedding/encoder-card.ts';

const squash = (sidePx: number): ImagePreprocessing => ({
  sidePx,
  resizePx: sidePx,
  fit: 'squash',
  filter: 'bicubic',
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
});

const siglipText: TextPreprocessing = {
  contextLength: 64,
  padTo: 64, // trained on padded captions only
  padId: 1, // `</s>`; padding with 0 moves the cosine of one caption with itself to 0.706
  canonical: 'lower-no-punctuation',
  endId: 1,
  withAttentionMask: false, // padding is attended to, as in training
};

const BLIND_SPOT =
  'Reads short captions well but was trained on photographs and web pictures; plain flat drawings ' +
  'score low throughout, so compare its scores only with each other.';

const siglipHeads = {
  textImage: { output: 'pooler_output' },
  imageImage: { output: 'pooler_output' },
};

export const siglipBase224: EncoderCard = {
  id: 'siglip-base-patch16-224',
  family: 'siglip',
  title: 'SigLIP base, 224 px',
  repo: 'Xenova/siglip-base-patch16-224',
  revision: '4649052661e53c7000355844105f8a1792088239',
  licence: 'Apache-2.0',
  dimension: 768,
  image: {
    inputName: 'pixel_values',
    // fp16 only: of the other precisions one tower or the other is not published.
    weights: {
      fp16: {
        path: 'onnx/vision_model_fp16.onnx',
        sizeBytes: 186_000_000,
        sha256: '7287a8e9cbf4f2eedd66e8dc5cf584be03108f4e4a24331879ac6ef7ac7c878f',
      },
    },
    preprocessing: squash(224),
    heads: siglipHeads,
  },
  text: {
    inputName: 'input_ids',
    weights: {
      fp16: {
        path: 'onnx/text_model_fp16.onnx',
        sizeBytes: 221_000_000,
        sha256: 'ebffbfd71ae11b3f9df5233095815953f44b02ca241c317722edd8c49a9de0f6',
      },
    },
    preprocessing: siglipText,
    output: 'pooler_output',
    tokenizer: {
      path: 'tokenizer.json',
      sizeBytes: 0,
      sha256: '4a17c975210be5ab4c36b47d8dae4eefb866dbfb1e676e394aad85dc30a3ae08',
    },
  },
  defaultPrecision: 'fp16',
  blindSpot: BLIND_SPOT,
  protocolName: null,
  preview: false,
};

/** The text-image encoder of the paper's main run. */
export const siglipBase384: EncoderCard = {
  id: 'siglip-base-patch16-384',
  family: 'siglip',
  title: 'SigLIP base, 384 px',
  repo: 'Xenova/siglip-base-patch16-384',
  // Its commit is known by its first seven digits only (da988ee), which the hub does not accept.
  revision: 'main',
  licence: 'Apache-2.0',
  dimension: 768,
  image: {
    inputName: 'pixel_values',
    weights: {
      fp32: { path: 'onnx/vision_model.onnx', sizeBytes: 373_000_000, sha256: null },
      fp16: { path: 'onnx/vision_model_fp16.onnx', sizeBytes: 187_000_000, sha256: null },
      // Its text tower is reported to lose calibration of probabilities; cosines keep their order.
      q8: { path: 'onnx/vision_model_quantized.onnx', sizeBytes: 99_800_000, sha256: null },
    },
    preprocessing: squash(384),
    heads: siglipHeads,
  },
  text: {
    inputName: 'input_ids',
    weights: {
      fp32: { path: 'onnx/text_model.onnx', sizeBytes: 441_000_000, sha256: null },
      fp16: { path: 'onnx/text_model_fp16.onnx', sizeBytes: 221_000_000, sha256: null },
      q8: { path: 'onnx/text_model_quantized.onnx', sizeBytes: 111_000_000, sha256: null },
    },
    preprocessing: siglipText,
    output: 'pooler_output',
    tokenizer: { path: 'tokenizer.json', sizeBytes: 0, sha256: null },
  },
  defaultPrecision: 'fp16',
  blindSpot: BLIND_SPOT,
  protocolName: 'siglip_small',
  preview: false,
};

export const siglip2Base224: EncoderCard = {
  id: 'siglip2-base-patch16-224',
  family: 'siglip2',
  title: 'SigLIP 2 base, 224 px',
  repo: 'onnx-community/siglip2-base-patch16-224-ONNX',
  revision: 'ba1f3b0843f24bc5417d38e19c37b287d719b2f4',
  licence: 'Apache-2.0',
  dimension: 768,
  image: {
    inputName: 'pixel_values',
    weights: {
      fp16: {
        path: 'onnx/vision_model_fp16.onnx',
        sizeBytes: 186_039_516,
        sha256: 'a1959f7bd3993a607e48839f6d01e25b876fe76afda301b028b78eef68aabd95',
      },
      q8: {
        path: 'onnx/vision_model_int8.onnx',
        sizeBytes: 0,
        sha256: '0dd31785a2713f1113ef2272472165c69d580473dae38d7b47568ac587795e70',
      },
    },
    preprocessing: { ...squash(224), filter: 'bilinear' },
    heads: siglipHeads,
  },
  text: {
    inputName: 'input_ids',
    weights: {
      fp16: {
        path: 'onnx/text_model_fp16.onnx',
        sizeBytes: 564_862_230,
        sha256: '711da56ada0a4aa11c7dd3320df741081a3cae4f0ae1b5e5c6d5b294738d0eb0',
      },
      q8: {
        path: 'onnx/text_model_int8.onnx',
        sizeBytes: 0,
        sha256: '3a0603d3a00c05a80a6ded4743c16aaac7b1e62cdcc7e362e7ce418659b96400',
      },
    },
    preprocessing: {
      contextLength: 64,
      padTo: 64,
      padId: 0,
      canonical: 'lower',
      endId: 1,
      withAttentionMask: false,
    },
    output: 'pooler_output',
    tokenizer: {
      path: 'tokenizer.json',
      sizeBytes: 34_363_039,
      sha256: 'cb9140fae3ac5122c972d37adf83e1248471a38147ad76f8215c8872c6fd8322',
    },
  },
  defaultPrecision: 'fp16',
  blindSpot: BLIND_SPOT,
  protocolName: null,
  preview: false,
};
