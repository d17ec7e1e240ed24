/** The whole story without a mouse, and what a screen reader is told of it. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessFaults } from './access.ts';
import { focused, tellLooks, walkByTab } from './focus.ts';
import { expectQuiet, openPage, PATIENCE, usePageUnderTest } from './page-under-test.ts';
import { recorded } from './recorded.ts';
import {
  drawButton,
  drawPrompt,
  openSample,
  sample,
  samples,
  scoredTiles,
  untilScored,
} from './workbench.ts';

usePageUnderTest();

/** Gathers what live regions say. Runs in the page. */
function listenIn(): void {
  const spoken: string[] = [];
  Object.assign(window, { __spoken: spoken });
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const element = target instanceof Element ? target : target.parentElement;
      const region = element?.closest('[aria-live], [role="status"], [role="alert"]');
      const words = region?.textContent?.trim();
      if (words) spoken.push(words);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

const spoken = (page: Page): Promise<string> =>
  page.evaluate(() => (window as unknown as { __spoken: string[] }).__spoken.join('\n'));

const openListening = (replaySpeed: number | null) =>
  openPage({
    replaySpeed,
    before: async (context) => {
      await context.addInitScript(tellLooks);
      await context.addInitScript(listenIn);
    },
  });

test('from the prompt to the best of four by keys alone', async () => {
  const story = await openListening(null);
  const { page } = story;
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('/');
  expect(await focused(page)).toContain('prompt');
  await page.keyboard.type(recorded('lighthouse').prompt);
  await page.keyboard.press('Control+Enter');
  await untilScored(page, 4);
  await expect.poll(() => spoken(page), PATIENCE).toMatch(/Asking Replay/);
  expect(await spoken(page)).toMatch(/Sample \d is drawn and scored/);

  // Letters are shortcuts only where nothing is typed.
  await page.keyboard.press('j');
  expect(await page.getByRole('textbox', { name: 'Draw' }).inputValue()).toContain('duskj');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Tab');
  const current = () =>
    samples(page).evaluateAll((all) => all.findIndex((one) => one.ariaCurrent === 'true'));
  const before = await current();
  const [there, back] = before < 3 ? (['j', 'k'] as const) : (['k', 'j'] as const);
  await page.keyboard.press(there);
  await expect.poll(current, PATIENCE).toBe(before + (there === 'j' ? 1 : -1));
  await page.keyboard.press('b');
  await expect
    .poll(
      () =>
        samples(page)
          .nth(before + (there === 'j' ? 1 : -1))
          .textContent(),
      PATIENCE,
    )
    .toContain('best');
  await expect.poll(() => spoken(page), PATIENCE).toMatch(/kept as best/);
  await page.keyboard.press(back);
  await expect.poll(current, PATIENCE).toBe(before);
  expectQuiet(story);
});

test('Esc stops a draw, keeps what was drawn, and a stopped sample can be asked again', async () => {
  const story = await openListening(250);
  const { page } = story;
  await page.keyboard.press('/');
  await page.keyboard.type(recorded('lighthouse').prompt);
  await page.keyboard.press('Control+Enter');
  const ended = () => scoredTiles(page);
  await expect.poll(async () => (await ended()).length, PATIENCE).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  await drawButton(page).waitFor();
  const kept = await ended();
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.length).toBeLessThan(4);
  const again = page.getByRole('button', { name: /^Ask again for sample/ });
  expect(await again.count()).toBe(4 - kept.length);
  await page.evaluate(() => localStorage.setItem('sgp.replay-speed', '0'));
  await again.last().focus();
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await ended()).length, { ...PATIENCE, timeout: 60_000 })
    .toBe(kept.length + 1);
  expectQuiet(story);
});

test('Tab goes through the page in reading order, and focus can be seen everywhere', async () => {
  const story = await openListening(0);
  const { page } = story;
  await drawPrompt(page, recorded('camera').prompt);
  // Where the keyboard starts on a page that was just opened.
  await page.reload();
  await untilScored(page, 4);
  const { order, unseen } = await walkByTab(page, 60);
  const stops = [
    'SGP Playground',
    'Settings',
    'prompt',
    'Draw',
    'New drawing',
    'Copy',
    'Anatomy',
    'Sample 1',
    'Reference',
  ];
  const places = stops.map((stop) => order.findIndex((name) => name.startsWith(stop)));
  expect(places, order.join(' | ')).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
  expect(unseen).toEqual([]);
  expectQuiet(story);
});

test('dialogs hold focus and give it back', async () => {
  const story = await openListening(0);
  const { page } = story;
  await drawPrompt(page, recorded('camera').prompt);
  await sample(page, 1).focus();
  for (const [key, title] of [
    ['?', 'Shortcuts'],
    ['s', 'Share and export'],
  ] as const) {
    const before = await focused(page);
    await page.keyboard.press(key);
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.waitFor();
    for (let step = 0; step < 15; step++) {
      await page.keyboard.press('Tab');
      expect(await dialog.evaluate((box) => box.contains(document.activeElement)), title).toBe(
        true,
      );
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => focused(page), PATIENCE).toBe(before);
  }
  // A panel under its button does the same.
  const canvas = page.getByRole('button', { name: /^Canvas/ });
  await canvas.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Canvas' }).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page), PATIENCE).toMatch(/^Canvas/);
  expectQuiet(story);
});

test.each(['light', 'dark'] as const)(
  'no serious accessibility fault, %s',
  { timeout: 120_000 },
  async (colorScheme) => {
    // Without motion, or a colour on its way to another one is measured.
    const story = await openPage({ colorScheme, reducedMotion: 'reduce' });
    const { page, url } = story;
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    const found: Record<string, string[]> = { first: await accessFaults(page) };
    await drawPrompt(page, recorded('camera').prompt);
    await openSample(page, 2);
    await page.getByRole('button', { name: 'Anatomy' }).click();
    await page.getByRole('tree').waitFor();
    found['done'] = await accessFaults(page);
    await page.keyboard.press('s');
    await page.getByRole('dialog').waitFor();
    found['share'] = await accessFaults(page);
    await page.keyboard.press('Escape');
    for (const section of ['providers', 'encoders', 'keys', 'storage', 'appearance', 'privacy']) {
      await page.goto(`${url}#/settings/${section}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      found[section] = await accessFaults(page);
    }
    const faults = Object.entries(found).flatMap(([place, list]) =>
      list.map((one) => `${place}: ${one}`),
    );
    expect(faults).toEqual([]);
    expectQuiet(story);
  },
);
