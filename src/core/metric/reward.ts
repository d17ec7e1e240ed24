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
   * The format gate, which acts where `format` is 0: the whole reward of a response that is not
   * formatted is minus this, so 0 at 0. `null`: no gate. The official code always has one, at 0
   * unless told otherwise; but only its training prompt asks for that format, and under any other
   * every reward would be 0.
   */
  gateOffset: number | null;
}

export const PAPER_WEIGHTS: RewardWeights = {
  textImage: 1,
  imageImage: 1,
  length: 0,
  format: 0,
  gateOffset: null,
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
  /** The format gate is closed: `value` is its offset, whatever the terms would have been. */
  gated: boolean;
}

/** Whether nothing but the gate's offset counts: no term has to be measured for it. */
export const isGated = (formatted: boolean, { format, gateOffset }: RewardWeights): boolean =>
  format === 0 && !formatted && gateOffset !== null;

/**
 * `w_clip (cos_text + 1)/2 + w_dino (cos_ref + 1)/2 + w_len clamp(1 - length/6000, 0, 1)
 *  + w_format [formatted]`; a response that does not render gets none of the terms. All of it is
 * replaced by `-gateOffset` where the format gate is closed.
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
  const possible = terms.reduce((sum, term) => sum + Math.max(0, term.weight), 0);
  // From 0, as -0 is no number that JSON keeps.
  if (isGated(parts.formatted, weights))
    return { value: 0 - weights.gateOffset!, terms: [], possible, gated: true };
  const value = terms.reduce((sum, term) => sum + term.value, 0);
  return { value, terms, possible, gated: false };
}
