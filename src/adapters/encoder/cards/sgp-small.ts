/**
 * The encoder that ships with the app, trained for this project (training/README.md). What differs
 * from one set of weights to the next is written by training/publish.mjs into the file beside.
 */
import type {
  EncoderCard,
  Precision,
  ShippedExtras,
  WeightFile,
} from '../../../core/embedding/encoder-card.ts';
import facts from './sgp-small.files.json';

type Path = keyof typeof facts.files;

const file = (path: Path): WeightFile => ({ path, ...facts.files[path] });

const shipped: ShippedExtras = {
  modelCard: facts.modelCard,
  evaluation: facts.evaluation,
  failures: facts.failures,
  captions: {
    file: file('captions.f32'),
    precision: facts.captions.precision as Precision,
    madeOf: facts.captions.madeOf,
  },
};

export const sgpSmall: EncoderCard = {
  id: 'sgp-small',
  family: 'sgp',
  title: 'SGP small (built in)',
  repo: null,
  revision: facts.revision,
  licence: 'MIT; the CC-BY icon sets it was trained on are attributed in its model card',
  dimension: 192,
  image: {
    inputName: 'pixel_values',
    weights: {
      fp16: file('onnx/vision_model_fp16.onnx'),
      q8: file('onnx/vision_model_quantized.onnx'),
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
      fp16: file('onnx/text_model_fp16.onnx'),
      q8: file('onnx/text_model_quantized.onnx'),
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
    tokenizer: file('tokenizer.json'),
  },
  defaultPrecision: 'fp16',
  blindSpot:
    `Knows drawings of ${facts.concepts} kinds of thing, their colours, materials and shapes, counts ` +
    'to ten and simple places; it can not judge photographs, style, mood, most actions, ' +
    'text in pictures, three or more bound things, or words outside its vocabulary.',
  protocolName: null,
  preview: false,
  usual: facts.usual,
  shipped,
};
