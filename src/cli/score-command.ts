/** `sgp score`: answers or records made elsewhere, scored one by one; a filter with `-`. */
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, extname } from 'node:path';
import { Command } from 'commander';
import type { SampleRecord } from '../core/bench/record.ts';
import { inOrder } from '../core/bench/in-order.ts';
import { score as scoreOne, type Scored } from '../core/bench/to-score.ts';
import { SuiteReferences } from '../core/run/suite-references.ts';
import type { SuiteReading } from '../core/suite/read-suite.ts';
import { EXIT, EXIT_HELP, exitWith } from './exit-codes.ts';
import { listenForInterrupts, type Interrupts } from './interrupts.ts';
import { openPictures } from './open-pictures.ts';
import { openSamples } from './open-samples.ts';
import { readMapping, SUITE_HELP, suiteAt } from './open-suite.ts';
import { shard, type Shard } from './option-values.ts';
import { ProgressDisplay } from './progress-display.ts';
import { openSink, type RecordSink } from './record-sink.ts';
import { ScoreProgress } from './score-progress.ts';
import { samplesToScore } from './score-source.ts';
import { ScoreSummary } from './score-summary.ts';
import { withScoringOptions, type ScoringOptions } from './scoring-options.ts';
import { openScoringTools, type OpenedTools } from './scoring-tools.ts';
import { withoutTimes } from './timeless.ts';
import { usualWords } from './usual-words.ts';

export interface ScoreCommandOptions extends ScoringOptions {
  suite?: string;
  map?: string;
  out: string;
  model?: string;
  force: boolean;
  shard?: Shard;
  rescore: boolean;
}

/**
 * Samples under way: enough that the encoder never waits for a drawing, also behind one that takes
 * its whole time limit, and that no processor is without one; few enough that their pictures fit in
 * memory.
 */
const UNDER_WAY = Math.max(24, 4 * availableParallelism());

export function scoreCommand(): Command {
  const command = new Command('score')
    .description(
      'score answers made elsewhere: {id, sample?, prompt?, response | svg} a line, an array of them, CSV, or the official files',
    )
    .argument('<file>', 'a file of answers, or - for standard input')
    .option('-s, --suite <suite>', `the items that were asked for: ${SUITE_HELP}`)
    .option('--map <columns>', 'of a suite file with columns of its own: prompt=caption,id=key')
    .option('-o, --out <file>', 'where the records go, or - for standard output', '-')
    .option('-m, --model <name>', 'name of the model that answered (default: the file’s name)')
    .option('--rescore', 'the file holds records: score their answers again', false)
    .option('--shard <i/n>', 'only the i-th of n parts, by the hash of the item’s id', shard)
    .option('-f, --force', 'begin the output file anew', false);
  return withScoringOptions(command)
    .addHelpText(
      'after',
      `
The output file is appended to: the same command goes on where an earlier one ended.
${EXIT_HELP}`,
    )
    .action(score);
}

async function score(file: string, options: ScoreCommandOptions): Promise<void> {
  const summary = new ScoreSummary();
  const progress = new ScoreProgress(sizeOf(file));
  const display = new ProgressDisplay(() => progress.words(), options.quiet);
  const say = (line: string) => display.say(line);
  const interrupts = listenForInterrupts(say);
  let usual: string[] = [];
  try {
    const map = options.map === undefined ? null : readMapping(options.map);
    const suite = options.suite === undefined ? null : await suiteAt(options.suite, map, say);
    if (suite === null && options.pictures !== undefined)
      throw new Error('--pictures: say with --suite which items they are of.');
    const pictures =
      suite === null ? null : await openPictures(suite, options.suite!, options.pictures, say);
    const tools = await openScoringTools(options);
    usual = usualWords(tools.encoders);
    try {
      const references = new SuiteReferences(tools.renderer, pictures);
      await scoreAll(file, options, suite, {
        tools,
        references,
        summary,
        progress,
        say,
        interrupts,
      });
    } finally {
      await tools.close();
    }
  } finally {
    display.end();
    interrupts.release();
  }
  if (!options.quiet) console.error([summary.table(), ...usual].join('\n'));
  if (interrupts.pause.aborted) exitWith(EXIT.interrupted);
  else if (summary.badLines > 0 || summary.unscored > 0) exitWith(EXIT.incomplete);
}

interface Session {
  tools: OpenedTools;
  references: SuiteReferences;
  summary: ScoreSummary;
  progress: ScoreProgress;
  say(line: string): void;
  interrupts: Interrupts;
}

async function scoreAll(
  file: string,
  options: ScoreCommandOptions,
  suite: SuiteReading | null,
  session: Session,
): Promise<void> {
  const { tools, references, progress, say, interrupts } = session;
  const enough = new AbortController();
  const source = samplesToScore(
    file,
    options,
    suite,
    tools,
    references,
    modelOf(file, options),
    (bytes) => progress.read(bytes),
    AbortSignal.any([interrupts.pause, enough.signal]),
  );
  const onKept = (record: SampleRecord) => {
    source.refuseOther(record);
    session.summary.add(record);
  };
  const sink = await openSink(options.out, options.force, onKept, say);
  if (sink.kept > 0) say(`${options.out} has ${sink.kept} of them already: going on.`);
  try {
    const open = openSamples(source.samples(), sink, options.shard, interrupts.pause, () =>
      progress.begun(),
    );
    const scored = inOrder(open, UNDER_WAY, (one) => scoreOne(one, interrupts.stop));
    const isWhole = await keepAll(scored, sink, options.times, session);
    await sink.close(isWhole && !interrupts.pause.aborted);
  } catch (error) {
    await sink.close(false).catch(() => undefined);
    if (!interrupts.stop.aborted) throw error;
  } finally {
    enough.abort();
  }
}

/** @returns whether all was kept, down to the end of the file */
async function keepAll(
  scored: AsyncIterable<Scored>,
  sink: RecordSink,
  times: boolean,
  { summary, progress, say }: Session,
): Promise<boolean> {
  for await (const one of scored) {
    if (!one.ok) {
      summary.addBad();
      say(`${one.place}: ${one.reason}`);
      continue;
    }
    const record = times ? one.record : withoutTimes(one.record);
    summary.add(record);
    progress.done();
    if (!(await sink.add(record))) return false;
  }
  return true;
}

const sizeOf = (file: string): number | null => {
  const found = file === '-' ? null : statSync(file, { throwIfNoEntry: false });
  return found?.isFile() === true ? found.size : null;
};

const modelOf = (file: string, { model }: ScoreCommandOptions): string =>
  model ?? (file === '-' ? 'standard input' : basename(file, extname(file)));
