/** What became of the samples, what they are made of and what they took. */
import type { Ending } from './endings.ts';
import { formatCount, formatScore, formatShare, formatUsd, NO_NUMBER } from '../format-number.ts';
import type { Spend } from '../run/spend.ts';
import type { ReportGroup } from './report.ts';
import { type Table } from './table.ts';

/** How samples ended: "drew badly" apart from "ran out of tokens" and "was never answered". */
export function endingTable(group: ReportGroup): Table {
  const head = [
    'Model',
    'Drawn',
    'of these mended',
    'of these blank',
    'Invalid',
    'of these out of tokens',
    'of these refused or filtered',
    'Unscored',
  ];
  const body = group.rows.map(({ title, counts }) => {
    const invalidBy = (reasons: readonly string[]) =>
      counts.endings
        .filter(({ finishReason }: Ending) => reasons.includes(finishReason))
        .reduce((sum, { invalid }) => sum + invalid, 0);
    const cells = [
      counts.drawn,
      counts.mended,
      counts.blank,
      counts.invalid,
      invalidBy(['length']),
      invalidBy(['refusal', 'content-filter']),
      counts.unscored,
    ];
    return [title, ...cells.map(formatCount)];
  });
  return { title: 'How samples ended', caption: null, head, body };
}

/** A sample that is unscored as a whole is told once, not for each of its scores. */
export function reasonTable(group: ReportGroup): Table | null {
  const body = group.rows.flatMap(({ title, counts, unscored }) => {
    const whole = new Set(counts.unscoredReasons.map(({ reason }) => reason));
    return [
      ...counts.outcomes
        .filter(({ outcome }) => outcome !== 'ok')
        .map(({ outcome, samples }) => [title, 'outcome', outcome, formatCount(samples)]),
      ...counts.unscoredReasons.map(({ reason, samples }) => [
        title,
        'no answer, or not scored',
        reason,
        formatCount(samples),
      ]),
      ...unscored
        .filter(({ reason }) => !whole.has(reason))
        .map(({ column, reason, samples }) => [title, column, reason, formatCount(samples)]),
    ];
  });
  if (body.length === 0) return null;
  return { title: 'Why not', caption: null, head: ['Model', 'Of', 'Reason', 'Samples'], body };
}

export function anatomyTable(group: ReportGroup): Table | null {
  const rows = group.rows.filter(({ anatomy }) => anatomy !== null);
  if (rows.length === 0) return null;
  const body = rows.map(({ title, anatomy }) => {
    const { programs, elements, segments, depth, colours, length, kinds } = anatomy!;
    const spreads = [elements, segments, depth, colours, length].map(
      ({ median, p10, p90 }) =>
        `${formatCount(median)} (${formatCount(p10)} to ${formatCount(p90)})`,
    );
    const common = kinds.filter(({ name }) => name !== 'svg').slice(0, 6);
    const kindWords = common.map(
      ({ name, count, programs: users }) =>
        `${name} ${(count / programs).toFixed(1)} (in ${formatShare(users / programs)})`,
    );
    return [title, formatCount(programs), ...spreads, kindWords.join(', ') || NO_NUMBER];
  });
  return {
    title: 'What programs are made of',
    caption:
      'Drawn programs: median, and the tenth and ninetieth of a hundred. Kinds: how many a program has, and the share of programs that use them.',
    head: [
      'Model',
      'Programs',
      'Elements',
      'Path segments',
      'Depth',
      'Colours',
      'Characters',
      'Most frequent kinds',
    ],
    body,
  };
}

export function spendTable(group: ReportGroup): Table {
  const body = group.rows.map(({ title, counts, usdPerThousand }) => {
    const { spend, attempts } = counts;
    return [
      title,
      formatCount(attempts),
      formatCount(spend.promptTokens),
      formatCount(spend.completionTokens),
      formatCount(spend.reasoningTokens),
      costWords(spend, attempts),
      formatUsd(usdPerThousand),
      formatCount(spend.maybeBilled),
    ];
  });
  return {
    title: 'Tokens and cost',
    caption:
      'Over all attempts. Reasoning is part of the answer tokens, as far as providers report it.',
    head: [
      'Model',
      'Calls',
      'Prompt tokens',
      'Answer tokens',
      'of these reasoning',
      'Cost',
      'Per 1,000 samples',
      'Maybe billed, lost',
    ],
    body,
  };
}

function costWords({ usd, unpriced }: Spend, attempts: number): string {
  if (unpriced === 0 && attempts > 0) return formatUsd(usd);
  const unknown = `price unknown for ${formatCount(unpriced)} ${unpriced === 1 ? 'call' : 'calls'}`;
  return usd === 0 ? unknown : `at least ${formatUsd(usd)}, ${unknown}`;
}

export function againstTable(group: ReportGroup): Table | null {
  const body = group.rows.flatMap(({ title, against }) =>
    (['length', 'tokens', 'cost'] as const).flatMap((what) => {
      const found = against[what];
      return found === null
        ? []
        : [[title, what, formatScore(found.spearman), formatCount(found.samples)]];
    }),
  );
  if (body.length === 0) return null;
  return {
    title: 'Score against length, tokens and cost',
    caption: 'Rank correlation (Spearman) over drawn samples.',
    head: ['Model', 'Against', 'Correlation', 'Samples'],
    body,
  };
}
