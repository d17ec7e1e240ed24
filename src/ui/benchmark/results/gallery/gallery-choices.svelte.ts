/** How a run's gallery is looked at. */
import { NO_FILTER, type RowFilter, type Sort } from './gallery-rows.ts';

export const ZOOMS = ['small', 'medium', 'large'] as const;
export type Zoom = (typeof ZOOMS)[number];

/** Pixels; a cell is `cellPx` to `mostCellPx` wide; `narrowRowPx` holds the item's name above the pictures. `stacked`: words under the picture. */
export const SIZES: Record<
  Zoom,
  {
    sidePx: number;
    cellPx: number;
    mostCellPx: number;
    rowPx: number;
    narrowRowPx: number;
    stacked: boolean;
  }
> = {
  small: { sidePx: 80, cellPx: 100, mostCellPx: 150, rowPx: 150, narrowRowPx: 202, stacked: true },
  medium: {
    sidePx: 124,
    cellPx: 246,
    mostCellPx: 380,
    rowPx: 145,
    narrowRowPx: 196,
    stacked: false,
  },
  large: { sidePx: 240, cellPx: 260, mostCellPx: 290, rowPx: 322, narrowRowPx: 374, stacked: true },
};

export class GalleryChoices {
  sort = $state<Sort>('order');
  filter = $state.raw<RowFilter>(NO_FILTER);
  zoom = $state<Zoom>('medium');
  blind = $state(false);
  /** Of the column whose numbers are shown; empty: the first. */
  columnKey = $state('');
  /** The cell that the keyboard is at. */
  active = $state.raw({ row: 0, cell: 0 });
  scrollTopPx = 0;
  /** Items in the order in which they were last shown, for a walk from item to item. */
  order: readonly string[] = [];
}
