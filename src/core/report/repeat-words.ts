/** Everything that is needed to repeat a report's numbers, as name and value. */
import { sha256Of } from '../run/content-hash.ts';
import type { RewardWeights } from '../metric/reward.ts';
import { formatCount, NO_NUMBER } from '../format-number.ts';
import { policyWords } from './rankings.ts';
import type { Report, ReportGroup, ReportRow } from './report.ts';
import { canonical } from './series.ts';

export type Fact = [name: string, value: string];

export function reportFacts({
  policy,
  bootstrap,
  weights,
  software,
  createdAt,
  ...report
}: Report): Fact[] {
  const { resamples, level, seed } = bootstrap;
  const facts: (Fact | null)[] = [
    ...report.suites.map((suite): Fact => [
      'Suite',
      [
        suite.title === null ? suite.id : `${suite.title} (${suite.id})`,
        suite.version === null ? '' : `version ${suite.version}`,
        suite.items === null ? '' : `${formatCount(suite.items)} items`,
        suite.licence === null ? '' : `licence ${suite.licence}`,
        suite.source ?? '',
        `sha256 ${suite.sha256}`,
      ]
        .filter((part) => part !== '')
        .join(', '),
    ]),
    ['Policy', policyWords(policy)],
    weights === null
      ? null
      : ['Rewards', `folded again from the records’ terms: ${weightWords(weights)}`],
    [
      'Intervals',
      `${Math.round(level * 1000) / 10}% BCa bootstrap over items, ${formatCount(resamples)} resamples, seed ${seed}`,
    ],
    [
      'Records',
      `${formatCount(report.records)} read, ${formatCount(report.replaced)} replaced, ${formatCount(report.badLines)} unreadable lines`,
    ],
    software === null ? null : ['Made by', software],
    createdAt === null ? null : ['Made at', createdAt],
  ];
  return facts.filter((fact) => fact !== null);
}

export function groupFacts({ conditions }: ReportGroup): Fact[] {
  const { rule, repair, weights, renderers, limits } = conditions;
  return [
    ['Extraction rule', rule],
    ['Mending', repair],
    ['Renderer', renderers.join(', ') || NO_NUMBER],
    ['Reward weights', weights === null ? NO_NUMBER : weightWords(weights)],
    [
      'Limits',
      Object.entries(limits)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
    ],
  ];
}

/** `text to picture 1, picture to picture 1, length 0, format 0, format gate none` */
export const weightWords = ({
  textImage,
  imageImage,
  length,
  format,
  gateOffset,
}: RewardWeights): string =>
  [
    `text to picture ${textImage}`,
    `picture to picture ${imageImage}`,
    `length ${length}`,
    `format ${format}`,
    `format gate ${gateOffset === null ? 'none' : `at ${-gateOffset || 0}`}`,
  ].join(', ');

export function rowFacts({ facts, trail }: ReportRow): Fact[] {
  const { model, template, settings, runId } = facts;
  const encoders = trail.encoders.map(
    ({ id, backends, runtimes }) => `${id} on ${[...backends, ...runtimes].join(', ')}`,
  );
  const given = (value: number | string | null) => value ?? 'left to the provider';
  const { widthPx, heightPx, palette, noText } = template.options;
  const text = sha256Of(canonical([template.system, template.text])).slice(0, 12);
  return [
    ['Model', `${model.providerId}/${model.id}`],
    ['Answered by', trail.answeredBy.join(', ') || NO_NUMBER],
    ['Template', `${template.id} version ${template.version}, sha256 ${text}`],
    [
      'Canvas',
      [
        `${widthPx} x ${heightPx} px`,
        palette.length > 0 ? `colours ${palette.join(' ')}` : '',
        noText ? 'no text' : '',
      ]
        .filter((part) => part !== '')
        .join(', '),
    ],
    [
      'Settings',
      `temperature ${given(settings.temperature)}, top p ${given(settings.topP)}, at most ${given(settings.maxTokens)} tokens${raisedWords(settings)}, reasoning ${given(settings.reasoningEffort)}, stop ${settings.stop.length === 0 ? 'none' : JSON.stringify(settings.stop)}`,
    ],
    ['Seeds', trail.seeds.map((seed) => seed ?? 'left to the provider').join(', ')],
    ['Not honoured', trail.droppedSettings.join(', ') || 'nothing'],
    ['Encoders', encoders.join('; ') || NO_NUMBER],
    ['Run', runId ?? NO_NUMBER],
    ['Samples from', `${trail.from} to ${trail.to}`],
  ];
}

const raisedWords = ({ raiseMaxTokens }: ReportRow['facts']['settings']): string =>
  raiseMaxTokens === undefined ? '' : ` and once more at most ${raiseMaxTokens} where cut`;
