import { expect, test } from 'vitest';
import { openPage, usePageUnderTest } from '../../tests/e2e/page-under-test.ts';

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
  const picture = await page.screenshot({ path: 'docs/playground.png' });
  expect(picture.length).toBeGreaterThan(10_000);
});
