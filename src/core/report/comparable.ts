/** Whether two series were scored alike: only then may their figures stand side by side. */
import { sha256Of } from '../run/content-hash.ts';
import type { ReportPolicy } from './policy.ts';
import type { Series } from './record-fold.ts';
import { canonical, type SeriesFacts } from './series.ts';

/**
 * `scoring`: the numbers mean different things. `columns`: only encoders that both have can be
 * compared. `asking`: asked in another way, which may be what is compared, and has to be said.
 * `machine`: the same to within rounding (1e-3 of a cosine).
 */
export type Bearing = 'scoring' | 'columns' | 'asking' | 'machine';

export interface Difference {
  /** e.g. `extraction rule` */
  what: string;
  a: string;
  b: string;
  bearing: Bearing;
}

/** Every difference between how two series were asked and scored; the model is none. */
export function differencesBetween(a: Series, b: Series): Difference[] {
  const sides = [a, b] as const;
  const [x, y] = sides.map(({ facts }) => wordsOf(facts)) as [Words, Words];
  const inFacts = (Object.keys(x) as (keyof Words)[])
    .filter((what) => x[what] !== y[what])
    .map((what) => ({ what, a: x[what], b: y[what], bearing: BEARINGS[what] }));
  const trails = [
    listed('renderer', 'scoring', sides, ({ trail }) => trail.renderers),
    listed('encoders', 'columns', sides, ({ trail }) => trail.encoders.map(({ id }) => id)),
    listed('backend', 'machine', sides, ({ trail }) =>
      trail.encoders.flatMap(({ backends }) => backends),
    ),
    listed('runtime', 'machine', sides, ({ trail }) =>
      trail.encoders.flatMap(({ runtimes }) => runtimes),
    ),
  ];
  return [...inFacts, ...trails.filter((difference) => difference !== null)];
}

export const scoredAlike = (a: Series, b: Series): boolean =>
  differencesBetween(a, b).every(({ bearing }) => bearing !== 'scoring');

/** Of two reports: figures made under two policies are never put side by side. */
export function policyDifferences(a: ReportPolicy, b: ReportPolicy): Difference[] {
  return (['invalid', 'validity', 'dino'] as const)
    .filter((name) => a[name] !== b[name])
    .map((name) => ({ what: POLICY_WORDS[name], a: a[name], b: b[name], bearing: 'scoring' }));
}

/** `extraction rule: balanced, not sgp-gen` */
export const differenceWords = ({ what, a, b }: Difference): string => `${what}: ${a}, not ${b}`;

/** Parts within which all are scored alike, in the order in which they come. */
export function alikeGroups(series: readonly Series[]): Series[][] {
  const groups: Series[][] = [];
  for (const one of series) {
    const group = groups.find((members) => members.every((member) => scoredAlike(member, one)));
    if (group === undefined) groups.push([one]);
    else group.push(one);
  }
  return groups;
}

const BEARINGS = {
  suite: 'scoring',
  'extraction rule': 'scoring',
  mending: 'scoring',
  'reward weights': 'scoring',
  limits: 'scoring',
  template: 'asking',
  canvas: 'asking',
  settings: 'asking',
} as const satisfies Record<string, Bearing>;

type Words = Record<keyof typeof BEARINGS, string>;

const wordsOf = ({
  suite,
  rule,
  repair,
  weights,
  limits,
  template,
  settings,
}: SeriesFacts): Words => ({
  suite: suite === null ? 'none' : `${suite.id} (sha256 ${suite.sha256.slice(0, 12)})`,
  'extraction rule': rule,
  mending: repair,
  'reward weights': weights === null ? 'none' : canonical(weights),
  limits: canonical(limits),
  template: templateWords(template),
  canvas: canonical(template.options),
  settings: canonical(settings),
});

/** The text may be long, and one version may have had two: its hash stands for it. */
const templateWords = ({ id, version, system, text }: SeriesFacts['template']): string =>
  `${id} version ${version} (sha256 ${sha256Of(canonical([system, text])).slice(0, 12)})`;

const POLICY_WORDS = {
  invalid: 'invalid programs count as',
  validity: 'valid means',
  dino: 'DINO definition',
} as const;

/** A series in which nothing was drawn names no renderer and no encoder: that is no difference. */
function listed(
  what: string,
  bearing: Bearing,
  [a, b]: readonly [Series, Series],
  of: (series: Series) => string[],
): Difference | null {
  const [x, y] = [a, b].map((series) => [...new Set(of(series))].sort().join(', ')) as [
    string,
    string,
  ];
  return x === '' || y === '' || x === y ? null : { what, a: x, b: y, bearing };
}
