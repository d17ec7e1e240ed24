/** The playground as the first page needs it. The bench, with the whole flow, loads behind it. */
import type { Shared } from '../../core/share.ts';
import { AskForm } from './ask-form.svelte.ts';
import type { Bench } from './bench.svelte.ts';
import { Encoding } from './encoding.svelte.ts';
import { HistoryList } from './history-list.svelte.ts';
import { keep, readKept } from './kept.ts';
import type { Notices } from './notices.svelte.ts';
import { ScreenDrawing } from './screen-drawing.ts';
import type { Services } from './services.ts';
import { Templates } from './templates.svelte.ts';

const LAST_DRAW = 'last-draw';

export class Playground {
  readonly form = new AskForm();
  readonly templates = new Templates();
  readonly encoding: Encoding;
  readonly drawing: ScreenDrawing;
  readonly history: HistoryList;

  bench = $state.raw<Bench | null>(null);
  /** Whether a draw of an earlier visit is being read: neither first visit nor workbench yet. */
  restoring = $state(readKept(LAST_DRAW) !== null);

  readonly #services: Services;
  readonly #notices: Notices;
  #loading: Promise<Bench> | null = null;

  constructor(services: Services, notices: Notices) {
    this.#services = services;
    this.#notices = notices;
    this.encoding = new Encoding(services.encoders);
    this.drawing = new ScreenDrawing(services.renderer, services.programs);
    this.history = new HistoryList(services.history, notices);
  }

  get running(): boolean {
    return this.bench?.running ?? false;
  }
  /** Whether a draw is on screen. */
  get working(): boolean {
    return this.bench !== null && this.bench.run !== null;
  }

  async draw(): Promise<void> {
    if (this.form.fields.prompt.trim() === '') return this.#notices.tell('Say what to draw first');
    await (await this.loadBench()).draw();
  }

  async showProgram(source: string): Promise<void> {
    await (await this.loadBench()).showProgram(source);
  }

  /** Opens a draw of the history, or says why it cannot. @returns whether it is on screen */
  async restore(drawId: string): Promise<boolean> {
    const found = await this.#services.history.samples(drawId);
    if (!found.ok) {
      this.#notices.fault(found.failure.detail);
      return false;
    }
    const { records, unreadable } = found.value;
    if (unreadable > 0) this.#notices.fault(`${unreadable} records of this draw cannot be read`);
    if (records.length === 0) return false;
    (await this.loadBench()).showRecords(records);
    return true;
  }

  /** On start: the draw that was on screen when the page was left. */
  async restoreLast(): Promise<void> {
    const last = readKept(LAST_DRAW);
    try {
      if (typeof last === 'string' && !this.working) await this.restore(last);
    } finally {
      this.restoring = false;
    }
  }

  /** Takes over what a link holds. Its program is drawn and scored here; no model is asked. */
  async showShared(shared: Shared): Promise<void> {
    const { prompt, canvas, settings, rule, template, program } = shared;
    this.form.change({ prompt, canvas, settings, rule });
    if (template !== null) this.form.change({ templateId: this.templates.adopt(template).id });
    if (program !== null) await this.showProgram(program);
  }

  /** Back to the first page; the draw stays in the history. */
  clear(): void {
    this.bench?.clear();
    keep(LAST_DRAW, null);
    this.form.change({ prompt: '' });
  }

  async warmUp(): Promise<void> {
    await (await this.loadBench()).warmUp();
  }

  loadBench(): Promise<Bench> {
    this.#loading ??= this.#makeBench();
    // A failed load must not stand in the way of the next try.
    this.#loading.catch(() => (this.#loading = null));
    return this.#loading;
  }

  async #makeBench(): Promise<Bench> {
    const { Bench } = await import('./bench.svelte.ts');
    this.bench = new Bench({
      services: this.#services,
      notices: this.#notices,
      form: this.form,
      templates: this.templates,
      encoding: this.encoding,
      drawing: this.drawing,
      shown: (drawId) => keep(LAST_DRAW, drawId),
    });
    return this.bench;
  }
}
