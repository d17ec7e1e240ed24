/** The page at every width, theme and zoom: nothing sticks out, nothing is covered, nothing jumps. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  expectQuiet,
  openPage,
  PATIENCE,
  usePageUnderTest,
  type PageUnderTest,
} from './page-under-test.ts';
import { recorded } from './recorded.ts';
import { examples, pane, samples, untilScored } from './workbench.ts';

usePageUnderTest();

const WIDTHS = [390, 1024, 1440];
const THEMES = ['light', 'dark'] as const;
const SETTINGS = ['providers', 'encoders', 'keys', 'storage', 'appearance', 'privacy'];
/** Web Vitals count up to 0.1 as good; a bench that is read while it fills must be far below. */
const SHIFT_LIMIT = 0.02;

const sticksOut = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** Controls that the floating dock covers, at the end of the page where nothing can scroll further. */
const coveredByDock = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const dock = [...document.querySelectorAll('button')]
      .map((button) => button.parentElement!)
      .find(
        (box) =>
          getComputedStyle(box).position === 'fixed' && box.getBoundingClientRect().width > 0,
      );
    if (dock === undefined) return ['there is no dock'];
    scrollTo(0, document.documentElement.scrollHeight);
    const { top } = dock.getBoundingClientRect();
    return [...document.querySelectorAll('main :is(a, button, input, select, textarea)')]
      .filter((control) => {
        const box = control.getBoundingClientRect();
        return (
          !dock.contains(control) && box.height > 0 && box.bottom > top && box.top < innerHeight
        );
      })
      .map((control) => control.outerHTML.slice(0, 120));
  });

/** Adds up, from now on, every shift that no key or click asked for. */
const watchShifts = (page: Page): Promise<void> =>
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

async function expectStill(page: Page): Promise<void> {
  const shifts = await page.evaluate(
    () => (window as unknown as { __shifts: { value: number; what: string }[] }).__shifts,
  );
  const sum = shifts.reduce((all, { value }) => all + value, 0);
  expect(sum, JSON.stringify(shifts)).toBeLessThan(SHIFT_LIMIT);
}

async function settingsFit({ page, url }: PageUnderTest): Promise<void> {
  for (const section of SETTINGS) {
    await page.goto(`${url}#/settings/${section}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await sticksOut(page), section).toBeLessThanOrEqual(0);
  }
}

test.each(WIDTHS.flatMap((width) => THEMES.map((theme) => ({ width, theme }))))(
  'at $width px, $theme: a draw fits, covers nothing and stands still; the settings fit',
  async ({ width, theme }) => {
    const story = await openPage({ width, colorScheme: theme, replaySpeed: null });
    const { page } = story;
    await expect.poll(() => examples(page).first().isEnabled(), PATIENCE).toBe(true);
    expect(await sticksOut(page)).toBeLessThanOrEqual(0);
    if (width < 760) expect(await coveredByDock(page)).toEqual([]);
    await watchShifts(page);
    await examples(page).first().click();
    await samples(page).first().waitFor();
    await untilDrawn(page, width);
    await expectStill(page);
    expect(await sticksOut(page)).toBeLessThanOrEqual(0);
    if (width < 760) {
      for (const name of ['Picture', 'Program', 'Scores', 'History']) {
        await page.getByRole('tab', { name }).click();
        expect(await coveredByDock(page), name).toEqual([]);
        expect(await sticksOut(page), name).toBeLessThanOrEqual(0);
      }
    }
    await settingsFit(story);
    expectQuiet(story);
  },
);

/** On a phone the button to draw is in the dock. */
async function untilDrawn(page: Page, width: number): Promise<void> {
  if (width >= 760) return untilScored(page, 4);
  await page.getByRole('button', { name: 'Draw 4 samples' }).waitFor();
  await expect.poll(() => samples(page).count(), PATIENCE).toBe(4);
}

test('who asked for less motion gets none', async () => {
  const story = await openPage({ replaySpeed: null, reducedMotion: 'reduce' });
  const { page } = story;
  await page.evaluate(() => {
    const seen = new Set<string>();
    Object.assign(window, { __moved: seen });
    const look = () => {
      for (const animation of document.getAnimations()) {
        const { duration = 0 } = animation.effect?.getComputedTiming() ?? {};
        const target = (animation.effect as KeyframeEffect | null)?.target;
        if (animation.playState === 'running' && Number(duration) > 1)
          seen.add(`${target?.className ?? '?'} for ${String(duration)} ms`);
      }
      requestAnimationFrame(look);
    };
    look();
  });
  await examples(page).first().click();
  await untilScored(page, 4);
  await page.keyboard.press('j');
  await page.getByRole('button', { name: /^Canvas/ }).click();
  await page.getByRole('dialog', { name: 'Canvas' }).waitFor();
  await page.keyboard.press('Escape');
  const moved = await page.evaluate(() => [
    ...(window as unknown as { __moved: Set<string> }).__moved,
  ]);
  expect(moved).toEqual([]);
  expectQuiet(story);
});

test('at 200% zoom everything is there and can be used', async () => {
  // What a window of 1440 x 900 shows at twice the size.
  const story = await openPage({ width: 720, height: 450 });
  const { page } = story;
  await page.getByRole('textbox', { name: 'Draw' }).fill(recorded('camera').prompt);
  await page.getByRole('button', { name: /^Draw 4 samples/ }).click();
  await untilDrawn(page, 720);
  expect(await sticksOut(page)).toBeLessThanOrEqual(0);
  await page.getByRole('tab', { name: 'Scores' }).click();
  await pane(page, 'Scores')
    .getByRole('article', { name: /^Text to picture/ })
    .waitFor();
  await page.getByRole('tab', { name: 'Program' }).click();
  await pane(page, 'Program').getByRole('textbox', { name: 'Program' }).waitFor();
  await page.getByRole('button', { name: /^Options/ }).click();
  await page
    .getByRole('dialog', { name: 'Options' })
    .getByRole('spinbutton', { name: 'Samples' })
    .fill('2');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Draw 2 samples' }).waitFor();
  expectQuiet(story);
});
