/** Cuts a prompt into the longest phrases that the lexicon knows, and words that it does not. */
import { POSTURES } from './vocabulary/relations.ts';
import type { Lexicon, Meaning } from './vocabulary/lexicon.ts';

export interface Segment {
  phrase: string;
  /** Empty for a word nobody knows. */
  meanings: readonly Meaning[];
}

const POSTURE_WORDS = new Set(POSTURES);

export function segment(text: string, lexicon: Lexicon): Segment[] {
  const words = wordsOf(text);
  const segments: Segment[] = [];
  for (let at = 0; at < words.length;) {
    const length = lengthAt(words, at, lexicon);
    const phrase = words.slice(at, at + Math.max(1, length)).join(' ');
    segments.push({ phrase, meanings: lexicon.phrases.get(phrase) ?? numeral(phrase) });
    at += Math.max(1, length);
  }
  return segments;
}

/** Words of the longest known phrase from `at`; 0 where there is none. */
function lengthAt(words: readonly string[], at: number, lexicon: Lexicon): number {
  const length = longestAt(words, at, lexicon);
  // `standing on | the left of` hides `on the left of`.
  if (length > 1 && POSTURE_WORDS.has(words[at]!)) {
    if (longestAt(words, at + 1, lexicon) >= length) return 1;
  }
  return length;
}

function longestAt(words: readonly string[], at: number, { phrases, longest }: Lexicon): number {
  for (let length = Math.min(longest, words.length - at); length > 0; length--) {
    if (phrases.has(words.slice(at, at + length).join(' '))) return length;
  }
  return 0;
}

function numeral(word: string): Meaning[] {
  return /^\d{1,6}$/.test(word) ? [{ kind: 'number', value: Number(word) }] : [];
}

/** Lower case; hyphens part words (`teddy-bear`), quotes fall away. */
function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/['’]s\b/g, ' is')
      .replace(/[-_/]/g, ' ')
      .match(/[\p{L}\p{N}]+|[,;:.!&+]/gu) ?? []
  );
}
