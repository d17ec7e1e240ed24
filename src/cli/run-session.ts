/** One session of `sgp run`: from an opened file to its exit status. */
import type { LocalModelShelf } from '../adapters/model/model-shelf.ts';
import { mergeRunFiles } from '../adapters/run-store/merge-run-files.node.ts';
import type { RunFile } from '../adapters/run-store/run-file.node.ts';
import { NODE_CLOCK } from '../adapters/run-store/system-clock.node.ts';
import type { RunProgress } from '../core/run/progress.ts';
import type { RunPlan } from '../core/run/run-plan.ts';
import { runPlan, type RunEnd, type RunParts } from '../core/run/run.ts';
import type { SlotRow } from '../core/run/slot-row.ts';
import type { SuiteReferences } from '../core/run/suite-references.ts';
import { EXIT, exitWith } from './exit-codes.ts';
import { listenForInterrupts, type Interrupts } from './interrupts.ts';
import { ProgressDisplay } from './progress-display.ts';
import type { RunOptions } from './run-options.ts';
import { endWords, progressOf, tableOf } from './run-words.ts';
import type { OpenedTools } from './scoring-tools.ts';
import { timelessClock, timelessJournal } from './timeless.ts';

/** Samples scored at once: enough that the encoder never waits for a drawing. */
const SCORING_WIDTH = 16;

/**
 * Runs the plan into its file until nothing is left, or something or someone ends it; then says how
 * it stands, on standard error and by the exit status.
 */
export async function runInto(
  file: RunFile,
  plan: RunPlan,
  models: LocalModelShelf,
  tools: OpenedTools,
  references: SuiteReferences,
  options: RunOptions,
): Promise<void> {
  for (const { place, reason } of file.unreadable())
    console.error(`${options.out}, ${place}: ${reason}.`);
  const clock = options.times ? NODE_CLOCK : timelessClock(NODE_CLOCK);
  const parts: RunParts = {
    journal: options.times ? file : timelessJournal(file),
    clock,
    random: Math.random,
    tools,
    scoringWidth: SCORING_WIDTH,
    openModel: ({ providerId, id }) => models.open({ providerId, modelId: id }),
    channelOf: ({ providerId }) => providerId,
    priceOf: ({ providerId, id }) => models.price({ providerId, modelId: id }),
    referenceFor: references.of.bind(references),
  };
  let progress: RunProgress | null = null;
  const display = new ProgressDisplay(
    () =>
      progress === null
        ? { share: null, words: [`reading ${options.out}`] }
        : progressOf(progress.snapshot(), clock.nowMs()),
    options.quiet,
  );
  const interrupts = listenForInterrupts((line) => display.say(line));
  try {
    const ended = await runPlan(plan, parts, {
      selection: options.only,
      pause: interrupts.pause,
      stop: interrupts.stop,
      started: (begun) => (progress = begun),
    });
    display.end();
    if (!ended.ok) throw new Error(ended.failure.detail);
    await conclude(ended.value, file, options, interrupts);
  } finally {
    display.end();
    interrupts.release();
  }
}

async function conclude(
  end: RunEnd,
  file: RunFile,
  { out }: RunOptions,
  interrupts: Interrupts,
): Promise<void> {
  const snapshot = end.progress.snapshot();
  for (const record of end.unsaved)
    // The disk has no room: the answer was paid for, and is handed to whoever reads this.
    process.stdout.write(`${JSON.stringify(record)}\n`);
  const failed: SlotRow[] = [];
  for await (const row of file.rows()) if (row.state === 'failed') failed.push(row);
  const isWhole = snapshot.missing === 0 && snapshot.answered === 0 && end.unsaved.length === 0;
  if (isWhole && file.unreadable().length === 0) {
    // A line a slot by the slots' names: the bytes that `sgp merge` makes of parts.
    const merged = await mergeRunFiles([out], out);
    if (!merged.ok) throw new Error(merged.failure.detail);
  }
  console.error(tableOf(snapshot));
  console.error(endWords(end, snapshot, failed, out));
  if (interrupts.pause.aborted) exitWith(EXIT.interrupted);
  else if (end.reason !== 'finished') exitWith(EXIT.ended);
  else if (snapshot.failed + snapshot.unscored + snapshot.missing + snapshot.answered > 0)
    exitWith(EXIT.incomplete);
}
