/** The playground: the form, the draw on screen, the sample that is open, and what can be done. */
import type { SampleRecord } from '../../core/bench/record.ts';
import { evaluateProgram, type Evaluation } from '../../core/evaluate.ts';
import { success } from '../../core/failure.ts';
import type { Encoder } from '../../core/ports/encoder.ts';
import type { Reference } from '../../core/reference.ts';
import { judgeAttempts, type Sample } from '../../core/sample.ts';
import type { Shared } from '../../core/share.ts';
import { SILENT } from '../../core/stage.ts';
import { AskForm } from './ask-form.svelte.ts';
import { Chance } from './chance.svelte.ts';
import { DrawRun, type RunRequest, type RunTools } from './draw-run.svelte.ts';
import { Editing } from './editing.svelte.ts';
import { Encoding } from './encoding.svelte.ts';
import { HistoryList } from './history-list.svelte.ts';
import { keep, readKept } from './kept.ts';
import type { Notices } from './notices.svelte.ts';
import { isOwnProgram, OWN_PROVIDER, recordOfOwnProgram } from './own-program.ts';
import { bestOf, ranked, sortKeysOf, together, type SortKey } from './ranking.ts';
import { referenceFromFile, type NamedReference } from './reference-file.ts';
import { requestOf, withPersonsMarks } from './rescore.ts';
import type { SampleSlot } from './sample-slot.svelte.ts';
import { ScreenDrawing } from './screen-drawing.ts';
import type { Services } from './services.ts';
import { StreamPreview } from './stream-preview.ts';
import { Templates } from './templates.svelte.ts';

/** Sharp on a screen of twice the density at the stage's size. */
export const STAGE_PX = 864;
const LAST_DRAW = 'last-draw';

export class Playground {
  readonly form = new AskForm();
  readonly templates = new Templates();
  readonly encoding: Encoding;
  readonly chance: Chance;
  readonly drawing: ScreenDrawing;
  readonly history: HistoryList;

  run = $state.raw<DrawRun | null>(null);
  /** Whether a draw of an earlier visit is being read: neither first visit nor workbench yet. */
  restoring = $state(true);
  #openIndex = $state(0);
  #personChose = false;
  #editings = $state.raw<ReadonlyMap<string, Editing>>(new Map());
  #sort = $state.raw<SortKey | null>(null);
  reference = $state.raw<NamedReference | null>(null);

  readonly #services: Services;
  readonly #notices: Notices;
  readonly #preview: StreamPreview;

  constructor(services: Services, notices: Notices) {
    this.#services = services;
    this.#notices = notices;
    this.encoding = new Encoding(services.encoders);
    this.chance = new Chance(services.captions);
    this.drawing = new ScreenDrawing(services.renderer);
    this.history = new HistoryList(services.history, notices);
    this.#preview = new StreamPreview(this.drawing, STAGE_PX);
  }

  // What is on screen

  get slots(): readonly SampleSlot[] {
    return this.run?.slots ?? [];
  }
  get open(): SampleSlot | null {
    return this.slots.find(({ index }) => index === this.#openIndex) ?? this.slots[0] ?? null;
  }
  get running(): boolean {
    return this.run?.running ?? false;
  }
  get sortKeys(): SortKey[] {
    return sortKeysOf(this.slots);
  }
  /** What the samples are judged by: the person's choice, else the first text-image score. */
  get judgedBy(): SortKey | null {
    const keys = this.sortKeys;
    const chosen = this.#sort;
    const known = keys.find(
      (key) => key.metric === chosen?.metric && key.encoderId === chosen.encoderId,
    );
    return known ?? keys[0] ?? null;
  }
  get sortedByOrder(): boolean {
    return this.#sort === null || this.#sort.metric === 'order';
  }
  get shown(): readonly SampleSlot[] {
    return this.#sort === null || this.running ? this.slots : ranked(this.slots, this.#sort);
  }
  get best(): SampleSlot | null {
    return bestOf(this.slots, this.judgedBy);
  }
  get together() {
    return together(this.slots, this.judgedBy);
  }
  /** The open sample under the person's hands; `null`: as the model sent it. */
  get editing(): Editing | null {
    const id = this.open?.record?.id;
    return id === undefined ? null : (this.#editings.get(id) ?? null);
  }

  /** What chance gives for the open picture, by encoder key. */
  get chanceOfOpen(): ReadonlyMap<string, readonly number[]> {
    const { open, editing } = this;
    const evaluation = editing?.evaluation ?? open?.evaluation ?? null;
    return this.chance.cosines(evaluation, open?.record?.prompt ?? '');
  }

  // What the person does

  sortBy(key: SortKey | null): void {
    this.#sort = key;
  }

  openSample(index: number): void {
    this.#personChose = true;
    this.#show(index);
  }

  /** @param by +1 or -1, in the order on screen; stops at the ends */
  step(by: number): void {
    const at = this.shown.findIndex((slot) => slot === this.open);
    const next = this.shown[at + by];
    if (next !== undefined) this.openSample(next.index);
  }

  async draw(): Promise<void> {
    const { fields } = this.form;
    const prompt = fields.prompt.trim();
    if (prompt === '' || this.running) return;
    const request = this.#requestOf(crypto.randomUUID(), prompt);
    const tools = await this.#runTools();
    if (tools === null || this.running) return;
    this.#personChose = false;
    this.#openIndex = 0;
    this.run = DrawRun.start(request, fields.samples, tools);
    this.#preview.follow(this.run);
    this.#notices.say(`Asking ${tools.model.title}`);
    this.#rememberDraw(request.drawId);
  }

  stop(): void {
    this.run?.stop();
  }

  async retry(index: number): Promise<void> {
    const { run } = this;
    if (run === null || run.running) return;
    const tools = await this.#runTools();
    if (tools === null) return;
    run.retry(index, this.#requestOf(run.drawId, run.prompt), tools);
    this.#preview.follow(run);
  }

  /** Marks one sample as the person's best; again takes the mark away. */
  async keepAsBest(index: number): Promise<void> {
    const chosen = this.slots.find((slot) => slot.index === index);
    if (chosen === undefined || chosen.record === null) return;
    const mark = !chosen.record.best;
    for (const slot of this.slots) {
      const best = slot === chosen && mark;
      if (slot.record === null || slot.record.best === best) continue;
      slot.record = { ...slot.record, best };
      await this.#put(slot.record);
    }
    this.#notices.say(mark ? `Sample ${index + 1} kept as best` : 'Mark taken away');
  }

  edit(source: string): void {
    const record = this.open?.record;
    if (record == null) return;
    let editing = this.#editings.get(record.id);
    if (editing === undefined) {
      if (source === record.extraction.source) return;
      editing = this.#startEditing(record);
    }
    if (source !== editing.source) editing.change(source);
  }

  /** Back to the program as sent, with a way to return. */
  discardEdit(): void {
    const record = this.open?.record;
    const editing = this.editing;
    if (record == null || editing === null) return;
    this.#dropEditing(record.id);
    this.#updateRecord(record.id, (current) => ({ ...current, edited: null }));
    this.#notices.tell('Edit taken back', { label: 'Redo', run: () => this.edit(editing.source) });
  }

  /** Shows and scores a program that no model was asked for. */
  async showProgram(source: string): Promise<void> {
    this.stop();
    const encoders = await this.encoding.open();
    const evaluation = await this.#evaluate(source, this.form.fields.prompt, encoders, NEVER);
    const record = this.#recordOfOwn(source, evaluation, crypto.randomUUID());
    this.run = DrawRun.fromRecords([record]);
    this.slots[0]!.evaluation = evaluation;
    this.#show(0);
    await this.#put(record);
    this.#rememberDraw(record.drawId);
  }

  async useReference(file: File): Promise<void> {
    const made = await referenceFromFile(file, this.#services.renderer);
    if (!made.ok) return this.#notices.fault(made.failure.detail);
    this.reference = made.value;
    await this.rescore();
  }

  async dropReference(): Promise<void> {
    this.reference = null;
    await this.rescore();
  }

  /** Judges every answer on screen again, as after a new encoder, reference or weights. */
  async rescore(): Promise<void> {
    const { run } = this;
    const encoders = await this.encoding.open();
    for (const slot of run?.slots ?? []) {
      if (run !== this.run || slot.record === null) return;
      await this.#judgeAgain(slot, encoders);
    }
    await this.editing?.score();
  }

  /** Opens a draw of the history, or says why it cannot. */
  async restore(drawId: string): Promise<boolean> {
    const found = await this.#services.history.samples(drawId);
    if (!found.ok) {
      this.#notices.fault(found.failure.detail);
      return false;
    }
    const { records, unreadable } = found.value;
    if (unreadable > 0) this.#notices.fault(`${unreadable} records of this draw cannot be read`);
    if (records.length === 0) return false;
    this.#showRecords(records);
    return true;
  }

  /** Takes over what a link holds. Its program is drawn and scored here; no model is asked. */
  async showShared(shared: Shared): Promise<void> {
    const { prompt, canvas, settings, rule, template, program } = shared;
    this.form.change({ prompt, canvas, settings, rule });
    if (template !== null) this.form.change({ templateId: this.templates.adopt(template).id });
    if (program !== null) await this.showProgram(program);
    this.restoring = false;
  }

  /** On start: the draw that was on screen when the page was left. */
  async restoreLast(): Promise<void> {
    const last = readKept(LAST_DRAW);
    try {
      if (typeof last === 'string' && this.run === null) await this.restore(last);
    } finally {
      this.restoring = false;
    }
  }

  /** Back to the first page; the draw stays in the history. */
  clear(): void {
    this.stop();
    this.run = null;
    keep(LAST_DRAW, null);
    this.form.change({ prompt: '' });
  }

  /** Loads the wanted encoders and what chance gives, while nothing else is under way. */
  async warmUp(): Promise<void> {
    for (const encoder of await this.encoding.open()) await this.chance.prepare(encoder);
  }

  // How it is done

  #requestOf(drawId: string, prompt: string): RunRequest {
    const { model, canvas, settings, rule, mend, weights, templateId } = this.form.fields;
    return {
      drawId,
      prompt,
      item: null,
      template: this.templates.find(templateId),
      canvas,
      settings,
      model: { providerId: model.providerId, id: model.modelId, title: model.title },
      rule,
      mend,
      weights,
      reference: this.reference?.reference ?? null,
    };
  }

  async #runTools(): Promise<RunTools | null> {
    const { model } = this.form.fields;
    try {
      const encoders: Encoder[] = [];
      const ready = this.encoding.open().then((opened) => encoders.push(...opened));
      return {
        model: await this.#services.models.open(model),
        scoring: { renderer: this.#services.renderer, encoders },
        ready,
        keep: (sample) => this.#keepSample(sample),
      };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#notices.fault(`${model.title || model.modelId} could not be opened: ${reason}`);
      return null;
    }
  }

  async #keepSample({ record }: Sample): Promise<void> {
    await this.#put(record);
    const { run } = this;
    const left = run?.slots.filter(({ phase }) => phase === 'queued' || phase === 'running').length;
    this.#notices.say(`Sample ${record.sampleIndex + 1} ${outcomeWord(record)}`);
    // The slot itself completes right after this; the last one opens the best.
    if (left === 1) setTimeout(() => this.#openBest(run), 0);
  }

  #openBest(run: DrawRun | null): void {
    if (run !== this.run || this.#personChose) return;
    this.#show(this.best?.index ?? this.#openIndex);
  }

  #show(index: number): void {
    this.#openIndex = index;
    const slot = this.open;
    const record = slot?.record;
    if (slot == null || record == null) return;
    void this.drawSlot(slot);
    if (record.edited !== null && !this.#editings.has(record.id)) this.edit(record.edited.source);
    if (slot.evaluation === null) void this.#embedAgain(slot);
  }

  /** Draws the picture of an ended sample, if it has one. */
  async drawSlot(slot: SampleSlot): Promise<void> {
    const source = slot.record?.mendedSource ?? slot.record?.extraction.source;
    if (source == null || slot.record?.failure != null) return;
    const drawn = await this.drawing.draw(source, STAGE_PX);
    if (drawn.ok) slot.picture = drawn.value;
  }

  #showRecords(records: readonly SampleRecord[]): void {
    this.stop();
    this.run = DrawRun.fromRecords(records);
    const { prompt, model, drawId } = records[0]!;
    this.form.change({ prompt });
    if (model.providerId !== OWN_PROVIDER) {
      const { providerId, id, title } = model;
      this.form.change({ model: { providerId, modelId: id, title } });
    }
    this.#personChose = true;
    for (const slot of this.slots) void this.drawSlot(slot);
    this.#show(this.best?.index ?? records[0]!.sampleIndex);
    this.#rememberDraw(drawId);
  }

  #startEditing(record: SampleRecord): Editing {
    const editing = new Editing({
      drawing: this.drawing,
      sidePx: STAGE_PX,
      evaluate: async (source, signal) =>
        this.#evaluate(source, record.prompt, await this.encoding.open(), signal),
      settled: (source, evaluation) => this.#settleEdit(record, source, evaluation),
    });
    this.#editings = new Map(this.#editings).set(record.id, editing);
    return editing;
  }

  /** An own program has nothing "as sent" to go back to: its record follows the edit. */
  #settleEdit(record: SampleRecord, source: string, evaluation: Evaluation): void {
    if (isOwnProgram(record)) {
      const slot = this.slots.find((candidate) => candidate.record?.id === record.id);
      const fresh = this.#recordOfOwn(source, evaluation, record.drawId);
      slot?.finish({ ...fresh, createdAt: record.createdAt }, evaluation);
      if (slot !== undefined) void this.drawSlot(slot);
      this.#dropEditing(record.id);
      void this.#put(fresh);
      return;
    }
    const edited =
      source === record.extraction.source ? null : { source, at: new Date().toISOString() };
    this.#updateRecord(record.id, (current) => ({ ...current, edited }));
  }

  #dropEditing(id: string): void {
    this.#editings.get(id)?.dispose();
    const rest = new Map(this.#editings);
    rest.delete(id);
    this.#editings = rest;
  }

  #updateRecord(id: string, change: (record: SampleRecord) => SampleRecord): void {
    const slot = this.slots.find(({ record }) => record?.id === id);
    if (slot?.record == null) return;
    slot.record = change(slot.record);
    void this.#put(slot.record);
  }

  #evaluate(
    source: string,
    caption: string,
    encoders: Encoder[],
    signal: AbortSignal,
  ): Promise<Evaluation> {
    const { mend, weights } = this.form.fields;
    const scoring = {
      caption: caption.trim(),
      reference: this.#referenceNow,
      repair: mend ? 'mend' : 'none',
      weights,
      formatted: false,
    } as const;
    const tools = { renderer: this.#services.renderer, encoders };
    return evaluateProgram(success(source), scoring, tools, SILENT, signal);
  }

  get #referenceNow(): Reference | null {
    return this.reference?.reference ?? null;
  }

  #recordOfOwn(source: string, evaluation: Evaluation, drawId: string): SampleRecord {
    const reference = this.#referenceNow;
    return recordOfOwnProgram(source, evaluation, {
      drawId,
      createdAt: new Date().toISOString(),
      fields: $state.snapshot(this.form.fields),
      renderer: this.#services.renderer.version,
      reference: reference === null ? null : { kind: reference.kind, sha256: reference.sha256 },
    });
  }

  /** Embeddings are not kept: a sample from the history gets them when it is opened. */
  async #embedAgain(slot: SampleSlot): Promise<void> {
    const { record } = slot;
    const source = record?.extraction.source;
    if (source == null || record!.failure !== null) return;
    const encoders = await this.encoding.open();
    if (encoders.length === 0 || slot.evaluation !== null) return;
    slot.evaluation = await this.#evaluate(source, record!.prompt, encoders, NEVER);
  }

  async #judgeAgain(slot: SampleSlot, encoders: Encoder[]): Promise<void> {
    const record = slot.record!;
    const reference = this.#referenceNow;
    if (isOwnProgram(record)) {
      const source = record.extraction.source ?? '';
      const evaluation = await this.#evaluate(source, record.prompt, encoders, NEVER);
      const fresh = this.#recordOfOwn(source, evaluation, record.drawId);
      slot.finish(withPersonsMarks({ ...fresh, createdAt: record.createdAt }, record), evaluation);
    } else if (record.attempts.length > 0) {
      const request = { ...requestOf(record, reference), weights: this.form.fields.weights };
      const tools = { renderer: this.#services.renderer, encoders };
      const silent = { ...SILENT, text() {}, reasoning() {}, extracted() {} };
      const again = await judgeAttempts(request, record.attempts, tools, silent, NEVER);
      slot.finish(withPersonsMarks(again.record, record), again.evaluation);
    }
    await this.#put(slot.record!);
  }

  async #put(record: SampleRecord): Promise<void> {
    const kept = await this.#services.history.put(record);
    if (!kept.ok) this.#notices.fault(kept.failure.detail);
  }

  #rememberDraw(drawId: string): void {
    keep(LAST_DRAW, drawId);
  }
}

/** For work that nobody can stop any more. */
const NEVER = new AbortController().signal;

const outcomeWord = (record: SampleRecord): string =>
  record.failure === null ? 'is drawn and scored' : `has no picture: ${record.failure.detail}`;
