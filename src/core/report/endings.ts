/** How samples ended, so that "drew badly", "ran out of tokens" and "was never answered" stay apart. */
import type { Outcome } from '../bench/record.ts';
import { NOTHING_SPENT, addSpend, type Spend } from '../run/spend.ts';
import type { KeptSample } from './kept-sample.ts';

export interface Ending {
  /** The model's last word: `stop`, `length`, ...; `none` where nothing was asked. */
  finishReason: string;
  drawn: number;
  invalid: number;
  unscored: number;
}

export interface SampleCounts {
  samples: number;
  items: number;
  drawn: number;
  /** Of the drawn: only after mending. */
  mended: number;
  /** Of the drawn: all one colour, or nothing. */
  blank: number;
  invalid: number;
  unscored: number;
  /** Of the unscored, by reason. */
  unscoredReasons: { reason: string; samples: number }[];
  outcomes: { outcome: Outcome; samples: number }[];
  endings: Ending[];
  /** Samples whose caption was longer than an encoder reads. */
  captionsCut: number;
  /** Samples whose answer held bytes that are not of its encoding, each replaced by U+FFFD. */
  charactersReplaced: number;
  /** Samples that were sent the seed of another sample of their item: a model may have answered alike. */
  seedsRepeated: number;
  attempts: number;
  spend: Spend;
  /** All attempts' answering time. */
  latencyMs: number;
}

/** @param samples in an order that does not depend on that of the records */
export function sampleCounts(samples: readonly KeptSample[]): SampleCounts {
  const of = (fate: KeptSample['fate']) => samples.filter((sample) => sample.fate === fate);
  const count = (test: (sample: KeptSample) => boolean) => samples.filter(test).length;
  const unscored = of('unscored');
  return {
    samples: samples.length,
    items: new Set(samples.map(({ itemId }) => itemId)).size,
    drawn: of('drawn').length,
    mended: count(({ mended }) => mended),
    blank: count(({ blank }) => blank),
    invalid: of('invalid').length,
    unscored: unscored.length,
    unscoredReasons: tally(unscored.map(({ reason }) => reason!)).map(([reason, n]) => ({
      reason,
      samples: n,
    })),
    outcomes: tally(samples.map(({ outcome }) => outcome)).map(([outcome, n]) => ({
      outcome: outcome as Outcome,
      samples: n,
    })),
    endings: endingsOf(samples),
    captionsCut: count(({ captionCut }) => captionCut),
    charactersReplaced: count(({ charactersReplaced }) => charactersReplaced),
    seedsRepeated: seedsRepeated(samples),
    attempts: samples.reduce((sum, { attempts }) => sum + attempts, 0),
    spend: samples.map(({ spend }) => spend).reduce(addSpend, NOTHING_SPENT),
    latencyMs: samples.reduce((sum, { latencyMs }) => sum + latencyMs, 0),
  };
}

function seedsRepeated(samples: readonly KeptSample[]): number {
  const sent = new Set<string>();
  let repeated = 0;
  for (const { itemId, seed, sampleIndex } of samples) {
    if (seed === null) continue;
    const key = JSON.stringify([itemId, seed + sampleIndex]);
    if (sent.has(key)) repeated++;
    sent.add(key);
  }
  return repeated;
}

function endingsOf(samples: readonly KeptSample[]): Ending[] {
  const endings = new Map<string, Ending>();
  for (const { stopReason, outcome, fate } of samples) {
    // Some providers report a cut as a failure of the call, with no reason of their own.
    const finishReason = outcome === 'length' ? 'length' : (stopReason ?? 'none');
    const ending = endings.get(finishReason) ?? { finishReason, drawn: 0, invalid: 0, unscored: 0 };
    ending[fate]++;
    endings.set(finishReason, ending);
  }
  return [...endings.values()].sort((a, b) => (a.finishReason < b.finishReason ? -1 : 1));
}

/** Most frequent first; equals in code-unit order. */
function tally(words: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}
