/** Opens a `tokenizer.json` of the hub's layout as the core's Tokenizer. */
import { Tokenizer as HubTokenizer } from '@huggingface/tokenizers';
import type { Tokenizer } from '../../core/embedding/tokenize.ts';

/**
 * @param file parsed `tokenizer.json`; its truncation and padding sections are not applied, the
 *   card's TextPreprocessing is
 * @param config parsed `tokenizer_config.json`, `{}` where a model has none
 * @throws Error where the file is no tokenizer, or uses a part that the library lacks
 */
export function openHubTokenizer(file: object, config: object = {}): Tokenizer {
  const tokenizer = new HubTokenizer(file, config);
  return { encode: (text) => tokenizer.encode(text).ids };
}
