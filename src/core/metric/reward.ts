/**
 * The training signal of SGP-RL, folded from a sample's scores (protocol.md, "Reward").
 * Parity: the official reward code, defaults w_clip = w_dino = 1, the rest 0.
 */

export interface RewardWeights {
  textImage: number;
  imageImage: number;
  length: number;
  format: number;
  /**
   * The reward of a response that is not formatted, subtracted whole, where `format` is 0. At 0
   * this gate is open, unlike in the official code, where it closes on 0 too: outside training no
   * prompt asks for the training format, and every reward would be 0.
   */
  unformattedOffset: number;
}

export const PAPER_WEIGHTS: RewardWeights = {
  textImage: 1,
  imageImage: 1,
  length: 0,
  format: 0,
  unformattedOffset: 0,
};

export interface RewardParts {
  /** Cosine -1..1; `null` where unscored or no encoder. */
  textImage: number | null;
  /** Cosine -1..1; `null` where there is no reference: the term is left out. */
  imageImage: number | null;
  /** Characters, see `programLength`. */
  lengthCharacters: number;
  /** Contains `</think> <answer>`, ends in `</answer>`, no text elements. */
  formatted: boolean;
  rendered: boolean;
}

/** Length at which the length term reaches 0 (official code). */
const LONGEST_REWARDED = 6000;

export interface Reward {
  value: number;
  /** Each term after weighting; absent terms are left out. */
  terms: {
    name: 'text-image' | 'image-image' | 'length' | 'format';
    value: number;
    weight: number;
  }[];
  /** Largest value these weights and this reference could give. */
  possible: number;
}

/**
 * `w_clip (cos_text + 1)/2 + w_dino (cos_ref + 1)/2 + w_len clamp(1 - length/6000, 0, 1)
 *  + w_format [formatted]`; a response that does not render gets none of the terms.
 */
export function reward(parts: RewardParts, weights: RewardWeights): Reward {
  const terms: Reward['terms'] = [];
  const add = (name: Reward['terms'][number]['name'], weight: number, part: number) => {
    if (weight !== 0) terms.push({ name, weight, value: weight * part });
  };
  if (parts.rendered) {
    if (parts.textImage !== null) add('text-image', weights.textImage, (parts.textImage + 1) / 2);
    if (parts.imageImage !== null)
      add('image-image', weights.imageImage, (parts.imageImage + 1) / 2);
    const shortness = 1 - parts.lengthCharacters / LONGEST_REWARDED;
    add('length', weights.length, Math.min(1, Math.max(0, shortness)));
    add('format', weights.format, parts.formatted ? 1 : 0);
  }
  const penalised = weights.format === 0 && !parts.formatted && weights.unformattedOffset !== 0;
  const value = penalised
    ? -weights.unformattedOffset
    : terms.reduce((sum, term) => sum + term.value, 0);
  const possible = terms.reduce((sum, term) => sum + Math.max(0, term.weight), 0);
  return { value, terms: penalised ? [] : terms, possible };
}
