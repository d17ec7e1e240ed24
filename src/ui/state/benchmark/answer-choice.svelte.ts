/** A file of answers made elsewhere, read whole before a run is made of it. */
import type { DuplicateRecordRule } from '../../../core/bench/duplicate-record.ts';
import type { FileTold, SuiteProgress } from '../../../core/ports/suite-shelf.ts';
import type { RowsLook } from '../../../core/suite/look-at-rows.ts';
import { suiteIdOf } from '../../../core/suite/read-suite.ts';
import { Latest } from '../latest.ts';
import type { BenchmarkServices } from '../services.ts';
import { gatherAnswers, type AnswerReading } from './gather-answers.ts';

export class AnswerChoice {
  file = $state.raw<File | null>(null);
  /** Who answered, for the records. */
  modelTitle = $state('');
  /** What the person says of the file. */
  told = $state.raw<FileTold>({});
  /** Of a CSV, which waits until the person has seen it so. */
  look = $state.raw<RowsLook | null>(null);
  /** Of a question that is answered again. */
  duplicates = $state<DuplicateRecordRule>('keep-first');
  reading = $state.raw<AnswerReading | null>(null);
  progress = $state.raw<SuiteProgress | null>(null);
  failure = $state('');
  #busy = $state.raw<AbortController | null>(null);

  readonly #services: BenchmarkServices;
  readonly #latest = new Latest();

  constructor(services: BenchmarkServices) {
    this.#services = services;
  }

  get busy(): boolean {
    return this.#busy !== null;
  }

  /** Looks at a file first: one in JSON is read at once. */
  async open(file: File, told: FileTold = {}): Promise<void> {
    this.cancel();
    const isLatest = this.#latest.begin();
    this.file = file;
    this.told = told;
    this.look = null;
    this.reading = null;
    this.failure = '';
    this.modelTitle ||= suiteIdOf(file.name);
    const look = await this.#services.lookAtAnswers(file, told);
    if (!isLatest()) return;
    if (!look.ok) this.failure = look.failure.detail;
    else if (look.value.dialect === null) await this.read();
    else this.look = look.value;
  }

  /** Reads the file as it was told. */
  async read(): Promise<void> {
    const { file, told, duplicates } = this;
    if (file === null) return;
    this.cancel();
    const isLatest = this.#latest.begin();
    const busy = new AbortController();
    this.#busy = busy;
    this.reading = null;
    this.failure = '';
    try {
      const onProgress = (progress: SuiteProgress) => {
        if (isLatest()) this.progress = progress;
      };
      const rows = this.#services.readAnswers(file, told, onProgress, busy.signal);
      const reading = await gatherAnswers(rows, duplicates);
      if (isLatest()) this.reading = reading;
    } catch (error) {
      if (isLatest()) this.failure = error instanceof Error ? error.message : String(error);
    } finally {
      if (this.#busy === busy) this.#busy = null;
    }
  }

  cancel(): void {
    this.#latest.drop();
    this.#busy?.abort(new DOMException('Stopped by the person', 'AbortError'));
    this.#busy = null;
    this.progress = null;
  }
}
