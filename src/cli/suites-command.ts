/** `sgp suites list | show | fetch | make` */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { csvReader } from '../adapters/suite/csv.ts';
import { formatBytes } from '../core/format-bytes.ts';
import { formatCount } from '../core/format-number.ts';
import type { SuiteEntry } from '../core/ports/suite-shelf.ts';
import { SUITE_CATALOGUE } from '../core/suite/catalogue.ts';
import { generateComposition } from '../core/suite/composition/generate-composition.ts';
import { inspectFile, type FileInsight } from '../core/suite/inspect-file.ts';
import { manifestText } from '../core/suite/manifest.ts';
import type { SuiteReading } from '../core/suite/read-suite.ts';
import { fileAt } from './answer-rows.ts';
import { readMapping, SUITE_HELP, suiteAt } from './open-suite.ts';
import { wholeNumber } from './option-values.ts';
import { plural, table } from './words.ts';

export function suitesCommand(): Command {
  const command = new Command('suites').description('list, show, fetch and make suites');
  command
    .command('list', { isDefault: true })
    .description('every suite that is offered by name')
    .action(list);
  command
    .command('show')
    .description('what a suite or a file of items holds')
    .argument('<suite>', SUITE_HELP)
    .option('--map <columns>', 'of a file with columns of its own: prompt=caption,id=key')
    .action(show);
  command
    .command('fetch')
    .description('fetch an official suite from its own address, and keep it as a file')
    .argument('<id>', 'e.g. sgp-compbench')
    .option('-o, --out <file>', 'default: <id>.json')
    .option('-f, --force', 'overwrite the file', false)
    .action(fetchSuite);
  command
    .command('make')
    .description('generate a suite of new prompts')
    .argument('<kind>', 'composition', (kind) => {
      if (kind === 'composition') return kind;
      throw new InvalidArgumentError('Only composition suites are generated.');
    })
    .requiredOption(
      '--seed <number>',
      'the same seed gives the same items',
      wholeNumber(-(2 ** 53) + 1),
    )
    .requiredOption('--size <number>', '1 to 100,000 items', wholeNumber(1))
    .option('-o, --out <file>', 'default: composition-<seed>-<size>.json')
    .option('-f, --force', 'overwrite the file', false)
    .action(make);
  return command;
}

function list(): void {
  const rows = SUITE_CATALOGUE.map((entry) => [
    entry.origin.kind === 'generated' ? `${entry.id}-<seed>-<size>` : entry.id,
    entry.items === null ? '–' : formatCount(entry.items),
    entry.licence,
    originOf(entry),
    entry.summary,
  ]);
  console.log(table([['suite', 'items', 'licence', 'comes', 'what is asked for'], ...rows], 5));
}

function originOf({ origin }: SuiteEntry): string {
  switch (origin.kind) {
    case 'bundled':
      return 'with the app';
    case 'generated':
      return 'generated here';
    case 'fetched':
      return origin.sizeBytes === null ? 'fetched' : `fetched, ${formatBytes(origin.sizeBytes)}`;
    case 'by-hand':
      return 'by hand';
  }
}

async function show(nameOrPath: string, { map }: { map?: string }): Promise<void> {
  const mapping = map === undefined ? null : readMapping(map);
  if (mapping === null && existsSync(nameOrPath)) {
    const insight = await inspectFile(fileAt(nameOrPath), { csv: csvReader });
    if (!insight.ok) throw new Error(`${nameOrPath}: ${insight.failure.detail}`);
    if (insight.value.shape === 'table') {
      console.log(unknownColumns(nameOrPath, insight.value));
      return;
    }
  }
  console.log(describe(await suiteAt(nameOrPath, mapping, (line) => console.log(line))));
}

function unknownColumns(path: string, { columns, rows, mapping }: FileInsight): string {
  const names = columns.map(({ name }) => name);
  const cells = rows.map(({ cells }) => cells.map((cell) => cell.slice(0, 40)));
  const guess = Object.entries(mapping ?? {})
    .filter(([, column]) => typeof column === 'string')
    .map(([name, column]) => `${name}=${column as string}`)
    .join(',');
  return [
    `${path} is a table of columns that are not known. Its first rows:`,
    table([names, ...cells], names.length),
    `Say which column is what, for example: --map ${guess === '' ? 'prompt=<column>' : guess}`,
  ].join('\n\n');
}

const SHOWN_ITEMS = 5;

function describe({ suite, facts }: SuiteReading): string {
  const { scoring } = facts;
  const settings = [
    `${scoring.extraction} extraction`,
    `repair ${scoring.repair}`,
    plural(scoring.samples, 'sample'),
    scoring.temperature === null ? [] : `temperature ${scoring.temperature}`,
    scoring.maxTokens === null ? [] : `at most ${formatCount(scoring.maxTokens)} tokens`,
  ].flat();
  const items = [...suite.items.values()].slice(0, SHOWN_ITEMS);
  return [
    `${facts.title} (${facts.id}), version ${facts.version}`,
    `${plural(suite.items.size, 'item')}, references: ${facts.references}`,
    `licence ${facts.licence ?? 'not known'}, from ${facts.source ?? 'not known'}`,
    `sha256 ${suite.sha256}`,
    `scored by ${scoring.id}: ${settings.join(', ')}; an invalid program counts as ${scoring.invalid}`,
    '',
    table([
      ['category', 'items'],
      ...facts.categories.map(({ category, subcategory, items: n }) => [
        [category, subcategory].filter((name) => name !== null).join(' / ') || '–',
        formatCount(n),
      ]),
    ]),
    '',
    ...items.map(({ id, prompt }) => `${id}: ${prompt}`),
    ...(suite.items.size > items.length
      ? [`and ${formatCount(suite.items.size - items.length)} more`]
      : []),
  ].join('\n');
}

interface WriteOptions {
  out?: string;
  force: boolean;
}

async function fetchSuite(id: string, { out = `${id}.json`, force }: WriteOptions): Promise<void> {
  const entry = SUITE_CATALOGUE.find((known) => known.id === id);
  if (entry === undefined) throw new Error(`There is no suite named ${id}. See: sgp suites list`);
  console.error(
    `${entry.title}: licence ${entry.licence}${entry.source === null ? '' : `, ${entry.source}`}`,
  );
  await write(await suiteAt(id), out, force);
}

async function make(
  _kind: string,
  { seed, size, out, force }: WriteOptions & { seed: number; size: number },
): Promise<void> {
  const made = generateComposition(seed, size);
  await write(made, out ?? `${made.suite.id}.json`, force);
}

async function write(
  { suite, facts }: Pick<SuiteReading, 'suite' | 'facts'>,
  out: string,
  force: boolean,
): Promise<void> {
  const text = manifestText(suite, facts);
  if (out === '-') {
    process.stdout.write(text);
    return;
  }
  await writeFile(out, text, { flag: force ? 'w' : 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw new Error(`${out} cannot be written: ${error.message}`);
    throw new Error(`${out} exists. Choose another name, or overwrite it with --force.`);
  });
  console.log(`${out}: ${plural(suite.items.size, 'item')}, sha256 ${suite.sha256}`);
}
