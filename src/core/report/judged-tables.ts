/**
 * Scores that a judge gave elsewhere, summed up as SGP-CompBench's own code does (protocol.md,
 * "Composition judge"): imported numbers in tables of their own, never beside computed ones.
 */
import { formatCount, NO_NUMBER } from '../format-number.ts';
import type { JudgedItem } from '../suite/judge-results.ts';
import type { SuiteItem } from '../suite/suite.ts';
import { bootstrapIntervals, type BootstrapOptions } from './bootstrap.ts';
import { levelWords, type Table } from './table.ts';

interface Judged {
  item: SuiteItem;
  judged: JudgedItem;
}

/**
 * @param judged each item once
 * @param items of the suite; every judged item is one of them
 * @returns scores by type and over all; of numeracy its components, and by the number of things
 */
export function judgedTables(
  judged: readonly JudgedItem[],
  items: ReadonlyMap<string, SuiteItem>,
  bootstrap: BootstrapOptions,
): Table[] {
  const all = judged.map((one): Judged => ({ item: items.get(one.id)!, judged: one }));
  const numeracy = all.filter(({ item }) => item.category === 'numeracy');
  const tables = [
    typeTable(all, items, bootstrap),
    componentTable(numeracy),
    totalTable(numeracy, bootstrap),
  ];
  return tables.filter((table) => table !== null);
}

function typeTable(
  all: readonly Judged[],
  items: ReadonlyMap<string, SuiteItem>,
  bootstrap: BootstrapOptions,
): Table {
  const body: string[][] = [];
  for (const [category, members] of groupedBy(all, ({ item }) => item.category)) {
    body.push([category ?? 'none', ...meanCells(members, bootstrap)]);
    for (const [subcategory, part] of groupedBy(members, ({ item }) => item.subcategory))
      if (subcategory !== null)
        body.push([`${category ?? 'none'}, ${subcategory}`, ...meanCells(part, bootstrap)]);
  }
  body.push(['all', weightedMean(all, items).toFixed(1), formatCount(all.length)]);
  return {
    title: 'Judged elsewhere',
    caption: `0 to 100 as imported; an invalid program and a judge that failed are 0 in the official file. ± is half of a ${levelWords(bootstrap.level)} bootstrap interval over items. All: types weighted by their items in the suite.`,
    head: ['Type', 'Score', 'Items'],
    body,
  };
}

/** By the suite's items of each type (1200/1200/800 in SGP-CompBench), however many were judged. */
function weightedMean(all: readonly Judged[], items: ReadonlyMap<string, SuiteItem>): number {
  let sum = 0;
  let weights = 0;
  for (const [category, members] of groupedBy(all, ({ item }) => item.category)) {
    const weight = [...items.values()].filter((item) => item.category === category).length;
    sum += weight * meanOf(members.map(({ judged }) => judged.score));
    weights += weight;
  }
  return sum / weights;
}

/** Over valid programs only, as the protocol has it. */
function componentTable(numeracy: readonly Judged[]): Table | null {
  const known = numeracy.flatMap(({ judged }) =>
    judged.isValid === false || judged.components === null ? [] : [judged.components],
  );
  if (known.length === 0) return null;
  const cell = (of: (one: (typeof known)[number]) => number) => meanOf(known.map(of)).toFixed(1);
  return {
    title: 'Components of numeracy',
    caption: 'Over valid programs only.',
    head: ['Total count', 'Items', 'Count and noun', 'Programs'],
    body: [
      [
        cell(({ total }) => total),
        cell(({ items }) => items),
        cell(({ bindings }) => bindings),
        formatCount(known.length),
      ],
    ],
  };
}

function totalTable(numeracy: readonly Judged[], bootstrap: BootstrapOptions): Table | null {
  const counted = numeracy.filter(({ item }) => typeof item.metadata.total_count === 'number');
  if (counted.length === 0) return null;
  const groups = groupedBy(counted, ({ item }) => item.metadata.total_count as number);
  const body = [...groups]
    .sort(([a], [b]) => a - b)
    .map(([total, members]) => [String(total), ...meanCells(members, bootstrap)]);
  return {
    title: 'Numeracy by the number of things',
    caption: null,
    head: ['Things', 'Score', 'Items'],
    body,
  };
}

function meanCells(members: readonly Judged[], bootstrap: BootstrapOptions): string[] {
  const scores = Float64Array.from(members, ({ judged }) => judged.score);
  const column = { sums: scores, counts: new Float64Array(scores.length).fill(1) };
  const [interval] = bootstrapIntervals([column], bootstrap);
  const half = interval == null ? '' : ` ±${((interval.high - interval.low) / 2).toFixed(1)}`;
  const mean = scores.length === 0 ? NO_NUMBER : meanOf([...scores]).toFixed(1);
  return [`${mean}${half}`, formatCount(members.length)];
}

function groupedBy<T, K>(list: readonly T[], key: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of list) {
    const known = groups.get(key(one));
    if (known === undefined) groups.set(key(one), [one]);
    else known.push(one);
  }
  return groups;
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
