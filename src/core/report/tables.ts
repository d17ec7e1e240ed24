/** A report's tables as words, for Markdown and HTML alike: the same cells in both. */
import { isValidity } from './column.ts';
import type { KCurve } from './k-samples.ts';
import { POWER } from './paired.ts';
import {
  NO_NUMBER,
  printCount,
  printDifference,
  printFigure,
  printHalfWidth,
  printScore,
  printShare,
  printUsd,
} from './print-number.ts';
import type { Ending } from './endings.ts';
import type { ReportGroup, ReportRow } from './report.ts';

export interface Table {
  title: string;
  /** What the numbers are; `null`: the title says it. */
  caption: string | null;
  /** The first column holds names, the others numbers. */
  head: string[];
  body: string[][];
}

export const titleOf = ({ rows }: ReportGroup, id: string): string =>
  rows.find((row) => row.id === id)!.title;

const percent = (level: number): string => `${Math.round(level * 1000) / 10}%`;

export function scoreTable(group: ReportGroup, level: number): Table {
  const hasDiversity = group.rows.some(({ diversity }) => diversity !== null);
  const head = [
    'Model',
    ...group.columns.map(({ title }) => title),
    ...(hasDiversity ? ['Diversity'] : []),
    'Per 1,000',
    'Items',
    'Samples',
    'Unscored',
  ];
  const body = group.rows.map((row) => [
    row.title,
    ...row.figures.map((figure, at) => printFigure(group.columns[at]!, figure)),
    ...(hasDiversity ? [printScore(row.diversity?.mean ?? null)] : []),
    printUsd(row.usdPerThousand),
    printCount(row.counts.items),
    printCount(row.counts.samples),
    printCount(row.counts.unscored),
  ]);
  const caption = `± is half of a ${percent(level)} bootstrap interval over items. Each encoder has its own scale: columns are never averaged. Unscored samples are in no mean.`;
  return { title: 'Scores', caption, head, body };
}

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
    return [title, ...cells.map(printCount)];
  });
  return { title: 'How samples ended', caption: null, head, body };
}

export function reasonTable(group: ReportGroup): Table | null {
  const body = group.rows.flatMap(({ title, counts, unscored }) => [
    ...counts.outcomes
      .filter(({ outcome }) => outcome !== 'ok')
      .map(({ outcome, samples }) => [title, 'outcome', outcome, printCount(samples)]),
    ...unscored.map(({ column, reason, samples }) => [title, column, reason, printCount(samples)]),
  ]);
  if (body.length === 0) return null;
  return { title: 'Why not', caption: null, head: ['Model', 'Of', 'Reason', 'Samples'], body };
}

export function pairTable(group: ReportGroup, level: number): Table | null {
  if (group.pairs.length === 0) return null;
  const column = group.columns.find(({ key }) => key === group.main)!;
  const body = group.pairs.map((pair) => [
    `${titleOf(group, pair.a)} over ${titleOf(group, pair.b)}`,
    `${isValidity(column) ? pointsOf(pair.difference) : printDifference(pair.difference)} ${printHalfWidth(column, pair.interval)}`.trimEnd(),
    `${printCount(pair.wins)} / ${printCount(pair.ties)} / ${printCount(pair.losses)}`,
    printCount(pair.items),
    verdictWords(group, pair) +
      (pair.holdsTogether && group.pairs.length > 1 ? ', also for all pairs together' : ''),
  ]);
  const caption = `${column.title}, same items, ${percent(level)} paired bootstrap. The number of items that would settle a pair is for a chance of ${percent(POWER)}.`;
  const head = ['Pair', 'Difference', 'Wins / ties / losses', 'Items', 'Verdict'];
  return { title: 'Paired differences', caption, head, body };
}

export function verdictWords(group: ReportGroup, pair: ReportGroup['pairs'][number]): string {
  if (pair.verdict === 'a') return `${titleOf(group, pair.a)} ahead`;
  if (pair.verdict === 'b') return `${titleOf(group, pair.b)} ahead`;
  const needed =
    pair.itemsNeeded === null ? '' : `, about ${printCount(roundItems(pair.itemsNeeded))} would do`;
  return `too few items to tell${needed}`;
}

/** An estimate from few items has two digits at best. */
const roundItems = (items: number): number => Number(items.toPrecision(2));

const pointsOf = (difference: number | null): string =>
  difference === null ? NO_NUMBER : printDifference(difference * 100);

export function categoryTable(group: ReportGroup): Table | null {
  const at = group.columns.findIndex(({ key }) => key === group.main);
  if (group.categories.length === 0 || at === -1) return null;
  const body = group.categories.map(({ category, subcategory, items, figures }) => [
    subcategory === null ? (category ?? 'none') : `${category}, ${subcategory}`,
    ...figures.map((row) => printFigure(group.columns[at]!, row[at] ?? null)),
    printCount(items),
  ]);
  const head = ['Category', ...group.rows.map(({ title }) => title), 'Items'];
  return { title: 'By category', caption: group.columns[at]!.title, head, body };
}

export function movedTable(group: ReportGroup): Table | null {
  if (group.moved.length === 0) return null;
  const body = group.moved.map(({ itemId, prompt, a, b, aMean, bMean, difference }) => [
    prompt === null ? itemId : `${prompt} (${itemId})`,
    `${titleOf(group, a)} over ${titleOf(group, b)}`,
    printDifference(difference),
    `${printScore(aMean)}, ${printScore(bMean)}`,
  ]);
  return {
    title: 'Items that moved most',
    caption: null,
    head: ['Item', 'Pair', 'Difference', 'Means'],
    body,
  };
}

export function rankingTable(group: ReportGroup): Table | null {
  if (group.rankings.length === 0 || group.rows.length < 2) return null;
  const body = group.rankings.map(({ title, rows, sameOrder, unscored }) => [
    title,
    rows.map(({ id, mean }) => `${titleOf(group, id)} ${printScore(mean)}`).join(', '),
    sameOrder ? 'the same' : 'another order',
    printCount(unscored),
  ]);
  const head = ['Counted so', 'Order', 'Against the chosen one', 'Unscored'];
  return { title: 'Ranking under other policies', caption: null, head, body };
}

export function curveTable(
  group: ReportGroup,
  title: string,
  of: (row: ReportRow) => KCurve | null,
): Table | null {
  const curves = group.rows.flatMap((row) => {
    const curve = of(row);
    return curve === null ? [] : [{ title: row.title, curve }];
  });
  if (curves.length === 0) return null;
  const most = Math.max(...curves.map(({ curve }) => curve.points.length));
  const ks = Array.from({ length: most }, (_, at) => at);
  const body = curves.map(({ title: model, curve }) => [
    model,
    ...ks.map((at) => printScore(curve.points[at]?.mean ?? null)),
    printCount(curve.items),
    printCount(curve.itemsLeftOut),
  ]);
  const head = ['Model', ...ks.map((at) => `k = ${at + 1}`), 'Items', 'Left out'];
  return { title, caption: null, head, body };
}

export function anatomyTable(group: ReportGroup): Table | null {
  const rows = group.rows.filter(({ anatomy }) => anatomy !== null);
  if (rows.length === 0) return null;
  const body = rows.map(({ title, anatomy }) => {
    const { programs, elements, segments, depth, colours, length, kinds } = anatomy!;
    const spreads = [elements, segments, depth, colours, length].map(
      ({ median, p10, p90 }) => `${printCount(median)} (${printCount(p10)} to ${printCount(p90)})`,
    );
    const common = kinds.filter(({ name }) => name !== 'svg').slice(0, 6);
    const kindWords = common.map(
      ({ name, count, programs: users }) =>
        `${name} ${(count / programs).toFixed(1)} (in ${printShare(users / programs)})`,
    );
    return [title, printCount(programs), ...spreads, kindWords.join(', ') || NO_NUMBER];
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
      printCount(attempts),
      printCount(spend.promptTokens),
      printCount(spend.completionTokens),
      printCount(spend.reasoningTokens),
      spend.unpriced === 0 && attempts > 0
        ? printUsd(spend.usd)
        : `price unknown for ${printCount(spend.unpriced)} calls`,
      printUsd(usdPerThousand),
      printCount(spend.maybeBilled),
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

export function againstTable(group: ReportGroup): Table | null {
  const body = group.rows.flatMap(({ title, against }) =>
    (['length', 'tokens', 'cost'] as const).flatMap((what) => {
      const found = against[what];
      return found === null
        ? []
        : [[title, what, printScore(found.spearman), printCount(found.samples)]];
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

export function rulerTables(group: ReportGroup): Table[] {
  return group.rulers.flatMap((offer): Table[] => {
    if (offer.kind === 'withheld') return [];
    const { metric, suite, source, caveat, columns, published } = offer.ruler;
    const ours = group.rows.flatMap((row) => {
      const value = meanOver(row, group, columns);
      return value === null ? [] : [{ model: row.title, value, from: 'here' }];
    });
    const all = [...ours, ...published.map((row) => ({ ...row, from: 'published' }))];
    const body = all
      .sort((a, b) => b.value - a.value || (a.model < b.model ? -1 : 1))
      .map(({ model, value, from }) => [model, printScore(value), from]);
    const title = `${metric} on ${suite}, beside ${source}`;
    return [{ title, caption: caveat, head: ['Model', 'Mean', 'From'], body }];
  });
}

/** The protocol's one number for several encoders; `null` where one is missing. */
function meanOver(row: ReportRow, group: ReportGroup, keys: readonly string[]): number | null {
  const means = keys.map((key) => {
    const at = group.columns.findIndex((column) => column.key === key);
    return row.figures[at]?.mean ?? null;
  });
  const known = means.filter((mean) => mean !== null);
  if (known.length === 0 || known.length < means.length) return null;
  return known.reduce((sum, mean) => sum + mean, 0) / known.length;
}

/** Why published numbers are not shown, where there are some. */
export const withheldWords = ({ rulers }: ReportGroup): string[] =>
  rulers.flatMap((offer) =>
    offer.kind === 'withheld'
      ? [
          `Published ${offer.metric} numbers are not shown beside these: ${offer.reasons.join('; ')}.`,
        ]
      : [],
  );
