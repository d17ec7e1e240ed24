/** One sample on screen: from a place in the queue, through the stream, to its record. */
import type { SampleRecord } from '../../core/bench/record.ts';
import type { Evaluation } from '../../core/evaluate.ts';
import type { Failure, Result, Stage } from '../../core/failure.ts';
import type { Candidate, Mend } from '../../core/program/candidate.ts';
import type { ProgramReader } from '../../core/ports/program-reader.ts';
import { extractProgram } from '../../core/program/extract.ts';
import { isLarge } from '../../core/program/read-aside.ts';
import type { ScreenPicture } from './screen-drawing.ts';
import type { Sample, SampleListener } from '../../core/sample.ts';
import { FLOW, OWN_FLOW, type StageEnds } from './flow-stages.ts';
import { isOwnProgram } from './own-program.ts';
import { endsOf } from './record-ends.ts';

export type Phase = 'queued' | 'running' | 'done' | 'stopped' | 'broken';

/** Text reaches the screen this often: oftener is not seen, and each time costs an extraction. */
const FLUSH_MS = 80;

export class SampleSlot implements SampleListener {
  readonly index: number;
  /** A program that no model was asked for: there is nothing to ask or extract. */
  readonly own: boolean;
  phase = $state<Phase>('queued');
  /** The response so far, verbatim. */
  response = $state('');
  reasoningText = $state('');
  /** The program so far while it streams; then the candidate as sent. */
  source = $state('');
  ends = $state.raw<StageEnds>({});
  mends = $state.raw<readonly Mend[]>([]);
  record = $state.raw<SampleRecord | null>(null);
  /** Embeddings and the checked program; `null` for a sample read from history, until asked for. */
  evaluation = $state.raw<Evaluation | null>(null);
  /** Drawn for the screen; while streaming, of the prefix. */
  picture = $state.raw<ScreenPicture | null>(null);
  startedMs = $state<number | null>(null);
  firstTextMs = $state<number | null>(null);
  /** What went wrong in the page itself; `broken` only. */
  fault = $state('');

  #arrived = '';
  readonly #programs: Pick<ProgramReader, 'extract'> | undefined;
  /** Whether `source` is the candidate: what is found in a prefix of its answer comes too late. */
  #settled = false;
  #looking = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param programs for large answers; absent: they are read on this thread */
  constructor(index: number, own = false, programs?: Pick<ProgramReader, 'extract'>) {
    this.index = index;
    this.own = own;
    this.#programs = programs;
  }

  static fromRecord(record: SampleRecord): SampleSlot {
    const slot = new SampleSlot(record.sampleIndex, isOwnProgram(record));
    slot.finish(record, null);
    return slot;
  }

  /** The stages that this sample goes through. */
  get flow(): readonly Stage[] {
    return this.own ? OWN_FLOW : FLOW;
  }

  /** The stage that is under way, or the last that ended. */
  get stage(): Stage | null {
    if (this.phase === 'queued') return null;
    return this.flow.find((stage) => this.ends[stage] === undefined) ?? null;
  }

  start(): void {
    this.phase = 'running';
    this.startedMs = performance.now();
  }

  /** Of a program that is here already. */
  startWith(source: string): void {
    this.source = source;
    this.start();
  }

  text(delta: string): void {
    this.firstTextMs ??= performance.now() - (this.startedMs ?? 0);
    this.#arrived += delta;
    this.#timer ??= setTimeout(() => this.#flush(), FLUSH_MS);
  }

  reasoning(delta: string): void {
    this.reasoningText += delta;
  }

  again(): void {
    this.#flush();
    this.response = '';
    this.reasoningText = '';
    this.source = '';
    this.firstTextMs = null;
  }

  extracted(candidate: Candidate): void {
    this.#flush();
    this.#settled = true;
    this.source = candidate.source;
  }

  ended(stage: Stage, failure: Failure | null, elapsedMs: number): void {
    this.#flush();
    this.ends = { ...this.ends, [stage]: { failure, elapsedMs } };
  }

  mended(mends: Mend[]): void {
    this.mends = mends;
  }

  complete({ record, evaluation }: Sample): void {
    this.finish(record, evaluation);
  }

  finish(record: SampleRecord, evaluation: Evaluation | null): void {
    this.#flush();
    const attempt = record.attempts.at(-1);
    this.response = attempt?.response.text ?? record.extraction.source ?? '';
    this.reasoningText = attempt?.response.reasoning ?? '';
    const stopped = record.outcome === 'cancelled';
    this.source = record.extraction.source ?? '';
    this.#settled = !stopped || this.source !== '';
    if (!this.#settled) this.#showProgram();
    this.mends = record.mends;
    this.record = record;
    if (evaluation !== null) this.evaluation = evaluation;
    this.ends = endsOf(record);
    this.phase = stopped ? 'stopped' : 'done';
  }

  stop(): void {
    this.#flush();
    this.phase = 'stopped';
  }

  breakWith(fault: string): void {
    this.#flush();
    this.fault = fault;
    this.phase = 'broken';
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#arrived === '') return;
    this.response += this.#arrived;
    this.#arrived = '';
    this.#showProgram();
  }

  /** What there is of a program in an answer that has not ended, or was stopped. */
  #showProgram(): void {
    const programs = this.#programs;
    if (programs === undefined || !isLarge(this.response))
      this.source = programIn(extractProgram(this.response, 'balanced')) || this.source;
    else void this.#lookAside(programs);
  }

  /** One look at a time; whatever arrived meanwhile is looked at next, and only that. */
  async #lookAside(programs: Pick<ProgramReader, 'extract'>): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      for (let seen = ''; seen !== this.response && !this.#settled;) {
        seen = this.response;
        const found = programIn(await programs.extract(seen, 'balanced'));
        if (!this.#settled && found !== '') this.source = found;
      }
    } finally {
      this.#looking = false;
    }
  }
}

/** Empty: nothing yet. */
const programIn = (candidate: Result<Candidate>): string =>
  candidate.ok ? candidate.value.source : '';
