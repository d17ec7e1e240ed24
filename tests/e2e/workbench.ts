/** The page in a person's words: what they see and press, found by role and name. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { PATIENCE, type PageUnderTest } from './page-under-test.ts';

export const examples = (page: Page) =>
  page.getByRole('list', { name: 'Examples' }).getByRole('button');

export const pane = (page: Page, name: 'Program' | 'Picture' | 'Samples' | 'Scores') =>
  page.getByRole('region', { name, exact: true });

export const samples = (page: Page) =>
  pane(page, 'Samples').getByRole('button', { name: /^Sample \d+/ });

export const sample = (page: Page, number: number) =>
  pane(page, 'Samples').getByRole('button', { name: new RegExp(`^Sample ${number}\\b`) });

export const historyPane = (page: Page) => page.getByRole('complementary', { name: 'History' });

export const historyRows = (page: Page) => historyPane(page).getByRole('listitem');

export const scoreCard = (page: Page, name: RegExp | string) =>
  pane(page, 'Scores').getByRole('article', { name });

export const editor = (page: Page) =>
  pane(page, 'Program').getByRole('textbox', { name: 'Program' });

export const drawButton = (page: Page) =>
  page.getByRole('region', { name: 'Ask' }).getByRole('button', { name: /^Draw/ });

/** What each tile says, as a screen reader reads it. */
export const tileTexts = async (page: Page): Promise<string[]> => {
  const texts = await samples(page).allTextContents();
  return texts.map((text) => text.replace(/\s+/g, ' ').trim());
};

/** Tiles of samples that ended with a number. */
export const scoredTiles = async (page: Page): Promise<string[]> =>
  (await tileTexts(page)).filter((text) => /\d\.\d{3}\b/.test(text));

/** @param count how many samples the draw on screen has */
export async function untilScored(page: Page, count: number): Promise<void> {
  await expect
    .poll(() => tileTexts(page), PATIENCE)
    .toSatisfy(
      (texts: string[]) =>
        texts.length === count &&
        !texts.some((text) => /streaming|being scored|waits for its turn/.test(text)),
    );
  await drawButton(page).waitFor();
}

export async function drawPrompt(page: Page, prompt: string, count = 4): Promise<void> {
  await page.getByRole('textbox', { name: 'Draw' }).fill(prompt);
  await drawButton(page).click();
  await untilScored(page, count);
}

/** Draws and scores a program through the paste dialog. */
export async function pasteProgram(page: Page, program: string, caption = ''): Promise<void> {
  const way = page.getByRole('button', { name: /Paste a program/ });
  await way.click();
  const dialog = page.getByRole('dialog', { name: 'Paste a program' });
  await dialog.getByRole('textbox', { name: /What it should show/ }).fill(caption);
  await dialog.getByRole('textbox', { name: 'Program' }).fill(program);
  await dialog.getByRole('button', { name: 'Draw and score it' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Replaces the whole program, pasting over it. */
export async function replaceProgram(page: Page, program: string): Promise<void> {
  await page.evaluate((text) => navigator.clipboard.writeText(text), program);
  await editor(page).focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+V');
}

const canvas = (page: Page): Locator =>
  pane(page, 'Picture').getByRole('img').locator('canvas').first();

/** SHA-256 of the picture on screen, for telling one from another. */
export const pixels = (page: Page): Promise<string> =>
  canvas(page).evaluate(async (element) => {
    const { width, height } = element as HTMLCanvasElement;
    const context = (element as HTMLCanvasElement).getContext('2d')!;
    const { data } = context.getImageData(0, 0, width, height);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
    return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  });

/** The same once nothing is drawn any more: two looks, one picture. */
export async function settledPixels(page: Page): Promise<string> {
  await pane(page, 'Picture').locator('[aria-busy="false"]').waitFor();
  let last = '';
  const sameAsBefore = async () => {
    const before = last;
    last = await pixels(page);
    return last === before;
  };
  await expect.poll(sameAsBefore, { ...PATIENCE, interval: 200 }).toBe(true);
  return last;
}

export async function openSample(page: Page, number: number): Promise<void> {
  const tile = sample(page, number);
  await tile.click();
  await expect.poll(() => tile.getAttribute('aria-current'), PATIENCE).toBe('true');
}

/** The whole program: the editor holds only what is near the screen. */
export async function copyProgram(page: Page): Promise<string> {
  await pane(page, 'Program').getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByRole('list', { name: 'Messages' }).getByText('Program copied').first().waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** @returns [red, green, blue, alpha] at a place given in shares of width and height */
export const colourAt = (page: Page, x: number, y: number): Promise<number[]> =>
  canvas(page).evaluate(
    (element, [across, down]) => {
      const { width, height } = element as HTMLCanvasElement;
      const context = (element as HTMLCanvasElement).getContext('2d')!;
      return [...context.getImageData(across! * width, down! * height, 1, 1).data];
    },
    [x, y],
  );

/** The number on a card once it belongs to what is on screen; `null` without one. */
export async function settledScore(page: Page, name: RegExp | string): Promise<number | null> {
  const card = scoreCard(page, name);
  let words = '';
  await expect
    .poll(async () => (words = (await card.textContent()) ?? ''), PATIENCE)
    .not.toMatch(/before this edit|measuring|when the program/);
  const found = /(?:^|[^\d])([−-]?\d\.\d{3})/.exec(words);
  return found === null ? null : Number(found[1]!.replace('−', '-'));
}

/** Waits until the encoder that ships with the page has answered its first question. */
export const encoderReady = ({ page }: PageUnderTest): Promise<void> =>
  page.getByRole('banner').getByText('wasm', { exact: true }).waitFor();
