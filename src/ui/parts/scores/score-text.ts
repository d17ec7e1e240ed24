/** What the cards say of each score: plain words, the formula, and where chance usually falls. */
import type {
  CosineSpread,
  EncoderCard,
  EncoderFamily,
  MeasuredCosines,
} from '../../../core/embedding/encoder-card.ts';
import type { Failure } from '../../../core/failure.ts';
import type { MetricId } from '../../../core/metric/score.ts';

export type EncodedMetric = Extract<MetricId, 'text-image' | 'image-image'>;

export const METRIC_TITLES: Record<MetricId, string> = {
  'validity-strict': 'Valid as sent',
  'validity-recovered': 'Valid after mending',
  'text-image': 'Text to picture',
  'image-image': 'Picture to picture',
  length: 'Length',
  reward: 'Reward',
};

/** One plain sentence under the number. */
export const METRIC_SENTENCES: Record<EncodedMetric, string> = {
  'text-image':
    'How near the picture sits to your words. Grey: the same picture against captions it was not drawn for.',
  'image-image': 'How near the picture sits to the reference.',
};

/** Under a further card of the same kind. */
export const ANOTHER_ENCODER = 'Another encoder has its own ruler: compare places, not numbers.';

export const METRIC_FORMULAS: Record<EncodedMetric, string> = {
  'text-image':
    'cos(caption, picture): the dot product of two embeddings of length 1, from −1 to 1. ' +
    'Not clamped, not times 100.',
  'image-image':
    'cos(reference, picture): the dot product of two embeddings of length 1, from −1 to 1. ' +
    'Not clamped, not times 100.',
};

export const REWARD_FORMULA =
  'w_text (cos + 1)/2 + w_picture (cos + 1)/2 + w_length (1 − length/6000, within 0..1) + ' +
  'w_format [formatted]. A response that draws nothing gets 0; a term without its reference is left out. ' +
  'With a penalty, 0 included, and no weight on format, a response that is not formatted gets minus the penalty in place of all terms.';

export const LENGTH_NOTE = 'Characters of the program without comments and white space.';

/** What is usual for a family of encoders, before anything was measured on this picture. */
export interface UsualRange {
  /** Axis to begin with. */
  range: readonly [number, number];
  /** Where scores of captions that don't fit tend to fall: drawn dashed, replaced once measured. */
  chance: { centre: number; halfWidth: number };
  /** In words, marked as an estimate or as measured. */
  words: string;
}

const CLIP_LIKE: UsualRange = {
  range: [0.1, 0.36],
  chance: { centre: 0.2, halfWidth: 0.08 },
  words:
    'Captions that don’t fit tend to fall about 0.12 to 0.25, captions that fit about 0.25 to 0.35. ' +
    'Few pairs pass 0.40: it is not a percentage.',
};

const SIGLIP_LIKE: UsualRange = {
  range: [-0.1, 0.15],
  chance: { centre: -0.01, halfWidth: 0.07 },
  words:
    'Captions that don’t fit tend to fall about −0.08 to 0.05, captions that fit above 0.05. ' +
    'A small number is a good one here.',
};

const TEXT_IMAGE_USUAL: Record<EncoderFamily, UsualRange> = {
  sgp: {
    range: [-0.4, 0.9],
    chance: { centre: 0.06, halfWidth: 0.35 },
    words:
      'Trained on drawings only: captions that don’t fit tend to fall about −0.3 to 0.4, and scenes ' +
      'of known things above 0.5. Not comparable with CLIP.',
  },
  clip: CLIP_LIKE,
  mobileclip: CLIP_LIKE,
  siglip: SIGLIP_LIKE,
  siglip2: SIGLIP_LIKE,
  dinov2: {
    range: [-1, 1],
    chance: { centre: 0, halfWidth: 0.4 },
    words: 'This encoder reads no text.',
  },
};

const IMAGE_IMAGE_USUAL: UsualRange = {
  range: [0, 1],
  chance: { centre: 0.3, halfWidth: 0.25 },
  words:
    'Two unrelated pictures tend to stay below about 0.5, two drawings of one thing above it; ' +
    'the same picture gives 1.',
};

/** As measured where that ships with the encoder, else as is usual for its family. */
export function usualRange(
  metric: EncodedMetric,
  { family, usual }: Pick<EncoderCard, 'family' | 'usual'>,
): UsualRange {
  if (usual === undefined)
    return metric === 'text-image' ? TEXT_IMAGE_USUAL[family] : IMAGE_IMAGE_USUAL;
  return metric === 'text-image'
    ? measuredRange(usual.textImage, ['captions that don’t fit', 'captions that fit'])
    : measuredRange(usual.imageImage, ['two unrelated pictures', 'two drawings of one prompt']);
}

function measuredRange(
  { own, others, pictures }: MeasuredCosines,
  [chance, fitting]: readonly [string, string],
): UsualRange {
  const between = ({ low, high }: CosineSpread) => `${twoDigits(low)} and ${twoDigits(high)}`;
  return {
    range: [Math.min(own.low, others.low), Math.max(own.high, others.high)],
    chance: { centre: others.median, halfWidth: (others.high - others.low) / 2 },
    words:
      `Measured on ${pictures} bundled pictures, nine of ten: ${chance} fall between ` +
      `${between(others)}, ${fitting} between ${between(own)}. Not comparable with other encoders.`,
  };
}

const twoDigits = (value: number): string => value.toFixed(2).replace('-', '\u2212');

/** Why there is no number, after an en dash. */
export function unscoredWords(failure: Failure): string {
  if (failure.stage !== 'embed') return 'unscored: nothing was drawn';
  switch (failure.kind) {
    case 'no-reference':
      return 'unscored: no reference given';
    case 'unreadable-reference':
      return 'unscored: the reference cannot be read';
    case 'pending':
      return 'unscored: its page was closed first';
    case 'weights-missing':
      return 'fills in when the encoder is ready';
    case 'weights-corrupt':
      return 'unscored: its weights are damaged';
    case 'out-of-memory':
      return 'unscored: not enough memory';
    case 'not-drawn':
      return 'unscored: not drawn at the encoder’s size';
    case 'timeout':
      return 'unscored: the encoder took too long';
    case 'not-finite':
      return 'unscored: the encoder gave no finite number';
    case 'backend':
      return 'unscored: the encoder did not start';
  }
}
