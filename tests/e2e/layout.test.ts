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
import { expectStill, sticksOut, watchShifts, WIDTHS } from './steadiness.ts';
import { examples, pane, samples, untilScored } from './workbench.ts';

usePageUnderTest();

const THEMES = ['light', 'dark'] as const;
const SETTINGS = ['providers', 'encoders', 'keys', 'storage', 'appearance', 'privacy'];
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
