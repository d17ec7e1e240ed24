/** The ports behind which pictures and captions become embeddings, and where the weights come from. */
import type { EncoderCard, Precision } from '../embedding/encoder-card.ts';
import type { EncoderEvaluation } from '../embedding/encoder-evaluation.ts';
import type { Failure, Result } from '../failure.ts';
import type { Raster } from '../raster/raster.ts';

/** `vector` has length 1; only vectors of one `encoderId` and head may be compared. */
export interface Embedding {
  /** `id@revision/precision`, see `encoderKey`. */
  encoderId: string;
  vector: Float32Array;
}

/** One pass through the image tower; a head that the encoder lacks is absent. */
export interface ImageEmbeddings {
  textImage?: Embedding;
  imageImage?: Embedding;
  /** Of DINO encoders: what StarVector and SArena compare in place of the class token. */
  meanToken?: Embedding;
}

/** What the session reported after its self-test, never what was hoped for. */
export interface Backend {
  kind: 'wasm' | 'webgpu' | 'cpu';
  /** 0: left to the host, which takes all of its processors; vectors do not depend on it. */
  threads: number;
  /** e.g. `onnxruntime-web 1.30.0` */
  runtime: string;
}

export interface Encoder {
  readonly card: EncoderCard;
  readonly precision: Precision;
  readonly backend: Backend;
  /** @param raster opaque RGBA8 of any size; preprocessing is the encoder's own */
  embedImage(raster: Raster, signal?: AbortSignal): Promise<Result<ImageEmbeddings>>;
  /** @returns an embedding and whether the caption was cut at the tower's context length */
  embedText(
    text: string,
    signal?: AbortSignal,
  ): Promise<Result<{ embedding: Embedding; truncated: boolean }>>;
  dispose(): void;
}

export type EncoderState =
  | { kind: 'absent' }
  // Bytes are sums over all files of this precision; `file` is the one under way.
  | {
      kind: 'downloading';
      file: string;
      doneBytes: number;
      totalBytes: number;
      bytesPerSecond: number;
    }
  | { kind: 'verifying'; file: string }
  | { kind: 'stored' } // on this machine, not loaded
  | { kind: 'loading' } // session creation and self-test
  | { kind: 'ready'; backend: Backend; selfTest: 'passed' | 'no-vector' }
  | { kind: 'failed'; failure: Failure };

export interface EncoderEntry {
  /** Of an open encoder: the card whose name its embeddings carry. */
  card: EncoderCard;
  precision: Precision;
  source: 'shipped' | 'hub' | 'folder';
  state: EncoderState;
  /** Whether scores of this encoder are wanted with every sample. */
  enabled: boolean;
  /** Bytes kept on this machine for this encoder, all precisions; what ships with the app not counted. */
  storedBytes?: number;
  /** Storage was full or forbidden: the files work now and are gone when the tab closes. */
  inMemoryOnly?: boolean;
}

/** `auto` takes WebGPU for large encoders where an adapter answers, else wasm. */
export type Acceleration = 'auto' | 'wasm' | 'webgpu';

/** Which encoders exist, where their files are, and the one place that opens and evicts them. */
export interface EncoderShelf {
  entries(): EncoderEntry[];
  /** Called after every change; returns the way to stop listening. */
  subscribe(listener: () => void): () => void;
  enable(cardId: string, enabled: boolean): void;
  choosePrecision(cardId: string, precision: Precision): void;
  /** Downloads and verifies; a second call while one is under way joins it. */
  fetch(cardId: string, signal?: AbortSignal): Promise<Result<void>>;
  /** Opens (loading if needed) an encoder whose files are here; the shelf owns it. */
  open(cardId: string): Promise<Result<Encoder>>;
  /** Closes it and removes its files, all precisions; an encoder from a folder leaves the shelf. */
  evict(cardId: string): Promise<void>;
  /**
   * Embeddings of these captions that ship with the encoder, in their order: they need no run.
   * @returns `null` where none ship at the chosen precision, or were made of other captions
   */
  shippedCaptions(
    cardId: string,
    captions: readonly string[],
  ): Promise<readonly Float32Array[] | null>;
  /** How it was measured before it shipped; `null`: nothing is known here. */
  evaluation(cardId: string): Promise<Result<EncoderEvaluation | null>>;
  /** Base address in the hub's layout `{base}/{repo}/resolve/{revision}/{path}`. */
  hub(): string;
  /** What `hub()` says until another is chosen. */
  defaultHub(): string;
  /** @throws TypeError where the base is no http(s) address */
  useHub(base: string): void;
  /** What is wished for; an open encoder's `backend` says what it got. Counts from the next `open`. */
  acceleration(): Acceleration;
  chooseAcceleration(wanted: Acceleration): void;
  /** Reads a folder in the Hugging Face layout that the person picked; files keep their relative paths. */
  addFolder(files: File[]): Promise<Result<EncoderEntry>>;
}
