/** The bench: the draw on screen, the sample that is open, and what can be done with them. */
import { SvelteMap } from 'svelte/reactivity';
import type { SampleRecord } from '../../core/bench/record.ts';
import type { Evaluation } from '../../core/evaluate.ts';
import type { Failure } from '../../core/failure.ts';
import type { RewardWeights } from '../../core/metric/reward.ts';
import type { Encoder } from '../../core/ports/encoder.ts';
import { isUnscored } from '../../core/bench/sample-record.ts';
import type { Sample } from '../../core/sample.ts';
import type { AskForm } from './ask-form.svelte.ts';
import { Chance } from './chance.svelte.ts';
import { DrawRun, type RunRequest, type RunTools } from './draw-run.svelte.ts';
import { Editing } from './editing.svelte.ts';
import type { Encoding } from './encoding.svelte.ts';
import { Judge } from './judge.ts';
import { Latest } from './latest.ts';
import { nowIso } from './now.ts';
import type { Notices } from './notices.svelte.ts';
import { isOwnProgram, OWN_PROVIDER } from './own-program.ts';
import { bestOf, ranked, sortKeysOf, together, type SortKey } from './ranking.ts';
import { referenceFromFile, type NamedReference } from './reference-file.ts';
import { SampleSlot } from './sample-slot.svelte.ts';
import type { ScreenDrawing } from './screen-drawing.ts';
import type { Services } from './services.ts';
import { StreamPreview } from './stream-preview.ts';
import type { Templates } from './templates.svelte.ts';

/** Sharp on a screen of twice the density at the stage's size. */
const STAGE_PX = 864;

export interface BenchParts {
  services: Services;
  notices: Notices;
  form: AskForm;
  templates: Templates;
  encoding: Encoding;
  drawing: ScreenDrawing;
  /** Called with the draw that came on screen. */
  shown(drawId: string): void;
}

export class Bench {
  run = $state.raw<DrawRun | null>(null);
  reference = $state.raw<NamedReference | null>(null);
  readingReference = $state(false);
  referenceFailure = $state.raw<Failure | null>(null);
  readonly chance: Chance;
  #openIndex = $state(0);
  #personChose = false;
  readonly #editings = new SvelteMap<string, Editing>();
  #sort = $state.raw<SortKey | null>(null);

  readonly #references = new Latest();
  #weighing: ReturnType<typeof setTimeout> | undefined;
  readonly #parts: BenchParts;
  readonly #judge: Judge;
  readonly #preview: StreamPreview;

  constructor(parts: BenchParts) {
    this.#parts = parts;
    this.chance = new Chance(parts.services.captions);
    this.#judge = new Judge({ ...parts, reference: () => this.reference?.reference ?? null });
    this.#preview = new StreamPreview({
      drawing: parts.drawing,
      isOpen: (slot) => slot === this.open,
      finish: (slot) => this.#drawSlot(slot),
    });
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
  /** In the order on screen; while asking, tiles stay where they are. */
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
  /** The program on screen: the edit, else what the model sent so far. */
  get source(): string {
    return this.editing?.source ?? this.open?.source ?? '';
  }
  /** Of what is on screen: the edit, else the answer. */
  get evaluation(): Evaluation | null {
    return this.editing?.evaluation ?? this.open?.evaluation ?? null;
  }
  /** What chance gives for the open picture, by encoder key. */
  get chanceOfOpen(): ReadonlyMap<string, readonly number[]> {
    return this.chance.cosines(this.evaluation, this.open?.record?.prompt ?? '');
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
    const { fields } = this.#parts.form;
    const request = this.#requestOf(crypto.randomUUID(), fields.prompt.trim());
    if (request.prompt === '' || this.running) return;
    const tools = await this.#runTools();
    if (tools === null || this.running) return;
    this.#personChose = false;
    this.#openIndex = 0;
    this.run = DrawRun.start(request, fields.samples, tools);
    void this.#preview.follow(this.run);
    this.#parts.notices.say(`Asking ${tools.model.title}`);
    this.#parts.shown(request.drawId);
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
    void this.#preview.follow(run);
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
    this.#parts.notices.say(mark ? `Sample ${index + 1} kept as best` : 'Mark taken away');
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
    const redo = () => this.edit(editing.source);
    this.#parts.notices.tell('Edit taken back', { label: 'Redo', run: redo });
  }

  /** Shows and scores a program that no model was asked for. */
  async showProgram(source: string): Promise<void> {
    this.stop();
    const slot = new SampleSlot(0, true);
    slot.startWith(source);
    const at = { drawId: crypto.randomUUID(), createdAt: nowIso() };
    const run = new DrawRun(at.drawId, this.#parts.form.fields.prompt.trim(), [slot]);
    this.run = run;
    // On screen before it is scored: the encoders may still be loading.
    const drawn = await this.#parts.drawing.drawOnce(source, STAGE_PX);
    if (drawn.ok) slot.picture = drawn.value;
    try {
      const { record, evaluation } = await this.#judge.ownProgram(source, at);
      slot.finish(record, evaluation);
      await this.#put(record);
    } catch (error) {
      return slot.breakWith(error instanceof Error ? error.message : String(error));
    }
    if (run !== this.run) return;
    this.#show(0);
    this.#parts.shown(run.drawId);
  }

  async useReference(file: File): Promise<void> {
    const isLatest = this.#references.begin();
    this.readingReference = true;
    const made = await referenceFromFile(file, this.#parts.services.renderer);
    if (!isLatest()) return;
    this.readingReference = false;
    this.referenceFailure = made.ok ? null : made.failure;
    if (!made.ok) return;
    this.reference = made.value;
    await this.rescore();
  }

  async dropReference(): Promise<void> {
    this.#references.drop();
    this.readingReference = false;
    this.referenceFailure = null;
    this.reference = null;
    await this.rescore();
  }

  weigh(weights: RewardWeights): void {
    this.#parts.form.change({ weights });
    // Numbers are typed digit by digit.
    clearTimeout(this.#weighing);
    this.#weighing = setTimeout(() => void this.rescore(), 300);
  }

  /** Judges every answer on screen again, as after a new encoder, reference or weights. */
  async rescore(): Promise<void> {
    await this.#judgeAgain(this.slots);
    await this.editing?.score();
  }

  /** Puts a draw of the history, or an imported one, on screen. */
  showRecords(records: readonly SampleRecord[]): void {
    this.stop();
    this.run = DrawRun.fromRecords(records);
    const { prompt, model, drawId, sampleIndex } = records[0]!;
    this.#parts.form.change({ prompt });
    if (model.providerId !== OWN_PROVIDER) {
      const { providerId, id, title } = model;
      this.#parts.form.change({ model: { providerId, modelId: id, title } });
    }
    this.#personChose = true;
    for (const slot of this.slots) void this.#drawSlot(slot);
    this.#show(this.best?.index ?? sampleIndex);
    this.#parts.shown(drawId);
    void this.#scoreRest();
  }

  clear(): void {
    this.stop();
    this.run = null;
  }

  /** Embeds what chance is made of, while nothing else is under way. */
  async warmUp(): Promise<void> {
    for (const encoder of await this.#parts.encoding.open()) await this.chance.prepare(encoder);
  }

  // How it is done

  #requestOf(drawId: string, prompt: string): RunRequest {
    const { model, canvas, settings, rule, mend, weights, templateId } = this.#parts.form.fields;
    return {
      drawId,
      prompt,
      item: null,
      template: this.#parts.templates.find(templateId),
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
    const { services, encoding, form, notices } = this.#parts;
    const { model } = form.fields;
    try {
      const encoders: Encoder[] = [];
      const ready = encoding.open().then((opened) => encoders.push(...opened));
      return {
        model: await services.models.open(model),
        scoring: { renderer: services.renderer, encoders },
        ready,
        keepAnswer: (unscored) => this.#keepAnswer(unscored),
        keep: (sample) => this.#keepSample(sample),
      };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      notices.fault(`${model.title || model.modelId} could not be opened: ${reason}`);
      return null;
    }
  }

  /** What the store has against it is said when the scored record meets it too. */
  async #keepAnswer(unscored: SampleRecord): Promise<void> {
    await this.#parts.services.history.put(unscored);
  }

  async #keepSample({ record }: Sample): Promise<void> {
    await this.#put(record);
    const { run } = this;
    const left = this.slots.filter(({ phase }) => phase === 'queued' || phase === 'running').length;
    this.#parts.notices.say(`Sample ${record.sampleIndex + 1} ${outcomeWords(record)}`);
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
    void this.#drawSlot(slot);
    if (record.edited !== null && !this.#editings.has(record.id)) this.edit(record.edited.source);
    void this.#embedAgain(slot);
  }

  /** Draws the picture of an ended sample, if it has one. */
  async #drawSlot(slot: SampleSlot): Promise<void> {
    const source = slot.record?.mendedSource ?? slot.record?.extraction.source;
    const drawable = source != null && slot.record?.failure === null;
    const drawn = drawable ? await this.#parts.drawing.draw(source, STAGE_PX) : null;
    // What was shown until now may be of a prefix.
    slot.picture = drawn?.ok ? drawn.value : null;
  }

  #startEditing(record: SampleRecord): Editing {
    const editing = new Editing({
      drawing: this.#parts.drawing,
      sidePx: STAGE_PX,
      draftSidePx: STAGE_PX / 2,
      evaluate: (source, signal) =>
        this.#judge.evaluate(source, record.prompt, record.extraction.rule, signal),
      settled: (source, evaluation) => this.#settleEdit(record, source, evaluation),
    });
    this.#editings.set(record.id, editing);
    return editing;
  }

  /** An own program has nothing "as sent" to go back to: its record follows the edit. */
  #settleEdit(record: SampleRecord, source: string, evaluation: Evaluation): void {
    if (!isOwnProgram(record)) {
      const changed = source !== record.extraction.source;
      const edited = changed ? { source, at: nowIso() } : null;
      return this.#updateRecord(record.id, (current) => ({ ...current, edited }));
    }
    const fresh = this.#judge.ownRecord(source, evaluation, record);
    const slot = this.slots.find((candidate) => candidate.record?.id === record.id);
    slot?.finish(fresh, evaluation);
    if (slot !== undefined) void this.#drawSlot(slot);
    this.#dropEditing(record.id);
    void this.#put(fresh);
  }

  #dropEditing(id: string): void {
    this.#editings.get(id)?.dispose();
    this.#editings.delete(id);
  }

  #updateRecord(id: string, change: (record: SampleRecord) => SampleRecord): void {
    const slot = this.slots.find(({ record }) => record?.id === id);
    if (slot?.record == null) return;
    slot.record = change(slot.record);
    void this.#put(slot.record);
  }

  /** Embeddings are not kept: a sample from the history gets them when it is opened. */
  async #embedAgain(slot: SampleSlot): Promise<void> {
    const { record } = slot;
    const source = record?.extraction.source;
    if (slot.evaluation !== null || source == null || record!.failure !== null) return;
    const evaluation = await this.#judge.evaluate(source, record!.prompt, record!.extraction.rule);
    slot.evaluation ??= evaluation;
  }

  async #judgeAgain(slots: readonly SampleSlot[]): Promise<void> {
    const { run } = this;
    for (const slot of slots) {
      if (slot.record === null) continue;
      const { record, evaluation } = await this.#judge.again(slot.record);
      if (run !== this.run) return;
      slot.finish(record, evaluation);
      await this.#put(record);
    }
  }

  /**
   * Of a draw that is opened again: scores answers whose page was closed before it did, and embeds
   * the others one by one, since how much they differ is said of all of them.
   */
  async #scoreRest(): Promise<void> {
    const { run } = this;
    const unscored = this.slots.filter(({ record }) => record !== null && isUnscored(record));
    await this.#judgeAgain(unscored);
    for (const slot of unscored) void this.#drawSlot(slot);
    for (const slot of this.slots) {
      if (run !== this.run) return;
      if (slot !== this.open) await this.#embedAgain(slot);
    }
  }

  async #put(record: SampleRecord): Promise<void> {
    const kept = await this.#parts.services.history.put(record);
    if (!kept.ok) this.#parts.notices.fault(kept.failure.detail);
  }
}

function outcomeWords({ failure, outcome }: SampleRecord): string {
  if (outcome === 'cancelled') return 'is stopped';
  return failure === null ? 'is drawn and scored' : `has no picture: ${failure.detail}`;
}
