/** Apple's MobileCLIP: the smallest encoder that was trained on web captions. */
import type { EncoderCard, TextPreprocessing } from '../../../core/embedding/encoder-card.ts';
import { clipText } from './clip.ts';

/** CLIP's vocabulary in a tower that is exported with a fixed length and sees its padding. */
export const mobileClipText: TextPreprocessing = {
  ...clipText,
  padTo: 77,
  padId: 0, // as the authors' own tokenizer pads
  withAttentionMask: false,
};

export const mobileClipS0: EncoderCard = {
  id: 'mobileclip-s0',
  family: 'mobileclip',
  title: 'MobileCLIP S0',
  repo: 'Xenova/mobileclip_s0',
  revision: '757d59c9c6870a76a4b0306f05f5061bca15c39f',
  licence: 'Apple, research only',
  dimension: 512,
  image: {
    inputName: 'pixel_values',
    // No q8: the quantised image tower collapses (retrieval 13 of 40 where fp32 has 40 of 40).
    // No fp32: the size and hash of its text tower are not published.
    weights: {
      fp16: { path: 'onnx/vision_model_fp16.onnx', sizeBytes: 22_876_479, sha256: null },
    },
    preprocessing: {
      sidePx: 256,
      resizePx: 256,
      fit: 'shortest',
      filter: 'bilinear',
      mean: [0, 0, 0], // 0..1 goes in as it is
      std: [1, 1, 1],
    },
    heads: { textImage: { output: 'image_embeds' }, imageImage: { output: 'image_embeds' } },
  },
  text: {
    inputName: 'input_ids',
    weights: {
      fp16: {
        path: 'onnx/text_model_fp16.onnx',
        sizeBytes: 84_971_030,
        sha256: '2f74b7b3abd9f3a70dcc60115f627bbadb9534606ac841400f9841f49bf980cc',
      },
    },
    preprocessing: mobileClipText,
    output: 'text_embeds',
    tokenizer: {
      path: 'tokenizer.json',
      sizeBytes: 2_224_081,
      sha256: '72ed5c96db5729294468543e4bc75fce14ca63f58e37300290189ba1c1e52b85',
    },
  },
  defaultPrecision: 'fp16',
  blindSpot:
    'A small CLIP: sees what is in a picture better than how it is arranged, and was trained on ' +
    'photographs. Licensed for research only.',
  protocolName: null,
  preview: false,
};
