/** The suite of a new run: by name, or from a file, with the step in which its columns are told. */
import type { Failure, Result } from '../../../core/failure.ts';
import type { FileTold, SuiteProgress } from '../../../core/ports/suite-shelf.ts';
import type { FileInsight } from '../../../core/suite/inspect-file.ts';
import type { ColumnMapping } from '../../../core/suite/mapping.ts';
import type { SuiteReading } from '../../../core/suite/read-suite.ts';
import type { DuplicateRule } from '../../../core/suite/suite-builder.ts';
import { Latest } from '../latest.ts';
import type { BenchmarkServices } from '../services.ts';
import { FolderPictures } from './folder-pictures.ts';

export const OWN_FILE = 'file';

export class SuiteChoice {
  /** Id of an entry of the shelf, or `OWN_FILE`. */
  chosen = $state('starter');
  /** Of `composition`. */
  seed = $state(7);
  size = $state(200);
  file = $state.raw<File | null>(null);
  /** What the person says of the file. */
  told = $state.raw<FileTold>({});
  /** Of ids that occur again in it. */
  duplicates = $state<DuplicateRule>('keep-first');
  /** What a file is; a CSV waits until the person has seen it so. */
  insight = $state.raw<FileInsight | null>(null);
  mapping = $state.raw<ColumnMapping | null>(null);
  reading = $state.raw<SuiteReading | null>(null);
  pictures = $state.raw<FolderPictures | null>(null);
  progress = $state.raw<SuiteProgress | null>(null);
  failure = $state.raw<Failure | null>(null);
  #busy = $state.raw<AbortController | null>(null);

  readonly #services: BenchmarkServices;
  readonly #opened: () => void;
  readonly #latest = new Latest();

  /** @param opened called when a suite is here */
  constructor(services: BenchmarkServices, opened: () => void) {
    this.#services = services;
    this.#opened = opened;
  }

  get entries() {
    return this.#services.suites.entries();
  }
  get entry() {
    return this.entries.find(({ id }) => id === this.chosen) ?? null;
  }
  get busy(): boolean {
    return this.#busy !== null;
  }

  /** Bundled suites open at once; one that is fetched waits for the button. */
  choose(id: string): void {
    this.cancel();
    this.#forget();
    this.file = null;
    this.chosen = id;
    const kind = this.entry?.origin.kind;
    if (kind === 'bundled' || kind === 'generated') void this.open();
  }

  /** Opens what is chosen by name: makes it, or fetches it. */
  open(): Promise<void> {
    const { chosen, seed, size } = this;
    const id = this.entry?.origin.kind === 'generated' ? `${chosen}-${seed}-${size}` : chosen;
    return this.#read((onProgress, signal) => this.#services.suites.open(id, onProgress, signal));
  }

  /** Looks at a file first: JSON of a known kind is read at once, a table waits for its columns. */
  async openFile(file: File, told: FileTold = {}): Promise<void> {
    this.cancel();
    this.#forget();
    this.chosen = OWN_FILE;
    this.file = file;
    this.told = told;
    const isLatest = this.#latest.begin();
    const insight = await this.#services.suites.inspect(file, told);
    if (!isLatest()) return;
    if (!insight.ok) {
      this.failure = insight.failure;
      return;
    }
    this.insight = insight.value;
    this.mapping = insight.value.mapping;
    const { shape, dialect } = insight.value;
    if (shape !== 'table' && dialect === null) await this.readFile(null);
  }

  /** @param mapping of a table's columns; `null`: the file is of a known kind */
  async readFile(mapping: ColumnMapping | null): Promise<void> {
    const { file, told, duplicates } = this;
    if (file === null) return;
    await this.#read((onProgress, signal) =>
      this.#services.suites.read(file, { ...told, mapping, duplicates }, onProgress, signal),
    );
  }

  /** Looks at the file again as the person says that it is written. */
  async tell(told: FileTold): Promise<void> {
    if (this.file !== null) await this.openFile(this.file, told);
  }

  /** Reads it again with the other rule. */
  async settleDuplicates(rule: DuplicateRule): Promise<void> {
    this.duplicates = rule;
    if (this.reading !== null)
      await this.readFile(this.insight?.shape === 'table' ? this.mapping : null);
  }

  usePictures(files: readonly File[]): void {
    if (this.reading !== null) this.pictures = new FolderPictures(this.reading.suite, files);
  }

  cancel(): void {
    this.#latest.drop();
    this.#busy?.abort(new DOMException('Stopped by the person', 'AbortError'));
    this.#busy = null;
    this.progress = null;
  }

  async #read(
    read: (
      onProgress: (progress: SuiteProgress) => void,
      signal: AbortSignal,
    ) => Promise<Result<SuiteReading>>,
  ): Promise<void> {
    this.cancel();
    this.reading = null;
    this.pictures = null;
    this.failure = null;
    const isLatest = this.#latest.begin();
    const busy = new AbortController();
    this.#busy = busy;
    try {
      const told = (progress: SuiteProgress) => {
        if (isLatest()) this.progress = progress;
      };
      const result = await read(told, busy.signal);
      if (!isLatest()) return;
      if (result.ok) {
        this.reading = result.value;
        this.#opened();
      } else this.failure = result.failure;
    } catch (error) {
      if (!busy.signal.aborted) throw error;
    } finally {
      if (this.#busy === busy) {
        this.#busy = null;
        this.progress = null;
      }
    }
  }

  #forget(): void {
    this.insight = null;
    this.mapping = null;
    this.reading = null;
    this.pictures = null;
    this.failure = null;
  }
}
