/**
 * Published numbers, as a ruler beside a run. A number made in another way is none: `rulersFor` offers
 * them only where suite, encoders, policy and prompt are the protocol's, and else says what differs.
 */
import type { Column } from './column.ts';
import { PROTOCOL_POLICY, type ReportPolicy } from './policy.ts';
import type { Series } from './record-fold.ts';
import { policyDifferences, differenceWords } from './comparable.ts';
import { GENBENCH } from './published-tables.ts';

export type PublishedSuite = 'scene' | 'object';
export type PublishedMetric = 'CLIP' | 'DINO';

export interface Ruler {
  metric: PublishedMetric;
  suite: PublishedSuite;
  /** Where the numbers were printed. */
  source: string;
  /** What differs even so. */
  caveat: string;
  /** Columns whose mean the number is, e.g. of both CLIP sizes. */
  columns: string[];
  published: { model: string; value: number }[];
}

export type RulerOffer =
  | { kind: 'offered'; ruler: Ruler }
  | { kind: 'withheld'; metric: PublishedMetric; reasons: string[] };

export interface RulerQuestion {
  series: readonly Series[];
  columns: readonly Column[];
  policy: ReportPolicy;
  /** Items with samples, samples an item at most. */
  items: number;
  samplesAnItem: number;
  /** `protocolNameAt` of an encoder key: `clip_small`; `null` for an encoder of no protocol. */
  protocolName(encoderId: string): string | null;
}

/** Ids under which these suites are opened (see `known-suites.ts`), and how many items they have. */
const SUITES: Readonly<Record<string, { suite: PublishedSuite; items: number }>> = {
  'sgp-object': { suite: 'object', items: 930 },
  'sgp-object-val': { suite: 'object', items: 930 },
  'coco-val': { suite: 'scene', items: 1024 },
  'coco-captions-val2017': { suite: 'scene', items: 1024 },
};

/** The paper's one number is the mean over the sizes. */
const PARTS: Readonly<Record<PublishedMetric, readonly string[]>> = {
  CLIP: ['clip_small', 'clip_large'],
  DINO: ['dino_small', 'dino_base', 'dino_large', 'dino_giant'],
};

const SOURCE = 'arXiv 2509.05208, table 1';
const CAVEAT =
  'The official pipeline draws with CairoSVG and prompts in its own words: cosines differ from the third digit on.';
const SAMPLES = 8;

/** One answer for each published metric; none for suites that nothing was published for. */
export function rulersFor(question: RulerQuestion): RulerOffer[] {
  const known = SUITES[question.series[0]?.facts.suite?.id ?? ''];
  if (known === undefined) return [];
  const shared = reasonsAgainst(question, known.items);
  return (['CLIP', 'DINO'] as const).map((metric): RulerOffer => {
    const { columns, missing } = columnsFor(metric, question);
    const reasons =
      missing.length === 0 ? shared : [...shared, `no scores of ${missing.join(', ')} at fp32`];
    if (reasons.length > 0) return { kind: 'withheld', metric, reasons };
    const published = GENBENCH.map((row) => ({
      model: row.model,
      value: row[metric === 'CLIP' ? 'clip' : 'dino'][known.suite],
    }));
    const ruler = {
      metric,
      suite: known.suite,
      source: SOURCE,
      caveat: CAVEAT,
      columns,
      published,
    };
    return { kind: 'offered', ruler };
  });
}

function columnsFor(metric: PublishedMetric, { columns, protocolName }: RulerQuestion) {
  const kind = metric === 'CLIP' ? 'text-image' : 'image-image';
  const byName = new Map(
    columns
      .filter((column) => column.metric === kind)
      .map((column) => [protocolName(column.encoderId!), column.key]),
  );
  const missing = PARTS[metric].filter((name) => !byName.has(name));
  return { missing, columns: PARTS[metric].flatMap((name) => byName.get(name) ?? []) };
}

function reasonsAgainst(question: RulerQuestion, items: number): string[] {
  const { series, policy } = question;
  const reasons = policyDifferences(policy, PROTOCOL_POLICY).map(differenceWords);
  const { rule, repair } = series[0]!.facts;
  if (rule !== 'sgp-gen') reasons.push(`extraction rule: ${rule}, not sgp-gen`);
  if (repair !== 'mend') reasons.push(`mending: ${repair}, not mend`);
  if (question.items !== items) reasons.push(`items: ${question.items}, not ${items}`);
  if (question.samplesAnItem !== SAMPLES)
    reasons.push(`samples an item: ${question.samplesAnItem}, not ${SAMPLES}`);
  const other = series.find(({ facts }) => !asksToThink(facts.template));
  if (other !== undefined)
    reasons.push(`template: ${other.facts.template.id}, which asks for no <think> and <answer>`);
  return reasons;
}

const asksToThink = ({ system, text }: Series['facts']['template']): boolean =>
  ['<think>', '<answer>'].every((tag) => `${system ?? ''}${text}`.includes(tag));
