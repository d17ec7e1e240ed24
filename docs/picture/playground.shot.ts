import { expect, test } from 'vitest';
import { openPage, PATIENCE, usePageUnderTest } from '../../tests/e2e/page-under-test.ts';
import { historyPane, pane } from '../../tests/e2e/workbench.ts';

usePageUnderTest();

test('the playground after a draw', async () => {
  const { page } = await openPage({ width: 1440, height: 900 });
  await page.getByRole('button', { name: /lighthouse/ }).click();
  // The chance distribution is the last thing to arrive.
  await page
    .getByText(/higher than \d+ of \d+/)
    .first()
    .waitFor();
  await page.getByText('best', { exact: true }).first().waitFor();
  await page.waitForLoadState('networkidle');
  // A slow machine draws the small picture and the sharp one last.
  await historyPane(page).locator('canvas').first().waitFor();
  const drawing = pane(page, 'Picture').getByRole('img').locator('canvas').first();
  const isSharp = () =>
    drawing.evaluate((canvas: HTMLCanvasElement) => canvas.width >= canvas.clientWidth);
  await expect.poll(isSharp, PATIENCE).toBe(true);
  const picture = await page.screenshot({ path: 'docs/playground.png' });
  expect(picture.length).toBeGreaterThan(10_000);
});
