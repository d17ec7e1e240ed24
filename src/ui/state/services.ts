/** What the page is given by `main.ts`: ports, never a technology. */
import type { Result } from '../../core/failure.ts';
import type { ObjectDrawing } from '../../core/objects/object-drawing.ts';
import type { EncoderShelf } from '../../core/ports/encoder.ts';
import type { HistoryStore } from '../../core/ports/history-store.ts';
import type { ModelShelf } from '../../core/ports/model-shelf.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { EmbeddingCache } from '../../core/ports/embedding-cache.ts';
import type { ProgramReader } from '../../core/ports/program-reader.ts';
import type { ReadRecords } from '../../core/ports/read-records.ts';
import type { Renderer } from '../../core/ports/renderer.ts';
import type { Reporter } from '../../core/ports/reporter.ts';
import type { RunLibrary } from '../../core/ports/run-library.ts';
import type { FileTold, SuiteProgress, SuiteShelf } from '../../core/ports/suite-shelf.ts';
import type { SuiteStore } from '../../core/ports/suite-store.ts';
import type { RowsLook } from '../../core/suite/look-at-rows.ts';
import type { AnswerRow } from '../../core/suite/read-answers.ts';
import type { ReplaySpeed } from './replay-speed.ts';

/** A prompt that replay can answer, with the answer shown on the first page. */
export interface Example {
  prompt: string;
  category: string;
  /** The program whose picture stands for it, as a model wrote it. */
  program: string | null;
}

/** What benchmarks need beside the rest. */
export interface BenchmarkServices {
  runs: RunLibrary;
  suites: SuiteShelf;
  suiteStore: SuiteStore;
  embeddings: EmbeddingCache & { clear(): Promise<Result<void>> };
  clock: Clock;
  /** A new one, for one view of results: release it when the view is left. */
  reporter(): Reporter;
  /** The first rows of such a file, before it is read. */
  lookAtAnswers(file: File, told: FileTold): Promise<Result<RowsLook>>;
  /**
   * A file of answers made elsewhere, of any known kind, row by row.
   * @throws Unreadable, in words, where it is of another kind; the signal's reason when aborted
   */
  readAnswers(
    file: File,
    told: FileTold,
    onProgress: (progress: SuiteProgress) => void,
    signal: AbortSignal,
  ): AsyncIterable<AnswerRow>;
}

export interface Services {
  models: ModelShelf;
  renderer: Renderer;
  programs: ProgramReader;
  encoders: EncoderShelf;
  history: HistoryStore;
  /** Loaded when first used. */
  readRecords(): Promise<ReadRecords>;
  replaySpeed: ReplaySpeed;
  /** Whether the site has another version of this app by now; `false` without a network. */
  isPublishedAnew(): Promise<boolean>;
  /** Loaded when the page of benchmarks is first opened. */
  benchmark(): Promise<BenchmarkServices>;
  /** The bundled captions that a picture is compared with to know what chance gives. */
  captions(): Promise<readonly string[]>;
  /** The prompts that replay knows, best known first. */
  examples(): Promise<readonly Example[]>;
  /** Every drawing of the object library, by noun, then style. Loaded when first asked for. */
  objects(): Promise<readonly ObjectDrawing[]>;
}
