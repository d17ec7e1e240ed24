/** Which rows of equal height are near the screen: the others are not in the page at all. */

export interface RowWindow {
  first: number;
  /** One past the last. */
  end: number;
}

/** @param marginRows kept ready above and below what is seen */
export function visibleRows(
  scrollTopPx: number,
  heightPx: number,
  rowPx: number,
  count: number,
  marginRows = 3,
): RowWindow {
  const first = Math.floor(scrollTopPx / rowPx) - marginRows;
  const end = Math.ceil((scrollTopPx + heightPx) / rowPx) + marginRows;
  return { first: Math.min(count, Math.max(0, first)), end: Math.min(count, Math.max(0, end)) };
}
