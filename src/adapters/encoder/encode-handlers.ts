/** The work of an encoder's worker: owns one image tower and one text tower. */
import { createSession as createRealSession } from '#inference';
import { failed, success, type Failure, type Result } from '../../core/failure.ts';
import type { Backend } from '../../core/ports/encoder.ts';
import type { Tokenizer } from '../../core/embedding/tokenize.ts';
import type { EncodeCalls, LoadJob } from './encode-calls.ts';
import { openHubTokenizer } from './hub-tokenizer.ts';
import { ImageTower, type ImageVectors } from './image-tower.ts';
import type { CreateSession, InferenceSession } from './inference.ts';
import { imageFile, textFile } from './registry.ts';
import { runtimeFailure } from './runtime-failure.ts';
import { TextTower, type TextVector } from './text-tower.ts';

/** Whoever waits for a picture notices no more than this; small encoders do dozens in it. */
const TELL_EVERY_MS = 50;

interface Tools {
  /** Asks for a fresh worker: memory that WebAssembly took is never given back. */
  retire(): void;
  progress(vectors: ImageVectors[]): void;
}

type Handlers = {
  [Name in keyof EncodeCalls]: (
    job: Parameters<EncodeCalls[Name]>[0],
    tools: Tools,
  ) => Promise<Result<ReturnType<EncodeCalls[Name]>>>;
};

/** @param createSession another runtime, for tests */
export function encodeHandlers(createSession: CreateSession = createRealSession): Handlers {
  let image: ImageTower | null = null;
  let text: TextTower | null = null;

  return {
    async loadImage(job, tools) {
      await image?.release();
      image = null;
      const path = imageFile(job.card, job.precision).path;
      return opening(job, path, createSession, tools, (session) => {
        const tower = ImageTower.over(job.card, job.precision, session);
        if (tower.ok) image = tower.value;
        return tower;
      });
    },

    async loadText(job, tools) {
      await text?.release();
      text = null;
      const { card } = job;
      const towerCard = card.text && { ...card, text: card.text };
      if (!towerCard) throw new Error(`${card.id} has no text tower`);
      const tokenizer = readTokenizer(job.tokenizer, towerCard.text.tokenizer.path);
      if (!tokenizer.ok) return tokenizer;
      const path = textFile(card, job.precision).path;
      return opening(job, path, createSession, tools, (session) => {
        const tower = TextTower.over(towerCard, job.precision, session, tokenizer.value);
        if (tower.ok) text = tower.value;
        return tower;
      });
    },

    async embedImages({ rasters }, tools) {
      if (!image) return success('not-loaded' as const);
      let ready: ImageVectors[] = [];
      let toldMs = performance.now();
      for (const raster of rasters) {
        const vectors = await image.embed(raster);
        if (!vectors.ok) {
          tools.progress(ready);
          return retireIfBroken<ImageVectors[]>(vectors, tools);
        }
        ready.push(vectors.value);
        if (performance.now() - toldMs < TELL_EVERY_MS) continue;
        tools.progress(ready);
        ready = [];
        toldMs = performance.now();
      }
      return success(ready);
    },

    embedText: async (job, tools) =>
      text
        ? retireIfBroken<TextVector>(await text.embed(job.text), tools)
        : success('not-loaded' as const),
  };
}

/** Creates a session, hands it over, and releases it where it was not wanted. */
async function opening(
  { weights, wish }: LoadJob,
  path: string,
  createSession: CreateSession,
  tools: Tools,
  take: (session: InferenceSession) => Result<unknown>,
): Promise<Result<Backend>> {
  let session: InferenceSession;
  try {
    session = await createSession(weights, wish);
  } catch (error) {
    return retireIfBroken(failed(runtimeFailure(error, 'load', path)), tools);
  }
  const taken = take(session);
  if (taken.ok) return success(session.backend);
  await session.release();
  return taken;
}

function readTokenizer(text: string, path: string): Result<Tokenizer> {
  try {
    return success(openHubTokenizer(JSON.parse(text)));
  } catch (error) {
    return failed({
      stage: 'embed',
      kind: 'weights-corrupt',
      detail: `${path} is no tokenizer that can be read (${String(error)}).`,
    });
  }
}

function retireIfBroken<T>(result: Result<T>, tools: Tools): Result<T> {
  if (!result.ok && isWorkersEnd(result.failure)) tools.retire();
  return result;
}

const isWorkersEnd = ({ kind }: Failure): boolean => kind === 'out-of-memory' || kind === 'backend';
