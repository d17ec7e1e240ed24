/** Options of every command that scores: with what, and by which rules. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { PAPER_WEIGHTS, type RewardWeights } from '../core/metric/reward.ts';
import { EXTRACTION_RULES, type ExtractionRule } from '../core/program/candidate.ts';
import { PICTURES_HELP } from './open-pictures.ts';
import { assignment } from './option-values.ts';

export interface ScoringOptions {
  /** Absent: the first one that comes with the app. */
  encoder?: string[];
  /** Absent: what the suite's scoring rule says, else `balanced`. */
  extract?: ExtractionRule;
  /** Absent unless said: what the suite's scoring rule says, else on. */
  mend?: boolean;
  weights: RewardWeights;
  cache?: string;
  /** Folder of the suite's pictures. */
  pictures?: string;
  /** `false`: leave dates and durations out. */
  times: boolean;
  quiet: boolean;
}

export function withScoringOptions(command: Command): Command {
  return command
    .option(
      '-e, --encoder <id...>',
      'as in `sgp encoders list`, e.g. clip-vit-base-patch32/q8; a folder of weights; or none (default: the one that comes with the app)',
    )
    .addOption(
      new Option(
        '-x, --extract <rule>',
        'how the program is found in a response (default: the suite’s rule, else balanced)',
      ).choices([...EXTRACTION_RULES]),
    )
    .option('--mend', 'mend small slips before drawing (default: the suite’s rule, else on)')
    .option('--no-mend', 'draw only what is valid as sent')
    .option(
      '--weights <terms>',
      'of the reward, e.g. textImage=1,imageImage=1,length=0.5,format=0,gateOffset=none',
      readWeights,
      PAPER_WEIGHTS,
    )
    .option('--cache <folder>', 'keep embeddings there: what was seen before is not encoded again')
    .option('--pictures <folder>', PICTURES_HELP)
    .option('--no-times', 'leave dates and durations out: the same work gives the same bytes')
    .option('-q, --quiet', 'say nothing while it goes well', false);
}

/** @throws InvalidArgumentError for a name that is no term, or a value that is no number */
export function readWeights(text: string): RewardWeights {
  const weights = { ...PAPER_WEIGHTS };
  for (const term of text.split(',')) {
    const [name, value] = assignment(term.trim());
    if (name === 'gateOffset' && value === 'none') {
      weights.gateOffset = null;
      continue;
    }
    const number = Number(value);
    if (!Object.hasOwn(weights, name) || !Number.isFinite(number))
      throw new InvalidArgumentError(
        `"${term}" is none of ${Object.keys(weights).join(', ')} with a number (gateOffset: or none).`,
      );
    weights[name as keyof RewardWeights] = number;
  }
  return weights;
}
