/** A file of answers made elsewhere, read whole before a run is made of it. */
import type { SuiteProgress } from '../../../core/ports/suite-shelf.ts';
import { suiteIdOf } from '../../../core/suite/read-suite.ts';
import { Latest } from '../latest.ts';
import type { BenchmarkServices } from '../services.ts';
import { gatherAnswers, type AnswerReading } from './gather-answers.ts';

export class AnswerChoice {
  file = $state.raw<File | null>(null);
  /** Who answered, for the records. */
  modelTitle = $state('');
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

  async read(file: File): Promise<void> {
    this.cancel();
    const isLatest = this.#latest.begin();
    const busy = new AbortController();
    this.#busy = busy;
    this.file = file;
    this.reading = null;
    this.failure = '';
    this.modelTitle ||= suiteIdOf(file.name);
    try {
      const told = (progress: SuiteProgress) => {
        if (isLatest()) this.progress = progress;
      };
      const rows = this.#services.readAnswers(file, told, busy.signal);
      const reading = await gatherAnswers(rows);
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
