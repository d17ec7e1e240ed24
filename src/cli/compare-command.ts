/** `sgp compare`: which run is ahead on the same items, and whether that can be told at all. */
import { Command } from 'commander';
import { reportOf } from '../core/report/make-report.ts';
import { EXIT, EXIT_HELP, exitWith } from './exit-codes.ts';
import { readRecords } from './read-records.ts';
import { reportOptions, withPolicyOptions, type PolicyOptions } from './report-options.ts';
import { comparisonTables, reportToTerminal } from './terminal-tables.ts';

export function compareCommand(): Command {
  const command = new Command('compare')
    .description('compare runs on the same items: paired differences, wins, items that moved most')
    .argument('<file...>', 'files that `sgp run` or `sgp score` wrote');
  return withPolicyOptions(command)
    .addHelpText(
      'after',
      `
Runs that were scored in different ways are not compared, and it is said what differs.
${EXIT_HELP}`,
    )
    .action(compare);
}

async function compare(files: string[], options: PolicyOptions): Promise<void> {
  const { fold, badLines } = await readRecords(files);
  const report = reportOf(fold, await reportOptions(fold, badLines, files, options));
  console.log(reportToTerminal(report, comparisonTables));
  if (report.groups.every(({ rows }) => rows.length < 2)) {
    const one = report.groups.length === 1;
    console.error(
      one
        ? 'These records are of one model under one set of conditions: there is nothing to compare.'
        : 'No two of these runs were scored alike: nothing is compared.',
    );
    exitWith(EXIT.incomplete);
  } else if (badLines > 0) exitWith(EXIT.incomplete);
}
