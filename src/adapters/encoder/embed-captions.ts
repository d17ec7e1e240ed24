/** Many captions for one encoder, such as those a score is compared with. */
import { failed, success, type Result } from '../../core/failure.ts';
import type { Embedding, Encoder } from '../../core/ports/encoder.ts';

export interface CaptionsOptions {
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/**
 * One caption at a time, so that a picture which comes meanwhile waits for one caption at most.
 * Stops at the first failure.
 * @returns embeddings in the order of the captions
 */
export async function embedCaptions(
  encoder: Encoder,
  captions: readonly string[],
  { signal, onProgress }: CaptionsOptions = {},
): Promise<Result<Embedding[]>> {
  const embeddings: Embedding[] = [];
  for (const caption of captions) {
    const result = await encoder.embedText(caption, signal);
    if (!result.ok) return failed(result.failure);
    embeddings.push(result.value.embedding);
    onProgress?.(embeddings.length, captions.length);
  }
  return success(embeddings);
}
