/**
 * A program under the person's hands: redrawn at every change, scored when typing pauses. Answers
 * that come late are dropped. The scores of the model's own answer stay as they were.
 */
import { tick } from 'svelte';
import type { Evaluation } from '../../core/evaluate.ts';
import type { Failure } from '../../core/failure.ts';
import type { Mend } from '../../core/program/candidate.ts';
import type { ProgramReader } from '../../core/ports/program-reader.ts';
import { prepareProgram, type PreparedProgram } from '../../core/program/prepare.ts';
import { isLarge } from '../../core/program/read-aside.ts';
import { Latest } from './latest.ts';
import type { ScreenDrawing, ScreenPicture } from './screen-drawing.ts';

export interface EditingTools {
  drawing: Pick<ScreenDrawing, 'drawOnce'>;
  /** For large programs; absent: they are checked on this thread. */
  programs?: Pick<ProgramReader, 'prepare'>;
  /** For a look that lasts. */
  sidePx: number;
  /** While typing: a quarter of the pixels is drawn and moved in a quarter of the time. */
  draftSidePx: number;
  evaluate(source: string, signal: AbortSignal): Promise<Evaluation>;
  /** Called with each scored edit. */
  settled(source: string, evaluation: Evaluation): void;
}

/** Longer than between two keys of a burst, short enough that the score follows the hand. */
const PAUSE_MS = 60;

/** Marks of the page's user timing, which the benchmarks and any profiler read. */
const EDITED = 'program-edited';

export class Editing {
  source = $state('');
  /** Of the program as typed; `null`: valid. */
  strictFailure = $state.raw<Failure | null>(null);
  mends = $state.raw<readonly Mend[]>([]);
  /** The last that could be drawn: a half-typed tag does not blank the picture. */
  picture = $state.raw<ScreenPicture | null>(null);
  /** Why the program as it is cannot be drawn; `picture` is then of an earlier one. */
  failure = $state.raw<Failure | null>(null);
  evaluation = $state.raw<Evaluation | null>(null);
  scoring = $state(false);

  readonly #tools: EditingTools;
  readonly #scores = new Latest();
  #drawing = false;
  #marking = false;
  #drawn = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort = new AbortController();

  constructor(tools: EditingTools) {
    this.#tools = tools;
  }

  change(source: string): void {
    this.source = source;
    performance.clearMarks(EDITED);
    performance.mark(EDITED);
    const { programs } = this.#tools;
    if (programs === undefined || !isLarge(source)) this.#mark(prepareProgram(source, 'mend'));
    else void this.#markLarge(programs);
    void this.#draw();
    this.scoring = true;
    this.#abort.abort(SUPERSEDED);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.score(), PAUSE_MS);
  }

  /** Scores what stands there now, at once. */
  async score(): Promise<void> {
    clearTimeout(this.#timer);
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const isLatest = this.#scores.begin();
    const { source } = this;
    this.scoring = true;
    try {
      const evaluation = await this.#tools.evaluate(source, signal);
      if (!isLatest()) return;
      this.evaluation = evaluation;
      measureSince(EDITED, 'edit-to-score');
      this.#tools.settled(source, evaluation);
      void this.#refine(source);
    } catch (error) {
      if (error !== SUPERSEDED) throw error;
    } finally {
      if (isLatest() && !signal.aborted) this.scoring = false;
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#scores.drop();
    this.#abort.abort(SUPERSEDED);
  }

  #mark({ strictFailure, mends }: PreparedProgram): void {
    this.strictFailure = strictFailure;
    this.mends = mends;
  }

  /** One check at a time; whatever was typed meanwhile is checked next, and only that. */
  async #markLarge(programs: Pick<ProgramReader, 'prepare'>): Promise<void> {
    if (this.#marking) return;
    this.#marking = true;
    try {
      for (let marked = ''; marked !== this.source && isLarge(this.source);) {
        marked = this.source;
        const prepared = await programs.prepare(marked, 'mend');
        if (marked === this.source) this.#mark(prepared);
      }
    } finally {
      this.#marking = false;
    }
  }

  /** One drawing at a time; whatever was typed meanwhile is drawn next, and only that. */
  async #draw(): Promise<void> {
    if (this.#drawing) return;
    this.#drawing = true;
    try {
      while (this.#drawn !== this.source) {
        this.#drawn = this.source;
        const result = await this.#tools.drawing.drawOnce(this.#drawn, this.#tools.draftSidePx);
        if (result.ok) this.picture = result.value;
        this.failure = result.ok ? null : result.failure;
        await tick();
        measureSince(EDITED, 'edit-to-picture');
      }
    } finally {
      this.#drawing = false;
    }
  }

  /** The drawing of a program that stands, in place of its draft. */
  async #refine(source: string): Promise<void> {
    const result = await this.#tools.drawing.drawOnce(source, this.#tools.sidePx);
    if (result.ok && this.source === source) this.picture = result.value;
  }
}

const SUPERSEDED = new DOMException('A newer edit takes its place', 'AbortError');

/** Told to whoever observes; kept nowhere, as there is one for every key. */
function measureSince(mark: string, name: string): void {
  if (performance.getEntriesByName(mark).length === 0) return;
  performance.measure(name, mark);
  performance.clearMeasures(name);
}
