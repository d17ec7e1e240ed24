/** The encoder that ships with the app: small, trained for this project, and a preview. */
import type { EncoderCard } from '../../../core/embedding/encoder-card.ts';

export const seed: EncoderCard = {
  id: 'sgp-seed',
  family: 'sgp',
  title: 'Seed (built in, preview)',
  repo: null,
  revision: 'seed-1',
  licence: 'MIT',
  dimension: 192,
  image: {
    inputName: 'pixel_values',
    weights: {
      fp16: {
        path: 'onnx/vision_model_fp16.onnx',
        sizeBytes: 4_664_889,
        sha256: '17c8ed808fcbea3b66fbabb957aa13fca28a1e9b42bb20ca57d00e24a4343cce',
      },
      q8: {
        path: 'onnx/vision_model_quantized.onnx',
        sizeBytes: 2_422_139,
        sha256: '3a547110e18d9bb1acf762ca58e072c679b3f4559f9492f5d69565d2d931005c',
      },
    },
    preprocessing: {
      sidePx: 96,
      resizePx: 96,
      fit: 'squash',
      filter: 'bilinear',
      mean: [0.5, 0.5, 0.5],
      std: [0.5, 0.5, 0.5],
    },
    heads: { textImage: { output: 'image_embeds' }, imageImage: { output: 'sim_embeds' } },
  },
  text: {
    inputName: 'input_ids',
    weights: {
      fp16: {
        path: 'onnx/text_model_fp16.onnx',
        sizeBytes: 2_869_274,
        sha256: '2fd534ce8a94b589ea1729c4d25ce5580d1e272dd44792f9a260832202308ca3',
      },
      q8: {
        path: 'onnx/text_model_quantized.onnx',
        sizeBytes: 1_504_774,
        sha256: '39e5c8b430b07bce91cdcd5a0dc93e1f5e2152aeb432ba78ec55493505e77878',
      },
    },
    preprocessing: {
      contextLength: 24,
      padTo: 24,
      padId: 0,
      canonical: 'none', // the tokenizer lower-cases and drops punctuation itself
      endId: null,
      withAttentionMask: false, // computed inside the model from the padding id
    },
    output: 'text_embeds',
    tokenizer: {
      path: 'tokenizer.json',
      sizeBytes: 57_152,
      sha256: '6b779812983936486be117a7354e8cfb176d9dbac8e2fd70276f2bf0d6514678',
    },
  },
  defaultPrecision: 'fp16',
  blindSpot:
    'Knows about 678 kinds of icon, colours, counts to six and left/right, above/below; it can not ' +
    'judge texture, style, actions, landscapes, photographs or words outside its vocabulary.',
  protocolName: null,
  preview: true,
};
