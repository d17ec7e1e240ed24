/** Every hostile program of the fault table, through the page's own doors, in every view. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordToLine } from '../../src/core/bench/record-line.ts';
import type { SampleRecord } from '../../src/core/bench/record.ts';
import { aRecord } from '../fixtures/a-record.ts';
import { CANARY, hostileCases } from '../fixtures/hostile/hostile.ts';
import { startCanary, type Canary } from './canary.ts';
import {
  expectQuiet,
  openPage,
  PATIENCE,
  usePageUnderTest,
  type PageUnderTest,
} from './page-under-test.ts';
import { downloadFrom, goToPlayground, importHistory } from './settings.ts';
import { colourAt, historyRows, openSample, pane, pasteProgram, samples } from './workbench.ts';

usePageUnderTest();

let canary: Canary;
beforeAll(async () => {
  canary = await startCanary();
});
afterAll(() => canary.stop());

/** The same attacks, with every far address turned to a server that listens. */
const cases = () => {
  const host = canary.origin.replace('http:', '');
  return hostileCases().map((one) => ({
    ...one,
    source: one.source
      .replaceAll(CANARY, canary.origin)
      .replaceAll(CANARY.replace('https:', ''), host),
  }));
};

const SIXTEEN = 16;
const MARKUP =
  '<img src=x onerror="window.__pwned=1">\u202eevil\u202c"><script>window.__pwned=1</script>';

/** A record that swears that all is well, as a shared file from a stranger may. */
function lyingRecord(source: string, drawId: string, sampleIndex: number): SampleRecord {
  const record = aRecord({ drawId, sampleIndex, prompt: `${drawId} ${MARKUP}` });
  const attempt = record.attempts[0]!;
  return {
    ...record,
    model: { providerId: 'replay', id: MARKUP, title: MARKUP },
    attempts: [{ ...attempt, response: { ...attempt.response, text: source } }],
    extraction: { ...record.extraction, source, span: null },
    edited: null,
  };
}

async function expectHarmless(story: PageUnderTest): Promise<void> {
  expect(canary.hits).toEqual([]);
  expect(await story.page.evaluate(() => (window as { __pwned?: number }).__pwned)).toBeUndefined();
  expectQuiet(story);
}

const view = (page: Page, name: 'White' | 'Checker' | 'Browser') =>
  pane(page, 'Picture').getByRole('button', { name }).click();

/** The page answers, and draws an ordinary program right. */
async function expectNextDrawsRight(page: Page): Promise<void> {
  await view(page, 'White');
  await page.getByRole('button', { name: 'New drawing' }).click();
  await pasteProgram(
    page,
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="lime"/></svg>',
    'a green square',
  );
  await expect.poll(() => colourAt(page, 0.5, 0.5), PATIENCE).toEqual([0, 255, 0, 255]);
}

test(
  'F9: a history full of them, imported, looked at in every view',
  { timeout: 240_000 },
  async () => {
    const story = await openPage();
    const { page } = story;
    const all = cases();
    const draws = Array.from({ length: Math.ceil(all.length / SIXTEEN) }, (_, nth) =>
      all
        .slice(nth * SIXTEEN, (nth + 1) * SIXTEEN)
        .map(({ source }, index) => lyingRecord(source, `draw ${nth}`, index)),
    );
    const jsonl = draws
      .flat()
      .map((record) => recordToLine(record) + '\n')
      .join('');
    expect(await importHistory(page, jsonl)).toContain(`${all.length} samples imported`);
    await goToPlayground(page);
    await page.getByRole('button', { name: /^Back to your drawings/ }).click();
    await expect.poll(() => historyRows(page).count(), PATIENCE).toBe(draws.length);

    for (const [nth, draw] of draws.entries()) {
      await historyRows(page)
        .getByRole('button', { name: new RegExp(`^draw ${nth} `) })
        .first()
        .click();
      await expect.poll(() => samples(page).count(), PATIENCE).toBe(draw.length);
      for (const name of ['White', 'Checker', 'Browser'] as const) {
        await view(page, name);
        for (const { sampleIndex } of draw) await openSample(page, sampleIndex + 1);
      }
      await pane(page, 'Samples').getByRole('button', { name: 'Side by side' }).click();
      await page.getByRole('heading', { name: 'Side by side' }).waitFor();
      await page.keyboard.press('Escape');
      await pane(page, 'Program').waitFor();
    }
    await expectHarmless(story);
    await expectNextDrawsRight(page);
    await expectHarmless(story);
  },
);

test(
  'those that act or fetch: pasted, pressed, taken apart and saved',
  { timeout: 120_000 },
  async () => {
    const story = await openPage();
    const { page } = story;
    const acting = cases().filter(({ row }) => /^B(2[1-9]|3[047])$/.test(row));
    expect(acting.length).toBeGreaterThan(15);
    for (const { source, name } of acting) {
      await pasteProgram(page, source, name);
      await view(page, 'Browser');
      const picture = pane(page, 'Picture').getByRole('img');
      await picture.first().click();
      await view(page, 'White');
      await picture.first().click();
      if (name === 'script' || name === 'event handlers' || name.startsWith('animation of')) {
        expect(await savedSafely(page)).not.toMatch(/<script|onload|onclick|javascript:|__pwned/i);
      }
      await page.getByRole('button', { name: 'New drawing' }).click();
    }
    await expectHarmless(story);
    expect(story.context.pages()).toHaveLength(1);
    expect(page.url()).toBe(story.url);
    expect(page.frames()).toHaveLength(1);
    await pasteProgram(page, acting.at(-1)!.source);
    await expectNextDrawsRight(page);
  },
);

async function savedSafely(page: Page): Promise<string> {
  await pane(page, 'Picture').getByRole('button', { name: 'Share and export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share and export' });
  const file = await downloadFrom(page, dialog.getByRole('button', { name: 'SVG', exact: true }));
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  return file.bytes.toString('utf8');
}
