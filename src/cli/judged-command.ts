/** `sgp judged`: scores that SGP-CompBench's judge gave elsewhere, in tables of their own. */
import { Command } from 'commander';
import { csvReader } from '../adapters/suite/csv.ts';
import { formatCount } from '../core/format-number.ts';
import { BOOTSTRAP } from '../core/report/bootstrap.ts';
import { judgedTables } from '../core/report/judged-tables.ts';
import { judgedItem, type JudgedItem } from '../core/suite/judge-results.ts';
import { openText } from '../core/suite/open-text.ts';
import { readRows } from '../core/suite/read-rows.ts';
import type { Suite } from '../core/suite/suite.ts';
import { fileAt } from './answer-rows.ts';
import { EXIT, EXIT_HELP, exitWith } from './exit-codes.ts';
import { SUITE_HELP, suiteAt } from './open-suite.ts';
import { tableToTerminal } from './terminal-tables.ts';

export function judgedCommand(): Command {
  return new Command('judged')
    .description(
      'sum up a result file of the official judge, as its own code does; no score is computed',
    )
    .argument('<file>', 'the official evaluation file: {results: [{id, score, …}]}')
    .requiredOption('-s, --suite <suite>', `the items that were judged: ${SUITE_HELP}`)
    .addHelpText('after', EXIT_HELP)
    .action(judged);
}

async function judged(file: string, { suite: name }: { suite: string }): Promise<void> {
  const { suite } = await suiteAt(name);
  const { items, bad } = await judgedItems(file, suite);
  if (items.length === 0) throw new Error(`${file} holds no judged item of ${suite.id}.`);
  for (const table of judgedTables(items, suite.items, BOOTSTRAP))
    console.log(`${tableToTerminal(table)}\n`);
  const failed = items.filter(({ error }) => error !== null).length;
  if (failed > 0)
    console.error(`${formatCount(failed)} items have a judge or a program that failed: 0 each.`);
  if (bad > 0) exitWith(EXIT.incomplete);
}

/** What cannot be read is named on standard error; of an item judged twice the first counts. */
async function judgedItems(
  file: string,
  suite: Suite,
): Promise<{ items: JudgedItem[]; bad: number }> {
  const items = new Map<string, JudgedItem>();
  let bad = 0;
  const refuse = (place: string, reason: string) => {
    bad++;
    console.error(`${file}, ${place}: ${reason}`);
  };
  for await (const reading of readRows(await openText(fileAt(file), {}), csvReader)) {
    if (!reading.ok) {
      refuse(reading.bad.place, reading.bad.reason);
      continue;
    }
    const { place, values } = reading.row;
    const found = judgedItem(values);
    if (!found.ok) refuse(place, found.reason);
    else if (!suite.items.has(found.judged.id))
      refuse(place, `the suite has no item "${found.judged.id}"`);
    else if (items.has(found.judged.id))
      refuse(place, `"${found.judged.id}" is judged again; the first counts`);
    else items.set(found.judged.id, found.judged);
  }
  return { items: [...items.values()], bad };
}
