/** A program under a person's hands: marked, mended, redrawn, scored again, taken back. */
import { expect, test } from 'vitest';
import { expectQuiet, openPage, PATIENCE, usePageUnderTest } from './page-under-test.ts';
import { recorded, recordedProgram } from './recorded.ts';
import {
  colourAt,
  copyProgram,
  drawPrompt,
  editor,
  openSample,
  pane,
  pixels,
  replaceProgram,
  settledPixels,
  scoreCard,
  settledScore,
} from './workbench.ts';

usePageUnderTest();

const TEXT_SCORE = /^Text to picture/;
const square = (fill: string, further = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
  <rect width="100" height="100" fill="${fill}"/>
  ${further}
</svg>`;

test('a broken line is marked in its place; the mended and the fixed program are drawn and scored', async () => {
  const story = await openPage();
  const { page } = story;
  await drawPrompt(page, recorded('lighthouse').prompt);
  await openSample(page, 3);
  const asSent = {
    picture: await settledPixels(page),
    score: await settledScore(page, TEXT_SCORE),
  };
  expect(await copyProgram(page)).toBe(recordedProgram('lighthouse', 3));

  await replaceProgram(page, square('#00f', '<text>this & that</text>'));
  const program = pane(page, 'Program');
  await program.getByText(/^Line 3, column 14:/).waitFor();
  await program.getByText('1 problem').waitFor();
  await expect.poll(() => colourAt(page, 0.5, 0.5), PATIENCE).toEqual([0, 0, 255, 255]);
  await scoreCard(page, 'Mended before drawing')
    .getByRole('button', { name: /^Line 3/ })
    .waitFor();

  await replaceProgram(page, square('#00f', '<g <circle/>'));
  await program.getByText(/^Line 3, column \d+:/).waitFor();

  await replaceProgram(page, square('lime'));
  await program.getByText('1 problem').waitFor({ state: 'hidden' });
  await expect.poll(() => colourAt(page, 0.5, 0.5), PATIENCE).toEqual([0, 255, 0, 255]);
  await program.getByText('edited', { exact: true }).waitFor();
  const edited = await settledScore(page, TEXT_SCORE);
  expect(edited).not.toBeNull();
  expect(edited).not.toBe(asSent.score);

  await program.getByRole('button', { name: 'Back to the program as sent' }).click();
  await expect.poll(() => pixels(page), PATIENCE).toBe(asSent.picture);
  expect(await settledScore(page, TEXT_SCORE)).toBe(asSent.score);
  expect(await copyProgram(page)).toBe(recordedProgram('lighthouse', 3));
  expectQuiet(story);
});

test('G7: without the code editor a program is edited in a plain field', async () => {
  const { page } = await openPage();
  await page.route(/\/assets\/program-view-[^/]+\.js$/, (route) => route.fulfill({ status: 404 }));
  const toldOfIt = page.waitForEvent('console', (message) =>
    message.text().includes('a plain text field takes its place'),
  );
  await drawPrompt(page, recorded('lighthouse').prompt);
  await toldOfIt;
  await openSample(page, 3);
  await expect
    .poll(() => editor(page).inputValue(), PATIENCE)
    .toBe(recordedProgram('lighthouse', 3));
  await editor(page).fill(square('lime'));
  await expect.poll(() => colourAt(page, 0.5, 0.5), PATIENCE).toEqual([0, 255, 0, 255]);
  expect(await copyProgram(page)).toBe(square('lime'));
});

test('undo in the editor takes the picture and the score along', async () => {
  const story = await openPage();
  const { page } = story;
  await drawPrompt(page, recorded('lighthouse').prompt);
  await openSample(page, 4);
  const asSent = {
    picture: await settledPixels(page),
    score: await settledScore(page, TEXT_SCORE),
  };
  await replaceProgram(page, square('#00f'));
  await expect.poll(() => colourAt(page, 0.5, 0.5), PATIENCE).toEqual([0, 0, 255, 255]);
  expect(await settledScore(page, TEXT_SCORE)).not.toBe(asSent.score);
  await page.keyboard.press('ControlOrMeta+Z');
  await expect.poll(() => pixels(page), PATIENCE).toBe(asSent.picture);
  await expect.poll(() => settledScore(page, TEXT_SCORE), PATIENCE).toBe(asSent.score);
  expectQuiet(story);
});

test.each([
  { id: 'balloon', number: 3, cut: false },
  { id: 'camera', number: 2, cut: false },
  { id: 'bicycle-wall', number: 4, cut: true },
])(
  '$id/$number is drawn mended, and says so, with both validities',
  async ({ id, number, cut }) => {
    const story = await openPage();
    const { page } = story;
    await drawPrompt(page, recorded(id).prompt);
    await openSample(page, number);
    const summary = scoreCard(page, 'Mended before drawing');
    await summary.getByText('malformed as sent').waitFor();
    expect(await summary.getByRole('listitem').count()).toBeGreaterThan(0);
    expect(await summary.getByText('truncated', { exact: true }).count()).toBe(cut ? 1 : 0);
    const validity = scoreCard(page, 'Validity and length');
    await validity.getByText(/^yes, \d+ mends?$/).waitFor();
    expect(await validity.getByRole('definition').first().textContent()).toBe('no');
    await pane(page, 'Picture').getByText('mended', { exact: true }).waitFor();
    expect(await settledScore(page, TEXT_SCORE)).not.toBeNull();
    const program = pane(page, 'Program');
    await program.getByRole('button', { name: 'F8 next problem' }).click();
    await program.getByText(/^Line \d+, column \d+:/).waitFor();

    await summary.getByRole('button', { name: 'Show what changed' }).click();
    const changes = page.getByRole('dialog').getByRole('list', { name: 'Lines that changed' });
    await changes.getByText('as drawn:').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expectQuiet(story);
  },
);

test('an element of the anatomy is outlined in the picture', async () => {
  const story = await openPage();
  const { page } = story;
  await drawPrompt(page, recorded('lighthouse').prompt);
  await openSample(page, 3);
  await pane(page, 'Picture').getByRole('button', { name: 'Anatomy' }).click();
  const tree = page.getByRole('tree');
  await tree.getByRole('treeitem', { name: /^circle/ }).hover();
  const outline = pane(page, 'Picture').locator('svg path.dashes');
  await outline.waitFor({ state: 'attached' });
  const ofCircle = await outline.getAttribute('d');
  await tree
    .getByRole('treeitem', { name: /^polygon/ })
    .first()
    .hover();
  await expect.poll(() => outline.getAttribute('d'), PATIENCE).not.toBe(ofCircle);
  await tree
    .getByRole('treeitem', { name: /^polygon/ })
    .first()
    .click();
  // The caret goes to the element in the program.
  await pane(page, 'Program').getByText(/^Ln 5/).waitFor();
  expectQuiet(story);
});
