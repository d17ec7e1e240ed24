/** `sgp merge`: joins the parts of a run, in any order, into the file that a single run writes. */
import { Command } from 'commander';
import { mergeRunFiles } from '../adapters/run-store/merge-run-files.node.ts';
import { formatCount } from '../core/format-number.ts';
import { EXIT, EXIT_HELP, exitWith } from './exit-codes.ts';
import { plural } from './words.ts';

export function mergeCommand(): Command {
  return new Command('merge')
    .description('join the files of a run’s parts, in any order, into one: a line a sample')
    .argument('<file...>', 'files that `sgp run` or `sgp score` wrote under the same conditions')
    .requiredOption('-o, --out <file>', 'appears whole or not at all; may be one of the files')
    .addHelpText('after', EXIT_HELP)
    .action(merge);
}

async function merge(files: string[], { out }: { out: string }): Promise<void> {
  const merged = await mergeRunFiles(files, out);
  if (!merged.ok) throw new Error(merged.failure.detail);
  const { slots, shared, conflicts, unreadable } = merged.value;
  for (const { path, place, reason } of unreadable) console.error(`${path}, ${place}: ${reason}`);
  if (shared > 0) console.error(sharedWords(shared, conflicts));
  for (const { slotId, paths } of conflicts.slice(0, SHOWN))
    console.error(`  ${slotId}: ${paths.join(', ')}`);
  if (conflicts.length > SHOWN)
    console.error(`  and ${formatCount(conflicts.length - SHOWN)} more`);
  console.error(`${out}: ${plural(slots, 'sample')} of ${plural(files.length, 'file')}.`);
  if (unreadable.length > 0) exitWith(EXIT.incomplete);
}

const SHOWN = 10;

function sharedWords(shared: number, conflicts: readonly unknown[]): string {
  const several = `${plural(shared, 'sample')} stood in more than one file`;
  if (conflicts.length === 0) return `${several}, each time the same.`;
  return `${several}, ${formatCount(conflicts.length)} of them with different records. Of each the one that is further was kept (scored before answered before failed), of two alike the older:`;
}
