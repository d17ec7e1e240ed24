/** From kept samples to a report, under the switches of the moment. */
import { BOOTSTRAP, type BootstrapOptions } from './bootstrap.ts';
import type { RewardWeights } from '../metric/reward.ts';
import type { ItemCategory } from './categories.ts';
import { alikeGroups, differencesBetween, differenceWords } from './comparable.ts';
import type { DiversityLookup } from './picture-measures.ts';
import { PROTOCOL_POLICY, type Lookups, type ReportPolicy } from './policy.ts';
import type { FoldView, Series } from './record-fold.ts';
import { notesOn } from './notes.ts';
import {
  REPORT_FORMAT,
  REPORT_VERSION,
  type Report,
  type ReportGroup,
  type ReportSuite,
} from './report.ts';
import { groupOf } from './report-group.ts';
import { weighed } from './weighed.ts';

/** What is known of a suite: of `SuiteFacts` and `Suite`, each part where it is at hand. */
export interface KnownSuite {
  sha256: string;
  title?: string;
  version?: string;
  licence?: string | null;
  source?: string | null;
  /** By id; `Suite.items` fits. Without it there are no figures by category. */
  items?: ReadonlyMap<string, ItemCategory>;
}

export interface ReportOptions {
  /** Default: the suite's name and the number of models. */
  title?: string;
  /** ISO 8601, UTC. Left out, the same records give the same bytes. */
  createdAt?: string;
  /** e.g. `sgp-playground 0.1.0` */
  software?: string;
  /** Default: `PROTOCOL_POLICY`, part by part. */
  policy?: Partial<ReportPolicy>;
  /** Default: `BOOTSTRAP`, part by part. */
  bootstrap?: Partial<BootstrapOptions>;
  /** Key of the column to rank and compare by. Default: the first that ranks. */
  main?: string;
  suites?: readonly KnownSuite[];
  /** To fold all rewards again with. Default: each record's own, as it was folded. */
  weights?: RewardWeights;
  lookups?: Lookups;
  diversity?: DiversityLookup;
  /** `protocolNameAt` of the encoder with this key; `null` for one of no protocol. */
  protocolName?(encoderId: string): string | null;
  /** Lines of the record files that could not be read. */
  badLines?: number;
}

/** The options with nothing left open. */
export interface ReportSettings {
  policy: ReportPolicy;
  bootstrap: BootstrapOptions;
  main: string | null;
  suites: readonly KnownSuite[];
  lookups: Lookups;
  diversity: ReportOptions['diversity'];
  protocolName(encoderId: string): string | null;
}

/**
 * Pure: the same samples and options give the same report, in whichever order the records came. A run
 * of 3,200 items x 4 models takes seconds, nearly all of it the intervals: keep it off the page's thread.
 */
export function reportOf(records: FoldView, options: ReportOptions = {}): Report {
  const weights = options.weights ?? null;
  const fold = weighed(records, weights);
  const settings: ReportSettings = {
    policy: { ...PROTOCOL_POLICY, ...options.policy },
    bootstrap: { ...BOOTSTRAP, ...options.bootstrap },
    main: options.main ?? null,
    suites: options.suites ?? [],
    lookups: options.lookups ?? {},
    diversity: options.diversity,
    protocolName: options.protocolName ?? (() => null),
  };
  const parts = alikeGroups(fold.series());
  const groups = parts.map((members, place) => groupOf(members, place, fold, settings));
  const suites = suitesOf(fold.series(), settings.suites);
  const badLines = options.badLines ?? 0;
  const report: Omit<Report, 'notes'> = {
    format: REPORT_FORMAT,
    version: REPORT_VERSION,
    title: options.title ?? titleOf(suites, groups),
    createdAt: options.createdAt ?? null,
    software: options.software ?? null,
    policy: settings.policy,
    bootstrap: settings.bootstrap,
    weights,
    records: fold.records,
    replaced: fold.replaced,
    badLines,
    suites,
    groups,
    apart: apartBecause(parts),
  };
  return { ...report, notes: notesOn(report) };
}

function suitesOf(series: readonly Series[], known: readonly KnownSuite[]): ReportSuite[] {
  const suites = new Map<string, ReportSuite>();
  for (const { facts } of series) {
    if (facts.suite === null) continue;
    const { id, sha256 } = facts.suite;
    const { title, version, licence, source, items } =
      known.find((suite) => suite.sha256 === sha256) ?? {};
    suites.set(sha256, {
      id,
      sha256,
      title: title ?? null,
      version: version ?? null,
      licence: licence ?? null,
      source: source ?? null,
      items: items?.size ?? null,
    });
  }
  return [...suites.values()].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
}

function titleOf(suites: readonly ReportSuite[], groups: readonly ReportGroup[]): string {
  const on = suites.map(({ id, title }) => title ?? id).join(' and ') || 'Records of no suite';
  const models = new Set(
    groups.flatMap(({ rows }) =>
      rows.map(({ facts }) => JSON.stringify([facts.model.providerId, facts.model.id])),
    ),
  ).size;
  return models === 1 ? `${on}, one model` : `${on}, ${models} models`;
}

/** Each group against the first. */
function apartBecause(parts: readonly (readonly Series[])[]): Report['apart'] {
  const [first, ...others] = parts;
  return others.map((members, at) => ({
    a: '1',
    b: String(at + 2),
    differences: differencesBetween(members[0]!, first![0]!)
      .filter(({ bearing }) => bearing === 'scoring')
      .map(differenceWords),
  }));
}
