/** From the first visit to the first score, with no network but the page's own server, then none. */
import { expect, test } from 'vitest';
import { expectQuiet, openPage, PATIENCE, usePageUnderTest } from './page-under-test.ts';
import {
  colourAt,
  editor,
  encoderReady,
  examples,
  historyRows,
  pixels,
  samples,
  scoreCard,
  tileTexts,
  untilScored,
} from './workbench.ts';

usePageUnderTest();

const BLUE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#00f"/></svg>';
const AMONG = /higher than \d+ of 240 other captions/;

test('an example becomes four scored pictures, a history row, and comes back after a reload', async () => {
  const story = await openPage({
    replaySpeed: null,
    before: (context) =>
      // Nothing but this machine can be reached.
      context.route(/^https?:\/\/(?!localhost[:/])/, (route) =>
        route.abort('internetdisconnected'),
      ),
  });
  const { page } = story;
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByRole('banner').textContent()).toContain('Replay');
  const caption = (await examples(page).first().textContent())!.replace(/\d$/, '').trim();
  await examples(page).first().click();
  await untilScored(page, 4);
  await scoreCard(page, /Text to picture/)
    .getByText(AMONG)
    .waitFor();
  expect(await historyRows(page).count()).toBe(1);
  expect(await historyRows(page).first().textContent()).toContain(caption);

  const before = { tiles: await tileTexts(page), picture: await pixels(page) };
  await page.reload();
  await untilScored(page, 4);
  await expect.poll(() => tileTexts(page), PATIENCE).toEqual(before.tiles);
  await expect.poll(() => pixels(page), PATIENCE).toBe(before.picture);
  await scoreCard(page, /Text to picture/)
    .getByText(AMONG)
    .waitFor();

  await page.getByRole('button', { name: 'New drawing' }).click();
  await page.getByRole('button', { name: /^Back to your drawings/ }).click();
  await expect.poll(() => samples(page).count(), PATIENCE).toBe(4);
  expectQuiet(story);
});

test('once the page is there, it draws, scores and edits with the cable out', async () => {
  const story = await openPage();
  const { page, context } = story;
  await encoderReady(story);
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await page.getByRole('banner').getByText('Offline').waitFor();
  await examples(page).first().click();
  await untilScored(page, 4);
  await scoreCard(page, /Text to picture/)
    .getByText(AMONG)
    .waitFor();

  // The large editor was not fetched yet: a plain field takes its place.
  const before = await pixels(page);
  await editor(page).fill(BLUE);
  await expect.poll(() => pixels(page), PATIENCE).not.toBe(before);
  await expect.poll(() => colourAt(page, 0.5, 0.5), PATIENCE).toEqual([0, 0, 255, 255]);
  expect(story.foreignRequests).toEqual([]);
  // The failed loads themselves are told by the browser; nothing else may go wrong.
  expect(
    story.problems.filter((problem) => !problem.includes('ERR_INTERNET_DISCONNECTED')),
  ).toEqual([]);
});
