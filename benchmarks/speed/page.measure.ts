/** The built page in Chromium: first load, edit to picture, edit to score. */
import { readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { firstScripts, totalBytes } from '../../tests/e2e/first-load.ts';
import { openPage, usePageUnderTest } from '../../tests/e2e/page-under-test.ts';
import { recordings } from './recorded-answers.ts';
import { report, rounded, spread } from './result.ts';

usePageUnderTest();

const LOADS = 10;
const EDITS_A_PROGRAM = 5;

test('first load', async () => {
  const usable: number[] = [];
  for (let load = 0; load < LOADS; load++) {
    const { page, context } = await openPage({
      before: async (fresh) => {
        await fresh.addInitScript(() => {
          const seen = new MutationObserver(() => {
            if (document.querySelector('textarea, input') === null) return;
            performance.mark('prompt-usable');
            seen.disconnect();
          });
          seen.observe(document, { childList: true, subtree: true });
        });
      },
    });
    await page.getByRole('textbox').first().waitFor();
    usable.push(
      await page.evaluate(() => performance.getEntriesByName('prompt-usable')[0]!.startTime),
    );
    await context.close();
  }
  const scripts = firstScripts();
  report('page-first-load', 'From navigation on localhost to a usable prompt, empty cache', {
    usablePrompt: spread(usable, 'ms'),
    scriptBeforeLazyParts: {
      files: scripts.size,
      gzippedKB: rounded(totalBytes(scripts) / 1000),
    },
    filesInAll: readdirSync('dist/page/assets').length,
  });
});

/** Waits for one measure that the page tells of after `act`. */
async function timed(page: Page, name: string, act: () => Promise<void>): Promise<number> {
  await page.evaluate((wanted) => {
    const waiting = new Promise<number>((resolve) => {
      const observer = new PerformanceObserver((list) => {
        const [entry] = list.getEntriesByName(wanted);
        if (entry === undefined) return;
        observer.disconnect();
        resolve(entry.duration);
      });
      observer.observe({ entryTypes: ['measure'] });
    });
    Object.assign(window, { waiting });
  }, name);
  await act();
  return page.evaluate(() => (window as unknown as { waiting: Promise<number> }).waiting);
}

test('edit to picture, edit to score', async () => {
  const { page } = await openPage({ reducedMotion: 'reduce' });
  const picture: number[] = [];
  const score: number[] = [];
  for (const { prompt } of recordings) {
    await page
      .getByRole('textbox', { name: /draw|prompt/i })
      .first()
      .fill(prompt);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /^Stop/ }).waitFor();
    await page.getByRole('button', { name: /^Draw/ }).waitFor();
    const editor = page.locator('.monaco-editor textarea, .monaco-editor .native-edit-context');
    await editor.first().focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('End');
    for (let edit = 0; edit < EDITS_A_PROGRAM; edit++)
      picture.push(await timed(page, 'edit-to-picture', () => page.keyboard.type(' ')));
    score.push(await timed(page, 'edit-to-score', () => page.keyboard.type(' ')));
  }
  const backend = await page
    .getByText(/wasm|webgpu/i)
    .first()
    .textContent();
  report('page-edit', 'One key typed into a bundled program, until the page shows the result', {
    programs: recordings.length,
    backend: backend?.replace(/\s+/g, ' ').trim(),
    editToPicture: spread(picture, 'ms'),
    editToScore: spread(score, 'ms'),
  });
});
