/**
 * Ends a run at any of its steps as a power cut would: from then on nothing goes on, and only what was
 * durable is there for the next one. A step is each side of each wait: request sent, answer here,
 * before and after it is durable, before and after it is drawn (cases.md D2).
 */
import type { SampleRecord } from '../../src/core/bench/record.ts';
import type { LanguageModel } from '../../src/core/ports/language-model.ts';
import type { RunJournal } from '../../src/core/run/run-journal.ts';
import type { RunPlan } from '../../src/core/run/run-plan.ts';
import type { RunParts } from '../../src/core/run/run.ts';
import { aPlan, aSuite } from '../fixtures/a-plan.ts';
import { answer, aWorld, refusal, renderer, type World } from '../fixtures/run-world.ts';

/** Twenty slots, with all that can become of one among them. */
export const PLAN: RunPlan = {
  ...aPlan({ suite: aSuite(10), samples: 2 }),
  conditions: { ...aPlan().conditions, suite: { id: 'numbered', sha256: 'a1b2c3' } },
};

export class Crash {
  readonly #at: number;
  readonly #end: () => void;
  readonly #never = new Promise<never>(() => undefined);
  #crashed!: () => void;
  readonly crashed = new Promise<void>((resolve) => (this.#crashed = resolve));
  steps = 0;

  /**
   * @param at the step at which everything ends, from 1; `Infinity`: none
   * @param end what ends it, where that is more than never going on
   */
  constructor(at: number, end: () => void = () => undefined) {
    this.#at = at;
    this.#end = end;
  }

  /** Whoever comes here after the end never goes on. */
  async step(): Promise<void> {
    this.steps++;
    if (this.steps >= this.#at) {
      this.#end();
      this.#crashed();
      await this.#never;
    }
  }
}

/** @param journal what is durable; it outlives the crash */
export function crashingParts(
  journal: RunJournal,
  crash: Crash,
): { world: World; parts: RunParts } {
  const world = aWorld((call, nth) => {
    if (call.subject.startsWith('7 ')) return answer('I will not draw this.');
    return nth === 4 ? refusal('server') : answer();
  });
  const openModel = async (model: RunPlan['models'][number]): Promise<LanguageModel> => {
    const inner = await world.parts.openModel(model);
    return {
      ...inner,
      async ask(...parameters) {
        await crash.step();
        const attempt = await inner.ask(...parameters);
        await crash.step();
        return attempt;
      },
    };
  };
  const parts: RunParts = {
    ...world.parts,
    openModel,
    journal: {
      rows: () => journal.rows(),
      records: () => journal.records(),
      unreadable: () => journal.unreadable(),
      close: () => journal.close(),
      async get(slotId) {
        await crash.step();
        return journal.get(slotId);
      },
      async append(record: SampleRecord) {
        await crash.step();
        const kept = await journal.append(record);
        await crash.step();
        return kept;
      },
    },
    tools: {
      encoders: [],
      renderer: {
        ...renderer,
        async render(...parameters) {
          await crash.step();
          const raster = await renderer.render(...parameters);
          await crash.step();
          return raster;
        },
      },
    },
  };
  return { world, parts };
}
