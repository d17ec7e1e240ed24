/** `sgp run`: asks models for the items of a suite, and scores what they draw. */
import { statSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { openRunFile } from '../adapters/run-store/run-file.node.ts';
import type { LocalModelShelf } from '../adapters/model/model-shelf.ts';
import type { PlannedModel } from '../core/run/run-plan.ts';
import { SuiteReferences } from '../core/run/suite-references.ts';
import { EXIT_HELP } from './exit-codes.ts';
import { chooseModel, keyVariable, openModelShelf } from './open-models.ts';
import { openPictures } from './open-pictures.ts';
import { readMapping, SUITE_HELP, suiteAt } from './open-suite.ts';
import { assignment, collected, numberFrom, shard, wholeNumber } from './option-values.ts';
import { planFrom, type RunOptions } from './run-options.ts';
import { runInto } from './run-session.ts';
import { withScoringOptions } from './scoring-options.ts';
import { openScoringTools } from './scoring-tools.ts';

export function runCommand(): Command {
  const command = new Command('run')
    .description('ask models for the items of a suite, and score what they draw')
    .argument('<suite>', SUITE_HELP)
    .requiredOption(
      '-m, --model <name...>',
      'composer, replay, or provider/model such as openai/gpt-5; see the keys below',
      collected(String),
    )
    .requiredOption('-o, --out <file>', 'where the records go; the same command goes on with it')
    .option(
      '-t, --template <id...>',
      'svg-only, think-then-answer, plan-then-draw, minimal-program, or a file',
      collected(String),
    )
    .option('-n, --samples <number>', 'answers to each item', wholeNumber(1))
    .option(
      '--seed <number...>',
      'seeds, each with all samples; sample i is sent seed + i, so they stand as far apart as there are samples',
      collected(wholeNumber(0)),
    )
    .option('--temperature <number>', '0 to 2', numberFrom(0, 2))
    .option('--top-p <number>', '0 to 1', numberFrom(0, 1))
    .option('--max-tokens <number>', 'of an answer', wholeNumber(1))
    .option(
      '--raise-max-tokens <number>',
      'ask once more with so many where an answer was cut at its limit (default: never)',
      wholeNumber(1),
    )
    .addOption(new Option('--reasoning <effort>').choices(['minimal', 'low', 'medium', 'high']))
    .option('--stop <text...>', 'sequences that end an answer', collected(String))
    .option(
      '--ask-again <number>',
      'times an answer without a program is asked for again',
      wholeNumber(0),
    )
    .option('--canvas <size>', 'size that is asked for, e.g. 512x512', readCanvas, {
      widthPx: 512,
      heightPx: 512,
    })
    .option('--item <id...>', 'only these items', collected(String))
    .option('--limit <number>', 'only the first items', wholeNumber(1))
    .option('--name <text>', 'keeps apart runs repeated under the same conditions', '')
    .option('--map <columns>', 'of a suite file with columns of its own: prompt=caption,id=key')
    .option(
      '--provider <id=address...>',
      'a server of your own that speaks the OpenAI format, or another address of a known one',
      collected(assignment),
    )
    .option(
      '--price <model=in,out...>',
      'US dollars per million tokens: openai/gpt-5=1.25,10',
      collected(readPrice),
    )
    .option(
      '-c, --concurrency <number>',
      'calls at once for each provider, at most; fewer where it asks to slow down',
      wholeNumber(1),
      8,
    )
    .option('--budget-calls <number>', 'stop before more calls than this', wholeNumber(0))
    .option('--budget-tokens <number>', 'stop before more tokens than this', wholeNumber(0))
    .option('--budget-money <dollars>', 'stop before this much US dollars', numberFrom(0))
    .option('--shard <i/n>', 'only the i-th of n parts, by the hash of the item’s id', shard)
    .addOption(
      new Option(
        '--only <slots>',
        'unfinished: what is open or failed in passing; failed: what has no answer; missing: what was never asked; unscored: score what lacks a score, ask nothing',
      )
        .choices(['unfinished', 'missing', 'failed', 'unscored'])
        .default('unfinished'),
    );
  return withScoringOptions(command)
    .addHelpText(
      'after',
      `
What is not said comes from the suite's scoring rule. Keys are read from the environment, never from
the command line: ${keyVariable('openai')}, ${keyVariable('anthropic')}, ${keyVariable('openrouter')}, … and NAME_API_KEY for --provider name=…
Ctrl+C pauses: calls under way are finished and kept. A second one stops at once.
${EXIT_HELP}`,
    )
    .action(run);
}

async function run(suiteName: string, options: RunOptions): Promise<void> {
  const say = (line: string) => console.error(line);
  refuseNoFile(options.out);
  const reading = await suiteAt(
    suiteName,
    options.map === undefined ? null : readMapping(options.map),
    say,
  );
  const pictures = await openPictures(reading, suiteName, options.pictures, say);
  const models = openModelShelf(options.provider ?? []);
  const planned: PlannedModel[] = [];
  for (const name of options.model) planned.push(await chooseModel(models, name));
  await knowPrices(models, planned, options);

  const tools = await openScoringTools(options);
  try {
    const plan = planFrom(options, reading, planned, tools.encoderKeys);
    const journal = await openRunFile(options.out);
    if (!journal.ok) throw new Error(journal.failure.detail);
    try {
      const references = new SuiteReferences(tools.renderer, pictures);
      await runInto(journal.value, plan, models, tools, references, options);
    } finally {
      await journal.value.close();
    }
  } finally {
    await tools.close();
  }
}

/** @throws Error in words: a run reads what it has, so it needs a file that keeps it */
function refuseNoFile(out: string): void {
  const isFile = out !== '-' && statSync(out, { throwIfNoEntry: false })?.isFile() !== false;
  if (!isFile)
    throw new Error(
      `--out ${out}: a run goes on from its records, so it writes to a file. \`sgp score - < file\` is a filter.`,
    );
}

/** A budget in money needs prices; some providers state theirs with their list of models. */
async function knowPrices(
  shelf: LocalModelShelf,
  planned: readonly PlannedModel[],
  { price, budgetMoney }: RunOptions,
): Promise<void> {
  for (const [name, dollars] of price ?? []) {
    const at = name.indexOf('/');
    shelf.setPrice({ providerId: name.slice(0, at), modelId: name.slice(at + 1) }, dollars);
  }
  const unpriced = planned.filter(
    ({ providerId, id }) => shelf.price({ providerId, modelId: id }) === null,
  );
  const asked = new Set(unpriced.map(({ providerId }) => providerId));
  if (budgetMoney !== undefined) for (const providerId of asked) await shelf.listModels(providerId);
}

function readCanvas(text: string): { widthPx: number; heightPx: number } {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(text) ?? [];
  const [widthPx, heightPx] = [Number(width), Number(height)];
  const isSound = [widthPx, heightPx].every((side) => side >= 16 && side <= 4096);
  if (!isSound) throw new InvalidArgumentError('Say width x height from 16 to 4096, e.g. 512x512.');
  return { widthPx, heightPx };
}

function readPrice(text: string): [string, { input: number; output: number }] {
  const [name, prices] = assignment(text);
  const [input, output] = prices.split(',').map(Number);
  if (!name.includes('/') || !(input! >= 0) || !(output! >= 0))
    throw new InvalidArgumentError(
      'Say provider/model=input,output in US dollars per million tokens.',
    );
  return [name, { input: input!, output: output! }];
}
