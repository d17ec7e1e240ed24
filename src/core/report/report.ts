/**
 * A report as plain data: every figure with its interval and its counts, and everything that is
 * needed to repeat it. The writers print it; pages and scripts read it as JSON. No number in it is NaN
 * or infinite: what is not known is `null`.
 */
import type { RewardWeights } from '../metric/reward.ts';
import type { ExtractionRule } from '../program/candidate.ts';
import type { ProgramLimits } from '../program/limits.ts';
import type { RepairPolicy } from '../program/prepare.ts';
import type { AnatomyStatistics } from './anatomy-statistics.ts';
import type { Association } from './association.ts';
import type { BootstrapOptions } from './bootstrap.ts';
import type { Column } from './column.ts';
import type { Figure } from './column-values.ts';
import type { SampleCounts } from './endings.ts';
import type { KCurve } from './k-samples.ts';
import type { PairedComparison } from './paired.ts';
import type { ReportPolicy } from './policy.ts';
import type { RulerOffer } from './published.ts';
import type { SeriesTrail } from './record-fold.ts';
import type { SeriesFacts } from './series.ts';

export const REPORT_FORMAT = 'sgp-report';
export const REPORT_VERSION = 1;

export interface Report {
  format: typeof REPORT_FORMAT;
  version: typeof REPORT_VERSION;
  title: string;
  /** ISO 8601, UTC; `null`: not said, so that the same records give the same bytes. */
  createdAt: string | null;
  /** What made it, e.g. `sgp-playground 0.1.0`. */
  software: string | null;
  policy: ReportPolicy;
  bootstrap: BootstrapOptions;
  /** That all rewards were folded again with; `null`: each record's own. */
  weights: RewardWeights | null;
  /** Records read; those of a slot that another record won; lines that could not be read. */
  records: number;
  replaced: number;
  badLines: number;
  suites: ReportSuite[];
  /** Only figures of one group may stand side by side. */
  groups: ReportGroup[];
  /** Why groups are apart, in words; empty for one group. */
  apart: { a: string; b: string; differences: string[] }[];
  /** What a reader has to know, in sentences. */
  notes: string[];
}

export interface ReportSuite {
  id: string;
  sha256: string;
  title: string | null;
  version: string | null;
  licence: string | null;
  source: string | null;
  /** In the suite; `null`: it is not at hand. */
  items: number | null;
}

/** What is the same for all rows of a group. */
export interface GroupConditions {
  suite: { id: string; sha256: string } | null;
  rule: ExtractionRule;
  repair: RepairPolicy;
  weights: RewardWeights | null;
  limits: ProgramLimits;
  renderers: string[];
}

export interface ReportColumn extends Column {
  title: string;
}

export interface ReportGroup {
  conditions: GroupConditions;
  columns: ReportColumn[];
  /** Key of the column that rows are ranked and compared by; `null` without one. */
  main: string | null;
  /** In one sentence or two; `null` with nothing to say. */
  answer: string | null;
  /** Best first. */
  rows: ReportRow[];
  /** Empty where the suite, or its categories, are not known. */
  categories: ReportCategory[];
  pairs: ReportPair[];
  moved: MovedItem[];
  rankings: Ranking[];
  distribution: Distribution | null;
  rulers: RulerOffer[];
}

export interface ReportRow {
  /** `1.1`: group and place by title; unique in a report. */
  id: string;
  title: string;
  /** 0-based place by title: its colour and mark, whatever the ranking. */
  mark: number;
  facts: SeriesFacts;
  trail: SeriesTrail;
  counts: SampleCounts;
  /** One a column of the group, in their order; `null`: not measured by it. */
  figures: (Figure | null)[];
  /** By column key and reason. */
  unscored: { column: string; reason: string; samples: number }[];
  /**
   * Mean over the items whose diversity is above 0, as the protocol has it, of those `outOf` which have
   * two drawn samples; an item's is the mean over the encoders. `null`: not measured.
   */
  diversity: { mean: number; items: number; outOf: number; encoderIds: string[] } | null;
  anatomy: AnatomyStatistics | null;
  /** Of the main column. */
  bestOfK: KCurve | null;
  /** A sample passes that is valid, by the policy. */
  passAtK: KCurve | null;
  /** Of the main column over drawn samples. */
  against: { length: Association | null; tokens: Association | null; cost: Association | null };
  /** US dollars; `null`: no call's price is known, or not that of all. */
  usdPerThousand: number | null;
  /** How it was asked otherwise than the first row by title, in words. */
  askedOtherwise: string[];
}

export interface ReportCategory {
  category: string | null;
  /** `null`: the category as a whole. */
  subcategory: string | null;
  items: number;
  /** By row in the group's order, then by column. */
  figures: (Figure | null)[][];
}

export interface ReportPair extends PairedComparison {
  /** Row ids; `a` stands higher in the table. */
  a: string;
  b: string;
  /** Whether the verdict holds when all pairs of the group are looked at together (Holm). */
  holdsTogether: boolean;
}

export interface MovedItem {
  itemId: string;
  prompt: string | null;
  /** Row ids. */
  a: string;
  b: string;
  aMean: number;
  bMean: number;
  /** aMean - bMean */
  difference: number;
}

/** The same rows under another switch: does the order of the models depend on it? */
export interface Ranking {
  policy: ReportPolicy;
  /** e.g. `invalid programs left out` */
  title: string;
  /** Best first; rows without a figure are left out. */
  rows: { id: string; mean: number }[];
  sameOrder: boolean;
  /** Samples that are unscored under it, of all rows. */
  unscored: number;
}

export interface Distribution {
  /** Key of the column. */
  column: string;
  /** Edges of the bins, ascending; one more than bins. */
  edges: number[];
  /** Samples in each bin, by row in the group's order. */
  counts: number[][];
}
