/** One series as a row of a report: its figures, counts, curves and what it is made of. */
import { runDiversity } from '../embedding/diversity.ts';
import { anatomyStatistics } from './anatomy-statistics.ts';
import { associationOf, type Association } from './association.ts';
import type { BootstrapOptions } from './bootstrap.ts';
import { isRankable, type Column } from './column.ts';
import { figuresOf, unscoredReasons, type ColumnValues, type Figure } from './column-values.ts';
import { sampleCounts, type SampleCounts } from './endings.ts';
import { bestOfKCurve, passAtKCurve } from './k-samples.ts';
import type { KeptSample } from './kept-sample.ts';
import type { DiversityLookup } from './picture-measures.ts';
import type { ReportPolicy } from './policy.ts';
import type { Series } from './record-fold.ts';
import type { ReportRow } from './report.ts';

/** A series with its numbers under the report's policy, by the group's columns. */
export interface MeasuredSeries {
  series: Series;
  values: (ColumnValues | null)[];
}

export interface RowQuestion {
  columns: readonly Column[];
  /** Where the main column stands in `columns`; -1: nowhere. */
  main: number;
  policy: ReportPolicy;
  bootstrap: BootstrapOptions;
  diversity?: DiversityLookup;
}

/** All of a row but its place and its name, which depend on the others. */
export function rowOf(
  measured: MeasuredSeries,
  question: RowQuestion,
): Omit<ReportRow, 'id' | 'title' | 'mark' | 'askedOtherwise'> {
  const { series, values } = measured;
  const { columns, policy, bootstrap } = question;
  const counts = sampleCounts(series.samples);
  const main = values[question.main] ?? null;
  const validity = values[columns.findIndex(({ key }) => key === `validity-${policy.validity}`)];
  return {
    facts: series.facts,
    trail: series.trail,
    counts,
    figures: figuresByColumn(values, bootstrap),
    unscored: values.flatMap((column) =>
      column === null
        ? []
        : unscoredReasons(column).map(([reason, samples]) => ({
            column: column.column.key,
            reason,
            samples,
          })),
    ),
    diversity: diversityOf(series, question),
    anatomy: anatomyStatistics(series.samples.flatMap(({ anatomy }) => anatomy ?? [])),
    bestOfK: main !== null && isRankable(main.column) ? bestOfKCurve(main, bootstrap) : null,
    passAtK: validity == null ? null : passAtKCurve(validity, 1, bootstrap),
    against: againstOf(main),
    usdPerThousand: usdPerThousand(counts),
  };
}

export function figuresByColumn(
  values: readonly (ColumnValues | null)[],
  bootstrap: BootstrapOptions,
): (Figure | null)[] {
  const measured = values.filter((column) => column !== null);
  const figures = figuresOf(measured, bootstrap);
  return values.map((column) => (column === null ? null : figures[measured.indexOf(column)]!));
}

function diversityOf(series: Series, { diversity }: RowQuestion): ReportRow['diversity'] {
  if (diversity === undefined) return null;
  const items = [...new Set(series.samples.map(({ itemId }) => itemId))];
  const known = items.map((itemId) => diversity.of(series, itemId));
  const run = runDiversity(known);
  if (run === null) return null;
  const outOf = known.filter((value) => value !== null).length;
  return { ...run, outOf, encoderIds: [...diversity.encoderIds] };
}

/** Each drawn sample's own score, against what it took. */
function againstOf(main: ColumnValues | null): ReportRow['against'] {
  const drawn = (main?.counted ?? []).filter(({ sample }) => sample.fate === 'drawn');
  const against = (of: (sample: KeptSample) => number | null): Association | null =>
    associationOf(
      drawn.flatMap(({ sample, value }) => {
        const x = of(sample);
        return x === null ? [] : [{ x, score: value }];
      }),
    );
  return {
    length: against(({ anatomy }) => anatomy?.length ?? null),
    tokens: against(({ spend }) => (spend.completionTokens > 0 ? spend.completionTokens : null)),
    cost: against(({ spend }) => (spend.unpriced === 0 && spend.usd > 0 ? spend.usd : null)),
  };
}

const usdPerThousand = ({ spend, samples, attempts }: SampleCounts): number | null =>
  attempts === 0 || spend.unpriced > 0 ? null : (spend.usd / samples) * 1_000;
