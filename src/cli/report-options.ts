/** Options of the commands that report, and the report that they say. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { version } from '../../package.json';
import { ENCODER_CARDS, precisionsOf } from '../adapters/encoder/registry.ts';
import { encoderKey, protocolNameAt } from '../core/embedding/encoder-card.ts';
import type { RewardWeights } from '../core/metric/reward.ts';
import { BOOTSTRAP } from '../core/report/bootstrap.ts';
import type { ReportOptions } from '../core/report/make-report.ts';
import { diversityLookup, meanTokenLookup } from '../core/report/picture-measures.ts';
import type { ReportPolicy } from '../core/report/policy.ts';
import type { RecordFold } from '../core/report/record-fold.ts';
import type { SuiteReading } from '../core/suite/read-suite.ts';
import { compositionOfId } from '../core/suite/composition/generate-composition.ts';
import { blankScores, type SuiteWithPictures } from './blank-scores.ts';
import { openPictures, PICTURES_HELP } from './open-pictures.ts';
import { pictureMeasures } from './picture-measures.ts';
import { SUITE_HELP, suiteAt } from './open-suite.ts';
import { collected, numberFrom, wholeNumber } from './option-values.ts';
import { readWeights } from './scoring-options.ts';

export interface PolicyOptions {
  suite?: string[];
  /** Folder of the suites' pictures. */
  pictures?: string;
  diversity: boolean;
  /** Folders of weights that records were scored with. */
  encoder?: string[];
  cache?: string;
  invalid: ReportPolicy['invalid'];
  validity: ReportPolicy['validity'];
  dino: ReportPolicy['dino'];
  weights?: RewardWeights;
  main?: string;
  title?: string;
  level: number;
  resamples: number;
  bootstrapSeed: number;
}

const INVALID: Readonly<Record<string, ReportPolicy['invalid']>> = {
  '0': 'zero',
  zero: 'zero',
  omit: 'omit',
  white: 'white',
  black: 'black',
};

export function withPolicyOptions(command: Command): Command {
  return command
    .option(
      '-s, --suite <suite...>',
      `the suites, for categories and references (default: those that come with the app): ${SUITE_HELP}`,
      collected(String),
    )
    .option('--pictures <folder>', PICTURES_HELP)
    .option(
      '--invalid <policy>',
      'what a program that does not draw counts as: 0, omit, white, black',
      readInvalid,
      'zero',
    )
    .addOption(
      new Option('--validity <rule>', 'valid means after mending, or as sent')
        .choices(['recovered', 'strict'])
        .default('recovered'),
    )
    .addOption(
      new Option('--dino <definition>', 'what a score of a DINO encoder is')
        .choices(['class-token', 'class-token-rescaled', 'mean-token-rescaled'])
        .default('class-token'),
    )
    .option(
      '--diversity',
      'how much the samples of an item differ, by the DINO encoders of the records: pictures are encoded again',
      false,
    )
    .option(
      '-e, --encoder <folder...>',
      'weights in a folder that records were scored with, for --diversity and mean tokens',
      collected(String),
    )
    .option('--cache <folder>', 'embeddings kept by `sgp run` or `sgp score`: not encoded again')
    .option(
      '--weights <terms>',
      'fold all rewards again, e.g. textImage=1,imageImage=0.5,length=0.2 (default: as they were scored)',
      readWeights,
    )
    .option('--main <column>', 'rank and compare by this, e.g. reward or validity-strict')
    .option('--title <text>')
    .option('--level <share>', 'of the intervals', numberFrom(0.5, 0.999), BOOTSTRAP.level)
    .option('--resamples <number>', 'of the bootstrap', wholeNumber(100), BOOTSTRAP.resamples)
    .option('--bootstrap-seed <number>', 'of the bootstrap', wholeNumber(0), BOOTSTRAP.seed);
}

/** @throws Error in words for a suite or an encoder that is not there */
export async function reportOptions(
  fold: RecordFold,
  badLines: number,
  files: readonly string[],
  options: PolicyOptions,
): Promise<ReportOptions> {
  const { invalid, validity, dino, level, resamples, bootstrapSeed: seed } = options;
  const named = await suitesOf(fold, options.suite ?? []);
  const suites = named.map(({ reading: { suite, facts } }) => ({ ...facts, items: suite.items }));
  const isPicture = invalid === 'white' || invalid === 'black';
  const meanTokens = dino === 'mean-token-rescaled';
  const pictured =
    isPicture || meanTokens ? await withPictures(named, options.pictures) : NO_PICTURES;
  const blankScore = isPicture ? await blankScores(fold, pictured) : undefined;
  const { diversity, encoder, cache } = options;
  const wishes = { diversity, meanTokens, encoder, cache };
  const measures = await pictureMeasures(files, fold, pictured, wishes);
  const [meanTokenCosine, itemDiversity] = [meanTokenLookup(measures), diversityLookup(measures)];
  return {
    ...(options.title !== undefined && { title: options.title }),
    ...(options.main !== undefined && { main: columnKey(fold, options.main) }),
    ...(options.weights !== undefined && { weights: options.weights }),
    software: `sgp-playground ${version}`,
    policy: { invalid, validity, dino },
    bootstrap: { level, resamples, seed },
    suites,
    lookups: {
      ...(blankScore !== undefined && { blankScore }),
      ...(meanTokenCosine !== undefined && { meanTokenCosine }),
    },
    ...(itemDiversity !== undefined && { diversity: itemDiversity }),
    protocolName,
    badLines,
  };
}

const NO_PICTURES: readonly SuiteWithPictures[] = [];

interface NamedSuite {
  name: string;
  reading: SuiteReading;
}

/** Those that were named, and those of the records that need no network. */
async function suitesOf(fold: RecordFold, names: readonly string[]): Promise<NamedSuite[]> {
  const named: NamedSuite[] = [];
  for (const name of names) named.push({ name, reading: await suiteAt(name) });
  const known = new Set(named.map(({ reading }) => reading.suite.sha256));
  const asked = new Map(
    fold
      .series()
      .flatMap(({ facts: { suite } }) =>
        suite === null ? [] : [[suite.sha256, suite.id] as const],
      ),
  );
  for (const { name, reading } of named)
    if (!asked.has(reading.suite.sha256)) console.error(notAsked(name, reading, asked));
  for (const { facts } of fold.series()) {
    const { suite } = facts;
    if (suite === null || known.has(suite.sha256)) continue;
    known.add(suite.sha256);
    if (suite.id !== 'starter' && compositionOfId(suite.id) === null) continue;
    const reading = await suiteAt(suite.id);
    // The records may be of another version of it.
    if (reading.suite.sha256 === suite.sha256) named.push({ name: suite.id, reading });
  }
  return named;
}

/** Named for its categories, a suite that gives none must not pass in silence. */
function notAsked(
  name: string,
  { suite }: SuiteReading,
  asked: ReadonlyMap<string, string>,
): string {
  const those = [...asked].map(([sha256, id]) => `${id} (sha256 ${sha256.slice(0, 12)})`);
  return `--suite ${name}: no record is of its items (sha256 ${suite.sha256.slice(0, 12)}); they are of ${those.join(', ') || 'no suite'}.`;
}

/** @throws Error in words where a folder was named that is not there, or that no suite has a use for */
async function withPictures(
  named: readonly NamedSuite[],
  folder: string | undefined,
): Promise<SuiteWithPictures[]> {
  const pictured = named.filter(({ reading: { facts } }) => facts.references !== 'none' && facts.references !== 'svg'); // prettier-ignore
  if (folder !== undefined && pictured.length === 0)
    throw new Error('--pictures: say with --suite which items they are of.');
  const say = (line: string) => console.error(line);
  const opened: SuiteWithPictures[] = [];
  for (const each of named) {
    const { suite } = each.reading;
    const pictures = pictured.includes(each)
      ? await openPictures(each.reading, each.name, folder, say)
      : null;
    opened.push({ suite, pictures });
  }
  return opened;
}

/** A column by its key, its metric, or an encoder's name, where only one fits. */
function columnKey(fold: RecordFold, name: string): string {
  const columns = fold.columns();
  const fitting = columns.filter(
    ({ key, metric, encoderId }) =>
      key === name || metric === name || encoderId === name || encoderId?.split('@')[0] === name,
  );
  const [only] = fitting;
  if (fitting.length === 1) return only!.key;
  const known = (fitting.length === 0 ? columns : fitting).map(({ key }) => key).join(', ');
  throw new Error(
    fitting.length === 0
      ? `There is no column "${name}". There are: ${known}.`
      : `"${name}" may be: ${known}.`,
  );
}

const PROTOCOL_NAMES: ReadonlyMap<string, string | null> = new Map(
  ENCODER_CARDS.flatMap((card) =>
    precisionsOf(card).map((precision): [string, string | null] => [
      encoderKey(card, precision),
      protocolNameAt(card, precision),
    ]),
  ),
);

const protocolName = (encoderId: string): string | null => PROTOCOL_NAMES.get(encoderId) ?? null;

function readInvalid(text: string): ReportPolicy['invalid'] {
  const policy = Object.hasOwn(INVALID, text) ? INVALID[text] : undefined;
  if (policy === undefined) throw new InvalidArgumentError('It is 0, omit, white or black.');
  return policy;
}
