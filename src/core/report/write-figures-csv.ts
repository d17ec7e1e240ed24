/** A report's figures as CSV, full precision, for other programs to read. */
import type { Interval } from './bootstrap.ts';
import { columnOf, type Column } from './column.ts';
import { csvLine, type CsvCell } from './csv-line.ts';
import type { KCurve } from './k-samples.ts';
import { weightWords } from './repeat-words.ts';
import type { Report, ReportGroup, ReportRow } from './report.ts';

/**
 * A line for every figure of every row: by column the mean over all items, then each category; then
 * diversity, the best of k samples and the chance that one of k is valid.
 */
export function* figuresCsv({ groups, policy, bootstrap }: Report): Generator<string> {
  yield csvLine(FIGURE_HEAD);
  const { invalid, validity, dino } = policy;
  for (const [at, group] of groups.entries()) {
    const { weights } = group.conditions;
    const conditions = [invalid, validity, dino, weights === null ? null : weightWords(weights)];
    for (const [place, row] of group.rows.entries())
      for (const { category, subcategory, figure, metric, encoder, k, ...numbers } of [
        ...meansOf(group, row, place),
        ...diversityOf(row),
        ...curveOf(
          'best-of-k',
          group.columns.find(({ key }) => key === group.main),
          row.bestOfK,
        ),
        ...curveOf('pass-at-k', columnOf(`validity-${validity}`, null), row.passAtK),
      ]) {
        const { mean, interval, samples, items, omitted, unscored } = numbers;
        yield csvLine([
          at + 1,
          ...rowCells(group, row),
          category,
          subcategory,
          figure,
          metric,
          encoder,
          k,
          mean,
          interval?.low ?? null,
          interval?.high ?? null,
          interval === null ? null : bootstrap.level,
          samples,
          items,
          omitted,
          unscored,
          ...conditions,
        ]);
      }
  }
}

/** `null`: it has none, or it is not known. */
interface FigureLine {
  category: string | null;
  subcategory: string | null;
  figure: 'mean' | 'diversity' | 'best-of-k' | 'pass-at-k';
  metric: string | null;
  encoder: string | null;
  k: number | null;
  mean: number | null;
  interval: Interval | null;
  samples: number | null;
  items: number;
  omitted: number | null;
  unscored: number | null;
}

function* meansOf(group: ReportGroup, row: ReportRow, place: number): Generator<FigureLine> {
  for (const [index, { metric, encoderId }] of group.columns.entries()) {
    const of = { figure: 'mean', metric, encoder: encoderId, k: null } as const;
    const all = row.figures[index] ?? null;
    if (all !== null) yield { category: null, subcategory: null, ...of, ...all };
    for (const { category, subcategory, figures } of group.categories) {
      const part = figures[place]?.[index] ?? null;
      if (part !== null) yield { category, subcategory, ...of, ...part };
    }
  }
}

const OF_ALL = { category: null, subcategory: null, samples: null, omitted: null, unscored: null };

function* diversityOf({ diversity }: ReportRow): Generator<FigureLine> {
  if (diversity === null) return;
  const { mean, items, encoderIds } = diversity;
  const encoder = encoderIds.join(' ');
  const of = { figure: 'diversity', metric: null, encoder, k: null, interval: null } as const;
  yield { ...OF_ALL, ...of, mean, items };
}

function* curveOf(
  figure: FigureLine['figure'],
  column: Column | undefined,
  curve: KCurve | null,
): Generator<FigureLine> {
  if (curve === null) return;
  const { metric = null, encoderId = null } = column ?? {};
  for (const { k, mean, interval } of curve.points)
    yield { ...OF_ALL, figure, metric, encoder: encoderId, k, mean, interval, items: curve.items };
}

const FIGURE_HEAD = [
  'table',
  'model',
  'provider',
  'model_id',
  'template',
  'template_version',
  'suite',
  'suite_sha256',
  'category',
  'subcategory',
  'figure',
  'metric',
  'encoder',
  'k',
  'mean',
  'low',
  'high',
  'level',
  'samples',
  'items',
  'omitted',
  'unscored',
  'invalid_policy',
  'validity',
  'dino',
  'reward_weights',
];

const rowCells = ({ conditions }: ReportGroup, { title, facts }: ReportRow): CsvCell[] => [
  title,
  facts.model.providerId,
  facts.model.id,
  facts.template.id,
  facts.template.version,
  conditions.suite?.id ?? null,
  conditions.suite?.sha256 ?? null,
];
