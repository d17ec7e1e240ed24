/** One run as this tab sees it: what is kept of it, whether it runs here or elsewhere, and what it says. */
import type { SampleRecord } from '../../../core/bench/record.ts';
import type { Failure, Result } from '../../../core/failure.ts';
import type { KeptSuite } from '../../../core/ports/suite-store.ts';
import { RunProgress, type RunSnapshot } from '../../../core/run/progress.ts';
import { planOf, type RunCard } from '../../../core/run/run-card.ts';
import type { RunPace, RunPlan } from '../../../core/run/run-plan.ts';
import { runPlan, type RunEnd } from '../../../core/run/run.ts';
import type { RunJournal } from '../../../core/run/run-journal.ts';
import type { Selection } from '../../../core/run/select.ts';
import type { SlotRow } from '../../../core/run/slot-row.ts';
import { formatCount } from '../../parts/scores/format.ts';
import { providerTitle } from '../provider-title.ts';
import type { BenchmarkParts } from './benchmark.svelte.ts';
import { channelNews, truncationNews } from './channel-news.ts';
import { endWords } from './end-words.ts';
import type { FolderPictures } from './folder-pictures.ts';
import { IMPORTED_PROVIDER, isImported } from './imported-answers.ts';
import { RunLog } from './run-log.svelte.ts';
import { RunRows } from './run-rows.ts';
import { askingParts, SCORING_WIDTH, scoringTools, suiteReferences } from './run-tools.ts';

/**
 * `missing`: no such run is kept here. `idle`: nobody runs it. `watching`: another tab does.
 * `pausing`, `stopping`: calls under way come to their end.
 */
export type Phase =
  'opening' | 'missing' | 'idle' | 'starting' | 'running' | 'pausing' | 'stopping' | 'watching';

/** Looks at where a run stands: often enough to seem live, seldom enough to cost nothing. */
const LOOK_MS = 500;
/** A run that nobody holds says so at once; where a tab has it, this is how long we wait to know. */
const HELD_WAIT_MS = 200;

export class RunSession {
  readonly runId: string;
  readonly log: RunLog;
  phase = $state<Phase>('opening');
  card = $state.raw<RunCard | null>(null);
  /** `null`: its suite is not kept here, so it can be looked at but not go on. */
  kept = $state.raw<KeptSuite | null>(null);
  snapshot = $state.raw<RunSnapshot | null>(null);
  /** How the last session in this tab ended. */
  end = $state.raw<Pick<RunEnd, 'reason' | 'detail' | 'halts'> | null>(null);
  /** Why it could not be read, or did not begin. */
  failure = $state.raw<Failure | null>(null);
  /** Received, but not durable. */
  unsaved = $state.raw<readonly SampleRecord[]>([]);
  /** For items that have a picture and no SVG; gone after a reload. */
  pictures = $state.raw<FolderPictures | null>(null);

  readonly #parts: BenchmarkParts;
  readonly rows = new RunRows();
  /** Resolves once `card` and `kept` are what is kept of them; never rejects, see `failure`. */
  readonly named: Promise<void>;
  /** Resolves once `rows` holds all that is kept; with the failure where it could not be read. */
  readonly read: Promise<Failure | null>;
  #progress: RunProgress | null = null;
  #pause = new AbortController();
  #stop = new AbortController();
  readonly #closed = new AbortController();
  #following = false;
  #surveying = false;

  constructor(runId: string, parts: BenchmarkParts) {
    this.runId = runId;
    this.#parts = parts;
    this.log = new RunLog(runId);
    this.named = this.#name();
    this.read = this.named.then(() => this.#firstRows());
    void this.read.then(() => this.#begin());
  }

  get active(): boolean {
    return ['starting', 'running', 'pausing', 'stopping'].includes(this.phase);
  }
  /** Calls that were sent and have no answer yet. */
  get underWay(): number {
    return this.active ? (this.#progress?.snapshot().underWay ?? 0) : 0;
  }
  /** Nothing is left that going on would do. */
  get finished(): boolean {
    if (this.snapshot === null || this.card === null || this.active) return false;
    const { missing, answered } = this.snapshot;
    return answered === 0 && (missing === 0 || isImported(this.card));
  }

  /** Goes on with what `selection` says; `unfinished` is all that is open. */
  async start(selection: Selection = 'unfinished'): Promise<void> {
    if (this.phase !== 'idle' || this.card === null) return;
    const plan = this.#plan();
    if (plan === null) return;
    this.phase = 'starting';
    this.failure = null;
    this.end = null;
    this.#pause = new AbortController();
    this.#stop = new AbortController();
    const held = await this.#hold();
    if (!held.ok) return this.#refused(held.failure);
    try {
      await this.#run(plan, held.value, isImported(this.card) ? 'unscored' : selection);
    } catch (error) {
      // A bug, or a part that is broken: what is durable is safe.
      this.#refused(storyOf(error));
    } finally {
      await held.value.close();
      this.phase = 'idle';
    }
    this.#look();
  }

  /** Ends when the calls under way are answered and scored. */
  pause(): void {
    if (this.phase !== 'running') return;
    this.phase = 'pausing';
    this.#pause.abort();
  }

  /** Ends at once: what had arrived is kept. */
  stop(): void {
    if (this.phase !== 'running' && this.phase !== 'pausing') return;
    this.phase = 'stopping';
    this.#stop.abort(new DOMException('Stopped by the person', 'AbortError'));
  }

  async changePace(pace: RunPace): Promise<void> {
    if (this.card === null || this.active) return;
    const card = { ...this.card, pace };
    const saved = await this.#parts.services.runs.saveCard(card);
    if (!saved.ok) return this.#parts.notices.fault(saved.failure.detail);
    this.card = card;
    this.#survey();
  }

  /** The card was changed: more models, more samples. */
  async readCard(): Promise<void> {
    if (this.active) return;
    const cards = await this.#parts.services.runs.cards();
    const card = cards.ok ? cards.value.find(({ runId }) => runId === this.runId) : undefined;
    if (card === undefined || this.active) return;
    this.card = card;
    this.#survey();
  }

  useSuite(kept: KeptSuite): void {
    this.kept = kept;
    this.failure = null;
    this.#survey();
  }

  /** Puts what the disk had no room for where it belongs. */
  async saveUnsaved(): Promise<void> {
    const held = await this.#parts.services.runs.hold(this.runId);
    if (!held.ok) return this.#parts.notices.fault(held.failure.detail);
    const left: SampleRecord[] = [];
    for (const record of this.unsaved) {
      const kept = await held.value.append(record);
      if (!kept.ok) left.push(record);
    }
    await held.value.close();
    this.unsaved = left;
    if (left.length > 0) this.#parts.notices.fault('There is still no room. Nothing is lost.');
    else this.#parts.notices.tell('All that was received is kept');
  }

  /** What it shows is gone; a run under way is stopped first. */
  close(): void {
    this.stop();
    this.#closed.abort();
  }

  async #name(): Promise<void> {
    const { services } = this.#parts;
    const cards = await services.runs.cards();
    if (!cards.ok) this.failure = cards.failure;
    this.card = cards.ok ? (cards.value.find(({ runId }) => runId === this.runId) ?? null) : null;
    if (this.card === null) {
      this.phase = 'missing';
      return;
    }
    // Told of news before anything is read: a row that is told meanwhile is the newer one.
    const letGo = services.runs.watch(this.runId, (row) => this.#told(row));
    this.#closed.signal.addEventListener('abort', letGo, { once: true });
    const found = await services.suiteStore.find(this.card.conditions.suite.sha256);
    if (found.ok) this.kept = found.value;
    else this.failure = found.failure;
  }

  async #firstRows(): Promise<Failure | null> {
    if (this.card === null) return this.failure;
    // What was told meanwhile is newer than what is read.
    return this.#readRows((row) => !this.rows.has(row.slotId));
  }

  async #begin(): Promise<void> {
    if (this.card === null) return;
    this.#survey();
    await this.#follow();
    if (this.phase === 'idle' && this.log.leftRunning)
      this.log.add('closed', 'The tab was closed or crashed while it ran. What was received is kept'); // prettier-ignore
  }

  /** Knows whether another tab runs it, and takes over its place once it is free. */
  async #follow(): Promise<void> {
    if (this.#following || this.#closed.signal.aborted) return;
    this.#following = true;
    let free = false;
    const whenFree = this.#parts.services.runs.whenFree(this.runId, this.#closed.signal);
    const ended = whenFree.then(() => {
      free = true;
      this.#following = false;
    });
    await Promise.race([ended, this.#parts.services.clock.sleep(HELD_WAIT_MS)]);
    if (free) {
      if (this.phase === 'opening' || this.phase === 'watching') this.phase = 'idle';
      return;
    }
    this.phase = 'watching';
    void this.#lookWhile('watching');
    await ended;
    if (this.phase !== 'watching') return;
    // News travels on its own way and may come after the lock: what is kept tells all.
    await this.#readRows(() => true);
    this.#survey();
    this.phase = 'idle';
    this.log.add('elsewhere', 'The other tab let it go. It can go on here');
    this.#parts.notices.say('The other tab let this run go');
    await this.readCard();
  }

  async #readRows(wanted: (row: SlotRow) => boolean): Promise<Failure | null> {
    try {
      const { runs } = this.#parts.services;
      for await (const row of runs.reader(this.runId).rows()) if (wanted(row)) this.rows.put(row);
      return null;
    } catch (error) {
      this.failure = storyOf(error);
      return this.failure;
    }
  }

  /** A tab that only waits for its turn has it for an instant when another lets it go: a second try tells. */
  async #hold(): Promise<Result<RunJournal>> {
    const { runs, clock } = this.#parts.services;
    const held = await runs.hold(this.runId);
    if (held.ok || held.failure.stage !== 'store' || held.failure.kind !== 'held') return held;
    await clock.sleep(HELD_WAIT_MS);
    return runs.hold(this.runId);
  }

  #told(row: SlotRow): void {
    const before = this.rows.put(row);
    // While it runs here, the run itself counts.
    if (this.active) return;
    this.#progress?.changed(before, row, true);
    if (this.phase !== 'idle') return;
    this.#surveySoon();
    void this.#follow();
  }

  /** Rows come many at once, as from an import, and are counted once. */
  #surveySoon(): void {
    if (this.#surveying) return;
    this.#surveying = true;
    void this.#parts.services.clock.sleep(LOOK_MS, this.#closed.signal).then(() => {
      this.#surveying = false;
      if (this.phase === 'idle') this.#survey();
    });
  }

  async #run(plan: RunPlan, journal: RunJournal, selection: Selection): Promise<void> {
    const tools = await scoringTools(this.#parts, plan.conditions.encoders);
    if (!tools.ok) return this.#refused(tools.failure);
    const ended = await runPlan(
      plan,
      {
        ...askingParts(this.#parts),
        journal,
        tools: tools.value,
        scoringWidth: SCORING_WIDTH,
        referenceFor: suiteReferences(this.#parts, this.pictures),
      },
      {
        selection,
        pause: this.#pause.signal,
        stop: this.#stop.signal,
        started: (progress) => {
          this.#progress = progress;
          if (this.phase === 'starting') this.phase = 'running';
          this.#begun(progress.snapshot(), plan);
          void this.#lookWhile('running', 'pausing', 'stopping');
        },
      },
    );
    await this.#parts.services.embeddings.flush();
    if (!ended.ok) return this.#refused(ended.failure);
    const { reason, detail, halts, unsaved } = ended.value;
    this.end = { reason, detail, halts };
    this.unsaved = [...this.unsaved, ...unsaved];
    const { kind, text } = endWords(ended.value, this.rows.values());
    this.log.add(kind, text);
    this.#parts.notices.say(text);
  }

  #begun(now: RunSnapshot, { conditions, templates }: RunPlan): void {
    if (this.log.begun || now.done > 0) {
      this.log.add('resumed', `Resumed at ${formatCount(now.done + now.failed)} of ${formatCount(now.total)} samples`); // prettier-ignore
    } else {
      const { sha256 } = conditions.suite;
      const words = templates.map(({ title, version }) => `${title} v${version}`).join(', ');
      const suite = `Suite sha256 ${sha256.slice(0, 4)}…${sha256.slice(-4)}`;
      this.log.add('started', `Started. ${suite}, template ${words}`);
    }
    this.#parts.notices.say('The run goes on');
  }

  #refused(failure: Failure): void {
    this.failure = failure;
    this.phase = 'idle';
    if (failure.stage === 'store' && failure.kind === 'held') void this.#follow();
    else this.#parts.notices.say(failure.detail);
  }

  #plan(): RunPlan | null {
    if (this.card === null) return null;
    if (this.kept === null) {
      const { id } = this.card.conditions.suite;
      const detail = `The suite “${id}” is not kept here. Open it, and the run can go on.`;
      this.failure = { stage: 'store', kind: 'unavailable', detail };
      return null;
    }
    const plan = planOf(this.card, this.kept.suite);
    if (plan.ok) return plan.value;
    this.failure = plan.failure;
    return null;
  }

  /** Counts what is kept, from the rows. */
  #survey(): void {
    if (this.card === null || this.active) return;
    const { models, items, seeds, templates, samples, pace } = this.card;
    const itemCount = items?.length ?? this.kept?.suite.items.size ?? this.rows.items;
    const each = itemCount * seeds.length * templates.length * samples;
    const channelOf = ({ providerId }: { providerId: string }) => providerId;
    const { clock } = this.#parts.services;
    this.#progress = new RunProgress(models, each, pace.budget, channelOf, clock);
    for (const row of this.rows.values()) this.#progress.changed(null, row, false);
    this.snapshot = this.#progress.snapshot();
  }

  async #lookWhile(...phases: Phase[]): Promise<void> {
    while (phases.includes(this.phase) && !this.#closed.signal.aborted) {
      this.#look();
      await this.#parts.services.clock.sleep(LOOK_MS);
    }
  }

  #look(): void {
    const before = this.snapshot;
    const now = this.#progress?.snapshot() ?? null;
    this.snapshot = now;
    if (before === null || now === null || !this.active) return;
    const { models } = this.#parts.page;
    const titleOf = (channel: string) => providerTitle(models, channel);
    const { clock } = this.#parts.services;
    for (const { kind, text } of [
      ...channelNews(before.channels, now.channels, titleOf, clock.nowMs()),
      ...truncationNews(before, now, this.card?.conditions.settings.maxTokens ?? null, this.#isLocal), // prettier-ignore
    ])
      this.log.add(kind, text);
  }

  readonly #isLocal = (providerId: string): boolean => {
    if (providerId === IMPORTED_PROVIDER) return true;
    const provider = this.#parts.page.models.providers().find(({ id }) => id === providerId);
    return provider !== undefined && /^https?:\/\/(localhost|127\.|\[::1\])/.test(provider.baseUrl);
  };
}

function storyOf(error: unknown): Failure {
  const words = error instanceof Error ? error.message : String(error);
  return {
    stage: 'store',
    kind: 'unavailable',
    detail: `The run stopped: ${words}.`,
  };
}
