/** Whether what is on the page stays within it, and where it is. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

export const WIDTHS = [390, 1024, 1440];

/** Web Vitals count up to 0.1 as good; a bench that is read while it fills must be far below. */
const SHIFT_LIMIT = 0.02;

/** @returns pixels by which the page is wider than the window; 0 or less: it fits */
export const sticksOut = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** Adds up, from now on, every shift that no key or click asked for. */
export const watchShifts = (page: Page): Promise<void> =>
  page.evaluate(() => {
    interface Source {
      node: Node | null;
      previousRect: DOMRectReadOnly;
      currentRect: DOMRectReadOnly;
    }
    type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: Source[] };
    const shifts: { value: number; what: string }[] = [];
    Object.assign(window, { __shifts: shifts });
    // The program scrolls as it streams; Monaco scrolls by moving its lines, and drops some.
    const inEditor = ({ node, currentRect: { left, right, top, bottom } }: Source): boolean => {
      const element = node instanceof Element ? node : node?.parentElement;
      if (element?.isConnected === true) return element.closest('.monaco-editor') !== null;
      const editor = document.querySelector('.monaco-editor')?.getBoundingClientRect();
      if (editor === undefined) return false;
      const across = left >= editor.left - 1 && right <= editor.right + 1;
      return across && top >= editor.top - 1 && bottom <= editor.bottom + 1;
    };
    /** A bound of the shift's value from what moved: their area times the farthest way, as shares. */
    const valueOf = (sources: readonly Source[]): number => {
      const area = ({ width, height }: DOMRectReadOnly) => width * height;
      const way = ({ previousRect: from, currentRect: to }: Source) =>
        Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y));
      const touched = sources.map((one) => area(one.previousRect) + area(one.currentRect));
      const impact = touched.reduce((sum, each) => sum + each, 0) / (innerWidth * innerHeight);
      return (impact * Math.max(...sources.map(way))) / Math.max(innerWidth, innerHeight);
    };
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[]) {
        const outside = sources.filter((source) => !inEditor(source));
        if (hadRecentInput || outside.length === 0) continue;
        // One entry tells all that moved in a frame: what the editor did is no fault of the rest.
        const own = outside.length < sources.length ? valueOf(outside) : value;
        const what = outside.map(
          ({ node }) => (node as Element | null)?.className ?? node?.nodeName,
        );
        shifts.push({ value: own, what: what.join(' ') });
      }
    }).observe({ type: 'layout-shift' });
  });

export async function expectStill(page: Page): Promise<void> {
  const shifts = await page.evaluate(
    () => (window as unknown as { __shifts: { value: number; what: string }[] }).__shifts,
  );
  const sum = shifts.reduce((all, { value }) => all + value, 0);
  expect(sum, JSON.stringify(shifts)).toBeLessThan(SHIFT_LIMIT);
}
