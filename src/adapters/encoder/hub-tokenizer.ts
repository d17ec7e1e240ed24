/** Opens a `tokenizer.json` of the hub's layout as the core's Tokenizer. */
import { Tokenizer as HubTokenizer } from '@huggingface/tokenizers';
import type { Tokenizer } from '../../core/embedding/tokenize.ts';

/**
 * @param file parsed `tokenizer.json`; its truncation and padding sections are not applied, the
 *   card's TextPreprocessing is
 * @param config parsed `tokenizer_config.json`, `{}` where a model has none
 * @throws Error where the file is no tokenizer, or uses a part that the library lacks
 * Parity: tests/parity/tokens.json.
 */
export function openHubTokenizer(file: object, config: object = {}): Tokenizer {
  const tokenizer = new HubTokenizer(file, config);
  if (!hasCharacterMap(file)) return { encode: (text) => tokenizer.encode(text).ids };
  return { encode: (text) => tokenizer.encode(text.replaceAll(ZERO_WIDTH_JOINER, '')).ids };
}

// The library (0.2.0) does not read SentencePiece's character map, it approximates it, and turns the
// joiner inside emoji such as a family into a space. SentencePiece keeps it within one unknown
// piece; leaving it out gives that one piece too.
const ZERO_WIDTH_JOINER = '\u200D';

function hasCharacterMap(file: object): boolean {
  const steps = (normalizer: unknown): unknown[] => {
    const { normalizers = [] } = (normalizer ?? {}) as { normalizers?: unknown[] };
    return [normalizer, ...normalizers.flatMap(steps)];
  };
  return steps((file as { normalizer?: unknown }).normalizer).some(
    (step) => (step as { type?: unknown } | null)?.type === 'Precompiled',
  );
}
