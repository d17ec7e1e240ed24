/** The bench: the draw on screen, the sample that is open, and what can be done with them. */
import type { SampleRecord } from '../../core/bench/record.ts';
import type { Evaluation } from '../../core/evaluate.ts';
import type { Failure } from '../../core/failure.ts';
import type { RewardWeights } from '../../core/metric/reward.ts';
import type { Sample } from '../../core/sample.ts';
import type { AskForm } from './ask-form.svelte.ts';
import { Asking } from './asking.ts';
import { Chance } from './chance.svelte.ts';
import { DrawRun, type RunTools } from './draw-run.svelte.ts';
import type { Editing } from './editing.svelte.ts';
import { Edits } from './edits.svelte.ts';
import type { Encoding } from './encoding.svelte.ts';
import { Judge } from './judge.ts';
import { Latest } from './latest.ts';
import { nowIso } from './now.ts';
import type { Notices } from './notices.svelte.ts';
import { OWN_PROVIDER } from './own-program.ts';
import { bestOf, ranked, sortKeysOf, together, type SortKey } from './ranking.ts';
import { RecordKeeper } from './record-keeper.ts';
import { referenceFromFile, type NamedReference } from './reference-file.ts';
import { Rejudging } from './rejudging.ts';
import { SampleSlot } from './sample-slot.svelte.ts';
import type { ScreenDrawing } from './screen-drawing.ts';
import type { Services } from './services.ts';
import { drawSlot, STAGE_PX } from './slot-picture.ts';
import { StreamPreview } from './stream-preview.ts';
import type { Templates } from './templates.svelte.ts';

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
  #sort = $state.raw<SortKey | null>(null);

  readonly #references = new Latest();
  #weighing: ReturnType<typeof setTimeout> | undefined;
  readonly #parts: BenchParts;
  readonly #judge: Judge;
  readonly #keeper: RecordKeeper;
  readonly #asking: Asking;
  readonly #edits: Edits;
  readonly #rejudging: Rejudging;
  readonly #preview: StreamPreview;

  constructor(parts: BenchParts) {
    this.#parts = parts;
    const { captions, encoders } = parts.services;
    this.chance = new Chance(captions, encoders);
    const reference = () => this.reference?.reference ?? null;
    this.#judge = new Judge({ ...parts, reference });
    this.#asking = new Asking({ ...parts, reference });
    this.#keeper = new RecordKeeper(parts.services.history, parts.notices);
    const shared = { judge: this.#judge, keeper: this.#keeper };
    this.#edits = new Edits({
      ...shared,
      drawing: parts.drawing,
      programs: parts.services.programs,
      slots: () => this.slots,
    });
    this.#rejudging = new Rejudging({
      ...shared,
      encoding: parts.encoding,
      run: () => this.run,
    });
    this.#preview = new StreamPreview({
      drawing: parts.drawing,
      isOpen: (slot) => slot === this.open,
      finish: (slot) => drawSlot(parts.drawing, slot),
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
    return this.#edits.of(this.open?.record);
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
    const request = this.#asking.requestOf(crypto.randomUUID(), fields.prompt.trim());
    if (request.prompt === '' || this.running) return;
    const tools = await this.#tools();
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
    const tools = await this.#tools();
    // Pressed twice, both wait for the model to open: the second would be asked and paid for too.
    if (tools === null || run.running) return;
    run.retry(index, this.#asking.requestOf(run.drawId, run.prompt), tools);
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
      await this.#keeper.put(slot.record);
    }
    this.#parts.notices.say(mark ? `Sample ${index + 1} kept as best` : 'Mark taken away');
  }

  edit(source: string): void {
    const record = this.open?.record;
    if (record != null) this.#edits.change(record, source);
  }

  /** Back to the program as sent, with a way to return. */
  discardEdit(): void {
    const record = this.open?.record;
    const editing = this.editing;
    if (record == null || editing === null) return;
    this.#edits.discard(record);
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
      await this.#keeper.put(record);
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

  /** Judges every answer on screen again, as after another reference, weights or way of mending. */
  async rescore(): Promise<void> {
    await this.#rejudging.again(this.slots);
    await this.editing?.score();
  }

  /** Scores what is on screen with encoders that came after it; see `Rejudging.fillIn`. */
  async fillIn(asked: boolean): Promise<void> {
    if (await this.#rejudging.fillIn(asked)) await this.editing?.score();
    await this.warmUp();
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
    for (const slot of this.slots) void drawSlot(this.#parts.drawing, slot);
    this.#show(this.best?.index ?? sampleIndex);
    this.#parts.shown(drawId);
    void this.#reopen();
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

  #tools(): Promise<RunTools | null> {
    return this.#asking.tools({
      keepAnswer: (unscored) => this.#keeper.putUnscored(unscored),
      keep: (sample) => this.#keepSample(sample),
    });
  }

  async #keepSample({ record }: Sample): Promise<void> {
    await this.#keeper.put(record);
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
    if (slot?.record == null) return;
    void drawSlot(this.#parts.drawing, slot);
    this.#edits.resume(slot.record);
    void this.#rejudging.embed(slot);
  }

  async #reopen(): Promise<void> {
    const scored = await this.#rejudging.reopen(this.slots, this.open);
    for (const slot of scored) void drawSlot(this.#parts.drawing, slot);
  }
}

function outcomeWords({ failure, outcome }: SampleRecord): string {
  if (outcome === 'cancelled') return 'is stopped';
  return failure === null ? 'is drawn and scored' : `has no picture: ${failure.detail}`;
}
