/** From a caption to what a text tower reads: everything around the tokenizer itself. */
import type { TextPreprocessing } from './encoder-card.ts';

/** A vocabulary at work; `adapters/encoder/hub-tokenizer.ts` makes one from a `tokenizer.json`. */
export interface Tokenizer {
  /** @returns ids of the whole text with the vocabulary's own special tokens, neither cut nor padded */
  encode(text: string): number[];
}

export interface TextInput {
  /** length = `padTo`, or as many ids as the caption has where that is null */
  ids: BigInt64Array<ArrayBuffer>;
  /** 1 for an id of the caption, 0 for padding; `null` where the tower takes none */
  attentionMask: BigInt64Array<ArrayBuffer> | null;
  /** The caption's end was lost to the tower's context length. */
  truncated: boolean;
}

/**
 * Caption to tower input: canonical text, ids, cut, padded.
 * Parity: tests/parity/tokens.json, equal on the composition suite's 3,200 prompts.
 */
export function tokenizeCaption(
  caption: string,
  tokenizer: Tokenizer,
  rule: TextPreprocessing,
): TextInput {
  return fitIds(tokenizer.encode(canonicalCaption(caption, rule.canonical)), rule);
}

// Python's string.punctuation, which SigLIP's own tokenizer removes: ASCII only, so "—" stays.
const PUNCTUATION = /[!-/:-@[-`{-~]/g;

/** The text as the tower's authors wrote it for training, before any tokenizer. */
export function canonicalCaption(
  caption: string,
  canonical: TextPreprocessing['canonical'],
): string {
  switch (canonical) {
    case 'none':
      return caption;
    case 'lower':
      return caption.toLowerCase();
    case 'lower-no-punctuation':
      return caption.toLowerCase().replace(PUNCTUATION, '').replace(/\s+/g, ' ').trim();
  }
}

/**
 * Cuts ids to the context length, keeping the end id last where there is one, and pads.
 * @param ids with special tokens; the end id is added where the vocabulary did not
 */
export function fitIds(ids: readonly number[], rule: TextPreprocessing): TextInput {
  const { contextLength, endId, padTo } = rule;
  const whole = endId !== null && ids.at(-1) !== endId ? [...ids, endId] : ids;
  const truncated = whole.length > contextLength;
  const kept = whole.slice(0, contextLength);
  if (truncated && endId !== null) kept[contextLength - 1] = endId;

  const length = padTo ?? kept.length;
  const padded = new BigInt64Array(length).fill(BigInt(rule.padId));
  kept.forEach((id, at) => (padded[at] = BigInt(id)));
  if (!rule.withAttentionMask) return { ids: padded, attentionMask: null, truncated };
  return {
    ids: padded,
    attentionMask: new BigInt64Array(length).fill(1n, 0, kept.length),
    truncated,
  };
}
