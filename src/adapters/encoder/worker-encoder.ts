/** An encoder in a worker of its own: loads towers when they are needed, and heals what can be. */
import { encoderKey, type EncoderCard, type Precision } from '../../core/embedding/encoder-card.ts';
import { failed, success, type Failure, type Result } from '../../core/failure.ts';
import type { Backend, Embedding, Encoder, ImageEmbeddings } from '../../core/ports/encoder.ts';
import type { Raster } from '../../core/raster/raster.ts';
import { WorkerHost, type WorkerLoss } from '../../workers/worker-host.ts';
import { CaptionCache } from './caption-cache.ts';
import type { EncodeCalls } from './encode-calls.ts';
import type { Head, ImageVectors } from './image-tower.ts';
import type { SessionWish } from './inference.ts';
import { PictureQueue, type EmbedPictures } from './picture-queue.ts';
import { memoryFailure } from './runtime-failure.ts';
import { TurnQueue } from './turn-queue.ts';

export type Tower = 'image' | 'text';

/** Where an encoder's bytes come from, again and again: a worker that dies takes them along. */
export interface TowerFiles {
  weights(tower: Tower): Promise<Result<Uint8Array<ArrayBuffer>>>;
  /** Text of the `tokenizer.json`. */
  tokenizer(): Promise<Result<string>>;
}

export interface WorkerEncoderOptions {
  card: EncoderCard;
  precision: Precision;
  files: TowerFiles;
  wish: SessionWish;
  /** How many workers may embed pictures side by side, 1 or more; they start as pictures pile up. */
  lanes?: number;
  makeHost?: () => WorkerHost<EncodeCalls>;
}

/** A runtime that waits for its own threads hangs without a word, see inference.browser.ts. */
const LOAD_LIMIT_MS = 60_000;
const LOAD_BYTES_PER_MS = 5_000; // slow phones compile and copy at about 5 MB a second
const RUN_LIMIT_MS = 120_000; // the largest tower on one slow thread takes some 20 s
/** Fresh workers that one job may cost before it is given up. */
const MOST_HEALINGS = 2;
/** After so many in the encoder's life it stays on wasm. */
const MOST_CARD_LOSSES = 2;

type TextResult = Result<{ embedding: Embedding; truncated: boolean }>;

/** A worker and the queue in front of it. */
class Lane {
  readonly host: WorkerHost<EncodeCalls>;
  readonly turns = new TurnQueue();

  constructor(host: WorkerHost<EncodeCalls>) {
    this.host = host;
  }

  /** What is under way is still answered. */
  dispose(): void {
    void this.turns.run(async () => this.host.dispose());
  }
}

export class WorkerEncoder implements Encoder {
  readonly card: EncoderCard;
  readonly precision: Precision;
  readonly #files: TowerFiles;
  readonly #makeHost: () => WorkerHost<EncodeCalls>;
  /** It alone reads captions. */
  readonly #first: Lane;
  readonly #lanes: Lane[];
  readonly #pictures: PictureQueue;
  readonly #captions = new CaptionCache<TextResult>();
  #wish: SessionWish;
  #backend: Backend | null = null;
  #cardLosses = 0;
  /** 0: disposed of. */
  #mostLanes: number;
  #joining: Lane | null = null;

  private constructor(options: WorkerEncoderOptions) {
    const { card, precision, files, wish, lanes = 1, makeHost = newHost } = options;
    this.card = card;
    this.precision = precision;
    this.#files = files;
    this.#wish = lanes > 1 ? { ...wish, lanes } : wish;
    this.#mostLanes = lanes;
    this.#makeHost = makeHost;
    this.#first = new Lane(makeHost());
    this.#lanes = [this.#first];
    this.#pictures = new PictureQueue(this.#first.turns, this.#embedderOf(this.#first), () =>
      this.#widen(),
    );
  }

  /** Starts the worker and loads the image tower; the text tower follows with the first caption. */
  static async open(options: WorkerEncoderOptions): Promise<Result<WorkerEncoder>> {
    const encoder = new WorkerEncoder(options);
    const first = encoder.#first;
    const loaded = await first.turns.run(() => encoder.#load(first, 'image'));
    if (loaded.ok) return success(encoder);
    encoder.dispose();
    return loaded;
  }

  /** What the session said that it runs on; it changes where a graphics card was lost twice. */
  get backend(): Backend {
    if (!this.#backend) throw new Error('an encoder is handed out only after its tower is loaded');
    return this.#backend;
  }

  async embedImage(raster: Raster, signal?: AbortSignal): Promise<Result<ImageEmbeddings>> {
    const result = await this.#pictures.add(raster, signal);
    if (!result.ok) return result;
    const embeddings: ImageEmbeddings = {};
    for (const [head, vector] of Object.entries(result.value)) {
      embeddings[head as Head] = this.#embedding(vector);
    }
    return success(embeddings);
  }

  async embedText(text: string, signal?: AbortSignal): Promise<TextResult> {
    if (!this.card.text) return failed(noTextTower(this.card));
    signal?.throwIfAborted();
    // The run is shared by all who ask for this caption: only the wait is the signal's.
    return untilAborted(
      this.#captions.get(
        text,
        () => this.#first.turns.run(() => this.#embedCaption(text)),
        ({ ok }) => ok,
      ),
      signal,
    );
  }

  /** What is under way is still answered; what comes later rejects. */
  dispose(): void {
    this.#mostLanes = 0;
    // What it loads is not wanted any more.
    this.#joining?.host.dispose();
    for (const lane of this.#lanes) lane.dispose();
  }

  /** One more worker, which joins in once it has loaded the tower: until then the others go on. */
  #widen(): void {
    if (this.#joining !== null || this.#lanes.length >= this.#mostLanes) return;
    const lane = new Lane(this.#makeHost());
    this.#joining = lane;
    const loaded = lane.turns.run(() => this.#load(lane, 'image'));
    void loaded.then(
      ({ ok }) => this.#join(lane, ok),
      () => this.#join(lane, false),
    );
  }

  #join(lane: Lane, hasLoaded: boolean): void {
    this.#joining = null;
    if (!hasLoaded || this.#mostLanes === 0) {
      // Without the memory for one more, those that work are enough.
      this.#mostLanes = Math.min(this.#mostLanes, this.#lanes.length);
      lane.host.dispose();
      return;
    }
    this.#lanes.push(lane);
    this.#pictures.addLane(lane.turns, this.#embedderOf(lane));
  }

  #embedderOf(lane: Lane): EmbedPictures {
    return (rasters, tell) => this.#embedPictures(lane, rasters, tell);
  }

  /** Goes on with what is left where the worker died and can be healed, or one picture failed. */
  async #embedPictures(
    lane: Lane,
    rasters: readonly Raster[],
    tell: (result: Result<ImageVectors>) => void,
  ): Promise<void> {
    let told = 0;
    for (let healings = 0; told < rasters.length;) {
      const left = rasters.slice(told);
      const take = (vectors: ImageVectors[]) => {
        if (vectors.length > 0) healings = 0;
        told += vectors.length;
        for (const one of vectors) tell(success(one));
      };
      const options = { limitMs: RUN_LIMIT_MS * left.length, onProgress: take };
      const result = await this.#whenLoaded(lane, 'image', () =>
        lane.host.call('embedImages', { rasters: left }, options),
      );
      if (result.ok) return take(result.value);
      if (healings < MOST_HEALINGS && this.#canHeal(result.failure)) {
        healings++;
        continue;
      }
      told++;
      healings = 0;
      tell(result);
    }
  }

  async #embedCaption(text: string): Promise<TextResult> {
    const options = { limitMs: RUN_LIMIT_MS };
    const lane = this.#first;
    const ask = () =>
      this.#whenLoaded(lane, 'text', () => lane.host.call('embedText', { text }, options));
    let result = await ask();
    for (let healings = 0; healings < MOST_HEALINGS && !result.ok; healings++) {
      if (!this.#canHeal(result.failure)) break;
      result = await ask();
    }
    if (!result.ok) return result;
    const { vector, truncated } = result.value;
    return success({ embedding: this.#embedding(vector), truncated });
  }

  /** Asks the worker; where it is fresh, loads the tower and asks again. */
  async #whenLoaded<T>(
    lane: Lane,
    tower: Tower,
    call: () => Promise<Result<T | 'not-loaded'>>,
  ): Promise<Result<T>> {
    const what = `the ${tower} tower of ${this.card.title}`;
    const ask = () => call().catch((error: unknown) => failed(memoryFailure(error, what)));
    let result = await ask();
    if (result.ok && result.value === 'not-loaded') {
      const loaded = await this.#load(lane, tower);
      result = loaded.ok ? await ask() : loaded;
    }
    if (result.ok && result.value === 'not-loaded')
      return failed(lossFailure({ kind: 'crash', detail: 'it ended between two jobs' }));
    return result as Result<T>;
  }

  /** Numbers that a graphics card got wrong, or never gave, may be right without it. */
  #canHeal({ kind }: Failure): boolean {
    if (kind === 'out-of-memory') return true; // once more with all of it free
    if (this.#backend?.kind !== 'webgpu' || (kind !== 'backend' && kind !== 'not-finite')) {
      return false;
    }
    this.#cardLosses++;
    if (this.#cardLosses >= MOST_CARD_LOSSES) this.#wish = { ...this.#wish, acceleration: 'wasm' };
    return true;
  }

  async #load(lane: Lane, tower: Tower): Promise<Result<void>> {
    const backend = await this.#loadOnce(lane, tower);
    if (backend.ok) {
      if (tower === 'image') this.#backend = backend.value;
      return success(undefined);
    }
    if (this.#wish.acceleration !== 'webgpu') return backend;
    // Not every model runs on every card, and a hung card ends in a time limit.
    this.#wish = { ...this.#wish, acceleration: 'wasm' };
    return this.#load(lane, tower);
  }

  async #loadOnce({ host }: Lane, tower: Tower): Promise<Result<Backend>> {
    const { card, precision } = this;
    const weights = await this.#files.weights(tower);
    if (!weights.ok) return weights;
    const job = { card, precision, weights: weights.value, wish: this.#wish };
    const options = {
      limitMs: LOAD_LIMIT_MS + weights.value.byteLength / LOAD_BYTES_PER_MS,
      transfer: [weights.value.buffer],
    };
    if (tower === 'image') return host.call('loadImage', job, options);
    const tokenizer = await this.#files.tokenizer();
    if (!tokenizer.ok) return tokenizer;
    return host.call('loadText', { ...job, tokenizer: tokenizer.value }, options);
  }

  #embedding(vector: Float32Array): Embedding {
    return { encoderId: encoderKey(this.card, this.precision), vector };
  }
}

const newHost = (): WorkerHost<EncodeCalls> =>
  new WorkerHost<EncodeCalls>('encode', { failureOf: (loss) => lossFailure(loss) });

const lossFailure = ({ kind, detail }: WorkerLoss): Failure => ({
  stage: 'embed',
  kind: kind === 'timeout' ? 'timeout' : /memory/i.test(detail) ? 'out-of-memory' : 'backend',
  detail: `The encoder's worker was lost (${detail}).`,
});

const noTextTower = ({ title }: EncoderCard): Failure => ({
  stage: 'embed',
  kind: 'weights-missing',
  detail: `${title} compares pictures only: it has no text tower.`,
});

function untilAborted<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
