/** The renderer, the encoders and what they remember, opened for one command. */
import { availableParallelism } from 'node:os';
import { FileEmbeddingCache } from '../adapters/embedding-cache/file-embedding-cache.node.ts';
import { openNodeShelf } from '../adapters/encoder/node-shelf.node.ts';
import type { WeightShelf } from '../adapters/encoder/weight-shelf.ts';
import { ResvgRenderer } from '../adapters/renderer/resvg-renderer.ts';
import { encoderKey } from '../core/embedding/encoder-card.ts';
import { KnownEmbeddings } from '../core/embedding/known-embeddings.ts';
import type { ScoringTools } from '../core/evaluate.ts';
import { openEncoders } from './open-encoders.ts';
import type { ScoringOptions } from './scoring-options.ts';

export interface OpenedTools extends ScoringTools {
  /** `encoderKey` of each, in order. */
  encoderKeys: string[];
  close(): Promise<void>;
}

/** @throws Error that names what is missing and how to get it */
export async function openScoringTools({
  encoder: names,
  cache: folder,
}: Pick<ScoringOptions, 'encoder' | 'cache'>): Promise<OpenedTools> {
  const shelf = openNodeShelf();
  try {
    const wanted = names ?? [usualEncoder(shelf)];
    const encoders = await openEncoders(
      shelf,
      wanted.filter((name) => name !== 'none'),
    );
    // Which is busier, drawing or encoding, depends on the encoder: the system shares the processors.
    const renderer = new ResvgRenderer(availableParallelism());
    const cache = folder === undefined ? null : new FileEmbeddingCache(folder);
    return {
      renderer,
      encoders,
      ...(cache !== null && { memory: new KnownEmbeddings(cache) }),
      encoderKeys: encoders.map(({ card, precision }) => encoderKey(card, precision)),
      async close() {
        renderer.dispose();
        shelf.dispose();
        await cache?.close();
      },
    };
  } catch (error) {
    shelf.dispose();
    throw error;
  }
}

/** The shelf lists them in the order in which a person should meet them. */
const usualEncoder = (shelf: WeightShelf): string =>
  shelf.entries().find(({ source }) => source === 'shipped')!.card.id;
