/** What has to be known of an encoder, as data: files, tensors, preprocessing, and what it can't see. */

export type EncoderFamily = 'sgp' | 'clip' | 'siglip' | 'siglip2' | 'dinov2' | 'mobileclip';
export type Precision = 'fp32' | 'fp16' | 'q8' | 'q4f16';

export interface WeightFile {
  /** Path inside the model folder, e.g. `onnx/vision_model_fp16.onnx`. */
  path: string;
  /** As published, often rounded; 0 where nobody has published it. The hash decides, never this. */
  sizeBytes: number;
  /** Lower-case hex; `null` = recorded on first download, and shown as such. */
  sha256: string | null;
}

/**
 * Steps in order: resize, crop, rescale to 0..1, normalise per channel.
 * `fit`: `shortest` scales the shorter side to sidePx then crops the centre; `squash` ignores aspect.
 */
export interface ImagePreprocessing {
  sidePx: number;
  /** Shorter side before the crop where it differs from `sidePx` (DINOv2 of the hub: 256). */
  resizePx: number;
  fit: 'shortest' | 'squash';
  filter: 'bilinear' | 'bicubic';
  mean: [number, number, number];
  std: [number, number, number];
}

export interface TextPreprocessing {
  /** Ids kept, special tokens included. */
  contextLength: number;
  /** `null`: no padding, the tensor is as long as the caption. */
  padTo: number | null;
  padId: number;
  /** Lower-case and strip punctuation first (SigLIP 1); lower-case (SigLIP 2). */
  canonical: 'none' | 'lower' | 'lower-no-punctuation';
  /** Id appended and kept when cut, e.g. 49407; `null` where the tokenizer adds none. */
  endId: number | null;
  withAttentionMask: boolean;
}

export interface TowerFiles {
  /** Weight file per precision offered. */
  weights: Partial<Record<Precision, WeightFile>>;
  inputName: string;
}

/** Cosines that most pairs of a kind fall between: nine of ten lie from `low` to `high`. */
export interface CosineSpread {
  low: number;
  median: number;
  high: number;
}

/** What cosines of one head mean, measured on pictures at hand. */
export interface MeasuredCosines {
  /** Of pairs that belong together: a picture and its caption, two pictures of one prompt. */
  own: CosineSpread;
  /** Of pairs that don't: what chance gives. */
  others: CosineSpread;
  /** Pictures that were measured. */
  pictures: number;
}

/** What lies beside the weights of an encoder that ships with the app; paths as in `WeightFile`. */
export interface ShippedExtras {
  modelCard: string | null;
  /** Table of measurements, see `EncoderEvaluation`; `null`: none ships. */
  evaluation: string | null;
  /** Picture of what it gets wrong. */
  failures: string | null;
  /** The bundled captions as unit vectors: float32, little-endian, one after the other. */
  captions: {
    file: WeightFile;
    /** Only embeddings of this precision. */
    precision: Precision;
    /** `captionsDigest` of the captions they were made of. */
    madeOf: string;
  } | null;
}

export interface EncoderCard {
  /** e.g. `clip-vit-base-patch32`; stable, used in records. */
  id: string;
  family: EncoderFamily;
  title: string;
  /** Hub repository `owner/name`; `null` for encoders that only ship with the app or come from a folder. */
  repo: string | null;
  revision: string;
  licence: string;
  dimension: number;
  image: TowerFiles & {
    preprocessing: ImagePreprocessing;
    /** Output tensor for each head; `class-token` takes row 0 of a [1, tokens, dim] output. */
    heads: {
      textImage?: { output: string };
      imageImage?: { output: string; pick?: 'class-token' };
      /** Mean of all tokens, the class token among them: another definition of picture to picture. */
      meanToken?: { output: string };
    };
  };
  text:
    | (TowerFiles & { preprocessing: TextPreprocessing; output: string; tokenizer: WeightFile })
    | null;
  defaultPrecision: Precision;
  /** One plain sentence for the score card. */
  blindSpot: string;
  /** Metric names of protocol.md this encoder may carry, e.g. `clip_small`; `null`: none. */
  protocolName: string | null;
  preview: boolean;
  /** Measured where it ships with the app; else the family's usual range stands in. */
  usual?: { textImage: MeasuredCosines; imageImage: MeasuredCosines };
  /** Absent for encoders of a hub or a folder. */
  shipped?: ShippedExtras;
}

/** The name that embeddings, scores and records carry. */
export const encoderKey = (card: EncoderCard, precision: Precision): string =>
  `${card.id}@${card.revision.slice(0, 12)}/${precision}`;

/**
 * The protocol's metric name for these weights, or `null`. Only full precision carries it: the
 * papers' numbers come from fp32 weights, and cast or quantised ones are other numbers.
 */
export const protocolNameAt = (card: EncoderCard, precision: Precision): string | null =>
  precision === 'fp32' ? card.protocolName : null;
