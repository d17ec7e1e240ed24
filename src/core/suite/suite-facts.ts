/** What is to be known of a suite beside its items: the head of a manifest. */
import type { ScoringRule } from './scoring-rule.ts';
import type { Suite, SuiteItem } from './suite.ts';

/** Whether items have something to compare a picture with. */
export type References = 'none' | 'svg' | 'picture' | 'mixed';

export interface CategoryCount {
  category: string | null;
  subcategory: string | null;
  items: number;
}

export interface SuiteFacts {
  id: string;
  title: string;
  /** Raised when the items change. */
  version: string;
  /** SPDX id where there is one; `null`: not known, which is no permission. */
  licence: string | null;
  /** Where the items come from, for people: an address, or a sentence. */
  source: string | null;
  task: 'text-to-svg';
  references: References;
  scoring: ScoringRule;
  /** In the order of their first items. */
  categories: readonly CategoryCount[];
  /** As in `Suite`. */
  sha256: string;
}

/** What a person or a catalogue says of a suite; the rest is counted. */
export type GivenFacts = Pick<
  SuiteFacts,
  'id' | 'title' | 'version' | 'licence' | 'source' | 'scoring'
>;

export function factsOf(suite: Suite, given: GivenFacts): SuiteFacts {
  const { title, version, licence, source, scoring } = given;
  return {
    id: suite.id,
    title,
    version,
    licence,
    source,
    task: 'text-to-svg',
    references: referencesOf(suite.items.values()),
    scoring,
    categories: categoriesOf(suite.items.values()),
    sha256: suite.sha256,
  };
}

/** `mixed`: some have an SVG and some a picture, or some have nothing. */
export function referencesOf(items: Iterable<SuiteItem>): References {
  const kinds = new Set<References>();
  for (const { referenceSvg, referencePicture } of items)
    kinds.add(referenceSvg !== null ? 'svg' : referencePicture !== null ? 'picture' : 'none');
  if (kinds.size > 1) return 'mixed';
  return [...kinds][0] ?? 'none';
}

export function categoriesOf(items: Iterable<SuiteItem>): CategoryCount[] {
  const counts = new Map<string, CategoryCount>();
  for (const { category, subcategory } of items) {
    const key = JSON.stringify([category, subcategory]);
    const count = counts.get(key);
    if (count) count.items++;
    else counts.set(key, { category, subcategory, items: 1 });
  }
  return [...counts.values()];
}
