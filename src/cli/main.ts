/** The command line: joins core and adapters for Node. */
import { Command } from 'commander';
import { version } from '../../package.json';
import { compareCommand } from './compare-command.ts';
import { encodersCommand } from './encoders-command.ts';
import { judgedCommand } from './judged-command.ts';
import { mergeCommand } from './merge-command.ts';
import { reportCommand } from './report-command.ts';
import { runCommand } from './run-command.ts';
import { scoreCommand } from './score-command.ts';
import { serveCommand } from './serve-command.ts';
import { suitesCommand } from './suites-command.ts';

const program = new Command('sgp')
  .description('Find out how well language models draw with code.')
  .version(version)
  .showHelpAfterError()
  .addCommand(serveCommand())
  .addCommand(encodersCommand())
  .addCommand(suitesCommand())
  .addCommand(runCommand())
  .addCommand(scoreCommand())
  .addCommand(mergeCommand())
  .addCommand(reportCommand())
  .addCommand(compareCommand())
  .addCommand(judgedCommand());

try {
  await program.parseAsync();
} catch (error) {
  // What a person can mend is told in a sentence; a bug keeps its stack.
  const expected = error instanceof Error && error.name === 'Error';
  console.error(expected ? `sgp: ${error.message}` : error);
  process.exitCode = 1;
}
