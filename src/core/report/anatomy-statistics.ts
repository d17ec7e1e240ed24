/** What programs are made of, over many of them: elements by kind, paths, depth, length, colours. */
import { quantile } from '../embedding/null-distribution.ts';
import { anatomyOf } from '../program/anatomy.ts';

/** Of one program. */
export interface SampleAnatomy {
  elements: number;
  /** Path segments over all paths. */
  segments: number;
  /** Deepest nesting; the root alone is 1. */
  depth: number;
  /** Different colours named. */
  colours: number;
  /** Characters without comments and white space. */
  length: number;
  /** Element name and count in turn, in code-unit order of the names. */
  kinds: (string | number)[];
}

/** @param intern gives equal names one string: thousands of programs repeat a dozen of them */
export function sampleAnatomy(source: string, intern: (name: string) => string): SampleAnatomy {
  const { elements, counts, palette, paths, depth, lengthCharacters } = anatomyOf(source);
  const kinds = [...counts].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    elements,
    segments: paths.reduce((sum, path) => sum + path.segments, 0),
    depth,
    colours: palette.length,
    length: lengthCharacters,
    kinds: kinds.flatMap(({ name, count }) => [intern(name), count]),
  };
}

export interface Spread {
  mean: number;
  p10: number;
  median: number;
  p90: number;
}

export interface AnatomyStatistics {
  programs: number;
  elements: Spread;
  segments: Spread;
  depth: Spread;
  colours: Spread;
  length: Spread;
  /** Most frequent first; `programs`: how many use it at all. */
  kinds: { name: string; count: number; programs: number }[];
}

/** @returns `null` without a program */
export function anatomyStatistics(programs: readonly SampleAnatomy[]): AnatomyStatistics | null {
  if (programs.length === 0) return null;
  return {
    programs: programs.length,
    elements: spreadOf(programs.map(({ elements }) => elements)),
    segments: spreadOf(programs.map(({ segments }) => segments)),
    depth: spreadOf(programs.map(({ depth }) => depth)),
    colours: spreadOf(programs.map(({ colours }) => colours)),
    length: spreadOf(programs.map(({ length }) => length)),
    kinds: kindsIn(programs),
  };
}

/** @param values whole numbers, so that their sum does not depend on their order; at least one */
export function spreadOf(values: readonly number[]): Spread {
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    p10: quantile(values, 0.1),
    median: quantile(values, 0.5),
    p90: quantile(values, 0.9),
  };
}

function kindsIn(programs: readonly SampleAnatomy[]): AnatomyStatistics['kinds'] {
  const byName = new Map<string, { name: string; count: number; programs: number }>();
  for (const { kinds } of programs) {
    for (let at = 0; at < kinds.length; at += 2) {
      const name = kinds[at] as string;
      const kind = byName.get(name) ?? { name, count: 0, programs: 0 };
      kind.count += kinds[at + 1] as number;
      kind.programs++;
      byName.set(name, kind);
    }
  }
  return [...byName.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
