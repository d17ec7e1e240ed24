/** `sgp report`: tables of record files, and the same as files for people and programs. */
import { Command } from 'commander';
import { itemsCsv, samplesCsv } from '../core/report/write-csv.ts';
import { figuresCsv } from '../core/report/write-figures-csv.ts';
import { reportOf } from '../core/report/make-report.ts';
import type { Report } from '../core/report/report.ts';
import { groupTables } from '../core/report/tables.ts';
import {
  checkThresholds,
  exitCodeOf,
  parseThreshold,
  type Threshold,
  type ThresholdResult,
} from '../core/report/thresholds.ts';
import { thresholdsToJunit } from '../core/report/write-junit.ts';
import { reportToMarkdown } from '../core/report/write-markdown.ts';
import { EXIT, EXIT_HELP, exitWith } from './exit-codes.ts';
import { collected } from './option-values.ts';
import { readRecords } from './read-records.ts';
import { reportOptions, withPolicyOptions, type PolicyOptions } from './report-options.ts';
import { reportToTerminal, shortTables } from './terminal-tables.ts';
import { writeWhole } from './write-whole.ts';

interface Options extends PolicyOptions {
  full: boolean;
  markdown?: string;
  html?: string;
  csv?: string;
  csvItems?: string;
  csvSamples?: string;
  json?: string;
  jsonl?: string;
  junit?: string;
  min?: string[];
}

export function reportCommand(): Command {
  const command = new Command('report')
    .description('tables of record files: means with intervals, who is ahead, how samples ended')
    .argument('<file...>', 'files that `sgp run` or `sgp score` wrote, or - for standard input')
    .option(
      '--full',
      'all tables: items that moved most, best of k, what programs are made of, …',
      false,
    );
  return withPolicyOptions(command)
    .option(
      '--markdown <file>',
      'the report as Markdown; - for standard output, as for those below',
    )
    .option('--html <file>', 'the report as one HTML file with its plots')
    .option('--csv <file>', 'means, diversity, best of k, pass at k: one figure a line')
    .option('--csv-items <file>', 'the means of every item, one a line')
    .option('--csv-samples <file>', 'the scores of every sample, one a line')
    .option('--json <file>', 'the report as data')
    .option('--jsonl <file>', 'the records that were read, one a line')
    .option('--junit <file>', 'the thresholds as tests, for build servers')
    .option(
      '--min <condition...>',
      'thresholds that every model must meet: validity>=0.9, reward.low>=0.6, unscored<1%',
      collected(String),
    )
    .addHelpText(
      'after',
      `
A condition names validity, unscored, a metric, a column or an encoder; .low and .high are the ends of
the interval. With --html and the like only their lines go to standard output.
${EXIT_HELP}`,
    )
    .action(report);
}

async function report(files: string[], options: Options): Promise<void> {
  const thresholds = (options.min ?? []).map(thresholdOf);
  const { fold, badLines } = await readRecords(files, options.jsonl ?? null);
  const settings = await reportOptions(fold, badLines, files, options);
  const made = reportOf(fold, settings);
  const results = checkThresholds(made, thresholds);

  const written: [string | undefined, () => Iterable<string> | Promise<Iterable<string>>][] = [
    [options.markdown, () => [reportToMarkdown(made)]],
    [options.html, async () => [await htmlOf(made)]],
    [options.csv, () => figuresCsv(made)],
    [options.csvItems, () => itemsCsv(fold, settings)],
    [options.csvSamples, () => samplesCsv(fold, settings)],
    [options.json, () => [`${JSON.stringify(made, null, 2)}\n`]],
    [options.junit, () => [thresholdsToJunit(made, results)]],
  ];
  for (const [path, text] of written) if (path !== undefined) await writeWhole(path, await text());

  const toStdout = [...written.map(([path]) => path), options.jsonl].includes('-');
  if (!toStdout) console.log(reportToTerminal(made, options.full ? groupTables : shortTables));
  conclude(results, badLines);
}

/** Loaded where it is asked for: its plots are the larger part of the command. */
async function htmlOf(made: Report): Promise<string> {
  const { reportToHtml } = await import('../core/report/write-html.ts');
  return reportToHtml(made);
}

function thresholdOf(text: string): Threshold {
  const reading = parseThreshold(text);
  if (!reading.ok) throw new Error(`--min: ${reading.reason}.`);
  return reading.threshold;
}

function conclude(results: readonly ThresholdResult[], badLines: number): void {
  for (const { verdict, title, message } of results)
    if (verdict !== 'met') console.error(`${title}: ${message}`);
  const code = results.length === 0 ? 0 : exitCodeOf(results);
  if (code === 1) exitWith(EXIT.belowThreshold);
  else if (code === 2 || badLines > 0) exitWith(EXIT.incomplete);
}
