/** Figures by what the items ask for. */
import type { BootstrapOptions } from './bootstrap.ts';
import { restrictedTo } from './column-values.ts';
import type { ReportCategory } from './report.ts';
import { figuresByColumn, type MeasuredSeries } from './report-row.ts';

export interface ItemCategory {
  category: string | null;
  subcategory: string | null;
}

/**
 * A line for each category, followed by its subcategories where it has more than one; both in the order
 * in which the suite first names them.
 * @param suite the items by id; those that no series answered are not counted
 */
export function categoryFigures(
  rows: readonly MeasuredSeries[],
  suite: ReadonlyMap<string, ItemCategory>,
  bootstrap: BootstrapOptions,
): ReportCategory[] {
  const answered = new Set(
    rows.flatMap(({ series }) => series.samples.map(({ itemId }) => itemId)),
  );
  const categories = new Map<string, Map<string | null, Set<string>>>();
  for (const [itemId, { category, subcategory }] of suite) {
    if (category === null || !answered.has(itemId)) continue;
    const parts = categories.get(category) ?? new Map<string | null, Set<string>>();
    categories.set(category, parts);
    parts.set(subcategory, (parts.get(subcategory) ?? new Set()).add(itemId));
  }
  return [...categories].flatMap(([category, parts]) => {
    const line = (subcategory: string | null, items: ReadonlySet<string>): ReportCategory => ({
      category,
      subcategory,
      items: items.size,
      figures: rows.map(({ values }) =>
        figuresByColumn(
          values.map((column) => (column === null ? null : restrictedTo(column, items))),
          bootstrap,
        ),
      ),
    });
    const whole = line(null, new Set([...parts.values()].flatMap((items) => [...items])));
    const named = [...parts].filter(([subcategory]) => subcategory !== null);
    return parts.size < 2 ? [whole] : [whole, ...named.map(([name, items]) => line(name, items))];
  });
}
