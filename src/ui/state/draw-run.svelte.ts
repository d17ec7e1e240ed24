/** One press of Draw: n samples of one prompt, asked a few at a time, stopped together. */
import type { SampleRecord } from '../../core/bench/record.ts';
import type { ScoringTools } from '../../core/evaluate.ts';
import type { Attempt, LanguageModel } from '../../core/ports/language-model.ts';
import { takeSample, type Sample, type SampleRequest } from '../../core/sample.ts';
import { nowIso } from './now.ts';
import { SampleSlot } from './sample-slot.svelte.ts';

/** Enough to fill a provider's first second; more would only earn a "slow down". */
const AT_ONCE = 4;

export type RunRequest = Omit<SampleRequest, 'sampleIndex' | 'createdAt'>;

export interface RunTools {
  model: LanguageModel;
  scoring: ScoringTools;
  /** The encoders load while the model answers; scoring waits for them. */
  ready: Promise<unknown>;
  /** Called with an answer that is here whole, before it is scored. */
  keepAnswer(unscored: SampleRecord): Promise<void>;
  /** Called once for each sample that something came of, before the next is asked. */
  keep(sample: Sample): Promise<void>;
}

export class DrawRun {
  readonly drawId: string;
  readonly prompt: string;
  slots = $state.raw<readonly SampleSlot[]>([]);
  #abort: AbortController | null = null;
  #running = $state(false);

  constructor(drawId: string, prompt: string, slots: readonly SampleSlot[]) {
    this.drawId = drawId;
    this.prompt = prompt;
    this.slots = slots;
  }

  static start(request: RunRequest, count: number, tools: RunTools): DrawRun {
    const slots = Array.from({ length: count }, (_, index) => slotOf(index, tools));
    const run = new DrawRun(request.drawId, request.prompt, slots);
    void run.#ask(slots, request, tools);
    return run;
  }

  static fromRecords(records: readonly SampleRecord[]): DrawRun {
    const { drawId, prompt } = records[0]!;
    return new DrawRun(drawId, prompt, records.map(SampleSlot.fromRecord));
  }

  get running(): boolean {
    return this.#running;
  }

  stop(): void {
    this.#abort?.abort(new DOMException('Stopped by the person', 'AbortError'));
  }

  /** Asks again for a sample that was stopped or left unscored by a fault of ours or a provider's. */
  retry(index: number, request: RunRequest, tools: RunTools): void {
    const fresh = slotOf(index, tools);
    const earlier = this.slots.find((slot) => slot.index === index)?.record?.attempts ?? [];
    this.slots = this.slots.map((slot) => (slot.index === index ? fresh : slot));
    void this.#ask([fresh], request, tools, earlier);
  }

  async #ask(
    slots: readonly SampleSlot[],
    request: RunRequest,
    tools: RunTools,
    earlier: Attempt[] = [],
  ): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    this.#running = true;
    const queue = [...slots];
    const createdAt = nowIso();
    const asker = async () => {
      for (let slot = queue.shift(); slot !== undefined; slot = queue.shift()) {
        if (abort.signal.aborted) slot.stop();
        else
          await takeInto(
            slot,
            { ...request, sampleIndex: slot.index, createdAt },
            tools,
            earlier,
            abort.signal,
          );
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, asker));
    if (this.#abort === abort) this.#running = false;
  }
}

const slotOf = (index: number, { scoring }: RunTools): SampleSlot =>
  new SampleSlot(index, false, scoring.programs);

async function takeInto(
  slot: SampleSlot,
  request: SampleRequest,
  tools: RunTools,
  earlier: Attempt[],
  signal: AbortSignal,
): Promise<void> {
  slot.start();
  const keepAnswer = async (unscored: SampleRecord) => {
    await tools.keepAnswer(unscored);
    await tools.ready;
  };
  try {
    const options = { earlier, keepAnswer };
    const sample = await takeSample(request, tools.model, tools.scoring, slot, signal, options);
    await tools.keep(sample);
    slot.complete(sample);
  } catch (error) {
    if (signal.aborted) slot.stop();
    else slot.breakWith(error instanceof Error ? error.message : String(error));
  }
}
