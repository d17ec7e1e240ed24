/** The object library as a person uses it, and the composer where replay has no answer. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessFaults } from './access.ts';
import { expectQuiet, openPage, PATIENCE, usePageUnderTest } from './page-under-test.ts';
import { drawButton, pane, samples, untilScored } from './workbench.ts';

usePageUnderTest();

const things = (page: Page) =>
  page.getByRole('list', { name: 'Things', exact: true }).getByRole('link');
const searchBox = (page: Page) => page.getByRole('searchbox', { name: 'Search the things' });

test('a thing is found by another name, recoloured, copied, and taken to the playground', async () => {
  const opened = await openPage({ path: '#/' });
  const { page } = opened;
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Library' })
    .click();
  await things(page).first().waitFor();
  expect(await page.title()).toBe('Library · SGP Playground');
  const all = await things(page).count();
  expect(all).toBeGreaterThanOrEqual(129);

  await page.keyboard.press('/');
  await page.keyboard.type('bike');
  await expect.poll(() => things(page).count(), PATIENCE).toBeLessThan(4);
  await things(page)
    .filter({ hasText: /^ ?bicycle$/ })
    .press('Enter');

  const dialog = page.getByRole('dialog', { name: 'bicycle' });
  await dialog.waitFor();
  expect(page.url()).toMatch(/#\/library\/bicycle$/);
  await expect.poll(() => dialog.getByRole('img').count(), PATIENCE).toBe(3);
  await dialog.getByLabel('Colour').selectOption('magenta');
  await dialog.getByRole('button', { name: /flat$/ }).click();
  await dialog.getByRole('button', { name: 'Copy' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('<!-- magenta bicycle -->');

  await dialog.getByRole('button', { name: 'Open in the playground' }).click();
  await untilScored(page, 1);
  expect(await page.getByRole('textbox', { name: 'Draw' }).inputValue()).toBe('a magenta bicycle');
  await pane(page, 'Program').getByText('magenta bicycle').first().waitFor();
  expectQuiet(opened);
});

test('a search for what is not drawn says so, and one press shows all again', async () => {
  const { page } = await openPage({ path: '#/library', width: 390, height: 844 });
  await things(page).first().waitFor();
  await searchBox(page).fill('submarine');
  await page.getByRole('heading', { name: 'Nothing is called “submarine” here' }).waitFor();
  await page.getByRole('button', { name: /^Show all/ }).click();
  expect(await things(page).count()).toBeGreaterThanOrEqual(129);
});

test('an address of a thing opens it; Escape closes it and leaves the library', async () => {
  const { page } = await openPage({ path: '#/library/fire-hydrant' });
  await page.getByRole('dialog', { name: 'fire hydrant' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(page.url()).toMatch(/#\/library$/);

  await page.goto(page.url().replace(/#.*/, '#/library/unicorn-hat'));
  await page.getByRole('heading', { name: 'The library has no “unicorn hat”' }).waitFor();
});

test.each(['light', 'dark'] as const)(
  'the library has no fault of access, %s',
  async (colorScheme) => {
    const { page } = await openPage({ path: '#/library', colorScheme });
    await things(page).first().waitFor();
    expect(await accessFaults(page)).toEqual([]);
    await things(page).first().click();
    await page.getByRole('dialog').waitFor();
    expect(await accessFaults(page)).toEqual([]);
  },
);

test('where replay has no answer, the composer draws the prompt and says how it read it', async () => {
  const opened = await openPage();
  const { page } = opened;
  await page.getByRole('textbox', { name: 'Draw' }).fill('two red cars and a zorblax');
  await drawButton(page).click();
  await page.getByRole('button', { name: 'Draw it with the built-in composer' }).click();
  await untilScored(page, 4);
  await page.getByText('rules, not a language model').first().waitFor();
  expect(await samples(page).count()).toBe(4);
  await pane(page, 'Program').getByText('How the prompt was read').waitFor();
  await pane(page, 'Program').getByText('Not understood: “zorblax”').first().waitFor();
  expectQuiet(opened);
});

test('what the composer cannot draw at all is said, with prompts to press', async () => {
  const { page } = await openPage({
    before: (context) =>
      context.addInitScript(() => {
        if (location.protocol !== 'http:' || localStorage.getItem('sgp.ask')) return;
        const model = { providerId: 'composer', modelId: 'composer', title: 'Composer' };
        localStorage.setItem('sgp.ask', JSON.stringify({ model }));
      }),
  });
  await page.getByRole('textbox', { name: 'Draw' }).fill('liberty and justice');
  await drawButton(page).click();
  await page
    .getByRole('heading', { name: 'There is nothing here that the composer can draw' })
    .waitFor();
  await page.getByRole('button', { name: 'three apples on a table' }).click();
  await untilScored(page, 4);
  await pane(page, 'Picture').getByRole('img', { name: 'three apples on a table' }).waitFor();
});
